// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tracing, priorities and the rule over the machine in every mode
 */

#include <fcntl.h>
#include <linux/ioprio.h>
#include <stdio.h>
#include <string.h>
#include <linux/tty.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "matrix.h"
#include "victim.h"

#define NEW_NAME "matrix"
#define TERMINALS DIR "/mnt"

/* A nudge that no clock minds, in units of 2^-16 ppm. */
#define NUDGE (7L << 16)

/* The victim has this at the same place, since programs don't move. */
static int word = 42;

static struct victim victim;

static int result(long status)
{
	return status < 0 ? errno : 0;
}

static int new_victim(void)
{
	return victim_start(&victim, VICTIM, 0);
}

static void end_victim(void)
{
	victim_end(&victim);
}

static int attach(char **args)
{
	return result(ptrace(PTRACE_SEIZE, atoi(args[0]), NULL, NULL));
}

static int read_memory(char **args)
{
	int copy = 0;
	const struct iovec local = { &copy, sizeof(copy) };
	const struct iovec remote = { &word, sizeof(word) };

	if (process_vm_readv(atoi(args[0]), &local, 1, &remote, 1, 0) < 0)
		return errno;
	return copy == word ? 0 : EIO;
}

static int be_traced(char **args)
{
	(void)args;
	return result(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
}

static int lower_priority(char **args)
{
	return result(setpriority(PRIO_PROCESS, atoi(args[0]), 5));
}

static bool victim_is_nice(void)
{
	return getpriority(PRIO_PROCESS, victim.pid) == 5;
}

static int set_io_priority(char **args)
{
	return result(syscall(SYS_ioprio_set, IOPRIO_WHO_PROCESS, atoi(args[0]),
			      IOPRIO_PRIO_VALUE(IOPRIO_CLASS_IDLE, 0)));
}

static bool victim_is_idle(void)
{
	return syscall(SYS_ioprio_get, IOPRIO_WHO_PROCESS, victim.pid) ==
	       IOPRIO_PRIO_VALUE(IOPRIO_CLASS_IDLE, 0);
}

static int set_frequency(long frequency)
{
	struct timex timex = {
		.modes = ADJ_FREQUENCY,
		.freq = frequency,
	};

	return result(adjtimex(&timex));
}

static int nudge_clock(char **args)
{
	(void)args;
	return set_frequency(NUDGE);
}

static bool clock_is_nudged(void)
{
	struct timex timex = {};

	return adjtimex(&timex) >= 0 && timex.freq == NUDGE;
}

static int forget_nudge(void)
{
	return set_frequency(0);
}

static void end_nudge(void)
{
	set_frequency(0);
}

/* To what it is already. */
static int set_clock(char **args)
{
	struct timespec now;

	(void)args;
	clock_gettime(CLOCK_REALTIME, &now);
	return result(clock_settime(CLOCK_REALTIME, &now));
}

static int name_machine(char **args)
{
	(void)args;
	return result(sethostname(NEW_NAME, strlen(NEW_NAME)));
}

static bool machine_is_named(void)
{
	struct utsname name;

	return !uname(&name) && !strcmp(name.nodename, NEW_NAME);
}

static int forget_name(void)
{
	return result(sethostname("guest", 5));
}

static int name_domain(char **args)
{
	(void)args;
	return result(setdomainname(NEW_NAME, strlen(NEW_NAME)));
}

static bool domain_is_named(void)
{
	char name[64] = "";

	return !getdomainname(name, sizeof(name) - 1) && !strcmp(name, NEW_NAME);
}

static int forget_domain(void)
{
	return result(setdomainname("(none)", 6));
}

/* The one thing that reboot() does without consequences. */
static int disable_key(char **args)
{
	(void)args;
	return result(reboot(RB_DISABLE_CAD));
}

static int enable_key(void)
{
	return result(reboot(RB_ENABLE_CAD));
}

static bool key_is_disabled(void)
{
	char text[4] = "";
	const int fd = open("/proc/sys/kernel/ctrl-alt-del", O_RDONLY);
	const ssize_t len = read(fd, text, sizeof(text) - 1);

	close(fd);
	return len > 0 && text[0] == '0';
}

/* In a session without a terminal there is nothing to hang up. */
static int hang_up(char **args)
{
	(void)args;
	if (setsid() < 0)
		return 100 + errno;
	return result(vhangup());
}

static int mount_terminals(void)
{
	if (mkdir(TERMINALS, 0755) && errno != EEXIST)
		return errno;
	umount2(TERMINALS, MNT_DETACH);
	return result(mount("devpts", TERMINALS, "devpts", 0, "newinstance,ptmxmode=0666"));
}

/*
 * For a line discipline that is not there the kernel would load a module, on
 * behalf of who may do so. Permitted, it finds none.
 */
static int name_discipline(char **args)
{
	const int fd = open(TERMINALS "/ptmx", O_RDWR | O_NOCTTY);
	const int discipline = N_AX25;
	int status;

	(void)args;
	if (fd < 0)
		return 100 + errno;
	status = result(ioctl(fd, TIOCSETD, &discipline));
	return status == EINVAL ? 0 : status;
}

/* Permitted, it finds that there is none. Not every kernel has modules. */
static int unload_module(char **args)
{
	const int status = result(syscall(SYS_delete_module, "ccs_none", O_NONBLOCK));

	if (status == ENOSYS)
		return name_discipline(args);
	return status == ENOENT ? 0 : status;
}

/* Unloads what was never loaded. */
static int unload_kernel(char **args)
{
	(void)args;
	return result(syscall(SYS_kexec_load, 0, 0, NULL, 0));
}

static const char *no_kexec(void)
{
	return unload_kernel(NULL) == ENOSYS ? "this kernel has no kexec_load()" : NULL;
}

#define VICTIM_FIELDS							\
	.args = { victim.number }, .prepare = new_victim, .cleanup = end_victim

OPERATION(capability_SYS_PTRACE,
	  .fn = attach, VICTIM_FIELDS,
	  .request = "capability SYS_PTRACE");

OPERATION_BY(capability_SYS_PTRACE, traceme,
	     .fn = be_traced,
	     .request = "capability SYS_PTRACE");

OPERATION_BY(capability_SYS_PTRACE, process_vm_readv,
	     .fn = read_memory, VICTIM_FIELDS,
	     .request = "capability SYS_PTRACE");

OPERATION(capability_SYS_NICE,
	  .fn = lower_priority, VICTIM_FIELDS, .happened = victim_is_nice,
	  .request = "capability SYS_NICE");

OPERATION_BY(capability_SYS_NICE, ioprio_set,
	     .fn = set_io_priority, VICTIM_FIELDS, .happened = victim_is_idle,
	     .request = "capability SYS_NICE");

OPERATION(capability_SYS_TIME,
	  .fn = nudge_clock, .request = "capability SYS_TIME",
	  .prepare = forget_nudge, .cleanup = end_nudge, .happened = clock_is_nudged);

OPERATION_BY(capability_SYS_TIME, clock_settime,
	     .fn = set_clock, .request = "capability SYS_TIME");

OPERATION(capability_SYS_SETHOSTNAME,
	  .fn = name_machine, .request = "capability SYS_SETHOSTNAME",
	  .prepare = forget_name, .happened = machine_is_named);

OPERATION_BY(capability_SYS_SETHOSTNAME, setdomainname,
	     .fn = name_domain, .request = "capability SYS_SETHOSTNAME",
	     .prepare = forget_domain, .happened = domain_is_named);

OPERATION(capability_SYS_REBOOT,
	  .fn = disable_key, .request = "capability SYS_REBOOT",
	  .prepare = enable_key, .happened = key_is_disabled);

OPERATION(capability_SYS_VHANGUP,
	  .fn = hang_up, .request = "capability SYS_VHANGUP");

OPERATION(capability_use_kernel_module,
	  .fn = unload_module, .request = "capability use_kernel_module",
	  .prepare = mount_terminals);

OPERATION_BY(capability_use_kernel_module, line_discipline,
	     .fn = name_discipline, .request = "capability use_kernel_module",
	     .prepare = mount_terminals);

OPERATION(capability_SYS_KEXEC_LOAD,
	  .fn = unload_kernel, .request = "capability SYS_KEXEC_LOAD",
	  .missing = no_kexec);

TEST_HARNESS_MAIN
