// SPDX-License-Identifier: GPL-2.0-only
/*
 * The node by which requests that wait are answered: its text, its bounds, and
 * who may answer
 */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "audit.h"
#include "common.h"
#include "harness.h"
#include "supervisor.h"

#define READ_OBJECT "file read " OBJECT

FIXTURE(node) {
	struct question asked;
	struct probe probe;
	int fd;
};

FIXTURE_SETUP(node)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, set_timeout(LONG_TIMEOUT));
	self->fd = supervise();
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(node)
{
	close(self->fd);
	policy("stat", WAITING " 0\n");
	policy_lax("manager", "delete " TARGET "\ndelete " PROBE "\n");
	set_timeout(DEFAULT_TIMEOUT);
	leave_world();
}

/* Starts a probe that has to wait. */
#define START(probe, fn, ...)							\
	do {									\
		ASSERT_EQ(0, probe_start(probe, fn, __VA_ARGS__));		\
		ASSERT_TRUE(await_question(self->fd, &self->asked));		\
	} while (0)

static short events_of(int fd)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN | POLLOUT };

	return poll(&poll_fd, 1, 0) < 0 ? 0 : poll_fd.revents;
}

TEST_F(node, poll)
{
	EXPECT_EQ(POLLOUT, events_of(self->fd));
	START(&self->probe, open_read, OBJECT, NULL);
	EXPECT_EQ(POLLIN | POLLOUT, events_of(self->fd));
	/* Neither asking nor reading takes it away. */
	EXPECT_EQ(POLLIN | POLLOUT, events_of(self->fd));
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
	EXPECT_EQ(POLLOUT, events_of(self->fd));
}

/* Other nodes never have anybody wait. */
TEST_F(node, poll_of_others)
{
	const int fd = open(NODES "domain_policy", O_RDWR);

	EXPECT_EQ(POLLIN | POLLOUT, events_of(fd));
	close(fd);
}

TEST_F(node, text_in_pieces)
{
	static const size_t sizes[] = { 1, 7, 64, 511, 4096 };
	size_t i, len;

	START(&self->probe, open_read, OBJECT, NULL);
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		const int fd = open(QUERY, O_RDONLY);
		char *const text = read_fd(fd, sizes[i], &len);
		char *const again = read_fd(fd, sizes[i], NULL);
		char end[128];

		snprintf(end, sizeof(end), "\n" PROBE_DOMAIN "\n" READ_OBJECT "\n");
		EXPECT_EQ(len, strlen(text) + 1);
		EXPECT_EQ(0, strncmp(text, "Q", 1));
		EXPECT_STREQ(end, text + strlen(text) - strlen(end));
		/* It does not go away, and after its end it starts over. */
		EXPECT_STREQ(text, again);
		free(text);
		free(again);
		close(fd);
	}
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
}

/* Sets the clock ahead and back, as long as @data says. */
static void *turn_clock(void *data)
{
	const bool *const go_on = data;
	struct timespec time;
	int ahead = 0;

	while (__atomic_load_n(go_on, __ATOMIC_ACQUIRE) || ahead) {
		ahead = 1000 - ahead;
		clock_gettime(CLOCK_REALTIME, &time);
		time.tv_sec += ahead ? ahead : -1000;
		clock_settime(CLOCK_REALTIME, &time);
	}
	return NULL;
}

static bool has_header(const char *record, const struct question *question)
{
	const size_t len = strlen(question->header);

	return record && !strncmp(record, question->header, len) && record[len] == '\n';
}

/* A mail about it is to have the record of the log, byte for byte. */
TEST_F(node, text_is_that_of_the_record)
{
	bool go_on = true;
	pthread_t clock;
	int i, differ = 0;

	ASSERT_EQ(0, pthread_create(&clock, NULL, turn_clock, &go_on));
	for (i = 0; i < 40; i++) {
		audit_forget();
		if (probe_start(&self->probe, open_read, OBJECT, NULL) ||
		    !await_question(self->fd, &self->asked))
			break;
		differ += !has_header(audit_find(PROBE_DOMAIN, READ_OBJECT), &self->asked);
		answer(self->fd, self->asked.serial, 2);
		probe_end(&self->probe);
	}
	__atomic_store_n(&go_on, false, __ATOMIC_RELEASE);
	pthread_join(clock, NULL);
	EXPECT_EQ(40, i);
	EXPECT_EQ(0, differ);
}

/* Each file has its own place, and nothing is missed when others are answered. */
TEST_F(node, place)
{
	struct question *const asked = &self->asked;
	struct probe probes[3];
	unsigned int first;
	const int other = open(QUERY, O_RDONLY | O_CLOEXEC);
	int i;

	for (i = 0; i < 3; i++)
		START(&probes[i], open_read, OBJECT, NULL);
	first = asked->serial - 2;
	EXPECT_FALSE(next_question(self->fd, asked));
	for (i = 0; i < 3; i++) {
		ASSERT_TRUE(next_question(self->fd, asked));
		EXPECT_EQ(first + i, asked->serial);
	}
	EXPECT_FALSE(next_question(self->fd, asked));
	ASSERT_TRUE(next_question(other, asked));
	EXPECT_EQ(first, asked->serial);
	EXPECT_EQ(0, answer(self->fd, first, 2));
	ASSERT_TRUE(next_question(other, asked));
	EXPECT_EQ(first + 1, asked->serial);
	ASSERT_TRUE(next_question(self->fd, asked));
	EXPECT_EQ(first + 1, asked->serial);
	EXPECT_EQ(0, answer(self->fd, first + 2, 2));
	EXPECT_FALSE(next_question(other, asked));
	EXPECT_EQ(0, answer(self->fd, first + 1, 1));
	EXPECT_EQ(EPERM, probe_end(&probes[0]));
	EXPECT_EQ(0, probe_end(&probes[1]));
	EXPECT_EQ(EPERM, probe_end(&probes[2]));
	close(other);
}

TEST_F(node, strict_lines)
{
	char reason[256];

	EXPECT_EQ(EINVAL, policy_error("query", reason, sizeof(reason), "A4000000000=1\n"));
	EXPECT_STREQ("1: 4000000000: no such request waits\n", reason);
	EXPECT_EQ(EINVAL, policy_error("query", reason, sizeof(reason), "B1=1\n"));
	EXPECT_STREQ("1: B1=1: not an answer\n", reason);
	EXPECT_EQ(EINVAL, policy_error("query", reason, sizeof(reason), "A1=\n"));
	EXPECT_EQ(EINVAL, policy_error("query", reason, sizeof(reason), "A-1=1\n"));
	EXPECT_EQ(0, policy_lax("query", "A4000000000=1\nB1=1\nA=\nA\n=\n\n"));
}

static int write_query(char **args)
{
	const int fd = args[1] ? atoi(args[1]) : open(QUERY, O_RDWR);

	return fd < 0 || write(fd, args[0], strlen(args[0])) < 0 ? errno : 0;
}

static const char *grant(const struct question *asked)
{
	static char line[64];

	snprintf(line, sizeof(line), "A%u=1\n", asked->serial);
	return line;
}

/* Whoever may open the node may look and is waited for, but not answer. */
TEST_F(node, answers_of_others)
{
	START(&self->probe, open_read, OBJECT, NULL);
	EXPECT_EQ(EPERM, probe_as(TARGET, write_query, grant(&self->asked), NULL));
	EXPECT_EQ(EPERM, probe_as(TARGET, write_query, "\n", NULL));
	EXPECT_FALSE(none_waits(self->fd));
	/* Control: a manager may. */
	ASSERT_EQ(0, policy("manager", TARGET "\n"));
	EXPECT_EQ(0, probe_as(TARGET, write_query, grant(&self->asked), NULL));
	EXPECT_EQ(0, probe_end(&self->probe));
}

TEST_F(node, descriptor_passed_on)
{
	char number[16];
	const int fd = open(QUERY, O_RDWR);

	snprintf(number, sizeof(number), "%d", fd);
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	START(&self->probe, open_read, OBJECT, NULL);
	fcntl(fd, F_SETFD, 0);
	EXPECT_EQ(EPERM, probe_as(TARGET, write_query, grant(&self->asked), number, NULL));
	EXPECT_EQ(EPERM, probe_as(TARGET, write_query, "\n", number, NULL));
	EXPECT_FALSE(none_waits(self->fd));
	close(fd);
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
}

static int open_for_others(char **args)
{
	say("%d", open(args[0], O_RDWR));
	await_go();
	return 0;
}

TEST_F(node, descriptor_planted)
{
	struct probe other;
	int pidfd, fd;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read/write securityfs:/ccs/query"));
	ASSERT_EQ(0, probe_start(&other, open_for_others, QUERY, NULL));
	probe_hear(&other);
	pidfd = syscall(SYS_pidfd_open, other.pid, 0);
	fd = syscall(SYS_pidfd_getfd, pidfd, atoi(reply), 0);
	ASSERT_LE(0, fd);
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	START(&self->probe, open_read, OBJECT, NULL);
	EXPECT_EQ(EPERM, answer(fd, self->asked.serial, 1));
	EXPECT_EQ(EPERM, keep_alive(fd));
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
	close(fd);
	close(pidfd);
	probe_go(&other);
	EXPECT_EQ(0, probe_end(&other));
}

/* A supervisor's own violation, then one when it is none any more. */
static int open_while_holding(char **args)
{
	const int fd = open(QUERY, atoi(args[1]));
	int err;

	if (fd < 0)
		return 100 + errno;
	err = open_read(args);
	say("%d", err);
	/* So is that of whoever inherits it, which it may wait for. */
	say(" %d", in_fork(open_read, args));
	close(fd);
	return open_read(args);
}

TEST_F(node, supervisors_never_wait)
{
	static const int flags[] = { O_RDONLY, O_WRONLY, O_RDWR };
	char number[16];
	size_t i;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read/write securityfs:/ccs/query"));
	for (i = 0; i < ARRAY_SIZE(flags); i++) {
		snprintf(number, sizeof(number), "%d", flags[i]);
		START(&self->probe, open_while_holding, OBJECT, number, NULL);
		EXPECT_TRUE(is_asked(&self->asked, PROBE_DOMAIN, READ_OBJECT));
		EXPECT_EQ(2, audit_count(PROBE_DOMAIN, READ_OBJECT) - 1);
		EXPECT_EQ(0, answer(self->fd, self->asked.serial, 1));
		EXPECT_EQ(0, probe_end(&self->probe));
		EXPECT_STREQ("1 1", reply);
		audit_forget();
	}
}

/* A descriptor that only names the node makes nobody a supervisor. */
TEST_F(node, of_a_path)
{
	char number[16];
	const int fd = open(QUERY, O_PATH | O_CLOEXEC);

	snprintf(number, sizeof(number), "%d", O_PATH);
	START(&self->probe, open_while_holding, OBJECT, number, NULL);
	close(self->fd);
	EXPECT_EQ(EPERM, probe_end(&self->probe));
	EXPECT_STREQ("1 1", reply);
	close(fd);
	self->fd = supervise();
}

TEST_F(node, quota)
{
	ASSERT_EQ(0, policy("stat", WAITING " 100\n"));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
	EXPECT_TRUE(none_waits(self->fd));
	ASSERT_EQ(0, policy("stat", WAITING " 0\n"));
	START(&self->probe, open_read, OBJECT, NULL);
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 1));
	EXPECT_EQ(0, probe_end(&self->probe));
}

TEST_F(node, timeout_has_bounds)
{
	ASSERT_EQ(0, set_timeout(600));
	EXPECT_EQ(0, policy("stat", "Query timeout:601\nQuery timeout: 0\nQuery timeout: x\n"
			    "Query timeout:\nQuery timeout: 99999999999999999999\n"));
	EXPECT_EQ(600, stat_value("Query timeout:"));
	EXPECT_EQ(0, policy("stat", "Query timeout:                                 7\n"));
	EXPECT_EQ(7, stat_value("Query timeout:"));
}

/* One more than can wait. */
#define PENDING_MAX 256
#define THREADS (PENDING_MAX + 1)

static void *open_one(void *path)
{
	const long err = try_open(path, O_RDONLY);

	if (err)
		say("refused");
	return (void *)err;
}

static int open_many(char **args)
{
	pthread_t threads[THREADS];
	pthread_attr_t attr;
	int i, refused = 0;
	void *err;

	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, 65536);
	for (i = 0; i < THREADS; i++)
		if (pthread_create(&threads[i], &attr, open_one, args[0]))
			return 100;
	for (i = 0; i < THREADS; i++) {
		pthread_join(threads[i], &err);
		refused += (long)err == EPERM;
	}
	return refused == 1 ? 0 : refused ? refused & 127 : 101;
}

TEST_F(node, number_of_requests_is_bounded)
{
	struct pollfd refused = { .events = POLLIN };
	int i;

	ASSERT_EQ(0, probe_start(&self->probe, open_many, OBJECT, NULL));
	refused.fd = self->probe.reply;
	for (i = 0; i < PENDING_MAX; i++) {
		ASSERT_TRUE(await_question(self->fd, &self->asked));
		EXPECT_TRUE(is_asked(&self->asked, PROBE_DOMAIN, READ_OBJECT));
	}
	ASSERT_EQ(1, poll(&refused, 1, 60000));
	EXPECT_FALSE(next_question(self->fd, &self->asked));
	for (i = 0; i < PENDING_MAX; i++) {
		ASSERT_TRUE(next_question(self->fd, &self->asked));
		EXPECT_EQ(0, answer(self->fd, self->asked.serial, 1));
	}
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_TRUE(none_waits(self->fd));
}

/* Files that are closed while somebody reads, writes and waits. */
static int come_and_go(char **args)
{
	struct question asked;
	int i;

	(void)args;
	for (i = 0; i < 200; i++) {
		const int fd = supervise();

		if (fd < 0)
			return errno;
		while (next_question(fd, &asked))
			answer(fd, asked.serial, 1 + i % 3);
		close(fd);
	}
	return 0;
}

static int open_often(char **args)
{
	int i;

	for (i = 0; i < 200; i++)
		open_read(args);
	return 0;
}

TEST_F(node, supervisors_come_and_go)
{
	struct probe probes[4];
	int i;

	close(self->fd);
	for (i = 0; i < 4; i++)
		ASSERT_EQ(0, probe_start(&probes[i], open_often, OBJECT, NULL));
	for (i = 0; i < 3; i++)
		EXPECT_EQ(0, in_fork(come_and_go, NULL));
	for (i = 0; i < 4; i++)
		EXPECT_EQ(0, probe_end(&probes[i]));
	self->fd = supervise();
	EXPECT_TRUE(none_waits(self->fd));
}

TEST_HARNESS_MAIN
