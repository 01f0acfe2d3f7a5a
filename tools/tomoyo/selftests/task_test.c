// SPDX-License-Identifier: GPL-2.0-only
/*
 * What tracing and changing priorities asks for, and what it does not
 */

#include <errno.h>
#include <linux/ioprio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "victim.h"

/* A worker of a busy debug kernel is waited for this long, in ms. */
#define PATIENCE 30000

/* Another process has this at the same place, since programs don't move. */
static int word = 42;

static int await_records(const char *domain, const char *request, int wanted)
{
	int left = PATIENCE;

	while (audit_count(domain, request) < wanted && left > 0) {
		usleep(10000);
		left -= 10;
	}
	return audit_count(domain, request);
}

FIXTURE(enforcing) {
	struct victim victim;
};

FIXTURE_SETUP(enforcing)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " TARGET));
	ASSERT_EQ(0, victim_start(&self->victim, VICTIM, 0));
}

FIXTURE_TEARDOWN(enforcing)
{
	victim_end(&self->victim);
	leave_world();
}

/* What is permitted to one call does not pass for the next one. */
static int nice_then_ioprio(char **args)
{
	errno = 0;
	if (nice(1) < 0 && errno)
		return 100 + errno;
	return syscall(SYS_ioprio_set, IOPRIO_WHO_PROCESS, atoi(args[0]),
		       IOPRIO_PRIO_VALUE(IOPRIO_CLASS_BE, 4)) ? errno : 0;
}

TEST_F(enforcing, permission_is_for_one_call)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "capability SYS_NICE"));
	EXPECT_EQ(0, probe(nice_then_ioprio, self->victim.number, NULL));
	EXPECT_EQ(2, await_records(PROBE_DOMAIN, "capability SYS_NICE", 2));
}

static int peek(char **args)
{
	errno = 0;
	ptrace(PTRACE_PEEKDATA, atoi(args[0]), &word, NULL);
	return errno;
}

static int trace_and_become_another(char **args)
{
	const pid_t pid = atoi(args[0]);

	if (ptrace(PTRACE_SEIZE, pid, NULL, NULL) || ptrace(PTRACE_INTERRUPT, pid, NULL, NULL) ||
	    waitpid(pid, NULL, __WALL) != pid)
		return 100 + errno;
	execl(TARGET, TARGET, call(peek), args[0], NULL);
	return errno;
}

/* A tracer keeps its tracees when it becomes another program, but not its rights. */
TEST_F(enforcing, tracer_becomes_another_program)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "capability SYS_PTRACE"));
	EXPECT_EQ(EPERM, probe(trace_and_become_another, self->victim.number, NULL));
	EXPECT_EQ(1, await_records(TARGET_DOMAIN, "capability SYS_PTRACE", 1));
	ASSERT_EQ(0, domain_allow(TARGET_DOMAIN, "capability SYS_PTRACE"));
	EXPECT_EQ(0, probe(trace_and_become_another, self->victim.number, NULL));
}

static int look_at(char **args)
{
	char path[64], exe[256];

	snprintf(path, sizeof(path), "/proc/%s/exe", args[0]);
	return readlink(path, exe, sizeof(exe)) < 0 ? errno : 0;
}

static int read_clock(char **args)
{
	struct timex timex = {};

	(void)args;
	return adjtimex(&timex) < 0 ? errno : 0;
}

static int reboot_by_mistake(char **args)
{
	(void)args;
	return syscall(SYS_reboot, 1, 2, 3, NULL) && errno == EINVAL ? 0 : EIO;
}

/* What changes nothing asks nobody. */
TEST_F(enforcing, harmless_relatives)
{
	EXPECT_EQ(0, probe(look_at, self->victim.number, NULL));
	EXPECT_EQ(0, probe(read_clock, NULL));
	EXPECT_EQ(0, probe(reboot_by_mistake, NULL));
	usleep(100000);
	EXPECT_EQ(0, audit_count(PROBE_DOMAIN, "capability SYS_PTRACE"));
	EXPECT_EQ(0, audit_count(PROBE_DOMAIN, "capability SYS_TIME"));
	EXPECT_EQ(0, audit_count(PROBE_DOMAIN, "capability SYS_REBOOT"));
}

TEST_HARNESS_MAIN
