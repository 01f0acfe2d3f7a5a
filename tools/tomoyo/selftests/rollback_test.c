// SPDX-License-Identifier: GPL-2.0-only
/*
 * Changes that are undone unless they are confirmed, and what is learned
 * meanwhile
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "change.h"
#include "common.h"
#include "harness.h"

#define READ_OBJECT "file read " OBJECT "\n"
#define READ_SECRET "file read " SECRET "\n"

/* Enough for what is tried meanwhile on a busy machine; tests wait for its end. */
#define SHORT_TIME "5"
#define CONFIRM "confirm=" SHORT_TIME "\n"

/* No test waits for this one. */
#define LONG_TIME "600"

FIXTURE(rollback) {
	struct picture before;
	int fd;
};

FIXTURE_SETUP(rollback)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, READ_OBJECT));
	take_picture(&self->before);
	ASSERT_EQ(0, restore(&self->before));
	free_picture(&self->before);
	take_picture(&self->before);
	self->fd = open_policy("domain_policy");
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(rollback)
{
	put(self->fd, "abort\n");
	put(self->fd, "confirm\n");
	close(self->fd);
	restore(&self->before);
	free_picture(&self->before);
	leave_world();
}

/* Policy in which the probe may do something else. */
static int put_other(int fd, const struct picture *from, int profile, const char *entries)
{
	return putf(fd, "begin\n%s\ndelete " PROBE_DOMAIN "\n" PROBE_DOMAIN "\nuse_profile %d\n%s",
		    from->text[3], profile, entries);
}

TEST_F(rollback, undone_in_time)
{
	const long undone = stat_value(UNDONE);
	char text[64];

	ASSERT_EQ(0, put_other(self->fd, &self->before, ENFORCING, READ_SECRET));
	ASSERT_EQ(0, put(self->fd, "commit " CONFIRM));
	snprintf(text, sizeof(text), "committed %ld\nconfirm " SHORT_TIME "\n",
		 self->before.edition + 1);
	EXPECT_STREQ(text, said(self->fd));
	EXPECT_LE(0, stat_value(SECONDS_LEFT));
	EXPECT_GE(atoi(SHORT_TIME), stat_value(SECONDS_LEFT));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	EXPECT_TRUE(await_value(UNDONE, undone + 1));
	EXPECT_EQ(-1, stat_value(SECONDS_LEFT));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
	EXPECT_EQ(self->before.edition + 2, stat_value(EDITION));
	EXPECT_TRUE(same_policy(&self->before));
	EXPECT_TRUE(same_memory(&self->before));
	EXPECT_EQ(ESTALE, put(self->fd, "confirm\n"));
	EXPECT_STREQ("confirm: nothing waits to be confirmed\n", said(self->fd));
}

static int commit_and_die(char **args)
{
	const int fd = open_policy("domain_policy");
	struct picture now;

	take_picture(&now);
	if (put_other(fd, &now, ENFORCING, READ_SECRET) || put(fd, "commit " CONFIRM))
		return 1;
	(void)args;
	kill(getpid(), SIGKILL);
	return 2;
}

TEST_F(rollback, undone_without_its_writer)
{
	const long undone = stat_value(UNDONE);

	EXPECT_EQ(PROBE_KILLED + SIGKILL, in_fork(commit_and_die, NULL));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	EXPECT_TRUE(await_value(UNDONE, undone + 1));
	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
	EXPECT_TRUE(same_policy(&self->before));
}

TEST_F(rollback, confirmed)
{
	const long undone = stat_value(UNDONE);

	ASSERT_EQ(0, put_other(self->fd, &self->before, ENFORCING, READ_SECRET));
	ASSERT_EQ(0, put(self->fd, "commit " CONFIRM));
	EXPECT_EQ(ESTALE, putf(self->fd, "confirm %ld\n", self->before.edition));
	EXPECT_EQ(EINVAL, put(self->fd, "confirm x\n"));
	ASSERT_EQ(0, putf(self->fd, "confirm %ld\n", self->before.edition + 1));
	sleep(atoi(SHORT_TIME) + 1);
	EXPECT_EQ(undone, stat_value(UNDONE));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	EXPECT_EQ(self->before.edition + 1, stat_value(EDITION));
}

TEST_F(rollback, one_at_a_time)
{
	ASSERT_EQ(0, put_other(self->fd, &self->before, ENFORCING, READ_SECRET));
	ASSERT_EQ(0, put(self->fd, "commit confirm=" LONG_TIME "\n"));
	ASSERT_EQ(0, put_other(self->fd, &self->before, ENFORCING, ""));
	EXPECT_EQ(EBUSY, put(self->fd, "commit\n"));
	EXPECT_STREQ("commit: another change waits to be confirmed\n", said(self->fd));
	ASSERT_EQ(0, put(self->fd, "abort\n"));
	EXPECT_EQ(EBUSY, put(self->fd, "confirm=1\n"));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	EXPECT_EQ(0, put(self->fd, "confirm\n"));
	EXPECT_EQ(0, put_other(self->fd, &self->before, ENFORCING, ""));
	EXPECT_EQ(0, put(self->fd, "commit\n"));
}

TEST_F(rollback, bad_words)
{
	static const char *const lines[] = {
		"commit x\n", "commit -1\n", "commit 1 2\n", "commit confirm=\n",
		"commit confirm=0\n", "commit confirm=3601\n", "commit 1 confirm=5 6\n",
		"commit 99999999999999999999\n", "commit confirm=5 1\n", "confirm=5\n",
	};
	size_t i;

	EXPECT_EQ(EINVAL, put(self->fd, "confirm=0\n"));
	EXPECT_EQ(EINVAL, put(self->fd, "confirm=3601\n"));
	EXPECT_EQ(EINVAL, put(self->fd, "begin a b\n"));
	ASSERT_EQ(0, put_other(self->fd, &self->before, ENFORCING, READ_SECRET));
	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		EXPECT_NE(0, put(self->fd, lines[i])) {
			TH_LOG("%s", lines[i]);
		}
		EXPECT_NE(0, strlen(said(self->fd)));
	}
	/* It goes on. */
	EXPECT_TRUE(same_policy(&self->before));
	EXPECT_EQ(0, put(self->fd, "commit\n"));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
}

/* Ordinary lines, here a change of mode, are undone from the line that says so on. */
TEST_F(rollback, mode_is_undone)
{
	const int profile = open_policy("profile");
	const long undone = stat_value(UNDONE);

	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
	ASSERT_EQ(0, put(profile, CONFIRM "103-CONFIG={ mode=disabled }\n"));
	ASSERT_EQ(0, put(self->fd, PROBE_DOMAIN "\ndelete " READ_OBJECT));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	EXPECT_TRUE(await_value(UNDONE, undone + 1));
	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_TRUE(same_policy(&self->before));
	EXPECT_TRUE(same_memory(&self->before));
	close(profile);
}

static int execute_and_try(char **args)
{
	say("here");
	await_go();
	say("%d", try_open(args[0], O_RDONLY));
	await_go();
	return try_open(args[0], O_RDONLY);
}

/* Who started meanwhile, in a domain that did not exist, goes on restricted. */
TEST_F(rollback, domain_made_meanwhile)
{
	const long undone = stat_value(UNDONE);
	struct probe probe;

	ASSERT_EQ(0, put_other(self->fd, &self->before, ENFORCING, "file execute " TARGET "\n"
			       TARGET_DOMAIN "\nuse_profile 103\n" READ_SECRET));
	ASSERT_EQ(0, put(self->fd, "commit " CONFIRM));
	ASSERT_EQ(0, probe_start(&probe, execute, TARGET, TARGET, call(execute_and_try), SECRET,
				 NULL));
	probe_hear(&probe);
	ASSERT_STREQ("here", reply);
	probe_go(&probe);
	probe_hear(&probe);
	EXPECT_STREQ("0", reply);
	EXPECT_TRUE(await_value(UNDONE, undone + 1));
	EXPECT_TRUE(domain_exists(TARGET_DOMAIN));
	EXPECT_STREQ("", domain_entries(TARGET_DOMAIN));
	probe_go(&probe);
	EXPECT_EQ(EPERM, probe_end(&probe));
}

/* Lines learned since it began go over where the new policy learns. */
TEST_F(rollback, learned_meanwhile)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "use_profile 101\n"));
	ASSERT_EQ(0, put_other(self->fd, &self->before, LEARNING, ""));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	ASSERT_EQ(0, put(self->fd, "commit\n"));
	EXPECT_NE(NULL, strstr(said(self->fd), "\nlearned 1\n"));
	EXPECT_STREQ(READ_SECRET, domain_entries(PROBE_DOMAIN));
	ASSERT_EQ(0, put_other(self->fd, &self->before, ENFORCING, READ_OBJECT));
	EXPECT_EQ(0, probe(open_write, SECRET, NULL));
	ASSERT_EQ(0, put(self->fd, "commit\n"));
	EXPECT_NE(NULL, strstr(said(self->fd), "\ndiscarded 1\n"));
	EXPECT_STREQ(READ_OBJECT, domain_entries(PROBE_DOMAIN));
}

TEST_F(rollback, learned_before_it_is_undone)
{
	const long undone = stat_value(UNDONE);

	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "use_profile 101\n"));
	ASSERT_EQ(0, put(self->fd, CONFIRM PROBE_DOMAIN "\ndelete " READ_OBJECT));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	EXPECT_STREQ(READ_SECRET, domain_entries(PROBE_DOMAIN));
	EXPECT_TRUE(await_value(UNDONE, undone + 1));
	EXPECT_STREQ(READ_OBJECT READ_SECRET, domain_entries(PROBE_DOMAIN));
}

/* What moves which number. */
TEST_F(rollback, edition_and_generation)
{
	const long generation = stat_value(GENERATION);

	ASSERT_EQ(0, put(self->fd, "select " PROBE_DOMAIN "\nselect pid=1\nreset\n\nnonsense\n"));
	EXPECT_EQ(self->before.edition, stat_value(EDITION));
	EXPECT_EQ(generation, stat_value(GENERATION));
	ASSERT_EQ(0, put(self->fd, PROBE_DOMAIN "\nuse_profile 101\n"));
	EXPECT_EQ(self->before.edition + 2, stat_value(EDITION));
	EXPECT_EQ(generation + 2, stat_value(GENERATION));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	EXPECT_EQ(self->before.edition + 2, stat_value(EDITION));
	EXPECT_EQ(generation + 3, stat_value(GENERATION));
}

/* A reader goes on with the policy that it began with. */
TEST_F(rollback, pieces_of_one_policy)
{
	char first, *whole, *rest;
	ssize_t len, done = 0;
	int i, fd;

	for (i = 0; i < 60; i++)
		ASSERT_EQ(0, policy("domain_policy", "<kernel> /tmp/ccs/%d/%01000d\n", i, 0));
	whole = read_node(".domain_status");
	rest = calloc(1, strlen(whole) + 1);
	fd = open(NODES ".domain_status", O_RDONLY | O_CLOEXEC);
	ASSERT_EQ(1, read(fd, &first, 1));
	ASSERT_EQ(0, put(self->fd, "confirm=" LONG_TIME "\n"));
	ASSERT_EQ(0, put(self->fd, "confirm\n"));
	while ((len = read(fd, rest + done, strlen(whole) - done)) > 0)
		done += len;
	EXPECT_EQ(0, len);
	EXPECT_STREQ(whole + 1, rest);
	close(fd);
	free(rest);
	free(whole);
}

static int read_when_told(char **args)
{
	say("ready");
	await_go();
	return open_read(args);
}

/* Going back is not refused because there is too much policy by now. */
TEST_F(rollback, undone_beyond_quota)
{
	const long undone = stat_value(UNDONE);
	struct probe before, since;

	ASSERT_EQ(0, probe_start(&before, read_when_told, OBJECT, NULL));
	probe_hear(&before);
	ASSERT_EQ(0, put(self->fd, CONFIRM));
	ASSERT_EQ(0, policy("domain_policy", "delete " PROBE_DOMAIN "\n" PROBE_DOMAIN "\n"
			    "use_profile 103\n" READ_SECRET));
	ASSERT_EQ(0, probe_start(&since, read_when_told, OBJECT, NULL));
	probe_hear(&since);
	ASSERT_EQ(0, policy("stat", POLICY_MEMORY " 1\n"));
	EXPECT_TRUE(await_value(UNDONE, undone + 1));
	ASSERT_EQ(0, policy("stat", POLICY_MEMORY " 67108864\n"));
	probe_go(&before);
	probe_go(&since);
	EXPECT_EQ(0, probe_end(&before));
	EXPECT_EQ(0, probe_end(&since));
}

TEST_HARNESS_MAIN
