// SPDX-License-Identifier: GPL-2.0-only
/*
 * Becoming isolated, and what stays possible
 */

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "isolate.h"
#include "harness.h"
#include "victim.h"

#define UUID "01234567-89ab-cdef-0123-456789abcdef"

/* Says what went wrong, and where. */
#define MUST(condition) do {				\
	if (!(condition)) {				\
		say("line %d: errno %d, state %s\n", __LINE__, errno, isolate_state()); \
		_exit(1);				\
	}						\
} while (0)

static bool is_state(const char *state)
{
	return !strcmp(isolate_state(), state);
}

static int put(int fd, const char *text)
{
	return write(fd, text, strlen(text)) < 0 ? errno : 0;
}

FIXTURE(isolate) {
	struct probe neighbour;
	struct victim victim;
};

FIXTURE_SETUP(isolate)
{
	self->neighbour.pid = 0;
	self->victim.pid = 0;
	ASSERT_EQ(0, isolate_world());
}

FIXTURE_TEARDOWN(isolate)
{
	neighbour_end(&self->neighbour);
	victim_end(&self->victim);
	leave_world();
}

#define PASS(fn, ...) EXPECT_EQ(0, probe(fn, __VA_ARGS__)) { TH_LOG("%s", reply); }

WAY(walk_down)
{
	int fd;

	MUST(is_state("-"));
	close(open(SELF_UUID, O_RDONLY));
	MUST(is_state("-"));
	fd = open(SELF_UUID, O_RDWR);
	MUST(fd >= 0 && is_state("?"));
	MUST(put(fd, UUID) == 0 && is_state(UUID));
	MUST(put(fd, UUID) == EPERM && put(fd, "other") == EPERM && is_state(UUID));
	close(fd);
	MUST(isolate_as("other") == EPERM && is_state(UUID));
	return 0;
}

TEST_F(isolate, only_downward)
{
	PASS(walk_down, NULL);
}

WAY(be_malformed)
{
	static const char *const words[] = {
		"", "\n", "a b", " a", "a ", "a\n\n", "-", "?", "a\001", "a\377", "a\tb",
		UUID "0", UUID UUID UUID
	};
	const int fd = open(SELF_UUID, O_WRONLY);
	size_t i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		MUST((*words[i] ? put(fd, words[i]) : EINVAL) == EINVAL && is_state("?"));
	MUST(write(fd, "", 1) < 0 && errno == EINVAL && is_state("?"));
	MUST(syscall(SYS_write, fd, NULL, 5) < 0 && errno == EFAULT && is_state("?"));
	MUST(put(fd, "!\"\\~\n") == 0 && is_state("!\"\\~"));
	return 0;
}

TEST_F(isolate, malformed_ids)
{
	PASS(be_malformed, NULL);
}

static void *wait_for_ever(void *unused)
{
	for (;;)
		pause();
	return unused;
}

static int have_threads(char **args)
{
	const int fd = atoi(args[0]) ? open(SELF_UUID, O_WRONLY) : -1;
	pthread_t thread;

	MUST(pthread_create(&thread, NULL, wait_for_ever, NULL) == 0);
	MUST(open(SELF_UUID, O_WRONLY) < 0 ? errno == EBUSY : fd >= 0);
	MUST(fd < 0 || put(fd, "a") == EBUSY);
	MUST(is_state(fd < 0 ? "-" : "?"));
	return 0;
}

TEST_F(isolate, not_with_threads)
{
	PASS(have_threads, "0", NULL);
	PASS(have_threads, "1", NULL);
}

static int fail_to_enter(void *unused)
{
	(void)unused;
	_exit(isolate_as("a"));
}

/* Whoever shares the memory would act for who is isolated. */
WAY(share_memory)
{
	char *const stack = malloc(65536);
	pid_t child;
	int status;

	child = clone(fail_to_enter, stack + 65536, CLONE_VM | SIGCHLD, NULL);
	MUST(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == EBUSY);
	return 0;
}

TEST_F(isolate, not_with_shared_memory)
{
	PASS(share_memory, NULL);
}

WAY(tell_state)
{
	say("%s", isolate_state());
	return 0;
}

static int inherit(char **args)
{
	MUST(isolate_as(args[0]) == 0);
	if (fork())
		return 0;
	MUST(is_state(args[0]));
	MUST(unshare(CLONE_NEWUSER) == 0 || errno == EINVAL || errno == ENOSPC);
	MUST(setresuid(NOBODY, NOBODY, NOBODY) == 0 || errno == EINVAL);
	MUST(is_state(args[0]));
	execl(TARGET, TARGET, call(tell_state), NULL);
	return errno;
}

TEST_F(isolate, inherited_by_children_and_programs)
{
	EXPECT_EQ(0, probe(inherit, "tab", NULL));
	EXPECT_STREQ("tab", reply);
	EXPECT_EQ(0, probe(inherit, HALF, NULL));
	EXPECT_STREQ(HALF, reply);
}

/* Whoever was handed the descriptor did not ask to be isolated. */
static int write_to(char **args)
{
	const int err = put(atoi(args[0]), "a");

	MUST(is_state(HALF));
	return err;
}

WAY(hand_down)
{
	const int fd = open(SELF_UUID, O_WRONLY);
	char number[12];
	int status;

	snprintf(number, sizeof(number), "%d", fd);
	if (!fork())
		_exit(put(fd, "a"));
	wait(&status);
	MUST(WEXITSTATUS(status) == EPERM && is_state(HALF));
	execl(TARGET, TARGET, call(write_to), number, NULL);
	return 1;
}

TEST_F(isolate, only_the_opener_writes)
{
	EXPECT_EQ(EPERM, probe(hand_down, NULL));
}

TEST_F(isolate, state_is_told)
{
	ASSERT_EQ(0, neighbour_start(&self->neighbour, "b"));
	EXPECT_STREQ("b", state_of(self->neighbour.pid));
	EXPECT_STREQ("-", state_of(getpid()));
	EXPECT_STREQ("", state_of(0));
	neighbour_end(&self->neighbour);
	ASSERT_EQ(0, neighbour_start(&self->neighbour, HALF));
	EXPECT_STREQ(HALF, state_of(self->neighbour.pid));
}

/* Starts a child that is isolated as @id and waits for a byte. */
static pid_t child_as(const char *id, int *go)
{
	int ready[2], pipe_[2];
	char byte;
	pid_t pid;

	MUST(pipe(ready) == 0 && pipe(pipe_) == 0);
	pid = fork();
	if (!pid) {
		MUST(isolate_as(id) == 0 && write(ready[1], "", 1) == 1);
		close(pipe_[1]);
		if (read(pipe_[0], &byte, 1) != 1)
			_exit(7);
		_exit(ptrace(PTRACE_TRACEME, 0, NULL, NULL) ? errno : 0);
	}
	close(ready[1]);
	close(pipe_[0]);
	MUST(read(ready[0], &byte, 1) == 1);
	*go = pipe_[1];
	return pid;
}

static int reap(char **args)
{
	int status, go;
	const pid_t child = child_as(args[0], &go);

	MUST(isolate_as(args[1]) == 0);
	close(go);
	MUST(waitpid(child, &status, 0) == child);
	return WEXITSTATUS(status);
}

TEST_F(isolate, wait_is_never_refused)
{
	EXPECT_EQ(7, probe(reap, "b", "a", NULL));
}

static int move_child(char **args)
{
	int go;
	const pid_t child = child_as(args[0], &go);

	MUST(isolate_as(args[1]) == 0);
	return setpgid(child, child) ? errno : 0;
}

TEST_F(isolate, process_group_of_a_child)
{
	EXPECT_EQ(0, probe(move_child, FREE, FREE, NULL));
	EXPECT_EQ(0, probe(move_child, "b", "b", NULL));
	EXPECT_EQ(EPERM, probe(move_child, "b", "a", NULL));
	EXPECT_EQ(1, isolate_records("setpgid", "a", "b"));
}

static int trace_child(char **args)
{
	int status, go;
	const pid_t child = child_as(args[0], &go);

	MUST(isolate_as(args[1]) == 0);
	MUST(write(go, "", 1) == 1 && waitpid(child, &status, 0) == child);
	return WEXITSTATUS(status);
}

/* The parent would get as much power over the child as the child gives away. */
TEST_F(isolate, traceme)
{
	EXPECT_EQ(0, probe(trace_child, FREE, FREE, NULL));
	EXPECT_EQ(0, probe(trace_child, "b", "b", NULL));
	EXPECT_EQ(EPERM, probe(trace_child, "b", "a", NULL));
	EXPECT_EQ(1, isolate_records("ptrace", "b", "a"));
	EXPECT_EQ(EPERM, probe(trace_child, FREE, "a", NULL));
	EXPECT_EQ(EPERM, probe(trace_child, "b", FREE, NULL));
}

/* Whom it traces would be out of its reach from then on. */
static int trace_first(char **args)
{
	const pid_t child = fork();
	int err;

	if (!child)
		wait_for_ever(NULL);
	MUST(ptrace(PTRACE_SEIZE, child, NULL, NULL) == 0);
	err = isolate_as(args[0]);
	kill(child, SIGKILL);
	return err;
}

static int be_traced_first(char **args)
{
	int status;
	pid_t child;

	MUST(isolate_as(args[0]) == 0);
	child = fork();
	if (!child) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		_exit(isolate_as("b"));
	}
	MUST(waitpid(child, &status, 0) == child);
	return WEXITSTATUS(status);
}

TEST_F(isolate, not_across_tracing)
{
	EXPECT_EQ(EBUSY, probe(trace_first, "a", NULL));
	EXPECT_EQ(0, probe(be_traced_first, FREE, NULL));
	EXPECT_EQ(EBUSY, probe(be_traced_first, HALF, NULL));
}

static int by_owner(char **args)
{
	int fds[2];

	MUST(isolate_nobody(args[0]) == 0 && pipe(fds) == 0);
	MUST(fcntl(fds[0], F_SETOWN, atoi(args[1])) == 0);
	MUST(fcntl(fds[0], F_SETSIG, SIGUSR1) == 0);
	MUST(fcntl(fds[0], F_SETFL, O_ASYNC | O_NONBLOCK) == 0);
	MUST(write(fds[1], "", 1) == 1);
	return 0;
}

TEST_F(isolate, signals_about_files)
{
	struct victim *const to = &self->victim;
	char number[12];

	ASSERT_EQ(0, neighbour_start(&self->neighbour, "b"));
	to->pid = self->neighbour.pid;
	snprintf(number, sizeof(number), "%d", to->pid);
	EXPECT_EQ(0, probe(by_owner, "a", number, NULL));
	EXPECT_FALSE(victim_has(to, SIGUSR1));
	EXPECT_EQ(0, probe(by_owner, "b", number, NULL));
	EXPECT_TRUE(victim_has(to, SIGUSR1));
	to->pid = 0;
}

static int reopen_pipe(char **args)
{
	char path[32];
	int fds[2];

	/* Made by @args[0], which is the same process a little earlier. */
	MUST(isolate_as(args[0]) == 0 && pipe(fds) == 0);
	MUST(isolate_as(args[1]) == 0);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fds[0]);
	return try_open(path, O_RDONLY | O_NONBLOCK);
}

/* What a process was started with stays its own. */
TEST_F(isolate, pipes_from_before)
{
	EXPECT_EQ(0, probe(reopen_pipe, FREE, "a", NULL));
	EXPECT_EQ(0, probe(reopen_pipe, HALF, "a", NULL));
}

static int reopen_theirs(char **args)
{
	const struct timeval patience = { .tv_sec = 60 };
	int pair[2], fds[2], fd;
	char path[32];

	MUST(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) == 0);
	setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (!fork()) {
		MUST(isolate_as("b") == 0 && pipe(fds) == 0);
		MUST(isolate_pass(pair[1], fds[0]) == 0);
		_exit(0);
	}
	fd = isolate_take(pair[0]);
	MUST(fd >= 0);
	MUST(isolate_as(args[0]) == 0);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return try_open(path, O_RDONLY | O_NONBLOCK);
}

TEST_F(isolate, pipe_of_another_id)
{
	EXPECT_EQ(0, probe(reopen_theirs, FREE, NULL)) { TH_LOG("%s", reply); }
	EXPECT_EQ(0, probe(reopen_theirs, "b", NULL));
	EXPECT_EQ(EPERM, probe(reopen_theirs, "a", NULL));
	EXPECT_EQ(1, isolate_records("fifo", "a", "b"));
}

static int touch_host(char **args)
{
	MUST(isolate_nobody(args[0]) == 0);
	return kill(atoi(args[1]), 0) ? errno : 0;
}

/* The host is kept from the jailed; whoever is half restricted is no jail. */
TEST_F(isolate, host)
{
	const long before = stat_value("Policy refusal by isolation:");
	char number[12];

	ASSERT_EQ(0, neighbour_start(&self->neighbour, FREE));
	snprintf(number, sizeof(number), "%d", self->neighbour.pid);
	EXPECT_EQ(0, probe(touch_host, FREE, number, NULL));
	EXPECT_EQ(0, probe(touch_host, HALF, number, NULL));
	EXPECT_EQ(before, stat_value("Policy refusal by isolation:"));
	EXPECT_EQ(EPERM, probe(touch_host, "a", number, NULL));
	EXPECT_EQ(1, isolate_records("signal", "a", FREE));
	EXPECT_EQ(before + 1, stat_value("Policy refusal by isolation:"));
}

TEST_HARNESS_MAIN
