// SPDX-License-Identifier: GPL-2.0-only
/*
 * Allocations that fail
 *
 * The kernel lets the nth allocation of a task fail. Every n is tried until no
 * allocation is left, and none of them may open anything.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define FAIL_NTH "/proc/thread-self/fail-nth"
#define DEBUG "/sys/kernel/debug/"

/* More allocations than any of these calls makes. */
#define NTH_MAX 2000

/* As many as an execution needs to its end, and a few of the program's own. */
#define EXECUTE_MAX 250

/* How an execution ends that does not: elsewhere, by policy, by what was injected. */
#define MOVED 11
#define REFUSED 12
#define FAILED 13

static int set_knob(const char *path, const char *value)
{
	const int fd = open(path, O_WRONLY | O_CLOEXEC);
	const ssize_t len = strlen(value);
	const int err = fd < 0 || write(fd, value, len) != len ? errno : 0;

	close(fd);
	return err;
}

/* Sleeping allocations are to fail too, and without a trace of each. */
static bool prepare(void)
{
	return !set_knob(DEBUG "failslab/ignore-gfp-wait", "N") &&
	       !set_knob(DEBUG "failslab/verbose", "0") &&
	       !set_knob(DEBUG "fail_page_alloc/ignore-gfp-wait", "N") &&
	       !set_knob(DEBUG "fail_page_alloc/verbose", "0") &&
	       !access(FAIL_NTH, W_OK);
}

static void fail_nth(int fd, int nth)
{
	char text[16];
	const int len = snprintf(text, sizeof(text), "%d", nth);

	if (pwrite(fd, text, len, 0) != len)
		_exit(PROBE_LOST & 0xff);
}

/* Returns whether the failure is still to come, and calls it off. */
static bool still_to_come(int fd)
{
	char text[16] = "";

	if (pread(fd, text, sizeof(text) - 1, 0) < 0)
		return false;
	fail_nth(fd, 0);
	return atoi(text);
}

FIXTURE(fault) {
};

FIXTURE_SETUP(fault)
{
	if (!prepare())
		SKIP(return, "the kernel injects no failures");
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN,
				   "file read " OBJECT " path1.uid=0 task.uid=0\n"
				   "file read/write proc:/self/task/\\$/fail-nth\n"
				   "file execute " DIR "/link exec.realpath=\"" TARGET "\""
				   " exec.argv[0]=\"link\" exec.argv[2]!=\"x\"\n"));
	ASSERT_EQ(0, symlink(TARGET, DIR "/link"));
}

FIXTURE_TEARDOWN(fault)
{
	leave_world();
}

/* args[1] is what to expect when nothing fails. */
static int sweep_open(char **args)
{
	const int knob = open(FAIL_NTH, O_RDWR | O_CLOEXEC);
	const int expected = atoi(args[1]);
	int nth, err;

	if (knob < 0)
		return errno;
	for (nth = 1; nth < NTH_MAX; nth++) {
		const int fd = (fail_nth(knob, nth), open(args[0], O_RDONLY | O_CLOEXEC));

		err = fd < 0 ? errno : 0;
		if (fd >= 0)
			close(fd);
		if (still_to_come(knob))
			return err == expected ? 0 : 1;
		if (!err && expected)
			return 2;
		if (err && err != ENOMEM && err != expected && err != ENFILE)
			return 100 + err;
	}
	return 3;
}

TEST_F(fault, open_denied)
{
	char expected[16];

	snprintf(expected, sizeof(expected), "%d", EPERM);
	EXPECT_EQ(0, probe(sweep_open, SECRET, expected, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file read " SECRET));
	/* A name that needs a buffer of its own. */
	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
}

TEST_F(fault, open_allowed)
{
	EXPECT_EQ(0, probe(sweep_open, OBJECT, "0", NULL));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
}

static int sweep_long_name(char **args)
{
	char name[256] = "";
	int i;

	memset(name, '\1', 250);
	if (chdir(DIR))
		return errno;
	for (i = 0; i < atoi(args[2]); i++)
		if (chdir(name))
			return errno;
	return sweep_open(args);
}

TEST_F(fault, long_name_denied)
{
	char name[256] = "", expected[16];
	int i;

	memset(name, '\1', 250);
	ASSERT_EQ(0, chdir(DIR));
	for (i = 0; i < 6; i++) {
		ASSERT_EQ(0, mkdir(name, 0755));
		ASSERT_EQ(0, chdir(name));
	}
	ASSERT_EQ(0, touch("leaf"));
	ASSERT_EQ(0, chdir("/"));
	snprintf(expected, sizeof(expected), "%d", EPERM);
	EXPECT_EQ(0, probe(sweep_long_name, "leaf", expected, "6", NULL));
}

/* In the child: execute with the nth allocation failing; 0 where it worked. */
static int execute_nth(int knob, int nth, char **args)
{
	char *const argv[] = { args[1], call(tell_domain), NULL };

	fail_nth(knob, nth);
	execv(args[0], argv);
	/* Before anything else: did it fail because of us, and are we still here? */
	if (strcmp(my_domain(), PROBE_DOMAIN))
		return MOVED;
	return still_to_come(knob) ? REFUSED : FAILED;
}

/*
 * What fails behind the point of no return kills the process, which opens
 * nothing either. args[2]: it is to work when nothing fails.
 */
static int sweep_execute(char **args)
{
	const bool allowed = *args[2] == 'y';
	int nth, status;

	for (nth = 1; nth < (allowed ? EXECUTE_MAX : NTH_MAX); nth++) {
		const pid_t pid = fork();

		if (!pid)
			_exit(execute_nth(open(FAIL_NTH, O_RDWR | O_CLOEXEC), nth, args));
		if (pid < 0 || waitpid(pid, &status, 0) != pid)
			return errno;
		if (WIFSIGNALED(status))
			continue;
		if (WEXITSTATUS(status) == MOVED)
			return MOVED;
		if (WEXITSTATUS(status) == REFUSED)
			return allowed ? REFUSED : 0;
	}
	return allowed ? 0 : PROBE_LOST & 0xff;
}

static bool only_line(const char *text, const char *line)
{
	const size_t len = strlen(line);

	while (!strncmp(text, line, len))
		text += len;
	return !*text;
}

TEST_F(fault, execute_denied)
{
	EXPECT_EQ(0, probe(sweep_execute, TARGET, "link", "n", NULL));
	EXPECT_STREQ("", reply);
}

/* Whoever gets through is where the program belongs, and nowhere else. */
TEST_F(fault, execute_allowed)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN " " DIR "/link", "use_profile %d", ENFORCING));
	EXPECT_EQ(0, probe(sweep_execute, DIR "/link", "link", "y", NULL));
	EXPECT_LT(0, strlen(reply));
	EXPECT_TRUE(only_line(reply, PROBE_DOMAIN " " DIR "/link\n"));
}

/* A line is taken or it is not; nothing in between, and nothing else changes. */
TEST_F(fault, policy_lines)
{
	static const char line[] = "file read/write /x/\\* task.uid=0 exec.argv[0]=\"y\"\n";
	const int knob = open(FAIL_NTH, O_RDWR | O_CLOEXEC);
	char *const before = domain_entries(PROBE_DOMAIN);
	char *with;
	bool more = true;
	int nth;

	ASSERT_LE(0, knob);
	ASSERT_LT(0, asprintf(&with, "%s%s", before, line));
	for (nth = 1; more && nth < NTH_MAX; nth++) {
		const int fd = open(NODES "domain_policy", O_RDWR | O_CLOEXEC);
		ssize_t done;
		char *after;

		ASSERT_LE(0, fd);
		ASSERT_LT(0, write(fd, "strict on\nselect " PROBE_DOMAIN "\n",
				   strlen("strict on\nselect " PROBE_DOMAIN "\n")));
		fail_nth(knob, nth);
		done = write(fd, line, strlen(line));
		more = !still_to_come(knob);
		close(fd);
		after = domain_entries(PROBE_DOMAIN);
		EXPECT_STREQ(done < 0 ? before : with, after);
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete %.*s",
					  (int)strlen(line) - 1, line));
		free(after);
	}
	EXPECT_FALSE(more);
	EXPECT_LT(2, nth);
}

TEST_HARNESS_MAIN
