// SPDX-License-Identifier: GPL-2.0-only
/*
 * task.state of 1.7
 */

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define READ_OBJECT "allow_read " OBJECT
#define READ_SECRET "allow_read " SECRET

FIXTURE(state) {
};

FIXTURE_SETUP(state)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
}

FIXTURE_TEARDOWN(state)
{
	leave_world();
}

/* The object first, which may set something, then the secret. */
static int open_both(char **args)
{
	(void)args;
	try_open(OBJECT, O_RDONLY);
	return try_open(SECRET, O_RDONLY);
}

TEST_F(state, is_set_and_compared)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, READ_OBJECT "\n"
				   READ_SECRET " if task.state[0]=1 task.state[2]=0x10\n"));
	EXPECT_EQ(EPERM, probe(open_both, NULL));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "delete " READ_OBJECT "\n" READ_OBJECT
				   " ; set task.state[0]=1 task.state[2]=16\n"));
	EXPECT_EQ(0, probe(open_both, NULL));
	/* Only the request does it. */
	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
}

TEST_F(state, starts_with_nothing)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, READ_SECRET
				  " if task.state[0]=0 task.state[1]=0 task.state[2]=0"));
	EXPECT_EQ(0, probe(open_both, NULL));
}

static int open_in_fork(char **args)
{
	const int err = in_fork(open_both, args);

	/* What a child has set is the child's. */
	return err ?: 100 + try_open(SECRET, O_RDONLY);
}

static int open_then_fork(char **args)
{
	try_open(OBJECT, O_RDONLY);
	args[0] = SECRET;
	return in_fork(open_read, args);
}

TEST_F(state, is_inherited_by_children)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, READ_OBJECT " ; set task.state[1]=7\n"
				   READ_SECRET " if task.state[1]=7\n"));
	EXPECT_EQ(0, probe(open_then_fork, "", NULL));
	EXPECT_EQ(100 + EPERM, probe(open_in_fork, NULL));
}

static void *open_secret(void *unused)
{
	(void)unused;
	return (void *)(long)try_open(SECRET, O_RDONLY);
}

/* Bytes of one thread are not those of another. */
static int set_beside_thread(char **args)
{
	pthread_t thread;
	void *result;

	(void)args;
	try_open(OBJECT, O_RDONLY);
	if (pthread_create(&thread, NULL, open_secret, NULL) || pthread_join(thread, &result))
		return PROBE_LOST;
	return (long)result;
}

TEST_F(state, is_inherited_by_threads)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, READ_OBJECT " ; set task.state[1]=7\n"
				   READ_SECRET " if task.state[1]=7\n"));
	EXPECT_EQ(0, probe(set_beside_thread, NULL));
}

/* An execution sets it for the program. */
TEST_F(state, of_an_execution)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "allow_execute " TARGET
				  " ; set task.state[0]=3"));
	ASSERT_EQ(0, domain_allow(TARGET_DOMAIN, "use_profile 103\n"
				  READ_SECRET " if task.state[0]=3"));
	EXPECT_EQ(0, probe(execute, TARGET, TARGET, call(open_read), SECRET, NULL));
}

static int fail_and_open(char **args)
{
	execl(args[0], args[0], NULL);
	if (errno != ENOEXEC)
		return 100 + errno;
	return try_open(SECRET, O_RDONLY);
}

/* Who fails to execute gets nothing of it. */
TEST_F(state, of_an_execution_that_fails)
{
	ASSERT_EQ(0, make_file(DIR "/text", "text\n", 0755));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "allow_execute " DIR "/text"
				   " ; set task.state[0]=3\n"
				   READ_SECRET " if task.state[0]=3\n"));
	EXPECT_EQ(EPERM, probe(fail_and_open, DIR "/text", NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, READ_SECRET " if task.state[0]=0"));
	EXPECT_EQ(0, probe(fail_and_open, DIR "/text", NULL));
}

static int execute_after_open(char **args)
{
	try_open(OBJECT, O_RDONLY);
	execl(TARGET, TARGET, call(open_read), args[0], NULL);
	return errno;
}

TEST_F(state, survives_an_execution)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, READ_OBJECT " ; set task.state[2]=255\n"
				   "allow_execute " TARGET "\n"));
	ASSERT_EQ(0, domain_allow(TARGET_DOMAIN, "use_profile 103\n"
				  READ_SECRET " if task.state[2]=255"));
	EXPECT_EQ(0, probe(execute_after_open, SECRET, NULL));
}

/* Also what is not refused for want of an entry leaves it alone. */
TEST_F(state, needs_a_grant)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "use_profile 102\n"
				   READ_OBJECT " if task.uid=1 ; set task.state[0]=1\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, READ_SECRET " if task.state[0]=1"));
	EXPECT_EQ(0, probe(open_both, NULL));
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file read " SECRET, " mode=permissive granted=no "));
}

TEST_HARNESS_MAIN
