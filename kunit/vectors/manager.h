/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: managers
 */

#ifndef CCS_KUNIT_VECTORS_MANAGER_H
#define CCS_KUNIT_VECTORS_MANAGER_H

/**
 * struct manager_row - a line of the node ``manager``
 * @desc: what the row is about, if that is not obvious
 * @dialects: that are accepted
 * @line: as written
 * @canonical: as printed; NULL if it is refused
 */
struct manager_row {
	const char *desc;
	u8 dialects;
	const char *line;
	const char *canonical;
};

/* clang-format off */
static const struct manager_row manager_rows[] = {
	{ "", CCS_DIALECT_18, "/usr/sbin/ccs-loadpolicy",
	  "/usr/sbin/ccs-loadpolicy" },
	{ "stored but compared literally, so never matches", CCS_DIALECT_18,
	  "/usr/sbin/\\*", "/usr/sbin/\\*" },
	{ "", CCS_DIALECT_18, "<kernel> /usr/sbin/sshd",
	  "<kernel> /usr/sbin/sshd" },
	{ "", CCS_DIALECT_18, "<ns2> /x", "<ns2> /x" },
	{ "any legal word is accepted as a manager in 1.8", CCS_DIALECT_18,
	  "relative", "relative" },
	{ "", CCS_DIALECT_18, "relative two", NULL },
	{ "", CCS_DIALECT_18, "/a /b", NULL },
	{ "", CCS_DIALECT_17, "/usr/sbin/ccs-loadpolicy",
	  "/usr/sbin/ccs-loadpolicy" },
	{ "", CCS_DIALECT_17, "<kernel> /usr/sbin/sshd",
	  "<kernel> /usr/sbin/sshd" },
	{ "", CCS_DIALECT_17, "manage_by_non_root", "" },
	{ "", CCS_DIALECT_17, "relative", NULL },
	{ "", CCS_DIALECT_17, "/usr/sbin/", NULL },
	/* Our own. */
	{ "empty line", CCS_DIALECTS, "", NULL },
	{ "the switch is not printed", CCS_DIALECTS, "manage_by_non_root", "" },
	{ "bad escape", CCS_DIALECTS, "/\\z", NULL },
	{ "cut off in an escape", CCS_DIALECTS, "/\\04", NULL },
	{ "ends with a backslash", CCS_DIALECTS, "/a\\", NULL },
	{ "domainname with a bad escape", CCS_DIALECTS, "<kernel> /\\z", NULL },
	{ "deletion of what is not there", CCS_DIALECTS, "delete /a", "" },
	{ "deletion of an illegal name", CCS_DIALECTS, "delete /\\z", NULL },
	{ "only delete", CCS_DIALECTS, "delete", NULL },
	{ "words behind the switch", CCS_DIALECTS, "manage_by_non_root x", NULL },
	{ "wildcards", CCS_DIALECT_17, "/usr/sbin/\\*", NULL },
	{ "another namespace", CCS_DIALECT_17, "<ns2> /x", NULL },
	{ "domainname with wildcards", CCS_DIALECT_17, "<kernel> /\\*", NULL },
	{ "a program by its file system", CCS_DIALECTS,
	  "squashfs:/usr/sbin/ccs-editpolicy",
	  "squashfs:/usr/sbin/ccs-editpolicy" },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_MANAGER_H */
