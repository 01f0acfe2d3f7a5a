// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests that wait for a supervisor: how they end
 */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "net.h"
#include "supervisor.h"
#include "victim.h"

#define READ_OBJECT "file read " OBJECT

FIXTURE(query) {
	struct question asked;
	struct probe probe;
	int fd;
};

FIXTURE_SETUP(query)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, set_timeout(LONG_TIMEOUT));
	self->fd = supervise();
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(query)
{
	close(self->fd);
	set_timeout(DEFAULT_TIMEOUT);
	leave_world();
}

/* Starts a probe that has to wait. */
#define START(fn, wanted, ...)							\
	do {									\
		ASSERT_EQ(0, probe_start(&self->probe, fn, __VA_ARGS__));	\
		ASSERT_TRUE(await_question(self->fd, &self->asked));		\
		ASSERT_TRUE(is_asked(&self->asked, PROBE_DOMAIN, wanted)) {	\
			TH_LOG("%s\n%s\n%s", self->asked.header,		\
			       self->asked.domain, self->asked.request);	\
		}								\
	} while (0)

TEST_F(query, nobody_to_ask)
{
	close(self->fd);
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(0, stat_value(WAITING));
}

TEST_F(query, is_granted_once)
{
	const long violations = stat_value("Policy violation in enforcing mode:");
	unsigned int serial;

	START(open_read, READ_OBJECT, OBJECT, NULL);
	EXPECT_EQ(0, self->asked.retry);
	EXPECT_TRUE(strstr(self->asked.header, " path1={ uid=0 "));
	EXPECT_TRUE(strstr(self->asked.header, " type!=execute_handler }"));
	EXPECT_LT(0, stat_value(WAITING));
	serial = self->asked.serial;
	EXPECT_EQ(0, answer(self->fd, serial, 1));
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_TRUE(none_waits(self->fd));
	/* It was a violation nevertheless, and the policy is as before. */
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_EQ(violations + 1, stat_value("Policy violation in enforcing mode:"));
	EXPECT_STREQ("", domain_entries(PROBE_DOMAIN));
	START(open_read, READ_OBJECT, OBJECT, NULL);
	EXPECT_EQ(serial + 1, self->asked.serial);
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
}

/* The number is one byte; 1 grants and 3 tries again, any other one refuses. */
TEST_F(query, is_refused)
{
	static const unsigned int answers[] = { 2, 4, 255, 258 };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(answers); i++) {
		START(open_read, READ_OBJECT, OBJECT, NULL);
		EXPECT_EQ(0, answer(self->fd, self->asked.serial, answers[i]));
		EXPECT_EQ(EPERM, probe_end(&self->probe));
	}
	EXPECT_TRUE(none_waits(self->fd));
}

TEST_F(query, zero_is_no_answer)
{
	START(open_read, READ_OBJECT, OBJECT, NULL);
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 0));
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 256));
	EXPECT_FALSE(none_waits(self->fd));
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 257));
	EXPECT_EQ(0, probe_end(&self->probe));
}

TEST_F(query, first_answer_counts)
{
	char lines[64];

	START(open_read, READ_OBJECT, OBJECT, NULL);
	snprintf(lines, sizeof(lines), "A%u=2\nA%u=1\n", self->asked.serial,
		 self->asked.serial);
	EXPECT_EQ((ssize_t)strlen(lines), write(self->fd, lines, strlen(lines)));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
}

TEST_F(query, is_tried_again)
{
	unsigned int serial, tries;

	START(open_read, READ_OBJECT, OBJECT, NULL);
	serial = self->asked.serial;
	for (tries = 1; tries < 5; tries++) {
		EXPECT_EQ(0, answer(self->fd, self->asked.serial, 3));
		ASSERT_TRUE(await_question(self->fd, &self->asked));
		EXPECT_TRUE(is_asked(&self->asked, PROBE_DOMAIN, READ_OBJECT));
		EXPECT_EQ(serial + tries, self->asked.serial);
		EXPECT_EQ(tries, self->asked.retry);
	}
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
	EXPECT_EQ(5, audit_count(PROBE_DOMAIN, READ_OBJECT));
}

/* The way in which ccs-queryd adds a permission. */
TEST_F(query, is_tried_again_with_a_new_line)
{
	START(open_read, READ_OBJECT, OBJECT, NULL);
	EXPECT_EQ(0, add_line(self->asked.serial, READ_OBJECT " path1.uid=task.uid"));
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 3));
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_STREQ(READ_OBJECT " path1.uid=task.uid\n", domain_entries(PROBE_DOMAIN));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, READ_OBJECT));
	/* It is gone, and so is what it selects. */
	EXPECT_EQ(EINVAL, add_line(self->asked.serial, "file write " OBJECT));
	EXPECT_STREQ(READ_OBJECT " path1.uid=task.uid\n", domain_entries(PROBE_DOMAIN));
}

TEST_F(query, domain_is_shown)
{
	char line[64], *text;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file write " OBJECT));
	START(open_read, READ_OBJECT, OBJECT, NULL);
	snprintf(line, sizeof(line), "select Q=%u", self->asked.serial);
	text = ask_node("domain_policy", line);
	EXPECT_EQ(0, strncmp(text + strlen("# ") + strlen(line) + 1,
			     PROBE_DOMAIN "\nuse_profile 103\n",
			     strlen(PROBE_DOMAIN "\nuse_profile 103\n")));
	EXPECT_NE(NULL, strstr(text, "\nfile write " OBJECT "\n"));
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
	text = ask_node("domain_policy", line);
	EXPECT_EQ(NULL, strstr(text, "use_profile"));
}

TEST_F(query, time_is_up)
{
	const long start = ms_now();

	ASSERT_EQ(0, set_timeout(5));
	START(open_read, READ_OBJECT, OBJECT, NULL);
	EXPECT_EQ(EPERM, probe_end(&self->probe));
	EXPECT_LE(5000 - 20, ms_now() - start);
	EXPECT_TRUE(none_waits(self->fd));
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 1));
}

static bool is_alive(pid_t pid)
{
	return !waitpid(pid, NULL, WNOHANG);
}

/* Whatever a supervisor writes gives everybody all the time again. */
TEST_F(query, time_is_prolonged)
{
	const long start = ms_now();

	ASSERT_EQ(0, set_timeout(4));
	START(open_read, READ_OBJECT, OBJECT, NULL);
	while (ms_now() - start < 7000) {
		usleep(100000);
		ASSERT_EQ(0, keep_alive(self->fd));
		ASSERT_TRUE(is_alive(self->probe.pid));
		ASSERT_EQ(0, answer(self->fd, 4000000000U, 1));
	}
	EXPECT_EQ(EPERM, probe_end(&self->probe));
}

TEST_F(query, last_supervisor_leaves)
{
	const int other = supervise();

	START(open_read, READ_OBJECT, OBJECT, NULL);
	close(self->fd);
	usleep(100000);
	EXPECT_TRUE(is_alive(self->probe.pid));
	EXPECT_FALSE(none_waits(other));
	close(other);
	EXPECT_EQ(EPERM, probe_end(&self->probe));
	/* Who comes later finds nothing. */
	self->fd = supervise();
	EXPECT_TRUE(none_waits(self->fd));
}

#define THREADS 8

struct opener {
	pthread_t thread;
	char path[64];
	int err;
};

static void *open_one(void *arg)
{
	struct opener *const opener = arg;

	opener->err = try_open(opener->path, O_RDONLY);
	return NULL;
}

static int open_all(char **args)
{
	struct opener openers[THREADS];
	int i;

	(void)args;
	for (i = 0; i < THREADS; i++) {
		snprintf(openers[i].path, sizeof(openers[i].path), DIR "/%d", i);
		if (pthread_create(&openers[i].thread, NULL, open_one, &openers[i]))
			return errno;
	}
	for (i = 0; i < THREADS; i++)
		pthread_join(openers[i].thread, NULL);
	for (i = 0; i < THREADS; i++)
		say("%c", openers[i].err == EPERM ? 'n' : openers[i].err ? '?' : 'y');
	return 0;
}

/* Each gets its own answer, whatever the order. */
TEST_F(query, several_wait)
{
	unsigned int serials[THREADS];
	char path[64];
	int i, number;

	for (i = 0; i < THREADS; i++) {
		snprintf(path, sizeof(path), DIR "/%d", i);
		ASSERT_EQ(0, touch(path));
	}
	ASSERT_EQ(0, probe_start(&self->probe, open_all, NULL));
	for (i = 0; i < THREADS; i++) {
		ASSERT_TRUE(await_question(self->fd, &self->asked));
		ASSERT_EQ(0, strncmp(self->asked.request, "file read " DIR "/",
				     strlen("file read " DIR "/")));
		number = atoi(self->asked.request + strlen("file read " DIR "/"));
		serials[number] = self->asked.serial;
	}
	for (i = THREADS - 1; i >= 0; i--)
		EXPECT_EQ(0, answer(self->fd, serials[i], i % 3 ? 1 : 2));
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_STREQ("nyynyyny", reply);
	EXPECT_TRUE(none_waits(self->fd));
}

TEST_F(query, waiting_task_is_killed)
{
	START(open_read, READ_OBJECT, OBJECT, NULL);
	ASSERT_EQ(0, kill(self->probe.pid, SIGKILL));
	EXPECT_EQ(PROBE_KILLED + SIGKILL, probe_end(&self->probe));
	EXPECT_TRUE(none_waits(self->fd));
}

static void handle(int sig)
{
	(void)sig;
}

static int open_with_handler(char **args)
{
	signal(SIGUSR1, handle);
	return open_read(args);
}

/* Another signal waits as well. */
TEST_F(query, waiting_task_is_signalled)
{
	START(open_with_handler, READ_OBJECT, OBJECT, NULL);
	ASSERT_EQ(0, kill(self->probe.pid, SIGUSR1));
	usleep(100000);
	EXPECT_FALSE(none_waits(self->fd));
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 1));
	EXPECT_EQ(0, probe_end(&self->probe));
}

/* What only records violations asks nobody. */
TEST_F(query, other_modes)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", PERMISSIVE));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", LEARNING));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_TRUE(none_waits(self->fd));
}

static int signal_process(char **args)
{
	return kill(atoi(args[0]), SIGUSR1) ? errno : 0;
}

static int signal_group(char **args)
{
	return kill(-atoi(args[0]), SIGUSR1) ? errno : 0;
}

/* Who is judged under a spinlock can't wait; at the entry of a call, one can. */
TEST_F(query, where_nothing_may_sleep)
{
	struct victim victim;

	ASSERT_EQ(0, victim_start(&victim, VICTIM, 0));
	EXPECT_EQ(EPERM, probe(signal_group, victim.number, NULL));
	EXPECT_TRUE(none_waits(self->fd));
	START(signal_process, "ipc signal 10 " VICTIM_DOMAIN, victim.number, NULL);
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 1));
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_TRUE(victim_has(&victim, SIGUSR1));
	victim_end(&victim);
}

#define RECEIVING "103-CONFIG::network::inet_dgram_recv="

/* What a denial does not slow down is asked about nevertheless. */
TEST_F(query, datagram_is_received)
{
	static const struct {
		unsigned int answer;
		int err;
	} rows[] = { { 1, 0 }, { 2, EAGAIN } };
	size_t i;

	ASSERT_EQ(0, policy("profile", "103-CONFIG={ mode=disabled }\n"
			    RECEIVING "{ mode=enforcing reject_log=yes }\n"));
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		START(net_recv, "network inet dgram recv 127.0.0.1 4998", "udp4",
		      "127.0.0.1", "4998", NULL);
		EXPECT_EQ(0, answer(self->fd, self->asked.serial, rows[i].answer));
		EXPECT_EQ(rows[i].err, probe_end(&self->probe));
	}
	EXPECT_EQ(0, policy("profile", RECEIVING "{ use_default }\n"));
}

static int unlink_one(char **args)
{
	return unlink(args[0]) ? errno : 0;
}

static int list_directory(void)
{
	struct dirent **entries;

	return scandir(DIR, &entries, NULL, NULL) < 0 ? errno : 0;
}

/*
 * Whoever removes a name keeps everybody out of the directory meanwhile. So no
 * supervisor can prolong that for ever.
 */
TEST_F(query, time_with_a_directory_locked)
{
	const long start = ms_now();
	bool alive = true;
	pid_t lister;

	ASSERT_EQ(0, set_timeout(2));
	START(unlink_one, "file unlink " OBJECT, OBJECT, NULL);
	lister = fork();
	if (!lister)
		_exit(list_directory());
	while (alive && ms_now() - start < 60000) {
		ASSERT_EQ(0, keep_alive(self->fd));
		usleep(100000);
		alive = is_alive(lister);
	}
	EXPECT_FALSE(alive);
	EXPECT_EQ(EPERM, probe_end(&self->probe));
	EXPECT_EQ(0, access(OBJECT, F_OK));
	/* Control: in time, it is granted as anything else. */
	ASSERT_EQ(0, set_timeout(LONG_TIMEOUT));
	START(unlink_one, "file unlink " OBJECT, OBJECT, NULL);
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 1));
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_EQ(-1, access(OBJECT, F_OK));
}

TEST_HARNESS_MAIN
