// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who sends a signal, and what both dialects say of it
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"
#include "side.h"
#include "victim.h"

#define USR1_TO_VICTIM "ipc signal 10 " VICTIM_DOMAIN
#define SYS_KILL_17 "allow_capability SYS_KILL"

/* A worker of a busy debug kernel is waited for this long, in ms. */
#define PATIENCE 30000

static bool await_record(const char *domain, const char *request)
{
	int left = PATIENCE;

	while (!audit_find(domain, request) && left > 0) {
		usleep(10000);
		left -= 10;
	}
	return left > 0;
}

static int by_kill(char **args)
{
	return kill(atoi(args[0]), SIGUSR1) ? errno : 0;
}

/* The signal is sent when something is written, by whoever that is. */
static int by_owner(char **args)
{
	int fds[2];

	if (pipe(fds) || fcntl(fds[0], F_SETOWN, atoi(args[0])) ||
	    fcntl(fds[0], F_SETSIG, SIGUSR1) ||
	    fcntl(fds[0], F_SETFL, O_ASYNC | O_NONBLOCK))
		return errno;
	return write(fds[1], "", 1) == 1 ? 0 : errno;
}

FIXTURE(owner) {
	struct victim victim;
};

FIXTURE_SETUP(owner)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, victim_start(&self->victim, VICTIM, 0));
}

FIXTURE_TEARDOWN(owner)
{
	victim_end(&self->victim);
	leave_world();
}

static bool learned(const char *line)
{
	int left = PATIENCE;
	bool found = false;

	for (; !found && left > 0; left -= 10) {
		char *const entries = domain_entries(PROBE_DOMAIN);

		found = strstr(entries, line);
		free(entries);
		usleep(10000);
	}
	return found;
}

TEST_F(owner, is_learned)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", LEARNING));
	EXPECT_EQ(0, probe(by_owner, self->victim.number, NULL));
	EXPECT_TRUE(victim_has(&self->victim, SIGUSR1));
	EXPECT_TRUE(learned(USR1_TO_VICTIM "\n"));
}

/* It is not told from the current task, which may be anyone. */
TEST_F(owner, has_no_task)
{
	EXPECT_EQ(0, probe(by_owner, self->victim.number, NULL));
	ASSERT_TRUE(await_record(PROBE_DOMAIN, USR1_TO_VICTIM));
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, USR1_TO_VICTIM, "(global-pid=0)"));
	EXPECT_FALSE(audit_has(PROBE_DOMAIN, USR1_TO_VICTIM, "task={"));

	audit_forget();
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, USR1_TO_VICTIM " task.uid=0"));
	EXPECT_EQ(0, probe(by_owner, self->victim.number, NULL));
	EXPECT_FALSE(victim_has(&self->victim, SIGUSR1));
	EXPECT_EQ(0, probe(by_kill, self->victim.number, NULL));
	EXPECT_TRUE(victim_has(&self->victim, SIGUSR1));
}

/* The judge may send what it likes; what the probe asked for stays the probe's. */
static int lend(char **args)
{
	int fds[2];

	if (pipe(fds) || fcntl(fds[0], F_SETOWN, atoi(args[0])) ||
	    fcntl(fds[0], F_SETSIG, SIGUSR1) ||
	    fcntl(fds[0], F_SETFL, O_ASYNC | O_NONBLOCK))
		return errno;
	say("/proc/%d/fd/%d", getpid(), fds[1]);
	await_go();
	return 0;
}

TEST_F(owner, is_judged_whoever_writes)
{
	struct probe probe;
	int fd;

	ASSERT_EQ(0, probe_start(&probe, lend, self->victim.number, NULL));
	probe_hear(&probe);
	fd = open(reply, O_WRONLY | O_CLOEXEC);
	EXPECT_LE(0, fd);
	EXPECT_EQ(1, write(fd, "", 1));
	EXPECT_TRUE(await_record(PROBE_DOMAIN, USR1_TO_VICTIM));
	EXPECT_FALSE(victim_has(&self->victim, SIGUSR1));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, USR1_TO_VICTIM));
	EXPECT_EQ(1, write(fd, "", 1));
	EXPECT_TRUE(victim_has(&self->victim, SIGUSR1));
	close(fd);
	probe_go(&probe);
	EXPECT_EQ(0, probe_end(&probe));
}

FIXTURE(dialect) {
	struct victim victim;
};

FIXTURE_SETUP(dialect)
{
	ASSERT_EQ(0, fresh_sides(ENFORCING));
	ASSERT_EQ(0, victim_start(&self->victim, VICTIM, 0));
}

FIXTURE_TEARDOWN(dialect)
{
	victim_end(&self->victim);
	leave_sides();
}

/* 1.7 asks for the capability first, and for the signal only if it is granted. */
TEST_F(dialect, capability_comes_first_in_17)
{
	EXPECT_EQ(EPERM, probe_as(OLD, by_kill, self->victim.number, NULL));
	EXPECT_TRUE(audit_denied(OLD_DOMAIN, SYS_KILL_17));
	EXPECT_EQ(0, audit_count(OLD_DOMAIN, USR1_TO_VICTIM));
	ASSERT_EQ(0, domain_allow(OLD_DOMAIN, SYS_KILL_17));
	EXPECT_EQ(EPERM, probe_as(OLD, by_kill, self->victim.number, NULL));
	EXPECT_TRUE(audit_denied(OLD_DOMAIN, USR1_TO_VICTIM));
	ASSERT_EQ(0, domain_allow(OLD_DOMAIN, "allow_signal 10 " VICTIM_DOMAIN));
	EXPECT_EQ(0, probe_as(OLD, by_kill, self->victim.number, NULL));
	EXPECT_TRUE(victim_has(&self->victim, SIGUSR1));
}

/* 1.8 does not know that capability. */
TEST_F(dialect, capability_is_not_asked_for_in_18)
{
	EXPECT_EQ(EPERM, probe(by_kill, self->victim.number, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, USR1_TO_VICTIM));
	EXPECT_EQ(0, audit_count(PROBE_DOMAIN, SYS_KILL_17));
}

TEST_HARNESS_MAIN
