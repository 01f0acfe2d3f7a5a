/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Questions about policy
 */

#ifndef CCS_VECTORS_WHATIF_H
#define CCS_VECTORS_WHATIF_H

#define WHATIF_PROFILES							\
	"1-CONFIG={ mode=enforcing grant_log=no reject_log=no }\n"	\
	"2-CONFIG={ mode=learning grant_log=no reject_log=no }\n"	\
	"3-PREFERENCE::learning={ exec.realpath=yes exec.argv0=yes }\n"	\
	"3-CONFIG={ mode=permissive grant_log=no reject_log=no }"
#define WHATIF_EXCEPTIONS						\
	"acl_group 4 file read /shared\n"				\
	"allow_env HOME\n"						\
	"deny_rewrite /log\n"						\
	"initialize_domain /bin/init from any\n"			\
	"path_group G /in/group"
#define WHATIF_DOMAIN "<kernel> /test"
#define WHATIF_DOMAINS							\
	WHATIF_DOMAIN "\n"						\
	"use_profile 1\n"						\
	"use_group 4\n"							\
	"file read /granted\n"						\
	"file read/write /log\n"					\
	"file read @G\n"						\
	"file read /owned path1.uid=task.uid\n"				\
	"file read /two path1.type=file path1.parent.perm!=others_write\n" \
	"file execute /bin/\\* exec.argv[1]!=\"-i\" exec.envp[\"A\"]=NULL\n" \
	"file execute /sbin/\\* parent\n"				\
	"file symlink /link symlink.target=\"to\"\n"			\
	"network inet stream connect 10.0.0.0-10.0.0.9 80"

/**
 * struct whatif_row - a question and its answer
 * @desc: what it shows
 * @question: the lines
 * @answer: the text
 */
struct whatif_row {
	const char *desc;
	const char *question;
	const char *answer;
};

#define OPEN_VERDICT(granted, result)					\
	"profile=1 mode=enforcing granted=" granted " result=" result "\n" \
	"item=file::open\n"
#define EXECUTE_VERDICT(granted, result)				\
	"profile=1 mode=enforcing granted=" granted " result=" result "\n" \
	"item=file::execute\n"

/* clang-format off */
static const struct whatif_row whatif_rows[] = {
	{ "nothing asked", WHATIF_DOMAIN,
	  "error=: a domain and a request must be written first\n" },
	{ "granted", WHATIF_DOMAIN "\nfile read /granted",
	  OPEN_VERDICT("yes", "allowed")
	  "where=domain\nentry=file read /granted\n" },
	{ "granted by a group", WHATIF_DOMAIN "\nfile read /shared",
	  OPEN_VERDICT("yes", "allowed")
	  "where=acl_group 4\nentry=file read /shared\n" },
	{ "granted to everybody", WHATIF_DOMAIN "\nmisc env HOME",
	  "profile=1 mode=enforcing granted=yes result=allowed\n"
	  "item=misc::env\nwhere=exception_policy\nentry=misc env HOME\n" },
	{ "granted by a path_group", WHATIF_DOMAIN "\nfile read /in/group",
	  OPEN_VERDICT("yes", "allowed")
	  "where=domain\nentry=file read @G\n" },
	{ "denied", WHATIF_DOMAIN "\nfile read /x",
	  OPEN_VERDICT("no", "denied") "add=file read /x\n" },
	{ "denied by a name of the moment", WHATIF_DOMAIN
	  "\nfile read /tmp/a.77/b.XyZ123\ntask.pid=77",
	  OPEN_VERDICT("no", "denied")
	  "add=file read /tmp/a.\\$/b.\\?\\?\\?\\?\\?\\?\n" },
	{ "in words of 1.7", WHATIF_DOMAIN "\nallow_read /x",
	  OPEN_VERDICT("no", "denied") "add=file read /x\n" },
	{ "other profile", WHATIF_DOMAIN " profile=2\nfile read /x",
	  "profile=2 mode=learning granted=no result=allowed\n"
	  "item=file::open\nadd=file read /x\n" },
	{ "no profile", "<kernel>\nfile read /x",
	  "profile=0 mode=disabled granted=no result=allowed\n"
	  "item=file::open\nadd=file read /x\n" },
	{ "fact missing", WHATIF_DOMAIN "\nfile read /owned",
	  OPEN_VERDICT("unknown", "unknown") "missing=path1.uid\n" },
	{ "next fact missing", WHATIF_DOMAIN "\nfile read /owned\npath1.uid=5",
	  OPEN_VERDICT("unknown", "unknown") "missing=task.uid\n" },
	{ "facts that hold",
	  WHATIF_DOMAIN "\nfile read /owned\ntask.uid=5 path1.uid=5",
	  OPEN_VERDICT("yes", "allowed")
	  "where=domain\nentry=file read /owned path1.uid=task.uid\n" },
	{ "facts that don't",
	  WHATIF_DOMAIN "\nfile read /owned\ntask.uid=5\npath1.uid=0x6",
	  OPEN_VERDICT("no", "denied") "add=file read /owned\n" },
	{ "the last fact counts",
	  WHATIF_DOMAIN "\nfile read /owned\ntask.uid=5 path1.uid=6 path1.uid=5",
	  OPEN_VERDICT("yes", "allowed")
	  "where=domain\nentry=file read /owned path1.uid=task.uid\n" },
	{ "no such object", WHATIF_DOMAIN "\nfile read /owned\npath1=none task.uid=0",
	  OPEN_VERDICT("no", "denied") "add=file read /owned\n" },
	{ "constants", WHATIF_DOMAIN "\nfile read /two\npath1.type=file path1.parent.perm=0755",
	  OPEN_VERDICT("yes", "allowed")
	  "where=domain\nentry=file read /two path1.type=file path1.parent.perm!=others_write\n" },
	{ "unneeded facts", WHATIF_DOMAIN "\nfile read /granted\ntask.pid=1 path2=none exec=none",
	  OPEN_VERDICT("yes", "allowed")
	  "where=domain\nentry=file read /granted\n" },
	{ "a request forgets facts",
	  WHATIF_DOMAIN "\nfile read /owned\ntask.uid=5 path1.uid=5\nfile read /owned",
	  OPEN_VERDICT("unknown", "unknown") "missing=path1.uid\n" },
	{ "several operations", WHATIF_DOMAIN "\nfile read/write /log",
	  OPEN_VERDICT("yes", "allowed")
	  "where=domain\nentry=file read/write /log\nalso=allow_rewrite /log\n" },
	{ "rewriting", WHATIF_DOMAIN "\nfile write /log",
	  OPEN_VERDICT("yes", "allowed")
	  "where=domain\nentry=file read/write /log\nalso=allow_rewrite /log\n" },
	{ "appending", WHATIF_DOMAIN "\nfile append /log",
	  OPEN_VERDICT("no", "denied") "add=file append /log\n" },
	{ "arguments missing", WHATIF_DOMAIN "\nfile execute /bin/sh",
	  EXECUTE_VERDICT("unknown", "unknown") "missing=exec.argv[1]\n" },
	{ "variables missing", WHATIF_DOMAIN "\nfile execute /bin/sh\nexec.argc=1",
	  EXECUTE_VERDICT("unknown", "unknown") "missing=exec.envc\n" },
	{ "execution", WHATIF_DOMAIN "\nfile execute /bin/sh\nexec.argc=1 exec.envc=0",
	  EXECUTE_VERDICT("yes", "allowed")
	  "where=domain\nentry=file execute /bin/\\* exec.argv[1]!=\"-i\" exec.envp[\"A\"]=NULL\n"
	  "next=<kernel> /test /bin/\\*\n" },
	{ "argument denied",
	  WHATIF_DOMAIN "\nfile execute /bin/sh\nexec.argv[1]=\"-i\" exec.envc=0",
	  EXECUTE_VERDICT("no", "denied") "add=file execute /bin/sh\n" },
	{ "variable denied",
	  WHATIF_DOMAIN "\nfile execute /bin/sh\nexec.argc=1 exec.envc=1 exec.envp[\"A\"]=\"\"",
	  EXECUTE_VERDICT("no", "denied") "add=file execute /bin/sh\n" },
	{ "preference", WHATIF_DOMAIN "\nfile execute /sbin/x",
	  EXECUTE_VERDICT("yes", "allowed")
	  "where=domain\nentry=file execute /sbin/\\* parent\nnext=<kernel>\n" },
	{ "learned with its bounds", WHATIF_DOMAIN " profile=3\nfile execute /opt/x\n"
	  "exec.realpath=\"/opt/y\" exec.argv[0]=\"x\" task.type=execute_handler",
	  "profile=3 mode=permissive granted=no result=allowed\nitem=file::execute\n"
	  "add=file execute /opt/x task.type=execute_handler"
	  " exec.realpath=\"/opt/y\" exec.argv[0]=\"x\"\n"
	  "next=<kernel> /test /opt/x\n" },
	{ "initialised", WHATIF_DOMAIN " profile=2\nfile execute /bin/init\nexec.argc=2 exec.argv[1]=\"-i\"",
	  "profile=2 mode=learning granted=no result=allowed\nitem=file::execute\n"
	  "add=file execute /bin/init\nnext=<kernel> /bin/init\n" },
	{ "link", WHATIF_DOMAIN "\nfile symlink /link\nsymlink.target=\"to\"",
	  "profile=1 mode=enforcing granted=yes result=allowed\nitem=file::symlink\n"
	  "where=domain\nentry=file symlink /link symlink.target=\"to\"\n" },
	{ "link missing", WHATIF_DOMAIN "\nfile symlink /link",
	  "profile=1 mode=enforcing granted=unknown result=unknown\nitem=file::symlink\n"
	  "missing=symlink.target\n" },
	{ "address", WHATIF_DOMAIN "\nnetwork inet stream connect 10.0.0.5 80",
	  "profile=1 mode=enforcing granted=yes result=allowed\n"
	  "item=network::inet_stream_connect\n"
	  "where=domain\nentry=network inet stream connect 10.0.0.0-10.0.0.9 80\n" },
	{ "device not compared", WHATIF_DOMAIN "\nfile mount any / --remount 0",
	  "profile=1 mode=enforcing granted=no result=denied\nitem=file::mount\n"
	  "add=file mount any / --remount 0x0\n" },
	{ "capability", WHATIF_DOMAIN "\ncapability SYS_TIME",
	  "profile=1 mode=enforcing granted=no result=denied\n"
	  "item=capability::SYS_TIME\nadd=capability SYS_TIME\n" },
	{ "no item", WHATIF_DOMAIN "\ntask manual_domain_transition <kernel> /x",
	  "profile=1 mode=disabled granted=no result=allowed\n"
	  "add=task manual_domain_transition <kernel> /x\n" },
	{ "state", WHATIF_DOMAIN "\nfile read /granted\ntask.state[0]=1",
	  OPEN_VERDICT("yes", "allowed")
	  "where=domain\nentry=file read /granted\n" },
};

/**
 * struct whatif_refused - a line that is refused
 * @before: what was written before
 * @line: the line
 * @why: the reason
 */
struct whatif_refused {
	const char *before;
	const char *line;
	const char *why;
};

#define ASK_READ WHATIF_DOMAIN "\nfile read /x"
#define ASK_RUN WHATIF_DOMAIN "\nfile execute /x"

static const struct whatif_refused whatif_refused_rows[] = {
	{ "<kernel>", "<kernel> /nobody", "there is no such domain" },
	{ "<kernel>", "<kernel", "there is no such domain" },
	{ "<kernel>", "<kernel> x", "only profile=N can follow a domainname" },
	{ "<kernel>", "<kernel> profile=256", "only profile=N can follow a domainname" },
	{ "<kernel>", "<kernel> profile=7", "there is no such profile" },
	{ "<kernel>", "task.uid=0", "the request must come before its facts" },
	{ "<kernel>", "file reed /x", "unknown operation" },
	{ "<kernel>", "file read /\\*", "a request has no wildcards" },
	{ "<kernel>", "file read @G", "a request has no groups" },
	{ "<kernel>", "file rename /a @G", "a request has no groups" },
	{ "<kernel>", "file read /x task.uid=0",
	  "a request has no condition: facts are lines of their own" },
	{ "<kernel>", "file create /x 0-7",
	  "a request has one number, no range and no group" },
	{ "<kernel>", "network inet raw send 1.2.3.4-1.2.3.5 0",
	  "a request has one address, no range and no group" },
	{ "<kernel>", "network inet raw send @A 0",
	  "a request has one address, no range and no group" },
	{ "<kernel>", "4 /x/", "this line means nothing" },
	{ ASK_READ, "task.uid!=0", "a fact has =" },
	{ ASK_READ, "task.uid=0-5", "a fact has one value" },
	{ ASK_READ, "task.uid=@N", "a fact has one value" },
	{ ASK_READ, "task.uid=task.gid", "a fact has one value" },
	{ ASK_READ, "0=task.uid", "the left side of a fact is what is known" },
	{ ASK_READ, "nobody.uid=0", "unknown variable, and not a number" },
	{ ASK_READ, "task.uid=", "the right side is missing" },
	{ ASK_RUN, "exec.argv[0]=\"\\*\"", "a fact has one value" },
	{ ASK_RUN, "exec.realpath=@G", "a fact has one value" },
	{ ASK_RUN, "exec.envp[\"\\*\"]=\"a\"", "a fact has one value" },
	{ ASK_RUN, "exec.envp[\"A\"]=NULL",
	  "what there is not goes unsaid; exec.envc= tells how many there are" },
};

/* clang-format on */

#endif /* CCS_VECTORS_WHATIF_H */
