// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ways to send a signal
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "victim.h"

#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef PIDFD_SIGNAL_THREAD
#define PIDFD_SIGNAL_THREAD		(1U << 0)
#define PIDFD_SIGNAL_THREAD_GROUP	(1U << 1)
#define PIDFD_SIGNAL_PROCESS_GROUP	(1U << 2)
#endif
#ifndef PIDFD_SELF_THREAD_GROUP
#define PIDFD_SELF_THREAD_GROUP		(-10001)
#endif

/* How the records and entries say SIGUSR1, SIGIO and so on. */
#define USR1_TO_VICTIM "ipc signal 10 " VICTIM_DOMAIN
#define USR1_TO_BYSTANDER "ipc signal 10 " BYSTANDER_DOMAIN
#define USR1_TO_SELF "ipc signal 10 " PROBE_DOMAIN

/* What a pidfd is called, if opening it is opening a file. */
#define PIDFD_ENTRIES "file read/write anon_inode:[pidfd]"

/* A worker of a busy debug kernel is waited for this long, in ms. */
#define PATIENCE 30000

static int status_of(long result)
{
	return result < 0 ? errno : 0;
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

static int by_kill(char **args)
{
	return status_of(kill(atoi(args[0]), SIGUSR1));
}

static int by_kill_of_group(char **args)
{
	return status_of(kill(-atoi(args[0]), SIGUSR1));
}

static int by_tkill(char **args)
{
	return status_of(syscall(SYS_tkill, atoi(args[0]), SIGUSR1));
}

static int by_tgkill(char **args)
{
	return status_of(syscall(SYS_tgkill, atoi(args[0]), atoi(args[0]), SIGUSR1));
}

static siginfo_t queued(void)
{
	siginfo_t info = {
		.si_signo = SIGUSR1,
		.si_code = SI_QUEUE,
	};

	info.si_pid = getpid();
	return info;
}

static int by_rt_sigqueueinfo(char **args)
{
	siginfo_t info = queued();

	return status_of(syscall(SYS_rt_sigqueueinfo, atoi(args[0]), SIGUSR1, &info));
}

static int by_rt_tgsigqueueinfo(char **args)
{
	siginfo_t info = queued();

	return status_of(syscall(SYS_rt_tgsigqueueinfo, atoi(args[0]), atoi(args[0]), SIGUSR1,
				 &info));
}

static int send_by_pidfd(const char *pid, siginfo_t *info, unsigned int flags)
{
	const int fd = syscall(SYS_pidfd_open, atoi(pid), 0);

	if (fd < 0)
		return 100 + errno;
	return status_of(syscall(SYS_pidfd_send_signal, fd, SIGUSR1, info, flags));
}

static int by_pidfd(char **args)
{
	return send_by_pidfd(args[0], NULL, 0);
}

static int by_pidfd_with_info(char **args)
{
	siginfo_t info = queued();

	return send_by_pidfd(args[0], &info, 0);
}

static int by_pidfd_to_thread(char **args)
{
	return send_by_pidfd(args[0], NULL, PIDFD_SIGNAL_THREAD);
}

static int by_pidfd_to_process(char **args)
{
	return send_by_pidfd(args[0], NULL, PIDFD_SIGNAL_THREAD_GROUP);
}

static int by_pidfd_to_group(char **args)
{
	return send_by_pidfd(args[0], NULL, PIDFD_SIGNAL_PROCESS_GROUP);
}

FIXTURE(signal) {
	struct victim victim;
};

FIXTURE_VARIANT(signal) {
	probe_fn send;
};

/* clang-format off */
FIXTURE_VARIANT_ADD(signal, kill) { by_kill };
FIXTURE_VARIANT_ADD(signal, kill_of_group) { by_kill_of_group };
FIXTURE_VARIANT_ADD(signal, tkill) { by_tkill };
FIXTURE_VARIANT_ADD(signal, tgkill) { by_tgkill };
FIXTURE_VARIANT_ADD(signal, rt_sigqueueinfo) { by_rt_sigqueueinfo };
FIXTURE_VARIANT_ADD(signal, rt_tgsigqueueinfo) { by_rt_tgsigqueueinfo };
FIXTURE_VARIANT_ADD(signal, pidfd) { by_pidfd };
FIXTURE_VARIANT_ADD(signal, pidfd_with_info) { by_pidfd_with_info };
FIXTURE_VARIANT_ADD(signal, pidfd_to_thread) { by_pidfd_to_thread };
FIXTURE_VARIANT_ADD(signal, pidfd_to_process) { by_pidfd_to_process };
FIXTURE_VARIANT_ADD(signal, pidfd_to_group) { by_pidfd_to_group };
/* clang-format on */

FIXTURE_SETUP(signal)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, PIDFD_ENTRIES));
	ASSERT_EQ(0, victim_start(&self->victim, VICTIM, 0));
}

FIXTURE_TEARDOWN(signal)
{
	victim_end(&self->victim);
	leave_world();
}

TEST_F(signal, judged_once)
{
	const int status = probe(variant->send, self->victim.number, NULL);

	if (status == EINVAL)
		SKIP(return, "this kernel has no such scope of pidfd_send_signal()");
	EXPECT_EQ(EPERM, status);
	EXPECT_FALSE(victim_has(&self->victim, SIGUSR1));
	EXPECT_EQ(1, await_records(USR1_TO_VICTIM, 1));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, USR1_TO_VICTIM));

	audit_forget();
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, USR1_TO_VICTIM));
	EXPECT_EQ(0, probe(variant->send, self->victim.number, NULL));
	EXPECT_TRUE(victim_has(&self->victim, SIGUSR1));
	EXPECT_EQ(1, await_records(USR1_TO_VICTIM, 1));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, USR1_TO_VICTIM));
}

FIXTURE(enforcing) {
	struct victim victim;
	struct victim bystander;
	struct probe probe;
};

FIXTURE_SETUP(enforcing)
{
	self->probe.pid = 0;
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, victim_start(&self->victim, VICTIM, 0));
	ASSERT_EQ(0, victim_start(&self->bystander, BYSTANDER, 0));
}

FIXTURE_TEARDOWN(enforcing)
{
	victim_end(&self->victim);
	victim_end(&self->bystander);
	leave_world();
}

/* One of a group may be told, which is a success as kill() sees it. */
TEST_F(enforcing, group_is_judged_one_by_one)
{
	victim_end(&self->bystander);
	ASSERT_EQ(0, victim_start(&self->bystander, BYSTANDER, self->victim.pid));
	EXPECT_EQ(EPERM, probe(by_kill_of_group, self->victim.number, NULL));
	EXPECT_EQ(1, await_records(USR1_TO_BYSTANDER, 1));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, USR1_TO_VICTIM));
	EXPECT_EQ(0, probe(by_kill_of_group, self->victim.number, NULL));
	EXPECT_TRUE(victim_has(&self->victim, SIGUSR1));
	EXPECT_FALSE(victim_has(&self->bystander, SIGUSR1));
	EXPECT_EQ(2, await_records(USR1_TO_BYSTANDER, 2));
}

/* What is permitted to one does not pass for the next call. */
static int to_both(char **args)
{
	const int first = status_of(kill(atoi(args[0]), SIGUSR1));

	return first ? 100 + first : status_of(kill(-atoi(args[1]), SIGUSR1));
}

TEST_F(enforcing, permission_is_for_one_call)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, USR1_TO_VICTIM));
	EXPECT_EQ(EPERM, probe(to_both, self->victim.number, self->bystander.number, NULL));
	EXPECT_FALSE(victim_has(&self->bystander, SIGUSR1));
}

static int to_everybody(char **args)
{
	(void)args;
	return status_of(kill(-1, SIGUSR1));
}

/* To no avail for those that are forbidden, kill(-1) does not even report. */
TEST_F(enforcing, everybody_is_judged_one_by_one)
{
	EXPECT_EQ(0, probe(to_everybody, NULL));
	EXPECT_FALSE(victim_has(&self->victim, SIGUSR1));
	EXPECT_LE(1, await_records(USR1_TO_VICTIM, 1));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, USR1_TO_VICTIM));
	EXPECT_EQ(0, probe(to_everybody, NULL));
	EXPECT_TRUE(victim_has(&self->victim, SIGUSR1));
	EXPECT_FALSE(victim_has(&self->bystander, SIGUSR1));
}

static int to_own_group(char **args)
{
	(void)args;
	signal(SIGUSR1, SIG_IGN);
	if (setpgid(0, 0))
		return 100 + errno;
	say("ready");
	await_go();
	return status_of(kill(0, SIGUSR1));
}

/* The sender is a member, which is granted, so the call succeeds. */
TEST_F(enforcing, own_group_is_judged_one_by_one)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, USR1_TO_VICTIM));
	ASSERT_EQ(0, probe_start(&self->probe, to_own_group, NULL));
	probe_hear(&self->probe);
	victim_end(&self->victim);
	victim_end(&self->bystander);
	ASSERT_EQ(0, victim_start(&self->victim, VICTIM, self->probe.pid));
	ASSERT_EQ(0, victim_start(&self->bystander, BYSTANDER, self->probe.pid));
	probe_go(&self->probe);
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_TRUE(victim_has(&self->victim, SIGUSR1));
	EXPECT_FALSE(victim_has(&self->bystander, SIGUSR1));
	EXPECT_EQ(1, await_records(USR1_TO_SELF, 1));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, USR1_TO_SELF));
}

/* To itself, and to its child, which is in the same domain. */
static int to_own_domain(char **args)
{
	const pid_t child = fork();
	int err;

	(void)args;
	if (!child) {
		for (;;)
			pause();
	}
	signal(SIGUSR1, SIG_IGN);
	err = kill(getpid(), SIGUSR1) ? errno : 0;
	if (kill(child, SIGUSR1))
		err = 100 + errno;
	waitpid(child, NULL, 0);
	return err;
}

TEST_F(enforcing, own_domain_needs_no_entry)
{
	EXPECT_EQ(0, probe(to_own_domain, NULL));
	EXPECT_EQ(2, await_records(USR1_TO_SELF, 2));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, USR1_TO_SELF));
	EXPECT_FALSE(audit_denied(PROBE_DOMAIN, USR1_TO_SELF));
}

static int to_own_pidfd(char **args)
{
	(void)args;
	signal(SIGUSR1, SIG_IGN);
	return status_of(syscall(SYS_pidfd_send_signal, PIDFD_SELF_THREAD_GROUP, SIGUSR1,
				 NULL, 0));
}

TEST_F(enforcing, own_pidfd_needs_no_entry)
{
	const int status = probe(to_own_pidfd, NULL);

	if (status == EBADF)
		SKIP(return, "this kernel has no PIDFD_SELF");
	EXPECT_EQ(0, status);
	EXPECT_EQ(1, await_records(USR1_TO_SELF, 1));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, USR1_TO_SELF));
}

static int only_ask(char **args)
{
	return status_of(kill(atoi(args[0]), 0));
}

TEST_F(enforcing, signal_0_is_no_signal)
{
	EXPECT_EQ(0, probe(only_ask, self->victim.number, NULL));
	EXPECT_EQ(EPERM, probe(by_kill, self->victim.number, NULL));
}

/* A prefix of the receiver's domain covers it (semantics of the entry). */
TEST_F(enforcing, prefix_of_a_domain)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "ipc signal 10 <kernel> /tmp/ccs/vic"));
	EXPECT_EQ(EPERM, probe(by_kill, self->victim.number, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "ipc signal 10 <kernel>"));
	EXPECT_EQ(0, probe(by_kill, self->victim.number, NULL));
}

/* Whoever has a file's signals sent to another sends them, when they are due. */
static int by_owner(char **args)
{
	int fds[2];

	if (pipe(fds) || fcntl(fds[0], F_SETOWN, atoi(args[0])) ||
	    fcntl(fds[0], F_SETSIG, atoi(args[1])) ||
	    fcntl(fds[0], F_SETFL, O_ASYNC | O_NONBLOCK))
		return errno;
	return write(fds[1], "", 1) == 1 ? 0 : errno;
}

TEST_F(enforcing, owner_of_a_file)
{
	EXPECT_EQ(0, probe(by_owner, self->victim.number, "10", NULL));
	EXPECT_FALSE(victim_has(&self->victim, SIGUSR1));
	EXPECT_LE(1, await_records(USR1_TO_VICTIM, 1));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, USR1_TO_VICTIM));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, USR1_TO_VICTIM));
	EXPECT_EQ(0, probe(by_owner, self->victim.number, "10", NULL));
	EXPECT_TRUE(victim_has(&self->victim, SIGUSR1));
}

TEST_F(enforcing, owner_of_a_file_by_default)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "ipc signal 29 " VICTIM_DOMAIN));
	EXPECT_EQ(0, probe(by_owner, self->bystander.number, "0", NULL));
	EXPECT_FALSE(victim_has(&self->bystander, SIGIO));
	EXPECT_EQ(0, probe(by_owner, self->victim.number, "0", NULL));
	EXPECT_TRUE(victim_has(&self->victim, SIGIO));
}

/* The signal that a child asked for when its parent ends is the child's wish. */
static int orphan(char **args)
{
	const pid_t child = fork();

	(void)args;
	if (!child) {
		prctl(PR_SET_PDEATHSIG, SIGUSR1);
		signal(SIGUSR1, SIG_IGN);
		execl(TARGET, TARGET, call(succeed), NULL);
		_exit(1);
	}
	return 0;
}

TEST_F(enforcing, end_of_a_parent_is_no_request)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " TARGET));
	EXPECT_EQ(0, probe(orphan, NULL));
	usleep(100000);
	EXPECT_EQ(0, audit_count(PROBE_DOMAIN, "ipc signal 10 " TARGET_DOMAIN));
}

TEST_HARNESS_MAIN
