// SPDX-License-Identifier: GPL-2.0-only
/*
 * Executions and where they lead
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define LINK DIR "/link"
#define SCRIPT DIR "/script"
#define SCRIPT_DOMAIN PROBE_DOMAIN " " SCRIPT
#define INTERPRETER DIR "/ld.so"
#define DYNAMIC DIR "/dynamic"
#define DYNAMIC_DOMAIN PROBE_DOMAIN " " DYNAMIC
#define EXECUTE_TARGET "file execute " TARGET

#ifndef AT_EXECVE_CHECK
#define AT_EXECVE_CHECK 0x10000
#endif

FIXTURE(enforcing) {
};

FIXTURE_SETUP(enforcing)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
}

FIXTURE_TEARDOWN(enforcing)
{
	leave_world();
}

/* Executes a program that tells its domain; args[0] is its name. */
static int visit(char **args)
{
	execl(args[0], args[1] ? args[1] : args[0], call(tell_domain), NULL);
	return errno;
}

TEST_F(enforcing, denied)
{
	EXPECT_EQ(EPERM, probe(visit, TARGET, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_STREQ("", reply);
	EXPECT_FALSE(domain_exists(TARGET_DOMAIN));
}

TEST_F(enforcing, allowed_by_history)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_EQ(0, probe(visit, TARGET, NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, EXECUTE_TARGET));
	/* The domain was made, and has the profile of who made it. */
	EXPECT_TRUE(audit_has(TARGET_DOMAIN, "use_profile 103", " granted=no "));
	EXPECT_STREQ("", domain_entries(TARGET_DOMAIN));
}

TEST_F(enforcing, new_domain_is_enforced)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, EXECUTE_TARGET "\nfile read " OBJECT "\n"));
	EXPECT_EQ(EPERM, probe(execute, TARGET, TARGET, call(open_read), OBJECT, NULL));
	EXPECT_TRUE(audit_denied(TARGET_DOMAIN, "file read " OBJECT));
	ASSERT_EQ(0, domain_allow(TARGET_DOMAIN, "file read " OBJECT));
	EXPECT_EQ(0, probe(execute, TARGET, TARGET, call(open_read), OBJECT, NULL));
}

TEST_F(enforcing, permissive_goes_there_too)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", PERMISSIVE));
	EXPECT_EQ(0, probe(visit, TARGET, NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, EXECUTE_TARGET, " mode=permissive granted=no "));
}

TEST_F(enforcing, missing_program)
{
	EXPECT_EQ(ENOENT, probe(visit, DIR "/nowhere", NULL));
	EXPECT_EQ(EACCES, probe(visit, OBJECT, NULL));
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, "file execute " DIR "/nowhere"));
}

TEST_F(enforcing, record_tells_the_program)
{
	static const char exec[] = " exec={ realpath=\"" TARGET "\" argc=2 envc=";
	char argv[256];

	ASSERT_EQ(0, symlink(TARGET, LINK));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " LINK));
	ASSERT_EQ(0, probe(visit, LINK, "a b\\", NULL));
	snprintf(argv, sizeof(argv), " argv[]={ \"a\\040b\\\\\" \"%s\" } envp[]={ ",
		 call(tell_domain));
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file execute " LINK, exec));
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file execute " LINK, argv));
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file execute " LINK,
			      " path1={ uid=0 gid=0 ino="));
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file execute " LINK,
			      " perm=0755 type=file } path1.parent={ uid=0 gid=0 ino="));
}

TEST_F(enforcing, link_is_the_name)
{
	ASSERT_EQ(0, symlink(TARGET, LINK));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_EQ(EPERM, probe(visit, LINK, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file execute " LINK));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " LINK
				  " exec.realpath=\"" PROBE "\""));
	EXPECT_EQ(EPERM, probe(visit, LINK, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " LINK
				  " exec.realpath=\"" TARGET "\""));
	EXPECT_EQ(0, probe(visit, LINK, NULL));
	EXPECT_STREQ(PROBE_DOMAIN " " LINK "\n", reply);
}

TEST_F(enforcing, argv0_condition)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET
				  " exec.argv[0]=\"good\\040\\?\" exec.argv[2]!=\"x\""));
	EXPECT_EQ(EPERM, probe(visit, TARGET, "good", NULL));
	EXPECT_EQ(EPERM, probe(visit, TARGET, TARGET, NULL));
	EXPECT_EQ(0, probe(visit, TARGET, "good x", NULL));
	/* There is argv[2] now, and it is the wrong one. */
	EXPECT_EQ(EPERM, probe(execute, TARGET, "good x", call(succeed), "x", NULL));
	EXPECT_EQ(0, probe(execute, TARGET, "good x", call(succeed), "y", NULL));
}

static int visit_without_argv(char **args)
{
	char *const none[] = { NULL };

	execv(args[0], none);
	return errno;
}

TEST_F(enforcing, no_argv)
{
	ASSERT_EQ(0, copy_program("/opt/selftests/tiny", TARGET));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET " exec.argv[0]=\"\""));
	/* The kernel makes an empty one of none. */
	EXPECT_EQ(42, probe(visit_without_argv, TARGET, NULL));
	EXPECT_EQ(EPERM, probe(execute, TARGET, TARGET, NULL));
}

TEST_F(enforcing, learned_line)
{
	ASSERT_EQ(0, symlink(TARGET, LINK));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", LEARNING));
	EXPECT_EQ(0, probe(visit, LINK, "a b\"=", NULL));
	EXPECT_STREQ("file execute " LINK " exec.realpath=\"" TARGET
		     "\" exec.argv[0]=\"a\\040b\"=\"\n",
		     domain_entries(PROBE_DOMAIN));
	/* It is a line like others: what was learned is enforced. */
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", ENFORCING));
	EXPECT_EQ(0, probe(visit, LINK, "a b\"=", NULL));
	EXPECT_EQ(EPERM, probe(visit, LINK, "b", NULL));
}

TEST_F(enforcing, pattern_names_the_domain)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " DIR "/t\\*"));
	EXPECT_EQ(0, probe(visit, TARGET, NULL));
	EXPECT_STREQ(PROBE_DOMAIN " " DIR "/t\\*\n", reply);
}

TEST_F(enforcing, entry_with_false_condition_names_nothing)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN,
				   "file execute " DIR "/t\\* task.uid=1\n"
				   "file execute " DIR "/ta\\*\n"
				   "file execute " DIR "/tar\\*\n"));
	EXPECT_EQ(0, probe(visit, TARGET, NULL));
	EXPECT_STREQ(PROBE_DOMAIN " " DIR "/ta\\*\n", reply);
}

TEST_F(enforcing, group_member_names_the_domain)
{
	ASSERT_EQ(0, policy("exception_policy", "path_group G " DIR "/nothing\n"
						"path_group G " DIR "/targe\\?\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute @G"));
	EXPECT_EQ(0, probe(visit, TARGET, NULL));
	EXPECT_STREQ(PROBE_DOMAIN " " DIR "/targe\\?\n", reply);
	ASSERT_EQ(0, policy("exception_policy", "delete path_group G " DIR "/nothing\n"
						"delete path_group G " DIR "/targe\\?\n"));
	EXPECT_EQ(EPERM, probe(visit, TARGET, NULL));
}

/* Interpreters are read by the domain that the program will run in. */
TEST_F(enforcing, script_interpreter)
{
	char script[128];

	snprintf(script, sizeof(script), "#!" TARGET " %s\n", call(tell_domain));
	ASSERT_EQ(0, make_file(SCRIPT, script, 0755));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "file execute " SCRIPT "\n"
						 "file execute/read " TARGET "\n"));
	EXPECT_EQ(EPERM, probe(execute, SCRIPT, SCRIPT, NULL));
	EXPECT_TRUE(audit_denied(SCRIPT_DOMAIN, "file read " TARGET));
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, "file read " TARGET));
	ASSERT_EQ(0, domain_allow(SCRIPT_DOMAIN, "file read " TARGET));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete file execute/read " TARGET));
	EXPECT_EQ(0, probe(execute, SCRIPT, SCRIPT, NULL));
	/* Named after the script, not after its interpreter. */
	EXPECT_STREQ(SCRIPT_DOMAIN "\n", reply);
}

TEST_F(enforcing, dynamic_linker)
{
	ASSERT_EQ(0, copy_program("/opt/selftests/tiny", INTERPRETER));
	ASSERT_EQ(0, copy_program("/opt/selftests/tiny_interp", DYNAMIC));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "file execute " DYNAMIC "\n"
						 "file execute/read " INTERPRETER "\n"));
	EXPECT_EQ(EPERM, probe(execute, DYNAMIC, DYNAMIC, NULL));
	EXPECT_TRUE(audit_denied(DYNAMIC_DOMAIN, "file read " INTERPRETER));
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, "file read " INTERPRETER));
	ASSERT_EQ(0, domain_allow(DYNAMIC_DOMAIN, "file read " INTERPRETER));
	EXPECT_EQ(42, probe(execute, DYNAMIC, DYNAMIC, NULL));
	/* What is read to start the program itself is not asked for. */
	EXPECT_FALSE(audit_find(DYNAMIC_DOMAIN, "file read " DYNAMIC));
}

/* Also where the domain does not change. */
TEST_F(enforcing, interpreter_of_a_kept_domain)
{
	ASSERT_EQ(0, make_file(SCRIPT, "#!" DIR "/tiny\n", 0755));
	ASSERT_EQ(0, copy_program("/opt/selftests/tiny", DIR "/tiny"));
	ASSERT_EQ(0, policy("exception_policy", "keep_domain any from " PROBE_DOMAIN "\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " SCRIPT));
	EXPECT_EQ(EPERM, probe(execute, SCRIPT, SCRIPT, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file read " DIR "/tiny"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " DIR "/tiny"));
	EXPECT_EQ(42, probe(execute, SCRIPT, SCRIPT, NULL));
	ASSERT_EQ(0, policy("exception_policy",
			    "delete keep_domain any from " PROBE_DOMAIN "\n"));
}

static int visit_by_descriptor(char **args)
{
	char *const argv[] = { args[0], call(tell_domain), NULL };
	const int fd = open(args[0], O_PATH | O_CLOEXEC);

	syscall(SYS_execveat, fd, "", argv, environ, AT_EMPTY_PATH);
	return errno;
}

TEST_F(enforcing, by_descriptor)
{
	EXPECT_EQ(EPERM, probe(visit_by_descriptor, TARGET, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, EXECUTE_TARGET));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_EQ(0, probe(visit_by_descriptor, TARGET, NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
}

/* A name in procfs is a link to whatever it refers to, and says nothing. */
static int visit_by_proc(char **args)
{
	char name[64];

	snprintf(name, sizeof(name), "/proc/self/fd/%d", open(args[0], O_PATH));
	execl(name, args[0], call(tell_domain), NULL);
	return errno;
}

TEST_F(enforcing, by_proc_name)
{
	EXPECT_EQ(EPERM, probe(visit_by_proc, TARGET, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, EXECUTE_TARGET));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_EQ(0, probe(visit_by_proc, TARGET, NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
}

#define MEMFD "tmpfs:/memfd:evil\\040(deleted)"

static int visit_memfd(char **args)
{
	char *const argv[] = { "memfd", call(tell_domain), NULL };
	const int from = open(TARGET, O_RDONLY | O_CLOEXEC);
	const int to = memfd_create("evil", MFD_CLOEXEC);
	static char buffer[65536];
	ssize_t len;

	(void)args;
	if (from < 0)
		return ENOENT;
	while ((len = read(from, buffer, sizeof(buffer))) > 0)
		if (write(to, buffer, len) != len)
			return EIO;
	syscall(SYS_execveat, to, "", argv, environ, AT_EMPTY_PATH);
	return errno;
}

TEST_F(enforcing, memfd)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " TARGET));
	EXPECT_EQ(EPERM, probe(visit_memfd, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file execute " MEMFD));
	/* It can't be part of a domainname, so there is no domain to go to. */
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " MEMFD));
	EXPECT_EQ(ENOMEM, probe(visit_memfd, NULL));
	ASSERT_EQ(0, policy("exception_policy", "keep_domain any from " PROBE_DOMAIN "\n"));
	EXPECT_EQ(0, probe(visit_memfd, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n", reply);
	ASSERT_EQ(0, policy("exception_policy",
			    "delete keep_domain any from " PROBE_DOMAIN "\n"));
}

/* Asks whether it could be executed. */
static int may_execute(char **args)
{
	char *const argv[] = { args[0], NULL };

	if (!syscall(SYS_execveat, AT_FDCWD, args[0], argv, environ, AT_EXECVE_CHECK))
		return strcmp(my_domain(), PROBE_DOMAIN) ? EIO : 0;
	return errno;
}

TEST_F(enforcing, check_only)
{
	if (probe(may_execute, PROBE, NULL) == EINVAL)
		SKIP(return, "no AT_EXECVE_CHECK");
	EXPECT_EQ(EPERM, probe(may_execute, TARGET, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, EXECUTE_TARGET));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_EQ(0, probe(may_execute, TARGET, NULL));
	EXPECT_FALSE(domain_exists(TARGET_DOMAIN));
}

TEST_HARNESS_MAIN
