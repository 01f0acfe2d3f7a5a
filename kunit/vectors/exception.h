/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: lines of the exception policy
 */

#ifndef CCS_KUNIT_VECTORS_EXCEPTION_H
#define CCS_KUNIT_VECTORS_EXCEPTION_H

/**
 * struct exception_row - a line of exception policy
 * @desc: what the row is about, if that is not obvious
 * @line: as written
 * @canonical: as printed; NULL if it is refused
 */
struct exception_row {
	const char *desc;
	const char *line;
	const char *canonical;
};

/* clang-format off */
static const struct exception_row exception_rows[] = {
	{ "", "initialize_domain /sbin/init from any",
	  "initialize_domain /sbin/init from any" },
	{ "", "initialize_domain /sbin/init from /a",
	  "initialize_domain /sbin/init from /a" },
	{ "", "initialize_domain any from any",
	  "initialize_domain any from any" },
	{ "", "initialize_domain any", "initialize_domain any from any" },
	{ "", "initialize_domain /usr/\\* from any",
	  "initialize_domain /usr/\\* from any" },
	{ "", "initialize_domain /sbin/init from", NULL },
	{ "", "initialize_domain", NULL },
	{ "", "initialize_domain /a /b", NULL },
	{ "", "no_initialize_domain /sbin/init from any",
	  "no_initialize_domain /sbin/init from any" },
	{ "", "no_initialize_domain /sbin/init",
	  "no_initialize_domain /sbin/init from any" },
	{ "", "no_initialize_domain /sbin/init from /a",
	  "no_initialize_domain /sbin/init from /a" },
	{ "", "keep_domain any from <kernel> /usr/sbin/sshd /bin/bash",
	  "keep_domain any from <kernel> /usr/sbin/sshd /bin/bash" },
	{ "", "keep_domain <kernel> /usr/sbin/sshd /bin/bash",
	  "keep_domain any from <kernel> /usr/sbin/sshd /bin/bash" },
	{ "", "keep_domain /bin/bash", "keep_domain any from /bin/bash" },
	{ "", "keep_domain /bin/cat from /a", "keep_domain /bin/cat from /a" },
	{ "", "keep_domain any from any", "keep_domain any from any" },
	{ "", "keep_domain any", "keep_domain any from any" },
	{ "",
	  "no_keep_domain /usr/bin/passwd from <kernel> /usr/sbin/sshd /bin/bash",
	  "no_keep_domain /usr/bin/passwd from <kernel> /usr/sbin/sshd /bin/bash" },
	{ "", "no_keep_domain any from /bin/bash",
	  "no_keep_domain any from /bin/bash" },
	{ "", "path_group G /etc/\\*", "path_group G /etc/\\*" },
	{ "empty member stored by the original", "path_group G", NULL },
	{ "trailing words ignored by the original", "path_group G /a /b",
	  NULL },
	{ "a member starting with @ is a literal, not a nested group",
	  "path_group G @OTHER", "path_group G @OTHER" },
	{ "", "path_group @G /a", "path_group @G /a" },
	{ "", "path_group", NULL },
	{ "", "allow_read /etc/ld.so.cache", NULL },
	{ "", "allow_env PATH", NULL },
	{ "", "file_pattern /tmp/\\*", NULL },
	{ "", "deny_rewrite /var/log/\\*", NULL },
	{ "every kind with a full domainname", "no_keep_domain /a from <kernel> /b",
	  "no_keep_domain /a from <kernel> /b" },
	{ "a group's name may look like anything",
	  "path_group from /a", "path_group from /a" },
	{ "program that is no path", "initialize_domain a from any", NULL },
	{ "program with a bad escape", "initialize_domain /\\z from any", NULL },
	{ "domain with a bad escape", "keep_domain any from <kernel> /\\z", NULL },
	{ "domain of two paths", "keep_domain any from /a /b", NULL },
	{ "from twice", "keep_domain any from any from any", NULL },
	{ "from first", "keep_domain from any", NULL },
	{ "words behind", "initialize_domain /a from any x", NULL },
	{ "unknown directive", "foo /a", NULL },
	{ "directive that only begins alike", "path_groups G /a", NULL },
	{ "directive in capitals", "PATH_GROUP G /a", NULL },
	{ "empty line", "", NULL },
	{ "only a namespace", "<kernel>", NULL },
	{ "namespace prefix", "<kernel> keep_domain any from /a",
	  "keep_domain any from /a" },
	{ "namespace without its space", "<kernel>keep_domain any from /a",
	  NULL },
	{ "namespace twice", "<kernel> <kernel> keep_domain any from /a", NULL },
	{ "group's name with a bad escape", "path_group \\z /a", NULL },
	{ "member with a bad escape", "path_group G /\\z", NULL },
	{ "member with an escape of a plain byte", "path_group G /\\101", NULL },
	{ "member cut off in an escape", "path_group G /\\04", NULL },
	{ "member that ends with a backslash", "path_group G /a\\", NULL },
	{ "unclosed repeated directory", "path_group G /\\{a/", NULL },
	{ "only the directive", "keep_domain", NULL },
	{ "deletion of an unknown directive", "delete foo", NULL },
	{ "delete behind the namespace", "<kernel> delete path_group G /a",
	  NULL },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_EXCEPTION_H */
