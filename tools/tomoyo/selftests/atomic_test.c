// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests that are judged where nothing may sleep
 *
 * What follows from the verdict is done by a worker: it comes late, but in order,
 * and a flood loses records, not memory. Nobody waits there for a penalty; where
 * a system call is judged at its entry, everybody does.
 */

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "victim.h"

/* A worker of a busy debug kernel is waited for this long, in ms. */
#define PATIENCE 30000

#define FLOOD 20000
#define QUEUE_MAX 1024

/*
 * In tenths of a second, and what tells a call that waits from one that does not,
 * in ms: the kernel counts ticks, and those that a busy machine is behind with it
 * counts at once.
 */
#define PENALTY 20
#define WAITED (PENALTY * 50)

#define MEMBERS 40

FIXTURE(atomic) {
	struct victim victim;
	struct victim members[MEMBERS];
};

FIXTURE_SETUP(atomic)
{
	memset(self->members, 0, sizeof(self->members));
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, victim_start(&self->victim, VICTIM, 0));
}

FIXTURE_TEARDOWN(atomic)
{
	int i;

	victim_end(&self->victim);
	for (i = 0; i < MEMBERS; i++)
		victim_end(&self->members[i]);
	leave_world();
}

static const char *request_of(int sig, const char *domain)
{
	static char text[256];

	snprintf(text, sizeof(text), "ipc signal %d %s", sig, domain);
	return text;
}

static int await_records(const char *request, int wanted)
{
	int left = PATIENCE;

	while (audit_count(PROBE_DOMAIN, request) < wanted && left > 0) {
		usleep(10000);
		left -= 10;
	}
	return audit_count(PROBE_DOMAIN, request);
}

/* Real-time signals one after the other. */
static int send_each(char **args)
{
	int sig;

	for (sig = SIGRTMIN; sig <= SIGRTMAX; sig++)
		if (!kill(-atoi(args[0]), sig) || errno != EPERM)
			return 100 + sig;
	return 0;
}

TEST_F(atomic, records_come_in_order)
{
	const char *before = NULL;
	int sig;

	ASSERT_EQ(0, probe(send_each, self->victim.number, NULL));
	ASSERT_EQ(1, await_records(request_of(SIGRTMAX, VICTIM_DOMAIN), 1));
	for (sig = SIGRTMIN; sig <= SIGRTMAX; sig++)
		EXPECT_EQ(1, audit_count(PROBE_DOMAIN, request_of(sig, VICTIM_DOMAIN)));
	/* Equal times would tell nothing, but a later record is never an earlier one. */
	for (sig = SIGRTMIN; sig <= SIGRTMAX; sig++) {
		const char *const record = audit_find(PROBE_DOMAIN,
						      request_of(sig, VICTIM_DOMAIN));

		if (before && record)
			EXPECT_LE(0, strncmp(record, before, strlen("#2000/01/01 00:00:00#")));
		before = record;
	}
}

static int send_many(char **args)
{
	int i;

	for (i = 0; i < FLOOD; i++)
		if (!kill(-atoi(args[0]), SIGUSR1) || errno != EPERM)
			return 100 + errno;
	return 0;
}

/* All are refused, some are recorded, and the next one is again. */
TEST_F(atomic, flood_is_bounded)
{
	const char *const request = request_of(SIGUSR1, VICTIM_DOMAIN);
	int count;

	ASSERT_EQ(0, probe(send_many, self->victim.number, NULL));
	count = await_records(request, QUEUE_MAX);
	EXPECT_LE(1, count);
	EXPECT_GE(QUEUE_MAX, count);
	EXPECT_FALSE(victim_has(&self->victim, SIGUSR1));
	audit_forget();
	usleep(100000);
	audit_forget();
	EXPECT_EQ(0, probe(send_each, self->victim.number, NULL));
	EXPECT_EQ(1, await_records(request_of(SIGRTMAX, VICTIM_DOMAIN), 1));
}

/* All members are judged under one lock that keeps interrupts off. */
TEST_F(atomic, members_of_a_group)
{
	int i;

	for (i = 0; i < MEMBERS; i++)
		ASSERT_EQ(0, victim_start(&self->members[i], BYSTANDER, self->victim.pid));
	EXPECT_EQ(0, probe(send_each, self->victim.number, NULL));
	EXPECT_EQ(MEMBERS, await_records(request_of(SIGRTMIN, BYSTANDER_DOMAIN), MEMBERS));
}

static int learn_each(char **args)
{
	int sig;

	for (sig = SIGRTMIN; sig <= SIGRTMAX; sig++)
		if (kill(-atoi(args[0]), sig))
			return errno;
	return 0;
}

static bool learned(int sig)
{
	char *const entries = domain_entries(PROBE_DOMAIN);
	const bool found = strstr(entries, request_of(sig, VICTIM_DOMAIN));

	free(entries);
	return found;
}

TEST_F(atomic, lines_are_learned)
{
	int left = PATIENCE;
	int sig;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", LEARNING));
	ASSERT_EQ(0, probe(learn_each, self->victim.number, NULL));
	while (!learned(SIGRTMAX) && left > 0) {
		usleep(10000);
		left -= 10;
	}
	for (sig = SIGRTMIN; sig <= SIGRTMAX; sig++)
		EXPECT_TRUE(learned(sig));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", ENFORCING));
	EXPECT_EQ(0, probe(learn_each, self->victim.number, NULL));
}

static long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static int tell_time_of(long start, int err)
{
	say("%ld", now() - start);
	return err;
}

static int kill_process(char **args)
{
	const long start = now();

	return tell_time_of(start, kill(atoi(args[0]), SIGUSR1) ? errno : 0);
}

static int kill_group(char **args)
{
	const long start = now();

	return tell_time_of(start, kill(-atoi(args[0]), SIGUSR1) ? errno : 0);
}

static int trace(char **args)
{
	const long start = now();

	return tell_time_of(start, ptrace(PTRACE_SEIZE, atoi(args[0]), NULL, NULL) ? errno : 0);
}

static int renice(char **args)
{
	const long start = now();

	return tell_time_of(start, setpriority(PRIO_PROCESS, atoi(args[0]), 5) ? errno : 0);
}

static int rename_machine(char **args)
{
	const long start = now();

	(void)args;
	return tell_time_of(start, sethostname("guest", 5) ? errno : 0);
}

FIXTURE(penalty) {
	struct victim victim;
};

FIXTURE_VARIANT(penalty) {
	probe_fn fn;
	bool waits;
};

/* clang-format off */
FIXTURE_VARIANT_ADD(penalty, kill_process) { kill_process, true };
FIXTURE_VARIANT_ADD(penalty, kill_group) { kill_group, false };
FIXTURE_VARIANT_ADD(penalty, trace) { trace, true };
FIXTURE_VARIANT_ADD(penalty, renice) { renice, true };
FIXTURE_VARIANT_ADD(penalty, rename_machine) { rename_machine, true };
/* clang-format on */

FIXTURE_SETUP(penalty)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, policy("profile", "%d-PREFERENCE={ enforcing_penalty=%d }\n", ENFORCING,
			    PENALTY));
	ASSERT_EQ(0, victim_start(&self->victim, VICTIM, 0));
}

FIXTURE_TEARDOWN(penalty)
{
	policy_lax("profile", "%d-PREFERENCE={ enforcing_penalty=0 }\n", ENFORCING);
	victim_end(&self->victim);
	leave_world();
}

TEST_F(penalty, waits_where_it_may)
{
	EXPECT_EQ(EPERM, probe(variant->fn, self->victim.number, NULL));
	EXPECT_EQ(variant->waits, atol(reply) >= WAITED)
		TH_LOG("%s ms", reply);
}

TEST_HARNESS_MAIN
