// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who may change policy
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define LINE "file read " SECRET
#define LINES PROBE_DOMAIN "\n" LINE "\n"

FIXTURE(manager) {
};

FIXTURE_SETUP(manager)
{
	ASSERT_EQ(0, fresh_world(DISABLED));
}

FIXTURE_TEARDOWN(manager)
{
	policy("manager", "delete " PROBE "\ndelete " PROBE_DOMAIN "\n"
			  "delete manage_by_non_root\n");
	leave_world();
}

static int write_fd(int fd, const char *text)
{
	return fd < 0 || write(fd, text, strlen(text)) < 0 ? errno : 0;
}

static int write_node(const char *node, const char *text)
{
	char path[128];
	int fd, err;

	snprintf(path, sizeof(path), NODES "%s", node);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	err = write_fd(fd, text);
	close(fd);
	return err;
}

static int write_lines(char **args)
{
	return write_node(args[0], args[1]);
}

static bool changed(void)
{
	return *domain_entries(PROBE_DOMAIN);
}

static const struct {
	const char *node;
	const char *text;
} writes[] = {
	{ "domain_policy", LINES },
	{ "exception_policy", "keep_domain any from <kernel> /evil\n" },
	{ "profile", "0-CONFIG={ mode=disabled grant_log=no reject_log=no }\n" },
	{ "manager", PROBE "\n" },
	{ "stat", "Memory used by audit log: 1\n" },
};

/* What a write could change. Other lines of stat change by themselves, as when memory is freed. */
static const char *settings(const char *node)
{
	char *const text = read_node(node);

	if (strcmp(node, "stat"))
		return text;
	return strtok(strstr(text, "Memory used by audit log:"), "\n");
}

TEST_F(manager, root_alone_is_not_enough)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(writes); i++) {
		const char *const before = settings(writes[i].node);

		EXPECT_EQ(EPERM, probe(write_lines, writes[i].node, writes[i].text, NULL));
		EXPECT_STREQ(before, settings(writes[i].node));
	}
}

TEST_F(manager, listed_program)
{
	ASSERT_EQ(0, policy("manager", PROBE "\n"));
	EXPECT_EQ(0, probe(write_lines, "domain_policy", LINES, NULL));
	EXPECT_STREQ(LINE "\n", domain_entries(PROBE_DOMAIN));
	ASSERT_EQ(0, policy("manager", "delete " PROBE "\n"));
	EXPECT_EQ(EPERM, probe(write_lines, "domain_policy", PROBE_DOMAIN "\ndelete " LINE "\n",
			       NULL));
	EXPECT_STREQ(LINE "\n", domain_entries(PROBE_DOMAIN));
}

/* It is the file that counts, not the name it is called by. */
TEST_F(manager, link_to_a_listed_program)
{
	ASSERT_EQ(0, symlink(PROBE, DIR "/link"));
	ASSERT_EQ(0, policy("manager", DIR "/link\n"));
	EXPECT_EQ(EPERM, probe_as(DIR "/link", write_lines, "domain_policy", LINES, NULL));
	ASSERT_EQ(0, policy("manager", "delete " DIR "/link\n" PROBE "\n"));
	EXPECT_EQ(0, probe_as(DIR "/link", write_lines, "domain_policy", LINES, NULL));
}

TEST_F(manager, listed_domain)
{
	ASSERT_EQ(0, policy("manager", PROBE_DOMAIN "\n"));
	EXPECT_EQ(0, probe(write_lines, "domain_policy", LINES, NULL));
	EXPECT_TRUE(changed());
	EXPECT_EQ(EPERM, probe(execute, TARGET, TARGET, call(write_lines), "domain_policy",
			       LINES, NULL));
}

/* Effective user root, so that the node's mode lets it in. */
static int write_as_user(char **args)
{
	if (setresuid(1000, 0, 0))
		return PROBE_LOST;
	return write_lines(args);
}

static int write_as_effective_user(char **args)
{
	const int fd = open(NODES "domain_policy", O_WRONLY);

	if (setresuid(0, 1000, 0))
		return PROBE_LOST;
	return write_fd(fd, args[1]);
}

TEST_F(manager, non_root)
{
	ASSERT_EQ(0, policy("manager", PROBE "\n"));
	EXPECT_EQ(EPERM, probe(write_as_user, "domain_policy", LINES, NULL));
	EXPECT_FALSE(changed());
	ASSERT_EQ(0, policy("manager", "manage_by_non_root\n"));
	EXPECT_EQ(0, probe(write_as_user, "domain_policy", LINES, NULL));
	EXPECT_TRUE(changed());
	/* That is no right of its own. */
	ASSERT_EQ(0, policy("manager", "delete " PROBE "\n"));
	EXPECT_EQ(EPERM, probe(write_as_user, "domain_policy", LINES, NULL));
}

/* It was found to be a manager when it opened, and stays one. */
TEST_F(manager, found_once)
{
	ASSERT_EQ(0, policy("manager", PROBE "\n"));
	EXPECT_EQ(0, probe(write_as_effective_user, "domain_policy", LINES, NULL));
	EXPECT_TRUE(changed());
}

static int write_later(char **args)
{
	int err = write_lines(args);

	say("%d", err);
	await_go();
	/* A child is one as well. */
	err = in_fork(write_lines, args);
	return err ? err : write_lines(args);
}

TEST_F(manager, removal_spares_who_runs)
{
	struct probe writer;

	ASSERT_EQ(0, policy("manager", PROBE "\n"));
	ASSERT_EQ(0, probe_start(&writer, write_later, "domain_policy", LINES, NULL));
	probe_hear(&writer);
	EXPECT_STREQ("0", reply);
	ASSERT_EQ(0, policy("manager", "delete " PROBE "\n"));
	probe_go(&writer);
	EXPECT_EQ(0, probe_end(&writer));
	EXPECT_EQ(EPERM, probe(write_lines, "domain_policy", LINES, NULL));
}

static int write_and_execute(char **args)
{
	const int err = write_lines(args);

	if (err)
		return 100 + err;
	execl(TARGET, TARGET, call(write_lines), args[0], args[1], NULL);
	return errno;
}

static int write_and_fail(char **args)
{
	const int err = write_lines(args);

	if (err)
		return 100 + err;
	/* Not a program; what follows is judged by the list again. */
	execl(OBJECT, OBJECT, NULL);
	execl(DIR "/text", "text", NULL);
	say("go");
	await_go();
	return write_lines(args);
}

TEST_F(manager, execution_ends_it)
{
	struct probe writer;

	ASSERT_EQ(0, policy("manager", PROBE "\n"));
	EXPECT_EQ(EPERM, probe(write_and_execute, "domain_policy", LINES, NULL));
	/* Also one that fails. */
	ASSERT_EQ(0, make_file(DIR "/text", "text\n", 0755));
	ASSERT_EQ(0, probe_start(&writer, write_and_fail, "domain_policy", LINES, NULL));
	probe_hear(&writer);
	EXPECT_STREQ("go", reply);
	ASSERT_EQ(0, policy("manager", "delete " PROBE "\n"));
	probe_go(&writer);
	EXPECT_EQ(EPERM, probe_end(&writer));
}

static int write_to_given(char **args)
{
	return write_fd(atoi(args[0]), args[1]);
}

/* A descriptor of a manager, in the hands of somebody else. */
TEST_F(manager, descriptor_passed_on)
{
	char number[16];
	int fd;

	fd = open(NODES "domain_policy", O_WRONLY);
	ASSERT_LE(0, fd);
	snprintf(number, sizeof(number), "%d", fd);
	EXPECT_EQ(EPERM, probe(write_to_given, number, LINES, NULL));
	EXPECT_FALSE(changed());
	/* Control: it works for whoever may. */
	ASSERT_EQ(0, policy("manager", PROBE "\n"));
	EXPECT_EQ(0, probe(write_to_given, number, LINES, NULL));
	EXPECT_TRUE(changed());
	close(fd);
}

static int open_for_others(char **args)
{
	say("%d", open(args[0], O_WRONLY));
	await_go();
	return 0;
}

/* A manager that is tricked into writing to what somebody else opened. */
TEST_F(manager, descriptor_planted)
{
	struct probe other;
	int pidfd, fd;

	ASSERT_EQ(0, probe_start(&other, open_for_others, NODES "domain_policy", NULL));
	probe_hear(&other);
	pidfd = syscall(SYS_pidfd_open, other.pid, 0);
	fd = syscall(SYS_pidfd_getfd, pidfd, atoi(reply), 0);
	ASSERT_LE(0, fd);
	EXPECT_EQ(EPERM, write_fd(fd, LINES));
	EXPECT_FALSE(changed());
	/* Lines that need no right are taken. */
	EXPECT_EQ(0, write_fd(fd, "select domain=" PROBE_DOMAIN "\n"));
	EXPECT_EQ(EPERM, write_fd(fd, LINE "\n"));
	EXPECT_FALSE(changed());
	close(fd);
	close(pidfd);
	probe_go(&other);
	EXPECT_EQ(0, probe_end(&other));
	EXPECT_EQ(0, write_node("domain_policy", LINES));
}

/* What precedes a refused line counts, what follows is not looked at. */
TEST_F(manager, lines_without_right)
{
	static const char *const free_lines[] = {
		"reset\n", "select domain=" PROBE_DOMAIN "\n", "select pid=1\n",
		"select global-pid=1\n", "\n", "",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(free_lines); i++)
		EXPECT_EQ(0, probe(write_lines, "domain_policy", free_lines[i], NULL));
	EXPECT_EQ(0, probe(write_lines, ".process_status", "1\n", NULL));
	EXPECT_EQ(EPERM, probe(write_lines, "domain_policy", "select " PROBE_DOMAIN "\n", NULL));
	EXPECT_EQ(EPERM, probe(write_lines, "domain_policy",
			       "select domain=" PROBE_DOMAIN "\n" LINE "\nreset\n", NULL));
	EXPECT_FALSE(changed());
}

static int ask_flags(char **args)
{
	char line[64];

	say("%s|", ask_node(".process_status", "info pid=0"));
	snprintf(line, sizeof(line), "info %d", getpid());
	say("%s|", ask_node(".process_status", line));
	write_lines(args);
	say("%s|", ask_node(".process_status", line));
	return 0;
}

TEST_F(manager, status_tells)
{
	ASSERT_EQ(0, policy("manager", PROBE "\n"));
	ASSERT_EQ(0, probe(ask_flags, "domain_policy", LINES, NULL));
	EXPECT_NE(NULL, strstr(reply, " manager=no execute_handler=no |"));
	EXPECT_NE(NULL, strstr(reply, " manager=yes execute_handler=no "));
}

TEST_HARNESS_MAIN
