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
#include "faults.h"
#include "harness.h"

/* As many as an execution needs to its end, and a few of the program's own. */
#define EXECUTE_MAX 250

/* How an execution ends that does not: elsewhere, by policy, by what was injected. */
#define MOVED 11
#define REFUSED 12
#define FAILED 13

FIXTURE(fault) {
};

FIXTURE_SETUP(fault)
{
	if (!faults_prepare())
		SKIP(return, "the kernel injects no failures");
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN,
				   "file read " OBJECT " path1.uid=0 task.uid=0\n"
				   FAIL_NTH_ENTRY "\n"
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
	const int knob = faults_open();
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
			_exit(execute_nth(faults_open(), nth, args));
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

TEST_HARNESS_MAIN
