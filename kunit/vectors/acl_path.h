/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: entries about one path
 */

#ifndef CCS_KUNIT_VECTORS_ACL_PATH_H
#define CCS_KUNIT_VECTORS_ACL_PATH_H

/**
 * struct acl_path_row - a line of domain policy
 * @desc: what the row is about, if that is not obvious
 * @line: as written
 * @canonical: as printed; NULL if it is refused
 */
struct acl_path_row {
	const char *desc;
	const char *line;
	const char *canonical;
};

/* clang-format off */
static const struct acl_path_row acl_path_rows[] = {
	{ "", "file execute /bin/sh", "file execute /bin/sh" },
	{ "", "file read /etc/passwd", "file read /etc/passwd" },
	{ "", "file write /var/log/messages", "file write /var/log/messages" },
	{ "", "file read/write /tmp/x", "file read/write /tmp/x" },
	{ "", "file write/read /tmp/x", "file read/write /tmp/x" },
	{ "", "file getattr /tmp/x", "file getattr /tmp/x" },
	{ "", "file umount /mnt/", NULL },
	{ "unknown or misspelt operation inside an operation list is ignored by the original (substring search)",
	  "file foo/read /etc/passwd", NULL },
	{ "", "file foo /etc/passwd", NULL },
	{ "unknown or misspelt operation inside an operation list is ignored by the original (substring search)",
	  "file readx /etc/passwd", NULL },
	{ "empty operation word is ignored by the original",
	  "file /read /etc/passwd", NULL },
	{ "empty operation word is ignored by the original",
	  "file read/ /etc/passwd", NULL },
	{ "", "file READ /etc/passwd", NULL },
	{ "", "file read", NULL },
	{ "", "file", NULL },
	{ "", "file read @GROUP", "file read @GROUP" },
	{ "", "file read @GROUP\\*", "file read @GROUP\\*" },
	{ "", "file read @", NULL },
	{ "", "file read \\*", "file read \\*" },
	{ "", "file read relative", "file read relative" },
	{ "", "file read proc:/self/\\*", "file read proc:/self/\\*" },
	{ "", "file read pipe:[\\$]", "file read pipe:[\\$]" },
	{ "", "file read socket:[family=\\$:type=\\$:protocol=\\$]",
	  "file read socket:[family=\\$:type=\\$:protocol=\\$]" },
	{ "", "file read /tmp/\\{\\*\\}/\\*", "file read /tmp/\\{\\*\\}/\\*" },
	{ "", "file read /home/\\{\\*\\-.ssh\\}/\\*",
	  "file read /home/\\{\\*\\-.ssh\\}/\\*" },
	{ "", "  file   read   /etc/passwd  ", "file read /etc/passwd" },
	{ "", "file link /a", NULL },
	{ "", "file create /tmp/x 0666-0600", NULL },
	{ "", "file create /tmp/x", NULL },
	{ "", "file create /tmp/x abc", NULL },
	{ "", "file create /tmp/x 0644-", NULL },
	{ "", "file create /tmp/x -0644", NULL },
	{ "", "file ioctl/read /dev/null 0x5401", NULL },
	{ "", "file mkchar /dev/null 0666 1", NULL },
	{ "", "file mount /dev/sda1 /mnt/ ext3", NULL },
	{ "", "file mount/read /dev/sda1 /mnt/ ext3 0", NULL },
	{ "", "file execute /bin/sh task.uid=0 keep", NULL },
	{ "", "file execute /bin/sh bogus", NULL },
	{ "", "file execute /bin/sh proc:/x", NULL },
	{ "", "file execute/read /bin/sh keep", NULL },
	{ "", "file read /bin/sh /x", NULL },
	{ "", "file link /a /b keep", NULL },
	{ "", "file execute /bin/sh keep auto_domain_transition=\"/x\"", NULL },
	{ "", "file read /bin/sh auto_domain_transition=\"<kernel> /x\"",
	  NULL },
	{ "", "file read /bin/sh auto_domain_transition=/x", NULL },
	{ "", "file read /bin/sh auto_domain_transition!=\"/x\"", NULL },
	{ "", "file read /bin/sh grant_log=maybe", NULL },
	{ "", "file read /bin/sh grant_log=yes grant_log=no", NULL },
	{ "", "file read /bin/sh grant_log!=yes", NULL },
	{ "", "allow_read /etc/passwd", NULL },
	{ "", "allow_read/write /etc/passwd", NULL },
	{ "", "allow_execute /bin/sh", NULL },
	{ "a comment", "# comment", NULL },
	{ "every operation at once",
	  "file getattr/append/write/read/execute /x",
	  "file execute/read/write/append/getattr /x" },
	{ "an operation twice", "file read/read /x", "file read /x" },
	{ "empty operation in the middle", "file read//write /x", NULL },
	{ "only a separator", "file / /x", NULL },
	{ "an operation that only begins alike", "file rea /x", NULL },
	{ "keyword without its space", "fileread /x", NULL },
	{ "unknown word first", "fil read /x", NULL },
	{ "word in capitals", "File read /x", NULL },
	{ "no operands at all", "file read/write", NULL },
	{ "group name with a bad escape", "file read @\\z", NULL },
	{ "pathname with a bad escape", "file read /\\z", NULL },
	{ "pathname with an escape of a plain byte", "file read /\\101", NULL },
	{ "pathname cut off in an escape", "file read /\\04", NULL },
	{ "pathname that ends with a backslash", "file read /a\\", NULL },
	{ "unclosed repeated directory", "file read /\\{a/", NULL },
	{ "21 wildcards",
	  "file read /\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*",
	  NULL },
	{ "condition", "file read /x task.uid=0", "file read /x task.uid=0" },
	{ "conditions", "file execute /x exec.argc=1-0x2 exec.argv[0]=\"x\"",
	  "file execute /x exec.argc=1-0x2 exec.argv[0]=\"x\"" },
	{ "condition about a group", "file execute @P exec.realpath!=@G",
	  "file execute @P exec.realpath!=@G" },
	{ "bad condition behind a good pathname", "file read /x task.uid",
	  NULL },
	{ "bad condition behind a new group", "file read @NEW task.uid", NULL },
	{ "bad condition behind a good one that names a new group",
	  "file execute /x exec.realpath=@NEW task.uid", NULL },
	{ "a second pathname", "file read /x /y", NULL },
	{ "unprintable bytes separate", "file\tread\001/x", "file read /x" },
	{ "bytes that are not ASCII separate", "file read /\303\251",
	  "file read /" },
	{ "deletion without a line", "delete", NULL },
	{ "deletion of an unknown line", "delete fil read /x", NULL },
	{ "deletion of a line with a bad condition",
	  "delete file read /x task.uid", NULL },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_ACL_PATH_H */
