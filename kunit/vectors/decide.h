/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: requests in domains, and the lists that decide about them
 */

#ifndef CCS_KUNIT_VECTORS_DECIDE_H
#define CCS_KUNIT_VECTORS_DECIDE_H

/**
 * struct decide_row - a request in a domain
 * @desc: what the row is about
 * @lines: the domain's lines
 * @request: the request, as a line that would grant it
 * @entry: the deciding entry as printed, NULL if there is none
 */
struct decide_row {
	const char *desc;
	const char *lines;
	const char *request;
	const char *entry;
};

/* What acl_groups and globals of the rows hold. */
#define DECIDE_EXCEPTIONS						\
	"acl_group 0 file read /zero\n"					\
	"acl_group 200 file read /\\*\n"				\
	"acl_group 200 allow_rewrite /r\n"				\
	"acl_group 3 file read /g/\\* task.uid=1\n"			\
	"acl_group 3 file read /g/\\*\n"				\
	"acl_group 3 file read /both\n"					\
	"acl_group 64 file read /both task.uid=0\n"			\
	"acl_group 66 file read /both\n"				\
	"acl_group 255 network inet stream connect @A 1-9\n"		\
	"acl_group 255 capability SYS_TIME\n"				\
	"address_group A 10.0.0.1\n"					\
	"<guest> acl_group 3 file read /guest\n"			\
	"allow_read /lib/\\*\nallow_read /g/\\*\nallow_env LANG"

/* clang-format off */

/* Root asks, in enforcing mode. */
static const struct decide_row decide_rows[] = {
	{ "no list", "", "file read /a", NULL },
	{ "its own list", "file read /a", "file read /a", "file read /a" },
	{ "a list of entries for others", "file read /a\nfile write /b",
	  "file read /b", NULL },
	{ "group 0 is not used unasked", "", "file read /zero", NULL },
	{ "group 0", "use_group 0", "file read /zero", "file read /zero" },
	{ "a group that is not used", "use_group 0", "file read /both", NULL },
	{ "a group that is used no more", "use_group 0\ndelete use_group 0",
	  "file read /zero", NULL },
	{ "a group without entries", "use_group 7", "file read /a", NULL },
	{ "its own list comes before groups",
	  "use_group 200\nfile read /a", "file read /a", "file read /a" },
	{ "even if the entry there is general",
	  "use_group 3\nfile read /\\*", "file read /both",
	  "file read /\\*" },
	{ "an entry of its own whose condition fails",
	  "use_group 3\nfile read /both task.uid=1", "file read /both",
	  "file read /both" },
	{ "the lower number comes first", "use_group 200\nuse_group 3",
	  "file read /both", "file read /both" },
	{ "across words of the set", "use_group 200\nuse_group 64",
	  "file read /both", "file read /both task.uid=0" },
	{ "within a word of the set", "use_group 66\nuse_group 64",
	  "file read /both", "file read /both task.uid=0" },
	{ "the first entry of a group whose condition holds",
	  "use_group 200\nuse_group 3", "file read /g/x",
	  "file read /g/\\*" },
	{ "the next group, if the lower number has nothing",
	  "use_group 200\nuse_group 3", "file read /other",
	  "file read /\\*" },
	{ "the highest number", "use_group 255", "capability SYS_TIME",
	  "capability SYS_TIME" },
	{ "a network entry of a group", "use_group 255",
	  "network inet stream connect 10.0.0.1 9",
	  "network inet stream connect @A 1-9" },
	{ "1.7's line in a group", "use_group 200", "allow_rewrite /r",
	  "allow_rewrite /r" },
	{ "groups of another namespace", "use_group 3", "file read /guest",
	  NULL },

	{ "readable everywhere", "", "file read /lib/x",
	  "file read /lib/\\*" },
	{ "readable everywhere, but not writable", "", "file write /lib/x",
	  NULL },
	{ "readable everywhere, but not both at once", "file write /lib/x",
	  "file read/write /lib/x", NULL },
	{ "readable everywhere, but not executable", "", "file execute /lib/x",
	  NULL },
	{ "readable everywhere, but not for this domain",
	  "ignore_global_allow_read", "file read /lib/x", NULL },
	{ "for this domain again",
	  "ignore_global_allow_read\ndelete ignore_global_allow_read",
	  "file read /lib/x", "file read /lib/\\*" },
	{ "the other flag has no effect", "ignore_global_allow_env",
	  "file read /lib/x", "file read /lib/\\*" },
	{ "its own list comes before what is readable everywhere",
	  "file read /lib/x", "file read /lib/x", "file read /lib/x" },
	{ "groups come before what is readable everywhere", "use_group 3",
	  "file read /g/x", "file read /g/\\*" },
	{ "variable for everybody", "", "misc env LANG", "misc env LANG" },
	{ "variable for others only", "ignore_global_allow_env",
	  "misc env LANG", NULL },
	{ "the other flag has no effect on variables",
	  "ignore_global_allow_read", "misc env LANG", "misc env LANG" },
	{ "another variable", "", "misc env PATH", NULL },
	{ "what is readable everywhere is not a variable", "",
	  "misc env /lib/x", NULL },
};

/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_DECIDE_H */
