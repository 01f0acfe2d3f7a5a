// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy that is written aside and put in force at once
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

#define READ_OBJECT "file read " OBJECT "\n"
#define READ_SECRET "file read " SECRET "\n"

FIXTURE(transaction) {
	struct picture before;
	int fd;
};

FIXTURE_SETUP(transaction)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, READ_OBJECT));
	/* Tables are as large as they have to be, which after growing they are not. */
	take_picture(&self->before);
	ASSERT_EQ(0, restore(&self->before));
	free_picture(&self->before);
	take_picture(&self->before);
	self->fd = open_policy("domain_policy");
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(transaction)
{
	close(self->fd);
	restore(&self->before);
	free_picture(&self->before);
	leave_world();
}

/* All domains there are, and then what the probe may do. */
static int put_domains(int fd, const struct picture *from, const char *entries)
{
	return putf(fd, "%s\ndelete " PROBE_DOMAIN "\n" PROBE_DOMAIN "\nuse_profile 103\n%s",
		    from->text[3], entries);
}

TEST_F(transaction, replaces_at_once)
{
	const int exception = open_policy("exception_policy");
	char text[64];

	ASSERT_EQ(0, put(self->fd, "begin both\n"));
	ASSERT_EQ(0, put(exception, "begin both\n"));
	EXPECT_EQ(1, stat_value(OPEN_TRANSACTIONS));
	ASSERT_EQ(0, put_domains(self->fd, &self->before, "file read @NEW\n"));
	ASSERT_EQ(0, putf(exception, "%spath_group NEW " SECRET "\n", self->before.text[0]));
	/* Nobody notices. */
	EXPECT_TRUE(same_policy(&self->before));
	EXPECT_EQ(self->before.edition, stat_value(EDITION));
	EXPECT_LT(self->before.memory, stat_value(POLICY_MEMORY));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
	ASSERT_EQ(0, put(self->fd, "commit\n"));
	snprintf(text, sizeof(text), "committed %ld\n", self->before.edition + 1);
	EXPECT_STREQ(text, said(self->fd));
	EXPECT_EQ(self->before.edition + 1, stat_value(EDITION));
	EXPECT_EQ(0, stat_value(OPEN_TRANSACTIONS));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	/* Both nodes take ordinary lines again. */
	EXPECT_EQ(0, put(exception, "path_group NEW " OBJECT "\n"));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(self->before.edition + 2, stat_value(EDITION));
	close(exception);
}

/* What takes no part is copied, in the order it has. */
TEST_F(transaction, carries_the_rest)
{
	struct picture rich;
	int i, fd;

	ASSERT_EQ(0, policy("exception_policy",
			    "path_group Z /z\npath_group A /a\nnumber_group N 1-2\n"
			    "acl_group 3 file read @A\nfile_pattern /tmp/\\*\n"
			    "address_group L 10.0.0.0-10.255.255.255\n"
			    "deny_autobind 1-2\naggregator /x /y\nkeep_domain any from /q\n"));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "use_group 3\nfile read @A\nfile write @Z\n"
						 "file chmod /q @N task.uid=0\n"));
	take_picture(&rich);
	for (i = 0; i < NODE_COUNT; i++) {
		fd = open_policy(policy_nodes[i]);
		ASSERT_EQ(0, put(fd, "begin\n"));
		ASSERT_EQ(0, put(fd, rich.text[i]));
		EXPECT_EQ(0, put(fd, "commit\n")) {
			TH_LOG("%s: %s", policy_nodes[i], said(fd));
		}
		close(fd);
		EXPECT_TRUE(same_policy(&rich));
		EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	}
	EXPECT_EQ(rich.edition + NODE_COUNT, stat_value(EDITION));
	free_picture(&rich);
}

TEST_F(transaction, refused_line_changes_nothing)
{
	static const char *const modes[] = { "", "strict on\n" };
	const long generation = stat_value(GENERATION);
	size_t i;

	for (i = 0; i < ARRAY_SIZE(modes); i++) {
		const int fd = open_policy("domain_policy");
		int err;

		ASSERT_EQ(0, put(fd, modes[i]));
		ASSERT_EQ(0, put(fd, "begin\n"));
		err = put(fd, PROBE_DOMAIN "\nfile read /a\nfile fly /b\nfile swim /c\n");
		EXPECT_EQ(i ? EINVAL : 0, err);
		if (err)
			EXPECT_EQ(0, strncmp("3: fly: ", said(fd), 8));
		EXPECT_EQ(EINVAL, put(fd, "commit\n"));
		EXPECT_EQ(0, strncmp("domain_policy:3: fly: ", said(fd), 22)) {
			TH_LOG("%s", said(fd));
		}
		/* What follows is not taken for ordinary lines. */
		EXPECT_EQ(ECANCELED, put(fd, "file read /d\n"));
		EXPECT_EQ(ECANCELED, put(fd, "commit\n"));
		EXPECT_EQ(0, put(fd, "abort\n"));
		close(fd);
		EXPECT_TRUE(same_policy(&self->before));
		EXPECT_EQ(self->before.edition, stat_value(EDITION));
		EXPECT_EQ(generation, stat_value(GENERATION));
		EXPECT_TRUE(same_memory(&self->before));
	}
}

TEST_F(transaction, one_of_two_writers_wins)
{
	const int other = open_policy("domain_policy");

	ASSERT_EQ(0, put(self->fd, "begin\n"));
	ASSERT_EQ(0, put(other, "begin\n"));
	ASSERT_EQ(0, put_domains(self->fd, &self->before, READ_SECRET));
	ASSERT_EQ(0, put_domains(other, &self->before, ""));
	EXPECT_EQ(0, putf(self->fd, "commit %ld\n", self->before.edition));
	EXPECT_EQ(ESTALE, putf(other, "commit %ld\n", self->before.edition));
	EXPECT_NE(NULL, strstr(said(other), "not the edition that is in force"));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	/* An ordinary line moves it as well. */
	ASSERT_EQ(0, put(other, "begin\n"));
	ASSERT_EQ(0, put_domains(other, &self->before, ""));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_EQ(ESTALE, putf(other, "commit %ld\n", self->before.edition + 1));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	close(other);
}

TEST_F(transaction, abort_and_close_discard)
{
	const int exception = open_policy("exception_policy");
	int other;

	ASSERT_EQ(0, put(self->fd, "begin\n" PROBE_DOMAIN "\n" READ_SECRET "abort\n"));
	EXPECT_EQ(EINVAL, put(self->fd, "abort\n"));
	EXPECT_EQ(EINVAL, put(self->fd, "commit\n"));
	EXPECT_STREQ("commit: no transaction is open here\n", said(self->fd));
	EXPECT_TRUE(same_policy(&self->before));
	/* Closing one node ends it for all of them, and the others are told. */
	ASSERT_EQ(0, put(exception, "begin shut\n"));
	ASSERT_EQ(0, put(self->fd, "begin shut\n" PROBE_DOMAIN "\n" READ_SECRET));
	close(exception);
	EXPECT_EQ(ECANCELED, put(self->fd, READ_SECRET));
	EXPECT_EQ(ECANCELED, put(self->fd, "commit\n"));
	EXPECT_EQ(0, put(self->fd, "begin\nabort\n"));
	other = open_policy("domain_policy");
	ASSERT_EQ(0, put(other, "begin\n" PROBE_DOMAIN "\n" READ_SECRET));
	close(other);
	EXPECT_TRUE(same_policy(&self->before));
	EXPECT_TRUE(same_memory(&self->before));
	EXPECT_EQ(0, stat_value(OPEN_TRANSACTIONS));
	EXPECT_EQ(self->before.edition, stat_value(EDITION));
}

static int try_when_told(char **args)
{
	int i;

	(void)args;
	for (i = 0; i < 3; i++) {
		say("%d", try_open(OBJECT, O_RDONLY));
		await_go();
	}
	return 0;
}

static int tries(struct probe *probe)
{
	probe_go(probe);
	probe_hear(probe);
	return atoi(reply);
}

static char *status_of(const struct probe *probe)
{
	char line[32];

	snprintf(line, sizeof(line), "%d", probe->pid);
	return ask_node(".process_status", line);
}

/* Who is in a domain that the new policy does not have may do nothing there. */
TEST_F(transaction, domain_with_a_task_is_missing)
{
	struct probe probe;
	char text[64];

	ASSERT_EQ(0, probe_start(&probe, try_when_told, NULL));
	probe_hear(&probe);
	EXPECT_STREQ("0", reply);
	ASSERT_EQ(0, put(self->fd, "begin\n"));
	ASSERT_EQ(0, putf(self->fd, "%s\ndelete " PROBE_DOMAIN "\n", self->before.text[3]));
	ASSERT_EQ(0, put(self->fd, "commit\n"));
	EXPECT_NE(NULL, strstr(said(self->fd), "\ndeleted " PROBE_DOMAIN "\n"));
	EXPECT_EQ(EPERM, tries(&probe));
	snprintf(text, sizeof(text), "%d 103 " PROBE_DOMAIN, probe.pid);
	EXPECT_STREQ(text, status_of(&probe));
	snprintf(text, sizeof(text), "select pid=%d", probe.pid);
	EXPECT_NE(NULL, strstr(ask_node("domain_policy", text), "\n# This is a deleted domain.\n"));
	/* In the next one it is back. */
	ASSERT_EQ(0, restore(&self->before));
	EXPECT_EQ(0, tries(&probe));
	EXPECT_EQ(NULL, strstr(ask_node("domain_policy", text), "deleted"));
	probe_go(&probe);
	EXPECT_EQ(0, probe_end(&probe));
	EXPECT_TRUE(same_policy(&self->before));
	EXPECT_TRUE(same_memory(&self->before));
}

TEST_F(transaction, profile_in_use_is_missing)
{
	const int fd = open_policy("profile");

	ASSERT_EQ(0, put(fd, "begin\nPROFILE_VERSION=20150505\n0-CONFIG={ mode=disabled }\n"));
	EXPECT_EQ(EINVAL, put(fd, "commit\n"));
	EXPECT_STREQ("commit: " PROBE_DOMAIN ": the domain's profile is not defined\n", said(fd));
	EXPECT_EQ(0, put(fd, "begin\n0-CONFIG={ mode=disabled }\n"));
	EXPECT_EQ(EINVAL, put(fd, "commit\n"));
	EXPECT_NE(NULL, strstr(said(fd), ": the domain's namespace has no PROFILE_VERSION\n"));
	close(fd);
	EXPECT_TRUE(same_policy(&self->before));
	EXPECT_TRUE(same_memory(&self->before));
	EXPECT_EQ(self->before.edition, stat_value(EDITION));
}

TEST_F(transaction, byte_by_byte)
{
	char *lines;
	size_t i;

	ASSERT_LT(0, asprintf(&lines, "begin\nabort\nbegin x\n%s\n" PROBE_DOMAIN "\n"
			      READ_SECRET " commit \n", self->before.text[3]));
	for (i = 0; lines[i]; i++)
		ASSERT_EQ(1, write(self->fd, lines + i, 1));
	free(lines);
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
}

/* A text that is being read is that of one policy. */
TEST_F(transaction, reader_sees_one_policy)
{
	int fds[6], i;
	char *text;

	for (i = 0; i < 200; i++)
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read /old/%d/%0200d", i, i));
	free_picture(&self->before);
	take_picture(&self->before);
	for (i = 0; i < 6; i++) {
		fds[i] = open_policy("domain_policy");
		ASSERT_EQ(0, put(fds[i], "reset\n"));
		text = malloc(strlen(self->before.text[3]) + 1);
		ASSERT_EQ(100, read(fds[i], text, 100));
		ASSERT_EQ(0, put(self->fd, "begin\n"));
		ASSERT_EQ(0, put_domains(self->fd, &self->before, i % 2 ? READ_SECRET : ""));
		ASSERT_EQ(0, put(self->fd, "commit\n"));
		if (i) {
			free(text);
			continue;
		}
		/* The first reads on at once, the others when all is over. */
		strcpy(text + 100, said(fds[i]));
		EXPECT_EQ(0, strncmp(self->before.text[3], text, strlen(text)));
		EXPECT_EQ(strlen(self->before.text[3]), strlen(text));
		free(text);
	}
	for (i = 1; i < 6; i++)
		free(read_fd(fds[i], 4096, NULL));
	for (i = 0; i < 6; i++)
		close(fds[i]);
}

/* Only so many policies are kept for readers that don't come back. */
TEST_F(transaction, slow_readers_are_lost)
{
	struct picture large;
	char piece[16384];
	int fds[8], i;

	for (i = 0; i < 400; i++)
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read /old/%d/%0200d", i, i));
	take_picture(&large);
	for (i = 0; i < 8; i++) {
		fds[i] = open_policy("domain_policy");
		ASSERT_LT(0, read(fds[i], piece, 1));
		ASSERT_EQ(0, restore(&large));
	}
	/* What was printed already is still delivered. */
	while (read(fds[0], piece, sizeof(piece)) > 0)
		;
	EXPECT_EQ(ESTALE, errno);
	EXPECT_EQ(0, put(fds[0], "reset\n"));
	EXPECT_STREQ(large.text[3], read_fd(fds[0], 4096, NULL));
	/* Nor does that of the last one take part in what came later. */
	EXPECT_EQ(0, strncmp(large.text[3] + 1, read_fd(fds[7], 4096, NULL),
			     strlen(large.text[3]) - 1));
	for (i = 0; i < 8; i++)
		close(fds[i]);
	free_picture(&large);
	ASSERT_EQ(0, restore(&self->before));
	EXPECT_TRUE(same_memory(&self->before));
}

TEST_F(transaction, lines_still_work_beside)
{
	ASSERT_EQ(0, put(self->fd, "begin\n"));
	ASSERT_EQ(0, put_domains(self->fd, &self->before, ""));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, READ_SECRET));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	/* Without an edition it is replaced nevertheless. */
	ASSERT_EQ(0, put(self->fd, "commit\n"));
	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
}

TEST_HARNESS_MAIN
