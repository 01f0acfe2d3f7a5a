/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ACL lines and what is printed for them
 */

#ifndef CCS_KUNIT_VECTORS_ACL_H
#define CCS_KUNIT_VECTORS_ACL_H

/**
 * struct acl_row - a line of domain policy
 * @desc: what the row is about, if that is not obvious
 * @line: as written
 * @canonical: as printed, without the last newline; NULL if the line is
 *	refused, empty if it is accepted and means nothing
 */
struct acl_row {
	const char *desc;
	const char *line;
	const char *canonical;
};

#endif /* CCS_KUNIT_VECTORS_ACL_H */
