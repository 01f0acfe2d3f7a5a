/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: groups
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

/**
 * struct number_group_row - a number group and a value
 * @desc: what the row is about
 * @lines: exception policy
 * @min: lowest number of the value
 * @max: highest
 * @found: group ``N`` has a number in common with it
 */
struct number_group_row {
	const char *desc;
	const char *lines;
	u64 min;
	u64 max;
	bool found;
};

/* clang-format off */
static const struct number_group_row number_group_rows[] = {
	{ "an empty group has no number", "", 0, 0, false },
	{ "one number", "number_group N 10", 10, 10, true },
	{ "one number, the next", "number_group N 10", 11, 11, false },
	{ "one number, the one before", "number_group N 10", 9, 9, false },
	{ "zero", "number_group N 0", 0, 0, true },
	{ "the highest", "number_group N 18446744073709551615", U64_MAX,
	  U64_MAX, true },
	{ "all", "number_group N 0-0xFFFFFFFFFFFFFFFF", 12345, 12345, true },
	{ "lower end of a range", "number_group N 10-20", 10, 10, true },
	{ "inside a range", "number_group N 10-20", 13, 13, true },
	{ "upper end of a range", "number_group N 10-20", 20, 20, true },
	{ "above a range", "number_group N 10-20", 21, 21, false },
	{ "between two members", "number_group N 10\nnumber_group N 12", 11, 11,
	  false },
	{ "second member", "number_group N 10\nnumber_group N 12", 12, 12,
	  true },
	{ "octal", "number_group N 0644", 0644, 0644, true },
	{ "hexadecimal", "number_group N 0x10-0x20", 32, 32, true },
	{ "members that overlap", "number_group N 1-10\nnumber_group N 5-15",
	  12, 12, true },
	{ "what is left of members that overlap",
	  "number_group N 1-10\nnumber_group N 5-15\n"
	  "delete number_group N 1-10", 5, 5, true },
	{ "what is gone of members that overlap",
	  "number_group N 1-10\nnumber_group N 5-15\n"
	  "delete number_group N 1-10", 4, 4, false },
	{ "a member written differently is another",
	  "number_group N 16\nnumber_group N 0x10\ndelete number_group N 16",
	  16, 16, true },
	{ "deletion takes the spelling that was written",
	  "number_group N 16\ndelete number_group N 0x10", 16, 16, true },
	{ "a range that begins in the group", "number_group N 10-20", 20, 30,
	  true },
	{ "a range that contains the group", "number_group N 10-20", 0, 100,
	  true },
	{ "a range below", "number_group N 10-20", 0, 9, false },
	{ "a range above", "number_group N 10-20", 21, U64_MAX, false },
	{ "a path group of that name is another", "path_group N 10", 10, 10,
	  false },
};
/* clang-format on */

/**
 * struct address_group_row - an address group and an address
 * @desc: what the row is about
 * @lines: exception policy
 * @address: the address
 * @found: group ``A`` has it
 */
struct address_group_row {
	const char *desc;
	const char *lines;
	const char *address;
	bool found;
};

/* clang-format off */
static const struct address_group_row address_group_rows[] = {
	{ "an empty group has no address", "", "0.0.0.0", false },
	{ "one address", "address_group A 127.0.0.1", "127.0.0.1", true },
	{ "another address", "address_group A 127.0.0.1", "127.0.0.2",
	  false },
	{ "lower end", "address_group A 10.0.0.0-10.255.255.255", "10.0.0.0",
	  true },
	{ "upper end", "address_group A 10.0.0.0-10.255.255.255",
	  "10.255.255.255", true },
	{ "above", "address_group A 10.0.0.0-10.255.255.255", "11.0.0.0",
	  false },
	{ "all of IPv4", "address_group A 0.0.0.0-255.255.255.255",
	  "192.168.1.1", true },
	{ "IPv6", "address_group A ::1", "::1", true },
	{ "IPv6, longer", "address_group A 0:0:0:0:0:0:0:1", "::1", true },
	{ "IPv6 range", "address_group A fe80::-fe80:ffff::",
	  "fe80::1:2:3:4", true },
	{ "IPv6 range, above", "address_group A fe80::-fe80:ffff::",
	  "fe81::", false },
	{ "IPv6 is no IPv4", "address_group A ::1", "0.0.0.1", false },
	{ "IPv4 is no IPv6", "address_group A 0.0.0.1", "::1", false },
	{ "a mapped address is IPv6", "address_group A 127.0.0.1",
	  "::ffff:127.0.0.1", false },
	{ "both families, IPv4",
	  "address_group A 0.0.0.1\naddress_group A ::1", "0.0.0.1", true },
	{ "deleted member, of which the other family is left",
	  "address_group A 0.0.0.1\naddress_group A ::1\n"
	  "delete address_group A 0.0.0.1", "0.0.0.1", false },
	{ "what is left after a deletion",
	  "address_group A 0.0.0.1\naddress_group A ::1\n"
	  "delete address_group A 0.0.0.1", "::1", true },
	{ "deletion takes any spelling",
	  "address_group A ::1\ndelete address_group A 0:0:0:0:0:0:0:1",
	  "::1", false },
};
/* clang-format on */

/**
 * struct group_line_row - a line and what becomes of it
 * @desc: what the row is about
 * @line: the line
 * @printed: what exception policy then is, NULL if the line is refused
 * @word: then the word that is blamed
 */
struct group_line_row {
	const char *desc;
	const char *line;
	const char *printed;
	const char *word;
};

/* clang-format off */
static const struct group_line_row group_line_rows[] = {
	{ "path", "path_group G /etc/\\*", "path_group G /etc/\\*\n", NULL },
	{ "number", "number_group N 0644", "number_group N 0644\n", NULL },
	{ "range", "number_group N 010-8", "number_group N 010-8\n", NULL },
	{ "range of one", "number_group N 5-5", "number_group N 5\n", NULL },
	{ "address", "address_group A 0:0:0:0:0:0:0:1",
	  "address_group A ::1\n", NULL },
	{ "name with wildcards", "path_group \\* /a",
	  "path_group \\* /a\n", NULL },
	{ "name with an at sign", "path_group @G /a", "path_group @G /a\n",
	  NULL },
	{ "deletion of nothing", "delete number_group N 1", "", NULL },
	{ "no name", "path_group", NULL, "" },
	{ "illegal name", "path_group \\101 /a", NULL, "\\101" },
	{ "no path", "path_group G", NULL, "" },
	{ "illegal path", "path_group G \\101", NULL, "\\101" },
	{ "two paths", "path_group G /a /b", NULL, "/b" },
	{ "no number", "number_group N", NULL, "" },
	{ "not a number", "number_group N abc", NULL, "abc" },
	{ "reversed", "number_group N 10-5", NULL, "10-5" },
	{ "number too big", "number_group N 18446744073709551616", NULL,
	  "18446744073709551616" },
	{ "number that refers to a group", "number_group N @M", NULL, "@M" },
	{ "two numbers", "number_group N 1 2", NULL, "2" },
	{ "no address", "address_group A", NULL, "" },
	{ "host name", "address_group A localhost", NULL, "localhost" },
	{ "address that refers to a group", "address_group A @B", NULL,
	  "@B" },
	{ "families mixed", "address_group A 1.2.3.4-::1", NULL,
	  "1.2.3.4-::1" },
	{ "addresses reversed", "address_group A 1.2.3.4-1.2.3.3", NULL,
	  "1.2.3.4-1.2.3.3" },
	{ "deletion of what is not legal", "delete number_group N abc", NULL,
	  "abc" },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_GROUP_H */
