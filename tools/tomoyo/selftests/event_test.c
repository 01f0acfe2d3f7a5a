// SPDX-License-Identifier: GPL-2.0-only
/*
 * Events by generic netlink
 */

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "listener.h"
#include "victim.h"

#define READ_OBJECT "file read " OBJECT
#define READ_SECRET "file read " SECRET

/* A worker of a busy debug kernel is waited for this long, in ms. */
#define PATIENCE 60000

FIXTURE(event) {
	struct listener listener;
	struct event event;
};

FIXTURE_SETUP(event)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, READ_OBJECT));
	ASSERT_EQ(0, listener_open(&self->listener));
	ASSERT_EQ(0, listener_find(&self->listener));
}

FIXTURE_TEARDOWN(event)
{
	listener_close(&self->listener);
	leave_world();
}

#define NEXT() listener_next(&self->listener, PATIENCE, &self->event)
#define NO_NEXT() listener_next(&self->listener, 0, &self->event)
#define NUMBER(attribute) event_number(&self->event, CCSECURITY_A_##attribute)
#define TEXT(attribute) event_text(&self->event, CCSECURITY_A_##attribute)

static int two_requests(char **args)
{
	(void)args;
	say("%d", getpid());
	if (try_open(OBJECT, O_RDONLY))
		return 1;
	return try_open(SECRET, O_RDONLY) == EPERM ? 0 : 2;
}

/* The three lines as the node delivers them. */
static const char *lines_of(const struct event *event)
{
	static char text[65536];

	snprintf(text, sizeof(text), "%s\n%s\n%s\n",
		 event_text(event, CCSECURITY_A_AUDIT_HEADER),
		 event_text(event, CCSECURITY_A_AUDIT_DOMAIN),
		 event_text(event, CCSECURITY_A_AUDIT_REQUEST));
	return text;
}

TEST_F(event, audit)
{
	struct stat cgroup;
	uint64_t first;

	ASSERT_EQ(0, listener_join(&self->listener, GROUP_AUDIT));
	ASSERT_EQ(0, probe(two_requests, NULL));
	ASSERT_EQ(1, NEXT());
	EXPECT_EQ(CCSECURITY_CMD_AUDIT, self->event.command);
	EXPECT_STREQ(PROBE_DOMAIN, TEXT(AUDIT_DOMAIN));
	EXPECT_STREQ(READ_OBJECT, TEXT(AUDIT_REQUEST));
	EXPECT_EQ(1, NUMBER(AUDIT_GRANTED));
	EXPECT_EQ(ENFORCING, NUMBER(AUDIT_PROFILE));
	EXPECT_EQ(CCSECURITY_MODE_ENFORCING, NUMBER(AUDIT_MODE));
	EXPECT_EQ(atoi(reply), NUMBER(AUDIT_PID));
	EXPECT_EQ(atoi(reply), NUMBER(AUDIT_NS_PID));
	EXPECT_EQ(0, NUMBER(AUDIT_UID));
	if (!stat("/sys/fs/cgroup/cgroup.procs", &cgroup))
		EXPECT_NE(0, NUMBER(AUDIT_CGROUP));
	EXPECT_STREQ(audit_find(PROBE_DOMAIN, READ_OBJECT), lines_of(&self->event));
	first = self->event.sequence;
	EXPECT_LT(0, first);
	ASSERT_EQ(1, NEXT());
	EXPECT_STREQ(READ_SECRET, TEXT(AUDIT_REQUEST));
	EXPECT_EQ(0, NUMBER(AUDIT_GRANTED));
	EXPECT_EQ(first + 1, self->event.sequence);
	/* Nothing was taken from the node. */
	EXPECT_STREQ(audit_find(PROBE_DOMAIN, READ_SECRET), lines_of(&self->event));
	EXPECT_EQ(0, NO_NEXT());
}

/* Who reads records from the node is not who hears of them. */
TEST_F(event, full_queue_stops_nobody)
{
	ASSERT_EQ(0, policy("profile", "%d-PREFERENCE={ max_audit_log=0 }\n", ENFORCING));
	ASSERT_EQ(0, listener_join(&self->listener, GROUP_AUDIT));
	ASSERT_EQ(0, probe(two_requests, NULL));
	EXPECT_EQ(1, NEXT());
	EXPECT_EQ(1, NEXT());
	EXPECT_STREQ(READ_SECRET, TEXT(AUDIT_REQUEST));
	EXPECT_EQ(0, audit_count(PROBE_DOMAIN, READ_SECRET));
	ASSERT_EQ(0, policy("stat", "Memory used by audit log: 1\n"));
	ASSERT_EQ(0, policy("profile", "%d-PREFERENCE={ max_audit_log=1024 }\n", ENFORCING));
	EXPECT_EQ(0, probe(two_requests, NULL));
	EXPECT_EQ(1, NEXT());
	EXPECT_EQ(1, NEXT());
	EXPECT_EQ(0, audit_count(PROBE_DOMAIN, READ_SECRET));
	ASSERT_EQ(0, policy("stat", "Memory used by audit log: 0\n"));
}

/* What the profile does not log, nobody hears of. */
TEST_F(event, quiet_profile)
{
	ASSERT_EQ(0, listener_join(&self->listener, GROUP_AUDIT));
	ASSERT_EQ(0, policy("profile", "%d-CONFIG={ mode=enforcing grant_log=no reject_log=yes"
			    " }\n", ENFORCING));
	ASSERT_EQ(0, probe(two_requests, NULL));
	ASSERT_EQ(1, NEXT());
	EXPECT_STREQ(READ_SECRET, TEXT(AUDIT_REQUEST));
	EXPECT_EQ(0, NO_NEXT());
}

static int kill_group(char **args)
{
	return !kill(-atoi(args[0]), SIGUSR1) ? 1 : errno == EPERM ? 0 : errno;
}

/* Judged where nothing may sleep, told by a worker. */
TEST_F(event, judged_in_atomic_context)
{
	struct victim victim;

	ASSERT_EQ(0, victim_start(&victim, VICTIM, 0));
	ASSERT_EQ(0, listener_join(&self->listener, GROUP_AUDIT));
	EXPECT_EQ(0, probe(kill_group, victim.number, NULL));
	EXPECT_EQ(1, NEXT());
	EXPECT_STREQ("ipc signal 10 " VICTIM_DOMAIN, TEXT(AUDIT_REQUEST));
	EXPECT_NE(0, NUMBER(AUDIT_PID));
	EXPECT_NE(getpid(), (int)NUMBER(AUDIT_PID));
	victim_end(&victim);
}

TEST_F(event, policy)
{
	uint64_t first;

	ASSERT_EQ(0, listener_join(&self->listener, GROUP_POLICY));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, READ_SECRET));
	ASSERT_EQ(1, NEXT());
	EXPECT_EQ(CCSECURITY_CMD_POLICY, self->event.command);
	EXPECT_EQ(CCSECURITY_POLICY_CHANGE_LINES, NUMBER(POLICY_CHANGE));
	EXPECT_EQ(getpid(), (int)NUMBER(POLICY_PID));
	EXPECT_STREQ("event_test", TEXT(POLICY_COMM));
	first = self->event.sequence;
	ASSERT_EQ(1, NEXT());
	EXPECT_EQ(first + 1, self->event.sequence);
	/* One for the domain's line, one for the entry; none for records. */
	ASSERT_EQ(0, probe(two_requests, NULL) & 1);
	EXPECT_EQ(0, NO_NEXT());
}

/* A supervisor is told without reading what waits over and over. */
TEST_F(event, query)
{
	const int fd = open(NODES "query", O_RDWR | O_CLOEXEC);
	struct probe probe;
	unsigned int serial;

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, listener_join(&self->listener, GROUP_QUERY));
	ASSERT_EQ(0, probe_start(&probe, open_read, SECRET, NULL));
	ASSERT_EQ(1, NEXT());
	EXPECT_EQ(CCSECURITY_CMD_QUERY, self->event.command);
	EXPECT_EQ(CCSECURITY_QUERY_STATE_RAISED, NUMBER(QUERY_STATE));
	EXPECT_EQ(0, NUMBER(QUERY_RETRY));
	serial = NUMBER(QUERY_SERIAL);
	EXPECT_LT(0, dprintf(fd, "A%u=3\n", serial));
	ASSERT_EQ(1, NEXT());
	EXPECT_EQ(CCSECURITY_QUERY_STATE_RETRIED, NUMBER(QUERY_STATE));
	EXPECT_EQ(serial, NUMBER(QUERY_SERIAL));
	ASSERT_EQ(1, NEXT());
	EXPECT_EQ(CCSECURITY_QUERY_STATE_RAISED, NUMBER(QUERY_STATE));
	EXPECT_EQ(1, NUMBER(QUERY_RETRY));
	EXPECT_LT(0, dprintf(fd, "A%u=1\n", (unsigned int)NUMBER(QUERY_SERIAL)));
	EXPECT_EQ(0, probe_end(&probe));
	ASSERT_EQ(1, NEXT());
	EXPECT_EQ(CCSECURITY_QUERY_STATE_GRANTED, NUMBER(QUERY_STATE));
	ASSERT_EQ(0, probe_start(&probe, open_read, SECRET, NULL));
	ASSERT_EQ(1, NEXT());
	EXPECT_EQ(CCSECURITY_QUERY_STATE_RAISED, NUMBER(QUERY_STATE));
	/* Nobody is left who could answer. */
	close(fd);
	EXPECT_EQ(EPERM, probe_end(&probe));
	ASSERT_EQ(1, NEXT());
	EXPECT_EQ(CCSECURITY_QUERY_STATE_EXPIRED, NUMBER(QUERY_STATE));
}

TEST_F(event, status)
{
	struct event *const status = &self->event;
	const long enforcing = stat_value("Policy violation in enforcing mode:");

	ASSERT_EQ(0, listener_status(&self->listener, status));
	EXPECT_EQ(0, strncmp(TEXT(STATUS_VERSION), "1.8.", 4));
	EXPECT_EQ(1, NUMBER(STATUS_ACTIVE));
	EXPECT_EQ(enforcing, (long)NUMBER(STATUS_ENFORCING));
	EXPECT_EQ(0, status_number(status, CCSECURITY_A_STATUS_GROUP, "audit",
				   CCSECURITY_A_GROUP_LISTENED));
	EXPECT_NE(UINT64_MAX, status_number(status, CCSECURITY_A_STATUS_GROUP, "query",
					    CCSECURITY_A_GROUP_SEQUENCE));
	ASSERT_EQ(0, listener_join(&self->listener, GROUP_AUDIT));
	ASSERT_EQ(0, probe(two_requests, NULL));
	EXPECT_EQ(1, NEXT());
	EXPECT_EQ(1, NEXT());
	ASSERT_EQ(0, listener_status(&self->listener, status));
	EXPECT_EQ(enforcing + 1, (long)NUMBER(STATUS_ENFORCING));
	EXPECT_EQ(1, status_number(status, CCSECURITY_A_STATUS_GROUP, "audit",
				   CCSECURITY_A_GROUP_LISTENED));
	EXPECT_EQ(2, status_number(status, CCSECURITY_A_STATUS_LOG, "audit",
				   CCSECURITY_A_LOG_LENGTH));
	EXPECT_EQ((uint64_t)stat_value("Records lost by audit"),
		  status_number(status, CCSECURITY_A_STATUS_LOG, "audit",
				CCSECURITY_A_LOG_LOST));
}

#define MANY 600

static int many_requests(char **args)
{
	int i;

	(void)args;
	for (i = 0; i < MANY; i++)
		if (try_open(OBJECT, O_RDONLY))
			return 1;
	return 0;
}

static uint64_t audit_sequence(struct listener *listener)
{
	struct event status;

	if (listener_status(listener, &status))
		return 0;
	return status_number(&status, CCSECURITY_A_STATUS_GROUP, "audit",
			     CCSECURITY_A_GROUP_SEQUENCE);
}

/* A listener that does not keep up is told so, and can count what it lost. */
TEST_F(event, overrun)
{
	struct listener other;
	const int small = 4096;
	uint64_t before, last;
	int got = 0, missing = 0, ret;

	ASSERT_EQ(0, listener_open(&other));
	ASSERT_EQ(0, listener_find(&other));
	ASSERT_EQ(0, setsockopt(self->listener.fd, SOL_SOCKET, SO_RCVBUF, &small,
				sizeof(small)));
	ASSERT_EQ(0, listener_join(&self->listener, GROUP_AUDIT));
	before = audit_sequence(&other);
	last = before;
	ASSERT_EQ(0, probe(many_requests, NULL));
	EXPECT_EQ(-ENOBUFS, NO_NEXT());
	while ((ret = NO_NEXT())) {
		ASSERT_EQ(1, ret);
		missing += self->event.sequence - last - 1;
		last = self->event.sequence;
		got++;
	}
	EXPECT_LT(0, got);
	EXPECT_GT(MANY, got);
	/* Those at the end are missing in the status. */
	missing += audit_sequence(&other) - last;
	EXPECT_EQ(MANY, got + missing);
	EXPECT_EQ(before + MANY, audit_sequence(&other));
	/* Then it goes on. */
	ASSERT_EQ(0, probe(two_requests, NULL));
	ASSERT_EQ(1, NEXT());
	EXPECT_EQ(before + MANY + 1, self->event.sequence);
	listener_close(&other);
}

/* Has itself woken by a signal for each event, which is refused, and recorded. */
static int listen_by_signal(char **args)
{
	static struct listener listener;
	uint64_t before;

	(void)args;
	signal(SIGIO, SIG_IGN);
	if (listener_open(&listener) || listener_find(&listener) ||
	    fcntl(listener.fd, F_SETOWN, getpid()) ||
	    fcntl(listener.fd, F_SETFL, O_ASYNC) || listener_join(&listener, GROUP_AUDIT))
		return errno ?: 1;
	before = audit_sequence(&listener);
	if (try_open(SECRET, O_RDONLY) != EPERM)
		return 2;
	usleep(500000);
	say("%d", (int)(audit_sequence(&listener) - before));
	return 0;
}

/* No event tells of what an event led to, but its number is missing. */
TEST_F(event, woken_by_signals)
{
	const char *const request = "ipc signal 29 " PROBE_DOMAIN;
	int left;

	/* What a policy requires of who listens. */
	EXPECT_EQ(EPERM, probe(listen_by_signal, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "capability use_route"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "capability use_route"));
	EXPECT_EQ(0, probe(listen_by_signal, NULL));
	EXPECT_LE(2, atoi(reply));
	EXPECT_GE(4, atoi(reply));
	for (left = PATIENCE; left > 0 && !audit_find(PROBE_DOMAIN, request); left -= 10)
		usleep(10000);
	EXPECT_LT(0, left);
}

/* Without a listener nothing is numbered, let alone made. */
TEST_F(event, nobody_listens)
{
	const uint64_t before = audit_sequence(&self->listener);

	ASSERT_EQ(0, probe(two_requests, NULL));
	EXPECT_EQ(before, audit_sequence(&self->listener));
}

/* What a child may do that did something before: 0, or an error number. */
static int in_child(int (*before)(void), int (*fn)(struct listener *listener))
{
	static struct listener listener;
	const pid_t pid = fork();
	int status;

	if (!pid) {
		if (before())
			_exit(200 + (errno & 31));
		_exit(listener_open(&listener) ?: fn(&listener));
	}
	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : 300;
}

static int as_before(void)
{
	return 0;
}

static int as_nobody(void)
{
	return setgroups(0, NULL) ?: setgid(65534) ?: setuid(65534);
}

static int in_other_net(void)
{
	return unshare(CLONE_NEWNET);
}

static int in_user_ns(void)
{
	return unshare(CLONE_NEWUSER);
}

static int in_own_container(void)
{
	return unshare(CLONE_NEWUSER | CLONE_NEWNET);
}

static int find(struct listener *listener)
{
	return listener_find(listener);
}

static int join_any(struct listener *listener)
{
	int err = listener_find(listener);
	int group;

	if (err)
		return 100 + err;
	for (group = 0; group < GROUP_COUNT; group++) {
		err = listener_join(listener, group);
		if (err != EPERM)
			return err ?: 101;
	}
	return EPERM;
}

static int ask(struct listener *listener)
{
	struct event event;

	return listener_find(listener) ?: listener_status(listener, &event);
}

TEST_F(event, rights)
{
	EXPECT_EQ(0, in_child(as_before, find));
	EXPECT_EQ(101, in_child(as_before, join_any));
	EXPECT_EQ(0, in_child(as_before, ask));
	EXPECT_EQ(EPERM, in_child(as_nobody, join_any));
	EXPECT_EQ(EPERM, in_child(as_nobody, ask));
	/* All capabilities, but not here. */
	EXPECT_EQ(EPERM, in_child(in_user_ns, join_any));
	EXPECT_EQ(EPERM, in_child(in_user_ns, ask));
}

/* A socket that was opened by who may, used by who may not. */
TEST_F(event, socket_handed_on)
{
	struct event event;
	int status;
	pid_t pid;

	pid = fork();
	if (!pid) {
		if (as_nobody())
			_exit(99);
		_exit(listener_join(&self->listener, GROUP_AUDIT) == EPERM &&
		      listener_status(&self->listener, &event) == EPERM ? 0 : 1);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status);
}

TEST_F(event, other_network_namespaces)
{
	EXPECT_EQ(ENOENT, in_child(in_other_net, find));
	EXPECT_EQ(ENOENT, in_child(in_own_container, find));
}

static uint32_t joined_here;

/* By the number that the group has in the initial namespace. */
static int listen_there(struct listener *listener)
{
	struct event event;
	int err;

	listener->groups[GROUP_AUDIT] = joined_here;
	err = listener_join(listener, GROUP_AUDIT);
	if (err)
		return err;
	if (probe(two_requests, NULL))
		return 102;
	return listener_next(listener, 1000, &event) ? 103 : 104;
}

TEST_F(event, nothing_leaves_the_namespace)
{
	joined_here = self->listener.groups[GROUP_AUDIT];
	ASSERT_EQ(0, listener_join(&self->listener, GROUP_AUDIT));
	EXPECT_EQ(104, in_child(in_other_net, listen_there));
	/* Positive control: it was told here. */
	EXPECT_EQ(1, NEXT());
}

TEST_HARNESS_MAIN
