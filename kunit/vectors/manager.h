/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: managers
 */

#ifndef CCS_KUNIT_VECTORS_MANAGER_H
#define CCS_KUNIT_VECTORS_MANAGER_H

/**
 * struct manager_row - a line of the node ``manager``
 * @desc: what the row is about, if that is not obvious
 * @line: as written
 * @canonical: as printed; NULL if it is refused
 */
struct manager_row {
	const char *desc;
	const char *line;
	const char *canonical;
};

/* clang-format off */
static const struct manager_row manager_rows[] = {
	{ "", "/usr/sbin/ccs-loadpolicy", "/usr/sbin/ccs-loadpolicy" },
	{ "stored but compared literally, so never matches", "/usr/sbin/\\*",
	  "/usr/sbin/\\*" },
	{ "", "<kernel> /usr/sbin/sshd", "<kernel> /usr/sbin/sshd" },
	{ "", "<ns2> /x", "<ns2> /x" },
	{ "any legal word is accepted as a manager in 1.8", "relative",
	  "relative" },
	{ "", "relative two", NULL },
	{ "", "/a /b", NULL },
	{ "empty line", "", NULL },
	{ "the switch is not printed", "manage_by_non_root", "" },
	{ "bad escape", "/\\z", NULL },
	{ "cut off in an escape", "/\\04", NULL },
	{ "ends with a backslash", "/a\\", NULL },
	{ "domainname with a bad escape", "<kernel> /\\z", NULL },
	{ "deletion of what is not there", "delete /a", "" },
	{ "deletion of an illegal name", "delete /\\z", NULL },
	{ "only delete", "delete", NULL },
	{ "words behind the switch", "manage_by_non_root x", NULL },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_MANAGER_H */
