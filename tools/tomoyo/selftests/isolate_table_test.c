// SPDX-License-Identifier: GPL-2.0-only
/*
 * What isolated processes are kept from
 */

#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <linux/perf_event.h>
#include <mqueue.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "isolate.h"
#include "harness.h"

#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_pidfd_getfd
#define SYS_pidfd_getfd 438
#endif

#define IOPRIO_WHO_PROCESS 1
#define IOPRIO_BEST_EFFORT (2 << 13 | 4)

/* The neighbour, and a place in its memory. */
static pid_t them;
static void *their_memory;
static int their_pidfd;
static int their_dir;

static int status_of(long result)
{
	return result < 0 ? errno : 0;
}

/* Descriptors on them were opened before anybody was isolated. */
static int try(char **args)
{
	const probe_fn fn = (probe_fn)strtoul(args[1], NULL, 16);
	char path[32];
	int err;

	them = atoi(args[2]);
	their_memory = (void *)strtoul(args[3], NULL, 16);
	their_pidfd = syscall(SYS_pidfd_open, them, 0);
	snprintf(path, sizeof(path), "/proc/%d", them);
	their_dir = open(path, O_RDONLY | O_DIRECTORY);
	err = isolate_nobody(args[0]);
	return err ? 200 : fn(args + 4);
}

WAY(attach)
{
	if (ptrace(PTRACE_ATTACH, them, NULL, NULL))
		return errno;
	waitpid(them, NULL, __WALL);
	return status_of(ptrace(PTRACE_DETACH, them, NULL, NULL));
}

WAY(seize)
{
	return status_of(ptrace(PTRACE_SEIZE, them, NULL, NULL));
}

static int move_vm(long call)
{
	char text[sizeof(THEIR_MEMORY)];
	struct iovec here = { text, sizeof(text) };
	struct iovec there = { their_memory, sizeof(text) };
	const long len = syscall(call, them, &here, 1, &there, 1, 0);

	return len == sizeof(text) ? 0 : errno;
}

WAY(read_vm)
{
	return move_vm(SYS_process_vm_readv);
}

/* Constants are not writable, which is another error than being refused. */
WAY(write_vm)
{
	const int err = move_vm(SYS_process_vm_writev);

	return err == EFAULT ? 0 : err;
}

WAY(get_fd)
{
	return status_of(syscall(SYS_pidfd_getfd, their_pidfd, THEIR_PIPE, 0));
}

WAY(compare)
{
	return status_of(syscall(SYS_kcmp, getpid(), them, KCMP_VM, 0, 0));
}

WAY(robust_list)
{
	void *head;
	size_t len;

	return status_of(syscall(SYS_get_robust_list, them, &head, &len));
}

WAY(measure)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_SOFTWARE,
		.size = sizeof(attr),
		.config = PERF_COUNT_SW_TASK_CLOCK,
		.exclude_kernel = 1,
		.exclude_hv = 1,
	};
	const int err = status_of(syscall(SYS_perf_event_open, &attr, them, -1, -1, 0));

	return err == EACCES ? EPERM : err;
}

WAY(send_signal)
{
	return status_of(kill(them, SIGUSR1));
}

WAY(probe_signal)
{
	return status_of(kill(them, 0));
}

WAY(thread_signal)
{
	return status_of(syscall(SYS_tgkill, them, them, SIGUSR1));
}

WAY(queue_signal)
{
	const union sigval value = { .sival_int = 1 };

	return status_of(sigqueue(them, SIGUSR1, value));
}

WAY(pidfd_signal)
{
	return status_of(syscall(SYS_pidfd_send_signal, their_pidfd, SIGUSR1, NULL, 0));
}

WAY(set_priority)
{
	return status_of(setpriority(PRIO_PROCESS, them, 10));
}

WAY(set_scheduler)
{
	const struct sched_param param = {};

	return status_of(sched_setscheduler(them, SCHED_BATCH, &param));
}

WAY(get_scheduler)
{
	return status_of(sched_getscheduler(them));
}

WAY(get_sched_attr)
{
	char attr[256];

	return status_of(syscall(SYS_sched_getattr, them, attr, 48, 0));
}

WAY(set_affinity)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(0, &set);
	return status_of(sched_setaffinity(them, sizeof(set), &set));
}

WAY(get_affinity)
{
	cpu_set_t set;

	return status_of(sched_getaffinity(them, sizeof(set), &set));
}

WAY(get_limit)
{
	struct rlimit limit;

	return status_of(prlimit(them, RLIMIT_CORE, NULL, &limit));
}

WAY(set_limit)
{
	const struct rlimit limit = {};

	return status_of(prlimit(them, RLIMIT_CORE, &limit, NULL));
}

WAY(set_ioprio)
{
	return status_of(syscall(SYS_ioprio_set, IOPRIO_WHO_PROCESS, them, IOPRIO_BEST_EFFORT));
}

WAY(get_ioprio)
{
	return status_of(syscall(SYS_ioprio_get, IOPRIO_WHO_PROCESS, them));
}

WAY(migrate)
{
	unsigned long nodes = 1;

	return status_of(syscall(SYS_migrate_pages, them, 8, &nodes, &nodes));
}

WAY(get_group)
{
	return status_of(getpgid(them));
}

WAY(get_session)
{
	return status_of(getsid(them));
}

static int open_about(const char *file, int flags)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/%s", them, file);
	return try_open(path, flags);
}

static int read_file(char **args)
{
	return open_about(args[0], O_RDONLY);
}

static int write_file(char **args)
{
	return open_about(args[0], O_WRONLY);
}

static int follow(char **args)
{
	char path[64], target[256];

	snprintf(path, sizeof(path), "/proc/%d/%s", them, args[0]);
	return status_of(readlink(path, target, sizeof(target)));
}

/* The directory was opened when that was allowed. */
static int read_below(char **args)
{
	return status_of(openat(their_dir, args[0], O_RDONLY));
}

WAY(reopen_directory)
{
	char path[32];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", their_dir);
	return try_open(path, O_RDONLY | O_DIRECTORY);
}

static int reach(int type, const char *name, bool send)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	const socklen_t len = offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name);
	const int fd = socket(AF_UNIX, type, 0);

	strcpy(address.sun_path + 1, name);
	if (send)
		return status_of(sendto(fd, "", 1, 0, (struct sockaddr *)&address, len));
	return status_of(connect(fd, (struct sockaddr *)&address, len));
}

WAY(connect_stream)
{
	return reach(SOCK_STREAM, THEIR_STREAM, false);
}

WAY(connect_seqpacket)
{
	return reach(SOCK_SEQPACKET, THEIR_SEQPACKET, false);
}

WAY(connect_dgram)
{
	return reach(SOCK_DGRAM, THEIR_DGRAM, false);
}

WAY(send_dgram)
{
	return reach(SOCK_DGRAM, THEIR_DGRAM, true);
}

WAY(open_fifo)
{
	return try_open(THEIR_FIFO, O_RDWR | O_NONBLOCK);
}

WAY(open_queue)
{
	return status_of(mq_open(THEIR_QUEUE, O_RDWR));
}

/* The library would make another error of it. */
WAY(unlink_queue)
{
	return status_of(syscall(SYS_mq_unlink, THEIR_QUEUE + 1));
}

FIXTURE(table) {
	struct probe neighbour;
	char number[12];
	char memory[20];
};

FIXTURE_VARIANT(table) {
	probe_fn fn;
	const char *what;
	const char *arg;
};

/* clang-format off */
#define ROW(name, ...) FIXTURE_VARIANT_ADD(table, name) { __VA_ARGS__ }
ROW(ptrace_attach, attach, "ptrace", NULL);
ROW(ptrace_seize, seize, "ptrace", NULL);
ROW(process_vm_readv, read_vm, "ptrace", NULL);
ROW(process_vm_writev, write_vm, "ptrace", NULL);
ROW(pidfd_getfd, get_fd, "ptrace", NULL);
ROW(kcmp, compare, "ptrace", NULL);
ROW(get_robust_list, robust_list, "ptrace", NULL);
ROW(perf_event_open, measure, "ptrace", NULL);
ROW(kill, send_signal, "signal", NULL);
ROW(kill_0, probe_signal, "signal", NULL);
ROW(tgkill, thread_signal, "signal", NULL);
ROW(sigqueue, queue_signal, "signal", NULL);
ROW(pidfd_send_signal, pidfd_signal, "signal", NULL);
ROW(setpriority, set_priority, "setnice", NULL);
ROW(sched_setscheduler, set_scheduler, "setscheduler", NULL);
ROW(sched_getscheduler, get_scheduler, "getscheduler", NULL);
ROW(sched_getattr, get_sched_attr, "getscheduler", NULL);
ROW(sched_setaffinity, set_affinity, "setscheduler", NULL);
ROW(sched_getaffinity, get_affinity, "getscheduler", NULL);
ROW(prlimit_get, get_limit, "prlimit", NULL);
ROW(prlimit_set, set_limit, "prlimit", NULL);
ROW(ioprio_set, set_ioprio, "setioprio", NULL);
ROW(ioprio_get, get_ioprio, "getioprio", NULL);
ROW(migrate_pages, migrate, "ptrace", NULL);
ROW(getpgid, get_group, "getpgid", NULL);
ROW(getsid, get_session, "getsid", NULL);
ROW(proc_status, read_file, "proc", "status");
ROW(proc_cmdline, read_file, "proc", "cmdline");
ROW(proc_maps, read_file, "proc", "maps");
ROW(proc_environ, read_file, "proc", "environ");
ROW(proc_mem, read_file, "proc", "mem");
ROW(proc_fd, read_file, "proc", "fd");
ROW(proc_pipe, read_file, "proc", "fd/80");
ROW(proc_task, read_file, "proc", "task");
ROW(proc_net, read_file, "proc", "net/unix");
ROW(proc_oom_score_adj, write_file, "proc", "oom_score_adj");
ROW(proc_exe, follow, "proc", "exe");
ROW(proc_cwd, follow, "proc", "cwd");
ROW(proc_root, follow, "proc", "root");
ROW(proc_directory, read_file, "proc", "");
ROW(proc_inherited, read_below, "proc", "status");
ROW(proc_reopened, reopen_directory, "proc", NULL);
ROW(unix_stream, connect_stream, "connect", NULL);
ROW(unix_seqpacket, connect_seqpacket, "connect", NULL);
ROW(unix_dgram_connect, connect_dgram, "send", NULL);
ROW(unix_dgram_sendto, send_dgram, "send", NULL);
ROW(fifo, open_fifo, "fifo", NULL);
ROW(mq_open, open_queue, "mqueue", NULL);
ROW(mq_unlink, unlink_queue, "mqueue", NULL);
/* clang-format on */

FIXTURE_SETUP(table)
{
	self->neighbour.pid = 0;
	ASSERT_EQ(0, isolate_world());
}

FIXTURE_TEARDOWN(table)
{
	neighbour_end(&self->neighbour);
	leave_world();
}

/* What becomes of it, by a process of that id, against a new neighbour. */
#define TRY(id) ({							\
	char fn_[20];							\
									\
	neighbour_end(&self->neighbour);				\
	ASSERT_EQ(0, neighbour_start(&self->neighbour, "b"));		\
	snprintf(self->number, sizeof(self->number), "%d", self->neighbour.pid); \
	snprintf(self->memory, sizeof(self->memory), "%s", strchr(reply, ' ') + 1); \
	snprintf(fn_, sizeof(fn_), "%lx", (unsigned long)variant->fn);	\
	audit_forget();							\
	probe(try, id, fn_, self->number, self->memory, variant->arg, NULL); \
})

TEST_F(table, kept_from_another_id)
{
	const int free = TRY(FREE);

	if (free == ENOSYS || free == ENOENT || free == EOPNOTSUPP)
		SKIP(return, "this kernel was built without it");
	EXPECT_EQ(0, free);
	EXPECT_EQ(0, TRY("b"));
	EXPECT_EQ(EPERM, TRY("a"));
	EXPECT_LE(1, isolate_records(variant->what, "a", "b"));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, isolate_line(variant->what, "a", "b")));
	EXPECT_EQ(EPERM, TRY(HALF));
	EXPECT_LE(1, isolate_records(variant->what, "?", "b"));
}

TEST_HARNESS_MAIN
