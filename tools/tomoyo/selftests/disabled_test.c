// SPDX-License-Identifier: GPL-2.0-only
/*
 * Domains in which nothing is checked, until something is
 *
 * That nothing is checked is remembered, so each of these has a process that
 * was not checked before, and whose next request has to be.
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "change.h"
#include "common.h"
#include "harness.h"

#define OWN 98
#define ROUNDS 20
#define GUEST PROBE_DOMAIN " //guest"
#define OPEN_DENIED "1 0\n"
#define BOTH_DENIED "1 1\n"
#define NONE_DENIED "0 0\n"

FIXTURE(disabled) {
	struct probe probe;
};

/* Opens args[0] and asks for its attributes each time that it is told to. */
static int try_again_and_again(char **args)
{
	struct stat attributes;
	int round, denied;

	for (round = 0; round < 3 * ROUNDS; round++) {
		await_go();
		denied = try_open(args[0], O_RDONLY) == EPERM;
		say("%d %d\n", denied, stat(args[0], &attributes) && errno == EPERM);
	}
	return 0;
}

static const char *next(struct probe *probe)
{
	probe_go(probe);
	probe_hear(probe);
	return reply;
}

FIXTURE_SETUP(disabled)
{
	ASSERT_EQ(0, fresh_world(DISABLED));
	ASSERT_EQ(0, policy("profile", "98-COMMENT=own\n98-CONFIG={ mode=disabled }\n"
			    "98-CONFIG::file::open={ mode=disabled }\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", OWN));
	ASSERT_EQ(0, probe_start(&self->probe, try_again_and_again, OBJECT, NULL));
	ASSERT_STREQ(NONE_DENIED, next(&self->probe));
	ASSERT_STREQ(NONE_DENIED, next(&self->probe));
}

FIXTURE_TEARDOWN(disabled)
{
	kill(self->probe.pid, SIGKILL);
	probe_end(&self->probe);
	leave_world();
}

TEST_F(disabled, another_profile)
{
	int i;

	for (i = 0; i < ROUNDS; i++) {
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", ENFORCING));
		EXPECT_STREQ(BOTH_DENIED, next(&self->probe));
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", DISABLED));
		EXPECT_STREQ(NONE_DENIED, next(&self->probe));
	}
}

/* That node says it in another way. */
TEST_F(disabled, domain_status)
{
	int i;

	for (i = 0; i < ROUNDS; i++) {
		ASSERT_EQ(0, policy(".domain_status", "%d " PROBE_DOMAIN "\n", ENFORCING));
		EXPECT_STREQ(BOTH_DENIED, next(&self->probe));
		ASSERT_EQ(0, policy(".domain_status", "%d " PROBE_DOMAIN "\n", DISABLED));
		EXPECT_STREQ(NONE_DENIED, next(&self->probe));
	}
}

TEST_F(disabled, one_item)
{
	int i;

	for (i = 0; i < ROUNDS; i++) {
		ASSERT_EQ(0, policy("profile", "98-CONFIG::file::open" ENFORCED "\n"));
		EXPECT_STREQ(OPEN_DENIED, next(&self->probe));
		ASSERT_EQ(0, policy("profile", "98-CONFIG::file::open={ mode=disabled }\n"));
		EXPECT_STREQ(NONE_DENIED, next(&self->probe));
	}
}

TEST_F(disabled, all_items_that_have_no_mode_of_their_own)
{
	ASSERT_EQ(0, policy("profile", "98-CONFIG::file::open=use_default\n"
			    "98-CONFIG" ENFORCED "\n"));
	EXPECT_STREQ(BOTH_DENIED, next(&self->probe));
	ASSERT_EQ(0, policy("profile", "98-CONFIG={ mode=disabled }\n"));
	EXPECT_STREQ(NONE_DENIED, next(&self->probe));
}

TEST_F(disabled, transition)
{
	ASSERT_EQ(0, domain_allow(GUEST, "use_profile %d", ENFORCING));
	EXPECT_STREQ(NONE_DENIED, next(&self->probe));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task auto_domain_transition " GUEST));
	EXPECT_STREQ(BOTH_DENIED, next(&self->probe));
}

TEST_F(disabled, whole_policy)
{
	const int fd = open_policy("domain_policy");

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, putf(fd, "begin\n" PROBE_DOMAIN "\nuse_profile %d\n", ENFORCING));
	EXPECT_STREQ(NONE_DENIED, next(&self->probe));
	ASSERT_EQ(0, put(fd, "commit\n"));
	EXPECT_STREQ(BOTH_DENIED, next(&self->probe));
	close(fd);
}

/* Requests that are not checked must not keep what they found of it. */
TEST_F(disabled, deleted_domain)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", ENFORCING));
	ASSERT_EQ(0, policy("domain_policy", "delete " PROBE_DOMAIN "\n"));
	EXPECT_STREQ(BOTH_DENIED, next(&self->probe));
}

TEST_HARNESS_MAIN
