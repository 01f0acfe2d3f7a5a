// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who may write policy aside, and how much of it
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "change.h"
#include "common.h"
#include "harness.h"

FIXTURE(right) {
	struct picture before;
	int fd;
};

FIXTURE_SETUP(right)
{
	ASSERT_EQ(0, fresh_world(DISABLED));
	take_picture(&self->before);
	ASSERT_EQ(0, restore(&self->before));
	free_picture(&self->before);
	take_picture(&self->before);
	self->fd = open_policy("domain_policy");
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(right)
{
	close(self->fd);
	free_picture(&self->before);
	leave_world();
}

static int write_to(char **args)
{
	return putf(atoi(args[0]), "%s\n", args[1]);
}

/* A descriptor that a manager opened gives nobody else a right. */
TEST_F(right, handed_to_others)
{
	static char *const lines[] = {
		"begin", "commit", "abort", "confirm", "confirm=5", "begin x", PROBE_DOMAIN,
	};
	char number[16];
	size_t i;

	snprintf(number, sizeof(number), "%d", dup(self->fd));
	ASSERT_EQ(0, put(self->fd, "begin mine\n"));
	ASSERT_EQ(0, putf(self->fd, "%s", self->before.text[3]));
	for (i = 0; i < ARRAY_SIZE(lines); i++)
		EXPECT_EQ(EPERM, probe(write_to, number, lines[i], NULL));
	close(atoi(number));
	EXPECT_EQ(1, stat_value(OPEN_TRANSACTIONS));
	/* None of it was taken for a part of the transaction. */
	EXPECT_EQ(0, put(self->fd, "commit\n"));
	EXPECT_TRUE(same_policy(&self->before));
}

static int open_for_others(char **args)
{
	say("%d", open(args[0], O_RDWR));
	await_go();
	return 0;
}

/* Nor does what somebody else opened to a manager. */
TEST_F(right, planted)
{
	struct probe other;
	int pidfd, fd;

	ASSERT_EQ(0, probe_start(&other, open_for_others, NODES "domain_policy", NULL));
	probe_hear(&other);
	pidfd = syscall(SYS_pidfd_open, other.pid, 0);
	fd = syscall(SYS_pidfd_getfd, pidfd, atoi(reply), 0);
	ASSERT_LE(0, fd);
	EXPECT_EQ(EPERM, put(fd, "begin\n"));
	EXPECT_EQ(EPERM, put(fd, "confirm=5\n"));
	EXPECT_EQ(0, stat_value(OPEN_TRANSACTIONS));
	close(fd);
	close(pidfd);
	probe_go(&other);
	EXPECT_EQ(0, probe_end(&other));
}

static int join_transaction(char **args)
{
	const int fd = open_policy("exception_policy");

	return putf(fd, "begin %s\n", args[0]);
}

/* Another process, manager or not, does not join. */
TEST_F(right, other_process)
{
	ASSERT_EQ(0, policy("manager", PROBE "\n"));
	ASSERT_EQ(0, put(self->fd, "begin mine\n"));
	EXPECT_EQ(EBUSY, probe(join_transaction, "mine", NULL));
	EXPECT_EQ(0, probe(join_transaction, "other", NULL));
	EXPECT_EQ(1, stat_value(OPEN_TRANSACTIONS));
	ASSERT_EQ(0, policy("manager", "delete " PROBE "\n"));
}

TEST_F(right, begin_twice)
{
	const int other = open_policy("domain_policy");
	const int stat = open_policy("stat");

	ASSERT_EQ(0, put(self->fd, "begin mine\n"));
	EXPECT_EQ(EBUSY, put(self->fd, "begin\n"));
	EXPECT_EQ(EBUSY, put(other, "begin mine\n"));
	EXPECT_STREQ("begin mine: this node takes part already\n", said(other));
	/* Quotas are no policy. */
	EXPECT_EQ(0, put(stat, "begin\ncommit\n"));
	EXPECT_EQ(1, stat_value(OPEN_TRANSACTIONS));
	close(stat);
	close(other);
}

TEST_F(right, four_at_once)
{
	int fds[5], i;

	for (i = 0; i < 5; i++) {
		fds[i] = open_policy("domain_policy");
		EXPECT_EQ(i < 4 ? 0 : EBUSY, put(fds[i], "begin\n"));
	}
	EXPECT_STREQ("begin: 4 transactions are open already\n", said(fds[4]));
	EXPECT_EQ(4, stat_value(OPEN_TRANSACTIONS));
	close(fds[0]);
	EXPECT_EQ(0, put(fds[4], "begin\n"));
	for (i = 1; i < 5; i++)
		close(fds[i]);
	EXPECT_EQ(0, stat_value(OPEN_TRANSACTIONS));
	EXPECT_TRUE(same_memory(&self->before));
}

TEST_F(right, name_that_is_too_long)
{
	EXPECT_EQ(EINVAL, putf(self->fd, "begin %064d\n", 1));
	EXPECT_EQ(0, putf(self->fd, "begin %063d\n", 1));
}

/* A line that is too long is one that the policy would lack. */
TEST_F(right, line_that_is_too_long)
{
	char *const line = malloc(1 << 20);

	memset(line, 'x', 1 << 20);
	memcpy(line, "file read /", 11);
	strcpy(line + (1 << 20) - 2, "\n");
	ASSERT_EQ(0, put(self->fd, "begin\n" PROBE_DOMAIN "\n"));
	EXPECT_EQ(ENOMEM, put(self->fd, line));
	ASSERT_EQ(0, put(self->fd, "file read /a\n"));
	EXPECT_EQ(EINVAL, put(self->fd, "commit\n"));
	EXPECT_STREQ("domain_policy:2: : the line is longer than 512 KiB\n", said(self->fd));
	free(line);
	EXPECT_TRUE(same_policy(&self->before));
}

static unsigned long quota_of_policy(void)
{
	char *const text = read_node("stat");
	const char *const line = strstr(text, POLICY_MEMORY);
	unsigned long quota = 0;

	if (line)
		sscanf(line, POLICY_MEMORY " %*u (Quota: %lu", &quota);
	free(text);
	return quota;
}

TEST_F(right, quota)
{
	const unsigned long quota = quota_of_policy();
	int i, err = 0;

	ASSERT_EQ(0, put(self->fd, "begin\n" PROBE_DOMAIN "\n"));
	ASSERT_EQ(0, policy("stat", POLICY_MEMORY " %ld\n",
			    stat_value(POLICY_MEMORY) + 64 * 1024));
	for (i = 0; i < 2000 && !err; i++)
		err = putf(self->fd, "file read /fill/%d/%0100d\n", i, i);
	EXPECT_EQ(0, err);
	/* Policy in force can't grow either, as all of it counts. */
	EXPECT_EQ(EINVAL, put(self->fd, "commit\n"));
	EXPECT_NE(NULL, strstr(said(self->fd), ": no memory for it\n"));
	ASSERT_EQ(0, policy("stat", POLICY_MEMORY " %lu\n", quota));
	EXPECT_TRUE(same_policy(&self->before));
	EXPECT_TRUE(same_memory(&self->before));
}

/* A copy needs as much memory again. */
TEST_F(right, quota_of_a_copy)
{
	const unsigned long quota = quota_of_policy();
	char *text;

	ASSERT_EQ(0, policy("stat", POLICY_MEMORY " %ld\n",
			    stat_value(POLICY_MEMORY) + 4096));
	EXPECT_EQ(ENOMEM, put(self->fd, "confirm=5\n"));
	text = strdup(said(self->fd));
	ASSERT_EQ(0, policy("stat", POLICY_MEMORY " %lu\n", quota));
	EXPECT_NE(NULL, strstr(text, "no memory for it\n"));
	free(text);
	EXPECT_TRUE(same_memory(&self->before));
	EXPECT_TRUE(same_policy(&self->before));
}

TEST_HARNESS_MAIN
