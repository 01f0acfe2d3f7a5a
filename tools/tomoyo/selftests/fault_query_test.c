// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests that wait while allocations fail
 *
 * Whoever can't ask is refused, and whoever is refused stays so.
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "faults.h"
#include "harness.h"
#include "supervisor.h"

#define GRANT 1
#define REFUSE 2
#define RETRY 3

#define READ_SECRET "file read " SECRET

FIXTURE(fault_query) {
	int fd;
	pid_t clerk;
};

FIXTURE_SETUP(fault_query)
{
	self->fd = -1;
	self->clerk = 0;
	if (!faults_prepare())
		SKIP(return, "the kernel injects no failures");
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, FAIL_NTH_ENTRY));
	ASSERT_EQ(0, set_timeout(LONG_TIMEOUT));
	self->fd = supervise();
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(fault_query)
{
	if (self->clerk) {
		kill(self->clerk, SIGKILL);
		waitpid(self->clerk, NULL, 0);
	}
	close(self->fd);
	set_timeout(DEFAULT_TIMEOUT);
	leave_world();
}

/* Answers everything, after as many retries; never returns in the child. */
static pid_t employ(int fd, unsigned int what, unsigned int retries)
{
	static struct question question;
	const pid_t pid = fork();

	while (!pid)
		if (await_question(fd, &question))
			answer(fd, question.serial,
			       question.retry < retries ? RETRY : what);
	return pid;
}

/* Without the clerk nobody is left to answer, so nothing may wait any more. */
static bool all_is_done(int fd, pid_t *clerk)
{
	kill(*clerk, SIGKILL);
	waitpid(*clerk, NULL, 0);
	*clerk = 0;
	return none_waits(fd);
}

TEST_F(fault_query, refused)
{
	self->clerk = employ(self->fd, REFUSE, 0);
	EXPECT_EQ(0, probe(sweep, call(open_read), "300", "n", SECRET, NULL));
	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
	EXPECT_TRUE(all_is_done(self->fd, &self->clerk));
}

TEST_F(fault_query, refused_after_a_retry)
{
	self->clerk = employ(self->fd, REFUSE, 1);
	EXPECT_EQ(0, probe(sweep, call(open_read), "300", "n", SECRET, NULL));
	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
	EXPECT_TRUE(all_is_done(self->fd, &self->clerk));
}

TEST_F(fault_query, granted)
{
	self->clerk = employ(self->fd, GRANT, 0);
	EXPECT_EQ(0, probe(sweep, call(open_read), "300", "y", SECRET, NULL));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
	EXPECT_TRUE(all_is_done(self->fd, &self->clerk));
	EXPECT_STREQ(FAIL_NTH_ENTRY "\n", domain_entries(PROBE_DOMAIN));
}

/* Text and answers arrive or are errors; the request waits meanwhile. */
TEST_F(fault_query, supervisor)
{
	static struct question question;
	const int knob = faults_open();
	struct probe waiting;
	bool more = true;
	int nth, err;

	ASSERT_EQ(0, probe_start(&waiting, open_read, SECRET, NULL));
	ASSERT_TRUE(await_question(self->fd, &question));
	EXPECT_TRUE(is_asked(&question, PROBE_DOMAIN, READ_SECRET));
	for (nth = 1; more && nth < NTH_MAX; nth++) {
		static char text[65536];
		const int fd = open(QUERY, O_RDWR | O_CLOEXEC);
		ssize_t len;

		ASSERT_LE(0, fd);
		fail_nth(knob, nth);
		len = read(fd, text, sizeof(text));
		more = !still_to_come(knob);
		EXPECT_TRUE(len > 0 ? !!strstr(text, "\n" READ_SECRET "\n") : errno == ENOMEM);
		close(fd);
	}
	for (more = true, nth = 1; more && nth < NTH_MAX; nth++) {
		fail_nth(knob, nth);
		err = answer(self->fd, question.serial, REFUSE);
		more = !still_to_come(knob);
		if (!err)
			break;
		EXPECT_EQ(ENOMEM, err);
	}
	fail_nth(knob, 0);
	EXPECT_EQ(EPERM, probe_end(&waiting));
	EXPECT_TRUE(none_waits(self->fd));
}

TEST_HARNESS_MAIN
