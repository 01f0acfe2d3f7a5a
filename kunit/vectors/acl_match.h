/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: requests and the entries that decide about them
 */

#ifndef CCS_KUNIT_VECTORS_ACL_MATCH_H
#define CCS_KUNIT_VECTORS_ACL_MATCH_H

/**
 * struct acl_match_row - a request to a list of entries
 * @desc: what the row is about
 * @lines: the list
 * @request: the request, as a line that would grant it
 * @entry: the deciding entry as printed, NULL if there is none
 * @pattern: its first operand or the member of its group that matched, NULL
 *	for entries without a pathname
 */
struct acl_match_row {
	const char *desc;
	const char *lines;
	const char *request;
	const char *entry;
	const char *pattern;
};

/* Groups of the rows; G1 and G2 differ in the order of their members. */
#define ACL_MATCH_EXCEPTIONS						\
	"path_group G /g/\\*\npath_group G /h\n"			\
	"path_group G1 /g/\\*\npath_group G1 /g/x\n"			\
	"path_group G2 /g/x\npath_group G2 /g/\\*\n"			\
	"path_group D /mnt/\\*/\npath_group T ext\\$\n"			\
	"path_group S \\000\\*\npath_group S anonymous\n"		\
	"number_group N 10-20\nnumber_group N 0x1F\n"			\
	"address_group A 10.0.0.0-10.0.0.255\naddress_group A fe80::1"

#endif /* CCS_KUNIT_VECTORS_ACL_MATCH_H */
