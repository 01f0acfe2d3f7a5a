// SPDX-License-Identifier: GPL-2.0-only
/*
 * Transitions that happen by themselves
 */

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define GUEST PROBE_DOMAIN " //guest"
#define ROOT PROBE_DOMAIN " //root"
#define TO_GUEST "task auto_domain_transition " GUEST
#define READ_OBJECT "file read " OBJECT
#define READ_SECRET "file read " SECRET
#define KILLED (PROBE_KILLED + SIGKILL)

FIXTURE(auto) {
};

FIXTURE_SETUP(auto)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, READ_OBJECT));
}

FIXTURE_TEARDOWN(auto)
{
	leave_world();
}

/* Opens args[0] and says where it is, before and after. */
static int open_and_tell(char **args)
{
	int err;

	say_domain();
	err = try_open(args[0], O_RDONLY);
	say_domain();
	return err;
}

TEST_F(auto, control)
{
	EXPECT_EQ(0, probe(open_and_tell, OBJECT, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n" PROBE_DOMAIN "\n", reply);
	EXPECT_EQ(EPERM, probe(open_and_tell, SECRET, NULL));
}

/* The request that sets it off is judged there already. */
TEST_F(auto, next_request)
{
	ASSERT_EQ(0, domain_allow(GUEST, "use_profile 103\n" READ_SECRET));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST));
	EXPECT_EQ(0, probe(open_and_tell, SECRET, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n" GUEST "\n", reply);
	EXPECT_TRUE(audit_granted(GUEST, READ_SECRET));
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, READ_SECRET));
	EXPECT_EQ(EPERM, probe(open_and_tell, OBJECT, NULL));
	EXPECT_TRUE(audit_denied(GUEST, READ_OBJECT));
	/* What is no request of a policy is not recorded. */
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, TO_GUEST));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete " TO_GUEST));
	EXPECT_EQ(0, probe(open_and_tell, OBJECT, NULL));
}

TEST_F(auto, also_where_all_is_disabled)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, TO_GUEST "\nuse_profile 100\n"));
	ASSERT_EQ(0, domain_allow(GUEST, "use_profile 103\n"));
	EXPECT_EQ(EPERM, probe(open_and_tell, OBJECT, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n" GUEST "\n", reply);
}

TEST_F(auto, makes_the_domain)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST));
	EXPECT_EQ(EPERM, probe(open_and_tell, OBJECT, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n" GUEST "\n", reply);
	EXPECT_TRUE(domain_exists(GUEST));
	EXPECT_TRUE(audit_has(GUEST, "use_profile 103", " granted=no "));
}

static int become_and_tell(char **args)
{
	int err = try_open(OBJECT, O_RDONLY);

	say_domain();
	if (err || setresuid(-1, 1000, -1))
		return 100 + err;
	err = try_open(args[0], O_RDONLY);
	say_domain();
	return err;
}

TEST_F(auto, when_its_condition_holds)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST " task.euid=1000"));
	ASSERT_EQ(0, domain_allow(GUEST, "use_profile 103\n" READ_SECRET));
	EXPECT_EQ(0, probe(become_and_tell, SECRET, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n" GUEST "\n", reply);
	EXPECT_EQ(EPERM, probe(become_and_tell, OBJECT, NULL));
}

/* Conditions about objects have none to ask. */
TEST_F(auto, no_object_yet)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, TO_GUEST " path1.uid=0\n"
				   TO_GUEST " path1.uid!=0\n" TO_GUEST " exec.argc!=0\n"));
	EXPECT_EQ(0, probe(open_and_tell, OBJECT, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n" PROBE_DOMAIN "\n", reply);
}

TEST_F(auto, first_entry_that_holds)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN,
				   "task auto_domain_transition " ROOT " task.uid=1\n"
				   TO_GUEST "\n"
				   "task auto_domain_transition " ROOT "\n"));
	EXPECT_EQ(EPERM, probe(open_and_tell, OBJECT, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n" GUEST "\n", reply);
}

TEST_F(auto, leads_on)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST));
	ASSERT_EQ(0, domain_allow(GUEST, "use_profile 103\n"
				  "task auto_domain_transition " ROOT));
	ASSERT_EQ(0, domain_allow(ROOT, "use_profile 103\n" READ_OBJECT));
	EXPECT_EQ(0, probe(open_and_tell, OBJECT, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n" ROOT "\n", reply);
}

/* The destination uses the same group, and one is there already. */
TEST_F(auto, from_a_group)
{
	ASSERT_EQ(0, policy("exception_policy", "acl_group 9 " TO_GUEST "\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_group 9"));
	ASSERT_EQ(0, domain_allow(GUEST, "use_profile 103\nuse_group 9\n" READ_OBJECT));
	EXPECT_EQ(0, probe(open_and_tell, OBJECT, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n" GUEST "\n", reply);
	ASSERT_EQ(0, policy("exception_policy", "delete acl_group 9 " TO_GUEST "\n"));
}

TEST_F(auto, without_an_end)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST));
	ASSERT_EQ(0, domain_allow(GUEST, "use_profile 103\n"
				  "task auto_domain_transition " PROBE_DOMAIN));
	EXPECT_EQ(KILLED, probe(open_and_tell, OBJECT, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n", reply);
}

TEST_F(auto, to_where_one_cant_go)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task auto_domain_transition <none> /x"));
	EXPECT_EQ(KILLED, probe(open_and_tell, OBJECT, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n", reply);
}

/* An execution starts from there. */
TEST_F(auto, before_an_execution)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, TO_GUEST "\nfile execute " TARGET "\n"));
	EXPECT_EQ(EPERM, probe(execute, TARGET, TARGET, call(tell_domain), NULL));
	EXPECT_TRUE(audit_denied(GUEST, "file execute " TARGET));
	ASSERT_EQ(0, domain_allow(GUEST, "file execute " TARGET));
	EXPECT_EQ(0, probe(execute, TARGET, TARGET, call(tell_domain), NULL));
	EXPECT_STREQ(GUEST " " TARGET "\n", reply);
}

/* Who fails to execute stays where the transition led. */
static int fail_to_execute(char **args)
{
	execl(args[0], args[0], NULL);
	say("%d %s\n", errno, my_domain());
	return in_fork(open_and_tell, args + 1);
}

TEST_F(auto, before_an_execution_that_fails)
{
	ASSERT_EQ(0, make_file(TARGET "x", "text\n", 0755));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST));
	ASSERT_EQ(0, domain_allow(GUEST, "use_profile 103\nfile execute " TARGET "x\n"
				  READ_SECRET));
	EXPECT_EQ(0, probe(fail_to_execute, TARGET "x", SECRET, NULL));
	EXPECT_STREQ("8 " GUEST "\n" GUEST "\n" GUEST "\n", reply);
}

/* Children and new threads are where their parent was. */
static int open_in_fork(char **args)
{
	const int err = try_open(args[0], O_RDONLY);

	return err ?: in_fork(open_and_tell, args);
}

TEST_F(auto, children)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST));
	ASSERT_EQ(0, domain_allow(GUEST, "use_profile 103\n" READ_OBJECT));
	EXPECT_EQ(0, probe(open_in_fork, OBJECT, NULL));
	EXPECT_STREQ(GUEST "\n" GUEST "\n", reply);
}

static void *tell_in_thread(void *args)
{
	(void)args;
	say_domain();
	return NULL;
}

static int open_beside_thread(char **args)
{
	pthread_t thread;
	int err = try_open(args[0], O_RDONLY);

	if (!err && !pthread_create(&thread, NULL, tell_in_thread, NULL))
		pthread_join(thread, NULL);
	say_domain();
	return err;
}

TEST_F(auto, threads)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST));
	ASSERT_EQ(0, domain_allow(GUEST, "use_profile 103\n" READ_OBJECT));
	EXPECT_EQ(0, probe(open_beside_thread, OBJECT, NULL));
	EXPECT_STREQ(GUEST "\n" GUEST "\n", reply);
}

/* What others see is what credentials say on the way back to user mode. */
static int open_and_wait(char **args)
{
	const int err = try_open(args[0], O_RDONLY);

	say("there\n");
	await_go();
	return err;
}

TEST_F(auto, seen_by_others)
{
	char line[64], expected[256];
	struct probe probe;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST));
	ASSERT_EQ(0, domain_allow(GUEST, "use_profile 103\n" READ_OBJECT));
	ASSERT_EQ(0, probe_start(&probe, open_and_wait, OBJECT, NULL));
	probe_hear(&probe);
	snprintf(line, sizeof(line), "%d", probe.pid);
	snprintf(expected, sizeof(expected), "%d 103 " GUEST, probe.pid);
	EXPECT_STREQ(expected, ask_node(".process_status", line));
	probe_go(&probe);
	EXPECT_EQ(0, probe_end(&probe));
}

static int peek(pid_t pid)
{
	static char byte;
	struct iovec here = { &byte, 1 }, there = { &byte, 1 };

	return process_vm_readv(pid, &here, 1, &there, 1, 0) == 1 ? 0 : errno;
}

static int peek_twice(char **args)
{
	const pid_t parent = getpid();
	const pid_t pid = fork();
	int err;

	(void)args;
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		/* It may be over already, and no signal comes any more. */
		while (getppid() == parent)
			pause();
		_exit(0);
	}
	if (pid < 0 || setresgid(-1, 1000, -1))
		return PROBE_LOST;
	err = peek(pid);
	say_domain();
	return 10 * err + peek(pid);
}

/* No domain can be entered under a spinlock: it is denied, and tried again. */
TEST_F(auto, where_nothing_may_sleep)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, TO_GUEST " task.egid=1000\n"
				   "capability SYS_PTRACE\n"));
	ASSERT_EQ(0, domain_allow(GUEST, "use_profile 103\ncapability SYS_PTRACE"));
	EXPECT_EQ(10 * EPERM, probe(peek_twice, NULL));
	EXPECT_STREQ(GUEST "\n", reply);
	/* Where nothing is enforced, nothing is denied. */
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", PERMISSIVE));
	EXPECT_EQ(0, probe(peek_twice, NULL));
	EXPECT_STREQ(GUEST "\n", reply);
}

/* A condition of what was granted moves the thread behind it. */
TEST_F(auto, after_a_grant)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "delete " READ_OBJECT "\n" READ_OBJECT
				   " auto_domain_transition=\"//guest\"\n"));
	EXPECT_EQ(0, probe(open_and_tell, OBJECT, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n" GUEST "\n", reply);
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_EQ(EPERM, probe(open_and_tell, SECRET, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n" PROBE_DOMAIN "\n", reply);
}

TEST_F(auto, after_a_grant_to_a_namespace)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "delete " READ_OBJECT "\n" READ_OBJECT
				   " auto_domain_transition=\"<kernel>\"\n"));
	EXPECT_EQ(0, probe(open_and_tell, OBJECT, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n<kernel>\n", reply);
}

TEST_F(auto, after_a_grant_to_nowhere)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "delete " READ_OBJECT "\n" READ_OBJECT
				   " auto_domain_transition=\"<none>\"\n"));
	EXPECT_EQ(KILLED, probe(open_and_tell, OBJECT, NULL));
}

/* An execution leads where it leads. */
TEST_F(auto, after_the_grant_of_an_execution)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " TARGET
				  " auto_domain_transition=\"//guest\""));
	EXPECT_EQ(0, probe(execute, TARGET, TARGET, call(tell_domain), NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
	EXPECT_FALSE(domain_exists(GUEST));
}

/* access() asks with credentials made for it: they are of where one is. */
static int access_and_tell(char **args)
{
	const int err = try_open(args[0], O_RDONLY);

	if (setresuid(1000, 0, 0) || access(args[0], R_OK))
		return 100 + errno;
	say_domain();
	return err;
}

TEST_F(auto, credentials_of_the_moment)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST));
	ASSERT_EQ(0, domain_allow(GUEST, "use_profile 103\n" READ_OBJECT));
	EXPECT_EQ(0, probe(access_and_tell, OBJECT, NULL));
	EXPECT_STREQ(GUEST "\n", reply);
}

TEST_HARNESS_MAIN
