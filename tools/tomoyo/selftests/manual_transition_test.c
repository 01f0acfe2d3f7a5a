// SPDX-License-Identifier: GPL-2.0-only
/*
 * Transitions that a thread asks for
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "side.h"

#define GUEST PROBE_DOMAIN " //guest"
#define OLD_GUEST OLD_DOMAIN " //guest"
#define TO_GUEST "task manual_domain_transition " GUEST
#define TO_OLD_GUEST "task manual_domain_transition " OLD_GUEST
#define SELF NODES "self_domain"
#define TRANSITION NODES ".transition"
#define WRITE_NODES "file write securityfs:/ccs/\\*\nfile write securityfs:/ccs/.\\*\n"

static int write_fd(int fd, const char *text, size_t len)
{
	const ssize_t done = write(fd, text, len);

	if (done < 0)
		return errno;
	return done == (ssize_t)len ? 0 : EIO;
}

static int write_to(const char *node, const char *text, size_t len)
{
	const int fd = open(node, O_WRONLY | O_CLOEXEC);
	int err;

	if (fd < 0)
		return 200;
	err = write_fd(fd, text, len);
	close(fd);
	return err;
}

/* Asks to be in args[0]. */
static int move(char **args)
{
	const int err = write_to(SELF, args[0], strlen(args[0]));

	say_domain();
	return err;
}

/* Asks as 1.7 did. */
static int move_17(char **args)
{
	const int err = write_to(TRANSITION, args[0], strlen(args[0]) + 1);

	say_domain();
	return err;
}

FIXTURE(manual) {
};

FIXTURE_SETUP(manual)
{
	ASSERT_EQ(0, fresh_sides(ENFORCING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, WRITE_NODES));
	ASSERT_EQ(0, domain_policy(OLD_DOMAIN, WRITE_NODES));
}

FIXTURE_TEARDOWN(manual)
{
	leave_sides();
}

TEST_F(manual, allowed_by_an_entry)
{
	EXPECT_EQ(EPERM, probe(move, GUEST, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n", reply);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST));
	EXPECT_EQ(0, probe(move, GUEST, NULL));
	EXPECT_STREQ(GUEST "\n", reply);
	EXPECT_EQ(0, probe(move, "  " PROBE_DOMAIN "   //guest\n", NULL));
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, TO_GUEST));
}

TEST_F(manual, just_that_domain)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST));
	EXPECT_EQ(EPERM, probe(move, GUEST " /x", NULL));
	EXPECT_EQ(EPERM, probe(move, PROBE_DOMAIN, NULL));
	EXPECT_EQ(EPERM, probe(move, "<kernel>", NULL));
	EXPECT_EQ(EINVAL, probe(move, "guest", NULL));
	EXPECT_EQ(EINVAL, probe(move, "<kernel> guest", NULL));
}

TEST_F(manual, whatever_the_mode)
{
	int mode;

	for (mode = DISABLED; mode <= PERMISSIVE; mode++) {
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", mode));
		EXPECT_EQ(EPERM, probe(move, GUEST, NULL));
	}
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST));
	for (mode = DISABLED; mode <= PERMISSIVE; mode++) {
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", mode));
		EXPECT_EQ(0, probe(move, GUEST, NULL));
		EXPECT_STREQ(GUEST "\n", reply);
	}
}

TEST_F(manual, condition)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST " task.uid=1"));
	EXPECT_EQ(EPERM, probe(move, GUEST, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST " task.uid=0"));
	EXPECT_EQ(0, probe(move, GUEST, NULL));
}

TEST_F(manual, to_where_one_cant_go)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task manual_domain_transition <none> /x"));
	EXPECT_EQ(ENOENT, probe(move, "<none> /x", NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n", reply);
}

TEST_F(manual, lengths)
{
	char long_name[8192];

	memset(long_name, 'x', sizeof(long_name));
	memcpy(long_name, "<kernel> /", strlen("<kernel> /"));
	long_name[4086] = '\0';
	EXPECT_EQ(ENOMEM, probe(move, long_name, NULL));
	EXPECT_EQ(ENOMEM, probe(move_17, long_name, NULL));
	EXPECT_EQ(0, probe(move, "", NULL) ? 0 : 1);
}

static int move_there_and_execute(char **args)
{
	const int err = move(args);

	if (err)
		return err;
	execl(TARGET, TARGET, call(tell_domain), NULL);
	return errno;
}

TEST_F(manual, is_judged_there)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, TO_GUEST "\nfile execute " TARGET "\n"));
	EXPECT_EQ(EPERM, probe(move_there_and_execute, GUEST, NULL));
	EXPECT_TRUE(audit_denied(GUEST, "file execute " TARGET));
	ASSERT_EQ(0, domain_allow(GUEST, "file execute " TARGET));
	EXPECT_EQ(0, probe(move_there_and_execute, GUEST, NULL));
	EXPECT_STREQ(GUEST "\n" GUEST " " TARGET "\n", reply);
}

/* A descriptor that was handed on moves nobody. */
static int write_inherited(char **args)
{
	const int err = write_fd(atoi(args[0]), args[1], strlen(args[1]));

	say_domain();
	return err;
}

static int hand_to_child(char **args)
{
	char fd[16];
	char *child_args[] = { fd, args[0], NULL };

	snprintf(fd, sizeof(fd), "%d", open(SELF, O_WRONLY));
	return in_fork(write_inherited, child_args);
}

static int hand_to_program(char **args)
{
	char fd[16];

	snprintf(fd, sizeof(fd), "%d", open(SELF, O_WRONLY));
	execl(TARGET, TARGET, call(write_inherited), fd, args[0], NULL);
	return errno;
}

static int become_other(char **args)
{
	const int fd = open(SELF, O_WRONLY);

	if (setresuid(-1, 1000, -1))
		return 100;
	return write_fd(fd, args[0], strlen(args[0]));
}

TEST_F(manual, who_opened_it)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, TO_GUEST "\nfile execute " TARGET "\n"));
	EXPECT_EQ(EPERM, probe(hand_to_child, GUEST, NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n", reply);
	EXPECT_EQ(EPERM, probe(become_other, GUEST, NULL));
	ASSERT_EQ(0, domain_allow(TARGET_DOMAIN, "use_profile 103\n" TO_GUEST));
	EXPECT_EQ(EPERM, probe(hand_to_program, GUEST, NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
	/* Control: the same by whoever opened it. */
	EXPECT_EQ(0, probe(move, GUEST, NULL));
}

/* 1.7: a request like others, which learns and may be denied. */
TEST_F(manual, as_in_17)
{
	EXPECT_EQ(EPERM, probe_as(OLD, move_17, "guest", NULL));
	EXPECT_TRUE(audit_denied(OLD_DOMAIN, TO_OLD_GUEST));
	EXPECT_STREQ(OLD_DOMAIN "\n", reply);
	ASSERT_EQ(0, domain_allow(OLD_DOMAIN, "allow_transit //guest"));
	/* In enforcing mode nobody makes the domain. */
	EXPECT_EQ(ENOENT, probe_as(OLD, move_17, "guest", NULL));
	EXPECT_TRUE(audit_granted(OLD_DOMAIN, TO_OLD_GUEST));
	ASSERT_EQ(0, domain_allow(OLD_GUEST, "use_profile %d", ENFORCING));
	EXPECT_EQ(0, probe_as(OLD, move_17, "guest", NULL));
	EXPECT_STREQ(OLD_GUEST "\n", reply);
}

TEST_F(manual, as_in_17_learned)
{
	ASSERT_EQ(0, domain_allow(OLD_DOMAIN, "use_profile %d", PERMISSIVE));
	EXPECT_EQ(0, probe_as(OLD, move_17, "a b", NULL));
	EXPECT_STREQ(OLD_DOMAIN " //a\\040b\n", reply);
	EXPECT_TRUE(audit_has(OLD_DOMAIN, TO_OLD_GUEST, " mode=permissive granted=no ") ||
		    audit_has(OLD_DOMAIN, "task manual_domain_transition " OLD_DOMAIN
			      " //a\\040b", " mode=permissive granted=no "));
	ASSERT_EQ(0, domain_allow(OLD_DOMAIN, "use_profile %d", LEARNING));
	EXPECT_EQ(0, probe_as(OLD, move_17, "guest", NULL));
	EXPECT_STREQ(OLD_GUEST "\n", reply);
	EXPECT_TRUE(strstr(domain_entries(OLD_DOMAIN), TO_OLD_GUEST "\n"));
}

/* Where 1.8's rules apply the old node is no way around them. */
TEST_F(manual, as_in_17_disabled)
{
	ASSERT_EQ(0, side_profile(&old_side, ENFORCING,
				  "CONFIG::file::transit={ mode=disabled }"));
	EXPECT_EQ(0, probe_as(OLD, move_17, "guest", NULL));
	EXPECT_STREQ(OLD_GUEST "\n", reply);
	EXPECT_EQ(0, audit_count(OLD_DOMAIN, TO_OLD_GUEST));
	EXPECT_FALSE(strstr(domain_entries(OLD_DOMAIN), TO_OLD_GUEST "\n"));
	EXPECT_EQ(0, side_profile(&old_side, ENFORCING,
				  "CONFIG::file::transit={ use_default }"));
}

TEST_F(manual, old_node_new_rules)
{
	ASSERT_EQ(0, domain_allow(GUEST, "use_profile %d", ENFORCING));
	EXPECT_EQ(EPERM, probe(move_17, "guest", NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n", reply);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST));
	EXPECT_EQ(0, probe(move_17, "guest", NULL));
	EXPECT_STREQ(GUEST "\n", reply);
}

static int write_word(char **args)
{
	return write_to(TRANSITION, args[0], atoi(args[1]));
}

TEST_F(manual, word_of_17)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, TO_GUEST));
	EXPECT_EQ(EINVAL, probe(write_word, "guest", "5", NULL));
	EXPECT_EQ(EINVAL, probe(write_word, "guest", "7", NULL));
	EXPECT_EQ(EINVAL, probe(write_word, "", "1", NULL));
	EXPECT_EQ(0, probe(write_word, "guest", "6", NULL));
}

TEST_HARNESS_MAIN
