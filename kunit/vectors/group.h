/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: path groups
 */

#ifndef CCS_KUNIT_VECTORS_GROUP_H
#define CCS_KUNIT_VECTORS_GROUP_H

/**
 * struct group_row - a name and a group
 * @desc: what the row is about
 * @lines: exception policy
 * @string: the name
 * @member: member of group ``G`` that it matches, NULL for none
 */
struct group_row {
	const char *desc;
	const char *lines;
	const char *string;
	const char *member;
};

/* clang-format off */
static const struct group_row group_rows[] = {
	{ "an empty group matches nothing", "", "/a", NULL },
	{ "literal", "path_group G /a", "/a", "/a" },
	{ "another literal", "path_group G /a", "/b", NULL },
	{ "a literal is no prefix", "path_group G /a", "/ab", NULL },
	{ "pattern", "path_group G /etc/\\*", "/etc/passwd", "/etc/\\*" },
	{ "pattern does not cross a slash", "path_group G /etc/\\*",
	  "/etc/a/b", NULL },
	{ "directory", "path_group G /etc/\\*/", "/etc/a/", "/etc/\\*/" },
	{ "directory against file", "path_group G /etc/\\*/", "/etc/a", NULL },
	{ "second member", "path_group G /a\npath_group G /b", "/b", "/b" },
	{ "first of two that match wins",
	  "path_group G /\\*\npath_group G /b", "/b", "/\\*" },
	{ "the literal comes first if it was written first",
	  "path_group G /b\npath_group G /\\*", "/b", "/b" },
	{ "writing a member again does not move it",
	  "path_group G /b\npath_group G /\\*\npath_group G /b", "/b", "/b" },
	{ "deleted member",
	  "path_group G /a\npath_group G /b\ndelete path_group G /a", "/a",
	  NULL },
	{ "what is left after a deletion",
	  "path_group G /a\npath_group G /b\ndelete path_group G /a", "/b",
	  "/b" },
	{ "a deleted member that comes back goes to the end",
	  "path_group G /b\npath_group G /\\*\n"
	  "delete path_group G /b\npath_group G /b", "/b", "/\\*" },
	{ "deleting what is not there",
	  "path_group G /a\ndelete path_group G /b", "/a", "/a" },
	{ "deletion compares text, it does not match",
	  "path_group G /a\ndelete path_group G /\\*", "/a", "/a" },
	{ "another group with another name", "path_group H /a", "/a", NULL },
	{ "the name of a group is literal", "path_group \\* /a", "/a", NULL },
	{ "groups do not nest", "path_group G @H\npath_group H /a", "/a",
	  NULL },
	{ "a member that starts with @ is a literal", "path_group G @H", "@H",
	  "@H" },
	{ "repeated directories", "path_group G /home/\\{\\*\\}/\\*",
	  "/home/a/b/c", "/home/\\{\\*\\}/\\*" },
	{ "subtraction", "path_group G /etc/\\*\\-shadow", "/etc/shadow",
	  NULL },
	{ "subtraction leaves the rest", "path_group G /etc/\\*\\-shadow",
	  "/etc/passwd", "/etc/\\*\\-shadow" },
	{ "subtraction is no deletion from the group",
	  "path_group G /etc/\\*\\-shadow\npath_group G /etc/shadow",
	  "/etc/shadow", "/etc/shadow" },
	{ "names without a leading slash",
	  "path_group G proc:/self/\\*", "proc:/self/status",
	  "proc:/self/\\*" },
	{ "escaped bytes", "path_group G /a\\040\\*", "/a\\040b",
	  "/a\\040\\*" },
	{ "namespace prefix", "<kernel> path_group G /a", "/a", "/a" },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_GROUP_H */
