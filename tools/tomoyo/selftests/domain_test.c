// SPDX-License-Identifier: GPL-2.0-only
/*
 * Domains of tasks
 */

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define READ_OBJECT "file read " OBJECT
#define READ_SECRET "file read " SECRET

FIXTURE(domain) {
};

FIXTURE_SETUP(domain)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, READ_OBJECT "\n"
						 "file execute " TARGET "\n"));
}

FIXTURE_TEARDOWN(domain)
{
	leave_world();
}

/* Whoever is in the probe's domain finds exactly this; 100 and more are an error. */
static int look(char **args)
{
	int err;

	(void)args;
	if (strcmp(my_domain(), PROBE_DOMAIN))
		return 1;
	err = try_open(OBJECT, O_RDONLY);
	if (err)
		return 100 + err;
	return try_open(SECRET, O_RDONLY) == EPERM ? 0 : 3;
}

TEST_F(domain, itself)
{
	EXPECT_EQ(0, probe(look, NULL));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, READ_SECRET));
}

static int look_in_fork(char **args)
{
	return in_fork(look, args);
}

static int look_in_forks(char **args)
{
	return in_fork(look_in_fork, args);
}

TEST_F(domain, forks)
{
	EXPECT_EQ(0, probe(look_in_forks, NULL));
}

static void *run_look(void *arg)
{
	return (void *)(long)look(arg);
}

static int look_in_threads(char **args)
{
	pthread_t threads[8];
	long found = 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(threads); i++)
		if (pthread_create(&threads[i], NULL, run_look, args))
			return PROBE_LOST;
	for (i = 0; i < ARRAY_SIZE(threads); i++) {
		void *result;

		pthread_join(threads[i], &result);
		found |= (long)result;
	}
	return found;
}

TEST_F(domain, threads)
{
	EXPECT_EQ(0, probe(look_in_threads, NULL));
}

/* A child that shares memory until it executes; the parent stays where it is. */
static int vfork_and_look(char **args)
{
	const pid_t pid = vfork();
	int status;

	if (!pid) {
		execl(TARGET, TARGET, call(tell_domain), NULL);
		_exit(errno);
	}
	if (waitpid(pid, &status, 0) != pid || status)
		return PROBE_LOST;
	return look(args);
}

TEST_F(domain, vfork)
{
	EXPECT_EQ(0, probe(vfork_and_look, NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
}

static void *do_nothing(void *arg)
{
	pause();
	return arg;
}

static void *execute_target(void *arg)
{
	(void)arg;
	execl(TARGET, TARGET, call(tell_domain), NULL);
	return (void *)(long)errno;
}

/* A thread that executes takes the place of the whole process. */
static int execute_in_thread(char **args)
{
	pthread_t thread, idle;
	void *result;

	(void)args;
	if (pthread_create(&idle, NULL, do_nothing, NULL) ||
	    pthread_create(&thread, NULL, execute_target, NULL))
		return PROBE_LOST;
	pthread_join(thread, &result);
	return (long)result;
}

TEST_F(domain, execution_by_a_thread)
{
	EXPECT_EQ(0, probe(execute_in_thread, NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, "file execute " TARGET));
}

/* Changes of credentials that are not executions. */
static int change_ids(char **args)
{
	if (setresgid(1, 2, 3) || setresuid(1, 2, 3))
		return PROBE_LOST;
	return look(args);
}

static int make_namespace(char **args)
{
	if (unshare(CLONE_NEWUSER))
		return PROBE_LOST;
	return look(args);
}

static int set_keepcaps(char **args)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0))
		return PROBE_LOST;
	return look(args);
}

TEST_F(domain, other_ids)
{
	EXPECT_EQ(0, probe(change_ids, NULL));
}

TEST_F(domain, user_namespace)
{
	EXPECT_EQ(0, probe(make_namespace, NULL));
}

TEST_F(domain, no_new_privileges)
{
	EXPECT_EQ(0, probe(set_keepcaps, NULL));
}

/* Looks, waits, and looks at what became of it. */
static int look_twice(char **args)
{
	say("first %d\n", look(args));
	await_go();
	say("second %d\n", look(args));
	await_go();
	return try_open(SECRET, O_RDONLY);
}

TEST_F(domain, deleted_keeps_its_tasks)
{
	struct probe old;
	char line[64], *text;

	ASSERT_EQ(0, probe_start(&old, look_twice, NULL));
	probe_hear(&old);
	ASSERT_STREQ("first 0\n", reply);
	ASSERT_EQ(0, policy("domain_policy", "delete " PROBE_DOMAIN "\n"));
	EXPECT_FALSE(domain_exists(PROBE_DOMAIN));
	/* Same rights, same restrictions, and no way to change them. */
	probe_go(&old);
	probe_hear(&old);
	EXPECT_STREQ("second 0\n", reply);
	snprintf(line, sizeof(line), "select pid=%d", old.pid);
	text = ask_node("domain_policy", line);
	EXPECT_NE(NULL, strstr(text, "\n# This is a deleted domain.\n" PROBE_DOMAIN "\n"));
	EXPECT_NE(NULL, strstr(text, "\n" READ_OBJECT "\n"));

	/* The same name is another domain. */
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, READ_SECRET "\n"));
	EXPECT_STREQ(READ_SECRET "\n", domain_entries(PROBE_DOMAIN));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	probe_go(&old);
	EXPECT_EQ(EPERM, probe_end(&old));
}

/* Waits in a domain that is deleted, and executes. */
static int execute_later(char **args)
{
	say("here\n");
	await_go();
	return execute(args);
}

TEST_F(domain, execution_from_a_deleted_one)
{
	struct probe old;

	ASSERT_EQ(0, probe_start(&old, execute_later, TARGET, TARGET, call(tell_domain), NULL));
	probe_hear(&old);
	ASSERT_EQ(0, policy("domain_policy", "delete " PROBE_DOMAIN "\n"));
	audit_forget();
	probe_go(&old);
	EXPECT_EQ(0, probe_end(&old));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
	EXPECT_TRUE(audit_has(TARGET_DOMAIN, "use_profile 103", " granted=no "));
}

TEST_F(domain, profile_changes_at_once)
{
	struct probe old;

	ASSERT_EQ(0, probe_start(&old, look_twice, NULL));
	probe_hear(&old);
	EXPECT_STREQ("first 0\n", reply);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", PERMISSIVE));
	probe_go(&old);
	probe_hear(&old);
	EXPECT_STREQ("second 3\n", reply);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", ENFORCING));
	probe_go(&old);
	EXPECT_EQ(EPERM, probe_end(&old));
}

TEST_F(domain, undefined_profile_is_refused)
{
	char why[4096];

	EXPECT_EQ(EINVAL, policy_error("domain_policy", why, sizeof(why),
				       "select " PROBE_DOMAIN "\nuse_profile 250\n"));
	EXPECT_NE(NULL, strstr(why, "250"));
	EXPECT_EQ(0, probe(look, NULL));
}

/* Many at once: each of them is where it belongs. */
TEST_F(domain, many_probes)
{
	struct probe probes[20];
	size_t i, round;

	for (round = 0; round < 5; round++) {
		for (i = 0; i < ARRAY_SIZE(probes); i++)
			ASSERT_EQ(0, probe_start(&probes[i], look_in_threads, NULL));
		for (i = 0; i < ARRAY_SIZE(probes); i++)
			EXPECT_EQ(0, probe_end(&probes[i]));
	}
}

TEST_HARNESS_MAIN
