// SPDX-License-Identifier: GPL-2.0-only
/*
 * Conditions against real tasks and objects
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

/*
 * A process with uids 1000, 0, 1001, 1002 (real, effective, saved, file system)
 * and gids 2000, 0, 2001, 2002 reads a file of 5:6 in a directory of 7:8.
 */
#define HOME DIR "/home"
#define FILE_5 HOME "/file"

static int read_as(char **args)
{
	if (setresgid(2000, 0, 2001) || setresuid(1000, 0, 1001))
		return PROBE_LOST;
	setfsgid(2002);
	setfsuid(1002);
	return try_open(args[0], O_RDONLY);
}

FIXTURE(reading) {
};

FIXTURE_VARIANT(reading) {
	const char *condition;
	bool holds;
};

#define ROW(id, text, result)				\
	FIXTURE_VARIANT_ADD(reading, id) {		\
		.condition = text,			\
		.holds = result,			\
	}

ROW(none, "", true);
ROW(uid, "task.uid=1000", true);
ROW(uid_not, "task.uid!=1000", false);
ROW(uid_other, "task.uid=0", false);
ROW(uid_not_other, "task.uid!=0", true);
ROW(uid_range, "task.uid=1-1000", true);
ROW(uid_outside, "task.uid=1001-2000", false);
ROW(uid_left, "0-3000=task.uid", true);
ROW(uid_hex, "task.uid=0x3E8", true);
ROW(uid_octal, "task.uid=01750", true);
ROW(euid, "task.euid=0", true);
ROW(suid, "task.suid=1001", true);
ROW(fsuid, "task.fsuid=1002", true);
ROW(gid, "task.gid=2000", true);
ROW(egid, "task.egid=0", true);
ROW(sgid, "task.sgid=2001", true);
ROW(fsgid, "task.fsgid=2002", true);
ROW(pid, "task.pid=2-99999", true);
ROW(pid_is_not_ppid, "task.pid!=task.ppid", true);
ROW(facts_equal, "task.euid=task.egid", true);
ROW(facts_differ, "task.uid=task.euid", false);
ROW(path_uid, "path1.uid=5", true);
ROW(path_uid_not, "path1.uid!=5", false);
ROW(path_gid, "path1.gid=6", true);
ROW(parent_uid, "path1.parent.uid=7", true);
ROW(parent_gid, "path1.parent.gid=8", true);
ROW(owner, "task.uid=path1.uid", false);
ROW(not_owner, "task.uid!=path1.uid", true);
ROW(device, "path1.major=0 path1.minor!=0-0xFFFFF path1.ino=0", false);
ROW(both_hold, "task.uid=1000 path1.uid=5", true);
ROW(second_fails, "task.uid=1000 path1.uid=6", false);
ROW(first_fails, "task.uid=1 path1.uid=5", false);
/* Nothing is being executed: these never hold, whatever they ask for. */
ROW(exec_argc, "exec.argc=0", false);
ROW(exec_argc_not, "exec.argc!=0", false);
ROW(exec_argv, "exec.argv[0]=\"x\"", false);
ROW(exec_argv_not, "exec.argv[0]!=\"x\"", false);
ROW(exec_realpath, "exec.realpath=\"" PROBE "\"", false);
ROW(exec_realpath_not, "exec.realpath!=\"/x\"", false);

FIXTURE_SETUP(reading)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, mkdir(HOME, 0755));
	ASSERT_EQ(0, chown(HOME, 7, 8));
	ASSERT_EQ(0, touch(FILE_5));
	ASSERT_EQ(0, chown(FILE_5, 5, 6));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " FILE_5 " %s",
				  variant->condition));
}

FIXTURE_TEARDOWN(reading)
{
	leave_world();
}

TEST_F(reading, decides)
{
	EXPECT_EQ(variant->holds ? 0 : EPERM, probe(read_as, FILE_5, NULL));
	EXPECT_TRUE(variant->holds ? audit_granted(PROBE_DOMAIN, "file read " FILE_5) :
				     audit_denied(PROBE_DOMAIN, "file read " FILE_5));
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file read " FILE_5,
			      " uid=1000 gid=2000 euid=0 egid=0 suid=1001 sgid=2001"
			      " fsuid=1002 fsgid=2002 type!=execute_handler }"
			      " path1={ uid=5 gid=6 ino="));
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file read " FILE_5,
			      " perm=0644 type=file } path1.parent={ uid=7 gid=8 ino="));
}

/* An entry whose condition fails does not shadow the next one. */
TEST_F(reading, next_entry_decides)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " FILE_5 " task.uid=1000"));
	EXPECT_EQ(0, probe(read_as, FILE_5, NULL));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
}

/* argv of the program: { "zero", "--call=...", "two", "" }. */
FIXTURE(executing) {
};

FIXTURE_VARIANT(executing) {
	const char *condition;
	bool holds;
};

#define EXEC_ROW(id, text, result)			\
	FIXTURE_VARIANT_ADD(executing, id) {		\
		.condition = text,			\
		.holds = result,			\
	}

EXEC_ROW(argc, "exec.argc=4", true);
EXEC_ROW(argc_not, "exec.argc!=4", false);
EXEC_ROW(argc_range, "exec.argc=5-10", false);
EXEC_ROW(envc, "exec.envc=0-100", true);
EXEC_ROW(argv0, "exec.argv[0]=\"zero\"", true);
EXEC_ROW(argv0_not, "exec.argv[0]!=\"zero\"", false);
EXEC_ROW(argv0_pattern, "exec.argv[0]=\"z\\A\"", true);
EXEC_ROW(argv0_prefix, "exec.argv[0]=\"zer\"", false);
EXEC_ROW(argv2, "exec.argv[2]=\"two\"", true);
EXEC_ROW(argv3_empty, "exec.argv[3]=\"\"", true);
EXEC_ROW(argv3_not_empty, "exec.argv[3]!=\"\"", false);
EXEC_ROW(argv4_missing, "exec.argv[4]=\"\\*\"", false);
EXEC_ROW(argv4_missing_not, "exec.argv[4]!=\"\\*\"", true);
EXEC_ROW(argv_huge_index, "exec.argv[4294967295]!=\"x\"", true);
EXEC_ROW(several, "exec.argv[2]=\"two\" exec.argv[0]=\"zero\" exec.argv[2]!=\"x\"", true);
EXEC_ROW(realpath, "exec.realpath=\"" TARGET "\"", true);
EXEC_ROW(realpath_not, "exec.realpath!=\"" TARGET "\"", false);
EXEC_ROW(realpath_pattern, "exec.realpath=\"" DIR "/\\*\"", true);
EXEC_ROW(realpath_link, "exec.realpath=\"" DIR "/link\"", false);
EXEC_ROW(realpath_group, "exec.realpath=@CONDITION", true);
EXEC_ROW(realpath_group_not, "exec.realpath!=@CONDITION", false);
EXEC_ROW(realpath_empty_group, "exec.realpath=@EMPTY", false);
EXEC_ROW(path_uid, "path1.uid=0 task.uid=0", true);

FIXTURE_SETUP(executing)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, symlink(TARGET, DIR "/link"));
	ASSERT_EQ(0, policy("exception_policy", "path_group CONDITION " TARGET "\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " DIR "/link %s",
				  variant->condition));
}

FIXTURE_TEARDOWN(executing)
{
	policy("exception_policy", "delete path_group CONDITION " TARGET "\n");
	leave_world();
}

TEST_F(executing, decides)
{
	EXPECT_EQ(variant->holds ? 0 : EPERM,
		  probe(execute, DIR "/link", "zero", call(succeed), "two", "", NULL));
	EXPECT_TRUE(variant->holds ?
		    audit_granted(PROBE_DOMAIN, "file execute " DIR "/link") :
		    audit_denied(PROBE_DOMAIN, "file execute " DIR "/link"));
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file execute " DIR "/link",
			      " exec={ realpath=\"" TARGET "\" argc=4 envc="));
}

/* Arguments that are long, or lie across pages. */
FIXTURE(arguments) {
	char *text;
};

FIXTURE_SETUP(arguments)
{
	self->text = calloc(1, 200000);
	ASSERT_NE(NULL, self->text);
	ASSERT_EQ(0, fresh_world(ENFORCING));
}

FIXTURE_TEARDOWN(arguments)
{
	leave_world();
}

TEST_F(arguments, across_pages)
{
	int len;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " TARGET
				  " exec.argv[2]!=\"x\" exec.argv[3]=\"last\""));
	for (len = 3900; len < 4300; len += 67) {
		memset(self->text, 'a', len);
		self->text[len] = '\0';
		EXPECT_EQ(0, probe(execute, TARGET, TARGET, call(succeed),
				   self->text, "last", NULL));
		EXPECT_EQ(EPERM, probe(execute, TARGET, TARGET, call(succeed),
				       self->text, "lasT", NULL));
	}
}

/* What is longer than may be looked at is cut, and matched as far as that. */
TEST_F(arguments, long_one)
{
	char line[5000] = "file execute " TARGET " exec.argv[2]=\"";

	memset(self->text, 'a', 100000);
	memset(line + strlen(line), 'a', 4086);
	strcat(line, "\"");
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", line));
	EXPECT_EQ(0, probe(execute, TARGET, TARGET, call(succeed), self->text, NULL));
	self->text[4085] = '\0';
	EXPECT_EQ(EPERM, probe(execute, TARGET, TARGET, call(succeed), self->text, NULL));
}

/* Records have room for 8192 bytes of them; what is left out is marked. */
TEST_F(arguments, record_is_cut)
{
	memset(self->text, 'b', 9000);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " TARGET));
	EXPECT_EQ(0, probe(execute, TARGET, "zero", call(succeed), self->text, "z", NULL));
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file execute " TARGET, " argv[]={ \"zero\" \"--call"));
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file execute " TARGET, "\" ... } envp[]={ "));
}

TEST_F(arguments, long_argv0_is_not_learned)
{
	memset(self->text, 'c', 5000);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", LEARNING));
	EXPECT_EQ(0, probe(execute, TARGET, self->text, call(succeed), NULL));
	EXPECT_STREQ("file execute " TARGET " exec.realpath=\"" TARGET "\"\n",
		     domain_entries(PROBE_DOMAIN));
}

TEST_HARNESS_MAIN
