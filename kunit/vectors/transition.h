/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: destinations of executions
 */

#ifndef CCS_KUNIT_VECTORS_TRANSITION_H
#define CCS_KUNIT_VECTORS_TRANSITION_H

/**
 * struct transition_row - an execution
 * @desc: what the row is about, if that is not obvious
 * @lines: exception policy
 * @loaded: is policy loaded?
 * @domain: current domain
 * @program: candidate (semantics 3.3)
 * @next: domain that it leads to
 */
struct transition_row {
	const char *desc;
	const char *lines;
	bool loaded;
	const char *domain;
	const char *program;
	const char *next;
};

/* clang-format off */
static const struct transition_row transition_rows[] = {
	{ "plain child", "", true, "<kernel>", "/sbin/init",
	  "<kernel> /sbin/init" },
	{ "before policy load the kernel domain is kept", "", false, "<kernel>",
	  "/sbin/init", "<kernel>" },
	{ "initializers work before policy load",
	  "initialize_domain /sbin/modprobe from any", false, "<kernel>",
	  "/sbin/modprobe", "<kernel> /sbin/modprobe" },
	{ "", "keep_domain any from <kernel>", true, "<kernel>", "/bin/sh",
	  "<kernel>" },
	{ "", "", true, "<kernel> /usr/sbin/sshd /bin/bash", "/bin/cat",
	  "<kernel> /usr/sbin/sshd /bin/bash /bin/cat" },
	{ "", "initialize_domain /usr/sbin/sshd from any", true,
	  "<kernel> /sbin/init /etc/rc", "/usr/sbin/sshd",
	  "<kernel> /usr/sbin/sshd" },
	{ "other program", "initialize_domain /usr/sbin/sshd from any", true,
	  "<kernel> /sbin/init /etc/rc", "/usr/sbin/httpd",
	  "<kernel> /sbin/init /etc/rc /usr/sbin/httpd" },
	{ "no_ form wins",
	  "initialize_domain /usr/sbin/sshd from any\nno_initialize_domain /usr/sbin/sshd from <kernel> /sbin/init /etc/rc",
	  true, "<kernel> /sbin/init /etc/rc", "/usr/sbin/sshd",
	  "<kernel> /sbin/init /etc/rc /usr/sbin/sshd" },
	{ "order of lines is irrelevant",
	  "no_initialize_domain /usr/sbin/sshd from <kernel> /sbin/init /etc/rc\ninitialize_domain /usr/sbin/sshd from any",
	  true, "<kernel> /sbin/init /etc/rc", "/usr/sbin/sshd",
	  "<kernel> /sbin/init /etc/rc /usr/sbin/sshd" },
	{ "last word form",
	  "initialize_domain /usr/sbin/sshd from any\nno_initialize_domain /usr/sbin/sshd from /etc/rc",
	  true, "<kernel> /sbin/init /etc/rc", "/usr/sbin/sshd",
	  "<kernel> /sbin/init /etc/rc /usr/sbin/sshd" },
	{ "last word form compares only the last word",
	  "initialize_domain /usr/sbin/sshd from any\nno_initialize_domain /usr/sbin/sshd from /sbin/init",
	  true, "<kernel> /sbin/init /etc/rc", "/usr/sbin/sshd",
	  "<kernel> /usr/sbin/sshd" },
	{ "", "initialize_domain /usr/sbin/sshd from /etc/rc", true,
	  "<kernel> /sbin/init /etc/rc", "/usr/sbin/sshd",
	  "<kernel> /usr/sbin/sshd" },
	{ "", "initialize_domain any from <kernel> /a", true, "<kernel> /a",
	  "/b", "<kernel> /b" },
	{ "from a full domainname is exact, not a prefix",
	  "initialize_domain any from <kernel> /a", true, "<kernel> /a /c",
	  "/b", "<kernel> /a /c /b" },
	{ "seed 002", "keep_domain any from <kernel> /usr/sbin/sshd /bin/bash",
	  true, "<kernel> /usr/sbin/sshd /bin/bash", "/bin/cat",
	  "<kernel> /usr/sbin/sshd /bin/bash" },
	{ "seed 002",
	  "keep_domain any from <kernel> /usr/sbin/sshd /bin/bash\nno_keep_domain /usr/bin/passwd from <kernel> /usr/sbin/sshd /bin/bash",
	  true, "<kernel> /usr/sbin/sshd /bin/bash", "/usr/bin/passwd",
	  "<kernel> /usr/sbin/sshd /bin/bash /usr/bin/passwd" },
	{ "seed 002",
	  "keep_domain any from <kernel> /usr/sbin/sshd /bin/bash\nno_keep_domain /usr/bin/passwd from <kernel> /usr/sbin/sshd /bin/bash",
	  true, "<kernel> /usr/sbin/sshd /bin/bash", "/bin/ls",
	  "<kernel> /usr/sbin/sshd /bin/bash" },
	{ "not below", "keep_domain any from <kernel> /usr/sbin/sshd /bin/bash",
	  true, "<kernel> /usr/sbin/sshd /bin/bash /usr/bin/passwd", "/bin/ls",
	  "<kernel> /usr/sbin/sshd /bin/bash /usr/bin/passwd /bin/ls" },
	{ "", "keep_domain any from /bin/bash", true,
	  "<kernel> /usr/sbin/sshd /bin/bash", "/bin/ls",
	  "<kernel> /usr/sbin/sshd /bin/bash" },
	{ "", "keep_domain /bin/ls from any", true, "<kernel> /usr/sbin/sshd",
	  "/bin/ls", "<kernel> /usr/sbin/sshd" },
	{ "", "keep_domain any from any", true,
	  "<kernel> /usr/sbin/sshd /bin/bash", "/bin/ls",
	  "<kernel> /usr/sbin/sshd /bin/bash" },
	{ "initialize is examined before keep",
	  "keep_domain any from any\ninitialize_domain /usr/sbin/httpd from any",
	  true, "<kernel> /usr/sbin/sshd /bin/bash", "/usr/sbin/httpd",
	  "<kernel> /usr/sbin/httpd" },
	{ "no_initialize does not disable keep",
	  "keep_domain any from any\ninitialize_domain /usr/sbin/httpd from any\nno_initialize_domain /usr/sbin/httpd from <kernel> /usr/sbin/sshd /bin/bash",
	  true, "<kernel> /usr/sbin/sshd /bin/bash", "/usr/sbin/httpd",
	  "<kernel> /usr/sbin/sshd /bin/bash" },
	{ "",
	  "keep_domain any from any\nno_keep_domain any from /bin/bash\nno_initialize_domain any from any",
	  true, "<kernel> /usr/sbin/sshd /bin/bash", "/bin/ls",
	  "<kernel> /usr/sbin/sshd /bin/bash /bin/ls" },
	{ "the candidate is the pathname written in the policy, compared literally",
	  "initialize_domain /tmp/logrotate.\\?\\?\\?\\?\\?\\? from any", true,
	  "<kernel> /usr/sbin/sshd /bin/bash",
	  "/tmp/logrotate.\\?\\?\\?\\?\\?\\?",
	  "<kernel> /tmp/logrotate.\\?\\?\\?\\?\\?\\?" },
	{ "program operand is not a pattern match",
	  "initialize_domain /tmp/logrotate.\\?\\?\\?\\?\\?\\? from any", true,
	  "<kernel> /usr/sbin/sshd /bin/bash", "/tmp/logrotate.abcdef",
	  "<kernel> /usr/sbin/sshd /bin/bash /tmp/logrotate.abcdef" },
	{ "program operand is not a pattern match",
	  "initialize_domain /bin/\\* from any", true,
	  "<kernel> /usr/sbin/sshd /bin/bash", "/bin/ls",
	  "<kernel> /usr/sbin/sshd /bin/bash /bin/ls" },
	{ "domain operand is not a pattern match",
	  "keep_domain any from <kernel> /usr/sbin/sshd /bin/\\*", true,
	  "<kernel> /usr/sbin/sshd /bin/bash", "/bin/ls",
	  "<kernel> /usr/sbin/sshd /bin/bash /bin/ls" },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_TRANSITION_H */
