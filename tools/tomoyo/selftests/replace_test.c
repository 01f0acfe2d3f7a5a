// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy that is replaced under load
 *
 * Two policies take turns. In one the probe may read this file, in the other
 * that one. No request may be answered by something in between.
 */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "change.h"
#include "common.h"
#include "harness.h"

#define ROUNDS (thorough() ? 100 : 2)
#define LINES 10000
#define TABLES 1024

/* What neither policy allows, but a mix of both would. */
#define MIXED DIR "/mixed"

FIXTURE(replace) {
	struct picture before;
	char *domain[2];
	char *exception[2];
};

/* One file is allowed by a group, whose name differs: half a policy grants another. */
static char *domain_text(const struct picture *before, int which)
{
	char *text, *at;
	int i;

	text = malloc(strlen(before->text[3]) + LINES * 40 + 4096);
	if (!text)
		abort();
	at = text + sprintf(text, "%s", before->text[3]);
	at += sprintf(at, "delete " PROBE_DOMAIN "\n" PROBE_DOMAIN "\nuse_profile 103\n"
			  "file read /sys/kernel/security/ccs/stat\n"
			  "file read @GROUP%d\nfile %s " MIXED "\nfile execute " TARGET "\n",
		      which, which ? "read" : "write");
	for (i = 0; i < LINES / 2; i++)
		at += sprintf(at, "file read /lib/%d/%d\n", which, i);
	at += sprintf(at, TARGET_DOMAIN "\nuse_profile 103\nfile read %s\n"
			  "file read /sys/kernel/security/ccs/stat\n",
		      which ? SECRET : OBJECT);
	for (i = 0; i < LINES / 2; i++)
		at += sprintf(at, "file read/write /data/%d/%d\n", which, i);
	return text;
}

static char *exception_text(const struct picture *before, int which)
{
	char *text;

	if (asprintf(&text, "%spath_group GROUP%d %s\npath_group GROUP%d " TARGET "\n",
		     before->text[0], which, which ? SECRET : OBJECT, !which) < 0)
		abort();
	return text;
}

FIXTURE_SETUP(replace)
{
	int i;

	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, touch(MIXED));
	take_picture(&self->before);
	ASSERT_EQ(0, restore(&self->before));
	free_picture(&self->before);
	take_picture(&self->before);
	for (i = 0; i < 2; i++) {
		self->domain[i] = domain_text(&self->before, i);
		self->exception[i] = exception_text(&self->before, i);
	}
}

FIXTURE_TEARDOWN(replace)
{
	int i;

	for (i = 0; i < 2; i++) {
		free(self->domain[i]);
		free(self->exception[i]);
	}
	free_picture(&self->before);
	leave_world();
}

static int replace(const char *domain, const char *exception)
{
	const int fds[] = { open_policy("domain_policy"), open_policy("exception_policy") };
	int err;

	err = put(fds[0], "strict on\nbegin replace\n");
	if (!err)
		err = put(fds[1], "strict on\nbegin replace\n");
	if (!err)
		err = put(fds[0], domain);
	if (!err)
		err = put(fds[1], exception);
	if (!err)
		err = put(fds[0], "commit\n");
	if (err)
		printf("# %s: %s: %s\n", strerror(err), said(fds[0]), said(fds[1]));
	close(fds[0]);
	close(fds[1]);
	return err;
}

/* The edition in force, which both policies let everybody read. */
static long edition(void)
{
	const long value = stat_value(EDITION);

	if (value < 0)
		_exit(101);
	return value;
}

/* Lets the writer get on a little, too: it has no more of the processor than each load. */
static bool is_over(void)
{
	struct pollfd poll_fd = { .fd = GO_FD, .events = POLLIN };

	return poll(&poll_fd, 1, 10) == 1;
}

/* 0 as long as what is allowed is one of two, and always the same in one edition. */
static int try_once(void)
{
	const long before = edition();
	const int object = try_open(OBJECT, O_RDONLY);
	const int secret = try_open(SECRET, O_RDONLY);

	if ((object && object != EPERM) || (secret && secret != EPERM))
		return 10;
	if (before == edition() && !object == !secret)
		return object ? 11 : 12;
	if (try_open(MIXED, O_RDWR) != EPERM)
		return 13;
	if (try_open(TARGET, O_RDONLY) != EPERM)
		return 14;
	return 0;
}

/* Says how often it tried, once it is over. */
static int open_all_the_time(char **args)
{
	int err = 0, count = 0;

	(void)args;
	say("ready");
	while (!err && !is_over()) {
		err = try_once();
		count++;
	}
	say("%d", count);
	return err;
}

static int try_in_target(char **args)
{
	const long before = edition();
	const int object = try_open(OBJECT, O_RDONLY);
	const int secret = try_open(SECRET, O_RDONLY);

	(void)args;
	if ((object && object != EPERM) || (secret && secret != EPERM))
		return 20;
	return before == edition() && !object == !secret ? 21 : 0;
}

static int execute_target(char **args)
{
	(void)args;
	execl(TARGET, TARGET, call(try_in_target), NULL);
	return 22;
}

static int execute_all_the_time(char **args)
{
	int err = 0, count = 0;

	say("ready");
	while (!err && !is_over()) {
		err = in_fork(execute_target, args);
		count++;
	}
	say("%d", count);
	return err;
}

/*
 * A table may be larger than before, as that of domains is where many that were
 * deleted wait to be collected. What leaks each time would be more.
 */
static bool nothing_leaked(struct picture *start)
{
	start->memory += TABLES;
	return same_memory(start);
}

TEST_F_TIMEOUT(replace, nobody_sees_a_mix, 10800)
{
	static const probe_fn loads[] = {
		open_all_the_time, open_all_the_time, execute_all_the_time,
	};
	struct probe probes[ARRAY_SIZE(loads)];
	struct picture start;
	size_t i;
	int round, status;

	signal(SIGPIPE, SIG_IGN);
	ASSERT_EQ(0, replace(self->domain[0], self->exception[0]));
	take_picture(&start);
	for (i = 0; i < ARRAY_SIZE(loads); i++) {
		ASSERT_EQ(0, probe_start(&probes[i], loads[i], NULL));
		probe_hear(&probes[i]);
		ASSERT_STREQ("ready", reply);
	}
	for (round = 1; round <= ROUNDS; round++) {
		ASSERT_EQ(0, replace(self->domain[round % 2], self->exception[round % 2])) {
			TH_LOG("round %d", round);
		}
	}
	for (i = 0; i < ARRAY_SIZE(loads); i++) {
		probe_go(&probes[i]);
		status = probe_end(&probes[i]);
		EXPECT_EQ(0, status);
		EXPECT_LT(ROUNDS / 20, atoi(reply));
		TH_LOG("load %zu: %s times", i, reply);
	}
	EXPECT_EQ(start.edition + ROUNDS, stat_value(EDITION));
	/* The last one is the first one. */
	EXPECT_TRUE(same_policy(&start));
	EXPECT_TRUE(same_memory(&start));
	ASSERT_EQ(0, restore(&self->before));
	EXPECT_TRUE(nothing_leaked(&self->before));
	free_picture(&start);
}

/* What is in use goes while it is used. */
static int make_and_delete(int count)
{
	int i, err = 0;

	for (i = 0; i < count && !err; i++) {
		err = policy("exception_policy",
			     "path_group USED " OBJECT "\nacl_group 9 file read @USED\n");
		if (!err)
			err = policy("domain_policy", TARGET_DOMAIN "\nuse_profile 103\n"
				     "use_group 9\nfile read @USED task.uid=0\n"
				     "file read " OBJECT " task.uid=0\n");
		if (!err)
			err = policy("exception_policy",
				     "delete path_group USED " OBJECT "\n"
				     "delete acl_group 9 file read @USED\n");
		if (!err)
			err = policy("domain_policy", "select " TARGET_DOMAIN "\n"
				     "delete file read " OBJECT " task.uid=0\n"
				     "delete file read @USED task.uid=0\n"
				     "delete " TARGET_DOMAIN "\n");
	}
	return err;
}

static int try_rights(char **args)
{
	const int object = try_open(OBJECT, O_RDONLY);

	(void)args;
	if (object && object != EPERM)
		return 30;
	return try_open(SECRET, O_RDONLY) == EPERM ? 0 : 31;
}

static int use_target(char **args)
{
	int i, err = 0;

	for (i = 0; i < 60 && !err; i++)
		err = in_fork(execute, args);
	return err;
}

TEST_F(replace, deleting_what_is_in_use)
{
	char *args[] = { TARGET, TARGET, call(try_rights), NULL };
	struct picture start;
	pid_t pid;
	int status;

	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "file execute " TARGET "\n"));
	ASSERT_EQ(0, make_and_delete(1));
	take_picture(&start);
	pid = fork();
	if (!pid)
		_exit(make_and_delete(100));
	EXPECT_EQ(0, probe(use_target, args[0], args[1], args[2], NULL));
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status);
	/* Executions may have made the domain again. */
	ASSERT_EQ(0, policy("domain_policy", "delete " TARGET_DOMAIN "\n"));
	EXPECT_TRUE(nothing_leaked(&start));
	free_picture(&start);
}

TEST_HARNESS_MAIN
