// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ways to trace, to change priorities, and to rule the machine
 */

#include <errno.h>
#include <fcntl.h>
#include <linux/ioprio.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "victim.h"

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_pidfd_getfd
#define SYS_pidfd_getfd 438
#endif

/* What the judge says of a call that this kernel does not have. */
#define ABSENT ENOSYS

/* A worker of a busy debug kernel is waited for this long, in ms. */
#define PATIENCE 30000

/* Another process has this at the same place, since programs don't move. */
static int word = 42;

static int status_of(long result)
{
	return result < 0 ? errno : 0;
}

static int by_attach(char **args)
{
	return status_of(ptrace(PTRACE_ATTACH, atoi(args[0]), NULL, NULL));
}

static int by_seize(char **args)
{
	return status_of(ptrace(PTRACE_SEIZE, atoi(args[0]), NULL, NULL));
}

/* Only the child asks: who does not ask to be traced is not judged. */
static int by_traceme(char **args)
{
	(void)args;
	return status_of(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
}

static int by_vm_readv(char **args)
{
	int copy = 0;
	const struct iovec local = { &copy, sizeof(copy) };
	const struct iovec remote = { &word, sizeof(word) };

	if (process_vm_readv(atoi(args[0]), &local, 1, &remote, 1, 0) < 0)
		return errno;
	return copy == word ? 0 : EIO;
}

static int by_vm_writev(char **args)
{
	const struct iovec local = { &word, sizeof(word) };
	const struct iovec remote = { &word, sizeof(word) };

	return status_of(process_vm_writev(atoi(args[0]), &local, 1, &remote, 1, 0));
}

static int by_pidfd_getfd(char **args)
{
	const int fd = syscall(SYS_pidfd_open, atoi(args[0]), 0);

	if (fd < 0)
		return 100 + errno;
	return status_of(syscall(SYS_pidfd_getfd, fd, 0, 0));
}

static int by_proc_mem(char **args)
{
	char path[64];
	int err;

	snprintf(path, sizeof(path), "/proc/%s/mem", args[0]);
	err = try_open(path, O_RDWR);
	/* Whatever the reason, this is what /proc says. */
	return err == EACCES ? EPERM : err;
}

static int by_proc_syscall(char **args)
{
	char path[64], text[256];
	int fd;

	snprintf(path, sizeof(path), "/proc/%s/syscall", args[0]);
	fd = open(path, O_RDONLY);
	if (fd < 0)
		return errno == ENOENT ? ABSENT : 100 + errno;
	return status_of(read(fd, text, sizeof(text)));
}

static int by_nice(char **args)
{
	(void)args;
	errno = 0;
	return nice(1) < 0 ? errno : 0;
}

static int by_setpriority(char **args)
{
	return status_of(setpriority(PRIO_PROCESS, atoi(args[0]), 1));
}

static int by_setpriority_of_user(char **args)
{
	(void)args;
	/* Nobody has this one but the probe. */
	if (setuid(4242))
		return 100 + errno;
	return status_of(setpriority(PRIO_USER, 4242, 1));
}

static int by_sched_setattr(char **args)
{
	struct {
		unsigned int size, policy;
		unsigned long long flags;
		int nice;
		unsigned int priority;
		unsigned long long runtime, deadline, period;
	} attr = { .size = sizeof(attr), .nice = 1 };

	return status_of(syscall(SYS_sched_setattr, atoi(args[0]), &attr, 0));
}

static int by_sched_setscheduler(char **args)
{
	const struct sched_param param = {};

	return status_of(syscall(SYS_sched_setscheduler, atoi(args[0]), SCHED_BATCH, &param));
}

static int by_sched_setparam(char **args)
{
	const struct sched_param param = {};

	return status_of(syscall(SYS_sched_setparam, atoi(args[0]), &param));
}

static int by_ioprio_set(char **args)
{
	return status_of(syscall(SYS_ioprio_set, IOPRIO_WHO_PROCESS, atoi(args[0]),
				 IOPRIO_PRIO_VALUE(IOPRIO_CLASS_BE, 4)));
}

/* The clock is set to what it says, so nothing happens to it but a moment. */
static int by_settimeofday(char **args)
{
	struct timeval now;

	(void)args;
	gettimeofday(&now, NULL);
	return status_of(syscall(SYS_settimeofday, &now, NULL));
}

static int by_clock_settime(char **args)
{
	struct timespec now;

	(void)args;
	clock_gettime(CLOCK_REALTIME, &now);
	return status_of(syscall(SYS_clock_settime, CLOCK_REALTIME, &now));
}

static int by_adjtimex(char **args)
{
	struct timex timex = {};

	(void)args;
	if (adjtimex(&timex) < 0)
		return 100 + errno;
	timex.modes = ADJ_FREQUENCY;
	return status_of(adjtimex(&timex));
}

static int by_clock_adjtime(char **args)
{
	struct timex timex = {};

	(void)args;
	if (adjtimex(&timex) < 0)
		return 100 + errno;
	timex.modes = ADJ_FREQUENCY;
	return status_of(syscall(SYS_clock_adjtime, CLOCK_REALTIME, &timex));
}

/* The permitted ones get as far as to find that there is no such module. */
static int by_init_module(char **args)
{
	const int status = status_of(syscall(SYS_init_module, "", 0, ""));

	(void)args;
	return status == ENOEXEC ? 0 : status;
}

static int by_finit_module(char **args)
{
	const int fd = open(OBJECT, O_RDONLY);
	const int status = status_of(syscall(SYS_finit_module, fd, "", 0));

	(void)args;
	return status == ENOEXEC ? 0 : status;
}

static int by_delete_module(char **args)
{
	const int status = status_of(syscall(SYS_delete_module, "ccs_none", O_NONBLOCK));

	(void)args;
	return status == ENOENT ? 0 : status;
}

/* Unloads what was never loaded. */
static int by_kexec_load(char **args)
{
	(void)args;
	return status_of(syscall(SYS_kexec_load, 0, 0, NULL, 0));
}

/* What is said of a file that is no kernel, once it was permitted. */
#ifdef __aarch64__
#define NO_KERNEL EINVAL
#else
#define NO_KERNEL ENOEXEC
#endif

static int by_kexec_file_load(char **args)
{
	const int fd = open(OBJECT, O_RDONLY);
	const int status = status_of(syscall(SYS_kexec_file_load, fd, -1, 0, NULL, 4));

	(void)args;
	return status == NO_KERNEL ? 0 : status;
}

static int by_reboot(char **args)
{
	(void)args;
	return status_of(reboot(RB_DISABLE_CAD));
}

/* In a session without a terminal there is nothing to hang up. */
static int by_vhangup(char **args)
{
	(void)args;
	if (setsid() < 0)
		return 100 + errno;
	return status_of(vhangup());
}

static int by_sethostname(char **args)
{
	struct utsname name;

	(void)args;
	uname(&name);
	return status_of(sethostname(name.nodename, strlen(name.nodename)));
}

static int by_setdomainname(char **args)
{
	(void)args;
	return status_of(setdomainname("(none)", 6));
}

FIXTURE(way) {
	struct victim victim;
};

FIXTURE_VARIANT(way) {
	probe_fn fn;
	const char *request;
	const char *missing;
};

#define WAY(name, capability, ...)				\
	FIXTURE_VARIANT_ADD(way, name) {			\
		.fn = by_##name,				\
		.request = "capability " #capability,		\
		__VA_ARGS__					\
	}

WAY(attach, SYS_PTRACE);
WAY(seize, SYS_PTRACE);
WAY(traceme, SYS_PTRACE);
WAY(vm_readv, SYS_PTRACE);
WAY(vm_writev, SYS_PTRACE);
WAY(pidfd_getfd, SYS_PTRACE);
WAY(proc_mem, SYS_PTRACE);
WAY(proc_syscall, SYS_PTRACE, .missing = "/proc/PID/syscall");
WAY(nice, SYS_NICE);
WAY(setpriority, SYS_NICE);
WAY(setpriority_of_user, SYS_NICE);
WAY(sched_setattr, SYS_NICE);
WAY(sched_setscheduler, SYS_NICE);
WAY(sched_setparam, SYS_NICE);
WAY(ioprio_set, SYS_NICE);
WAY(settimeofday, SYS_TIME);
WAY(clock_settime, SYS_TIME);
WAY(adjtimex, SYS_TIME);
WAY(clock_adjtime, SYS_TIME);
WAY(init_module, use_kernel_module, .missing = "CONFIG_MODULES");
WAY(finit_module, use_kernel_module, .missing = "CONFIG_MODULES");
WAY(delete_module, use_kernel_module, .missing = "CONFIG_MODULE_UNLOAD");
WAY(kexec_load, SYS_KEXEC_LOAD, .missing = "CONFIG_KEXEC");
WAY(kexec_file_load, SYS_KEXEC_LOAD, .missing = "CONFIG_KEXEC_FILE");
WAY(reboot, SYS_REBOOT);
WAY(vhangup, SYS_VHANGUP);
WAY(sethostname, SYS_SETHOSTNAME);
WAY(setdomainname, SYS_SETHOSTNAME);

/* Files that some of the ways open, which are not what this is about. */
#define FILES						\
	"file read/write anon_inode:[pidfd]\n"		\
	"file read/write proc:/\\$/mem\n"		\
	"file read proc:/\\$/syscall\n"			\
	"file read " OBJECT "\n"

FIXTURE_SETUP(way)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, FILES));
	ASSERT_EQ(0, victim_start(&self->victim, VICTIM, 0));
}

FIXTURE_TEARDOWN(way)
{
	victim_end(&self->victim);
	leave_world();
}

static int await_records(const char *domain, const char *request, int wanted)
{
	int left = PATIENCE;

	while (audit_count(domain, request) < wanted && left > 0) {
		usleep(10000);
		left -= 10;
	}
	return audit_count(domain, request);
}

TEST_F(way, judged_once)
{
	const int status = probe(variant->fn, self->victim.number, NULL);

	if (variant->missing && status == ABSENT)
		SKIP(return, "this kernel has no %s", variant->missing);
	EXPECT_EQ(EPERM, status);
	EXPECT_EQ(1, await_records(PROBE_DOMAIN, variant->request, 1));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, variant->request));

	audit_forget();
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", variant->request));
	EXPECT_EQ(0, probe(variant->fn, self->victim.number, NULL));
	EXPECT_EQ(1, await_records(PROBE_DOMAIN, variant->request, 1));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, variant->request));
}

TEST_HARNESS_MAIN
