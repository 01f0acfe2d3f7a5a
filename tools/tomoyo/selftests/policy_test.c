// SPDX-License-Identifier: GPL-2.0-only
/*
 * Nodes that hold policy
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define READ_OBJECT "file read " OBJECT

FIXTURE(policy) {
	int fd;
};

FIXTURE_SETUP(policy)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	self->fd = open(NODES "domain_policy", O_RDWR | O_CLOEXEC);
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(policy)
{
	close(self->fd);
	leave_world();
}

static int put(int fd, const char *text)
{
	return write(fd, text, strlen(text)) < 0 ? errno : 0;
}

TEST_F(policy, node_modes)
{
	static const struct {
		const char *node;
		mode_t mode;
	} nodes[] = {
		{ "domain_policy", 0600 }, { "exception_policy", 0600 },
		{ "profile", 0600 }, { "manager", 0600 }, { "stat", 0644 },
		{ "check", 0600 },
		{ "audit", 0400 }, { "self_domain", 0666 },
		{ ".process_status", 0600 }, { "version", 0400 },
	};
	struct stat stat;
	char path[128];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(nodes); i++) {
		snprintf(path, sizeof(path), NODES "%s", nodes[i].node);
		ASSERT_EQ(0, lstat(path, &stat));
		EXPECT_EQ(S_IFREG | nodes[i].mode, stat.st_mode);
		EXPECT_EQ(0, stat.st_uid);
	}
}

TEST_F(policy, version)
{
	char *const version = read_node("version");

	EXPECT_EQ(0, strncmp(version, "1.8.", 4));
	EXPECT_EQ(strlen(version), strspn(version, "0123456789."));
}

static const char mixed_lines[] =
	PROBE_DOMAIN "\n"
	READ_OBJECT "\n"
	"file execute /bin/\\* exec.argv[0]=\"\\?\\040x\" task.uid=0-0x10\n"
	"file read/write @GROUP\n"
	"file getattr /a\\040b/\\{\\*\\-x\\}/\\$\n";

TEST_F(policy, byte_by_byte)
{
	char *whole, *bytes;
	size_t i;

	ASSERT_EQ(0, put(self->fd, mixed_lines));
	whole = domain_entries(PROBE_DOMAIN);
	ASSERT_EQ(0, policy("domain_policy", "delete " PROBE_DOMAIN "\n"));
	for (i = 0; i < strlen(mixed_lines); i++)
		ASSERT_EQ(1, write(self->fd, mixed_lines + i, 1));
	bytes = domain_entries(PROBE_DOMAIN);
	EXPECT_STREQ(whole, bytes);
	EXPECT_STREQ(strchr(mixed_lines, '\n') + 1, whole);
}

TEST_F(policy, unfinished_line_is_dropped)
{
	ASSERT_EQ(0, put(self->fd, PROBE_DOMAIN "\n" READ_OBJECT));
	EXPECT_STREQ("", domain_entries(PROBE_DOMAIN));
	close(self->fd);
	EXPECT_STREQ("", domain_entries(PROBE_DOMAIN));
	self->fd = open(NODES "domain_policy", O_RDWR | O_CLOEXEC);
	ASSERT_EQ(0, put(self->fd, "\n"));
	EXPECT_STREQ("", domain_entries(PROBE_DOMAIN));
}

TEST_F(policy, white_space)
{
	ASSERT_EQ(0, put(self->fd, "\t <kernel>  /tmp/ccs/probe\r\n  file\xa0 read\x7f/x \n\n"
				   "file read /y"));
	ASSERT_EQ(9, write(self->fd, "\0hidden \n", 9));
	EXPECT_STREQ("file read /x\nfile read /y\n", domain_entries(PROBE_DOMAIN));
}

/* What is wrong, and a part of the reason; the rest of the policy stays as it is. */
static const struct {
	const char *node;
	const char *line;
	const char *word;
} bad_lines[] = {
	{ "domain_policy", "file read", "" },
	{ "domain_policy", "file read /a /b", "/b" },
	{ "domain_policy", "file readx /a", "readx" },
	{ "domain_policy", "file read/ /a", "read/" },
	{ "domain_policy", "file fly /a", "fly" },
	{ "domain_policy", "nothing /a", "nothing" },
	{ "domain_policy", "file read /a\\101", "/a\\101" },
	{ "domain_policy", "file read /a task.uid", "task.uid" },
	{ "domain_policy", "file read /a task.uid==0", "task.uid==0" },
	{ "domain_policy", "file read /a task.nobody=0", "task.nobody" },
	{ "domain_policy", "file read /a path1.uid=18446744073709551616", "18446744073709551616" },
	{ "domain_policy", "use_profile 256", "256" },
	{ "domain_policy", "use_profile -1", "-1" },
	{ "domain_policy", "<kernel> bin/sh", "<kernel> bin/sh" },
	{ "domain_policy", "delete <kernel>", "<kernel>" },
	{ "exception_policy", "initialize_domain sh from any", "sh" },
	{ "exception_policy", "keep_domain any from sh", "sh" },
	{ "exception_policy", "path_group G", "" },
	{ "exception_policy", "path_group G /a /b", "/b" },
	{ "exception_policy", "evil_domain /a", "evil_domain" },
	{ "profile", "256-CONFIG={ mode=enforcing }", "256" },
	{ "profile", "103-CONFIG={ mode=enforced }", "mode=enforced" },
	{ "profile", "103-CONFIG::file::fly={ mode=enforcing }", "fly" },
	{ "profile", "103-CONFIG", "103-CONFIG" },
	{ "profile", "PROFILE_VERSION=1", "1" },
	{ "manager", "bin/sh\\", "bin/sh\\" },
};

TEST_F(policy, strict)
{
	char why[8192], lines[512];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bad_lines); i++) {
		char *const before = read_node(bad_lines[i].node);
		char *after;

		snprintf(lines, sizeof(lines), "%s%s\n",
			 strcmp(bad_lines[i].node, "domain_policy") ? "" :
			 "select " PROBE_DOMAIN "\n", bad_lines[i].line);
		EXPECT_EQ(EINVAL, policy_error(bad_lines[i].node, why, sizeof(why), lines)) {
			TH_LOG("%s: %s", bad_lines[i].node, bad_lines[i].line);
		}
		EXPECT_NE(NULL, strstr(why, bad_lines[i].word)) {
			TH_LOG("%s: %s", bad_lines[i].line, why);
		}
		/* Number of the line: why, in one line. */
		EXPECT_EQ(strlen(why) - 1, strcspn(why, "\n"));
		EXPECT_EQ(strcmp(bad_lines[i].node, "domain_policy") ? 1 : 2, atoi(why));
		after = read_node(bad_lines[i].node);
		EXPECT_STREQ(before, after);
		/* Without it: silence, and nothing changed either. */
		EXPECT_EQ(0, policy_lax(bad_lines[i].node, "%s", lines));
		after = read_node(bad_lines[i].node);
		EXPECT_STREQ(before, after);
	}
}

TEST_F(policy, strict_reason_is_read_once)
{
	char text[4096];
	ssize_t len;

	ASSERT_EQ(0, put(self->fd, "strict on\n"));
	EXPECT_EQ(EINVAL, put(self->fd, PROBE_DOMAIN "\nfile read /a\nfile fly /b\n"
					"file read /c\n"));
	len = read(self->fd, text, sizeof(text));
	ASSERT_LT(0, len);
	EXPECT_EQ(0, strncmp(text, "3: fly: ", 8));
	EXPECT_EQ(0, read(self->fd, text, sizeof(text)));
	/* Lines before it count, those behind it were not looked at. */
	EXPECT_STREQ("file read /a\n", domain_entries(PROBE_DOMAIN));
	EXPECT_EQ(0, put(self->fd, "file read /d\n"));
	EXPECT_STREQ("file read /a\nfile read /d\n", domain_entries(PROBE_DOMAIN));
}

#define LINE_MAX_BYTES (128 * 1024)

static char *long_line(size_t len)
{
	char *const line = malloc(len + 2);

	memset(line, 'x', len);
	memcpy(line, "file read /", 11);
	strcpy(line + len, "\n");
	return line;
}

TEST_F(policy, long_lines)
{
	static const size_t lens[] = { 4095, 4096, 4097, 65536, LINE_MAX_BYTES - 1,
				       LINE_MAX_BYTES };
	size_t i;

	ASSERT_EQ(0, put(self->fd, "strict on\n" PROBE_DOMAIN "\n"));
	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		char *const line = long_line(lens[i]);
		const int err = put(self->fd, line);
		char *const entries = domain_entries(PROBE_DOMAIN);

		/* All of it or none, and below the limit all. */
		EXPECT_STREQ(err ? "" : line, entries);
		EXPECT_TRUE(!err || (lens[i] >= LINE_MAX_BYTES - 64 &&
				     (err == EINVAL || err == ENOMEM)));
		if (!err) {
			ASSERT_EQ(0, put(self->fd, "delete "));
			EXPECT_EQ(0, put(self->fd, line));
		}
		EXPECT_STREQ("", domain_entries(PROBE_DOMAIN));
		free(entries);
		free(line);
	}
}

TEST_F(policy, too_long_line)
{
	char *const line = long_line(1 << 20);

	ASSERT_EQ(0, put(self->fd, PROBE_DOMAIN "\n"));
	EXPECT_EQ(ENOMEM, put(self->fd, line));
	EXPECT_STREQ("", domain_entries(PROBE_DOMAIN));
	free(line);
}

/* What is printed is accepted again, and prints the same. */
static const char *const whole_nodes[] = {
	"domain_policy", "exception_policy", "profile", "manager",
};

TEST_F(policy, identity)
{
	size_t i;

	ASSERT_EQ(0, policy("exception_policy",
			    "path_group GROUP /a/\\*\npath_group GROUP /b\\040\n"
			    "no_keep_domain /x from <kernel> /y\n"));
	ASSERT_EQ(0, put(self->fd, mixed_lines));
	for (i = 0; i < ARRAY_SIZE(whole_nodes); i++) {
		char *const first = read_node(whole_nodes[i]);
		char *second;

		/* The empty lines are what strict mode passes over as well. */
		EXPECT_EQ(0, policy(whole_nodes[i], "%s", first));
		second = read_node(whole_nodes[i]);
		EXPECT_STREQ(first, second);
	}
	ASSERT_EQ(0, policy("exception_policy",
			    "delete path_group GROUP /a/\\*\ndelete path_group GROUP /b\\040\n"
			    "delete no_keep_domain /x from <kernel> /y\n"));
}

/* From nothing: a domain written, read, deleted, written as it was read. */
TEST_F(policy, round_trip)
{
	char *first, *second;

	ASSERT_EQ(0, put(self->fd, mixed_lines));
	first = ask_node("domain_policy", "select domain=" PROBE_DOMAIN);
	ASSERT_EQ(0, policy("domain_policy", "delete " PROBE_DOMAIN "\n"));
	ASSERT_EQ(0, policy("domain_policy", "%s", strchr(first, '\n') + 1));
	second = ask_node("domain_policy", "select domain=" PROBE_DOMAIN);
	EXPECT_STREQ(first, second);
	EXPECT_NE(NULL, strstr(second, "\nfile read/write @GROUP\n"));
}

TEST_F(policy, small_reads_equal_large_ones)
{
	static const size_t pieces[] = { 1, 7, 4096, 1 << 20 };
	char *line = NULL;
	size_t i;

	for (i = 0; i < 2000; i++) {
		ASSERT_LT(0, asprintf(&line, PROBE_DOMAIN "\nfile read /%zu/%0100zu\n", i, i));
		ASSERT_EQ(0, put(self->fd, line));
		free(line);
	}
	line = domain_entries(PROBE_DOMAIN);
	for (i = 0; i < ARRAY_SIZE(pieces); i++) {
		char *text;

		ASSERT_EQ(0, put(self->fd, "select domain=" PROBE_DOMAIN "\n"));
		text = read_fd(self->fd, pieces[i], NULL);
		ASSERT_NE(NULL, strstr(text, "\n\n"));
		EXPECT_EQ(0, strncmp(strstr(text, "\n\n") + 2, line, strlen(line)));
		EXPECT_EQ(0, strncmp(text, "# select domain=" PROBE_DOMAIN "\n" PROBE_DOMAIN "\n",
				     2 * strlen(PROBE_DOMAIN) + 18));
		free(text);
	}
}

TEST_F(policy, select_and_reset)
{
	char line[64], *text;

	ASSERT_EQ(0, put(self->fd, "select domain=" PROBE_DOMAIN "\n" READ_OBJECT "\n"));
	text = read_fd(self->fd, 100, NULL);
	EXPECT_STREQ("# select domain=" PROBE_DOMAIN "\n" PROBE_DOMAIN "\nuse_profile 103\n\n"
		     READ_OBJECT "\n\n", text);
	ASSERT_EQ(0, put(self->fd, "select domain=<kernel> /nowhere\n"));
	EXPECT_STREQ("# select domain=<kernel> /nowhere\n", read_fd(self->fd, 100, NULL));
	snprintf(line, sizeof(line), "select pid=%d\n", getpid());
	ASSERT_EQ(0, put(self->fd, line));
	text = read_fd(self->fd, 100, NULL);
	EXPECT_EQ(text + 2, strstr(text, line));
	EXPECT_NE(NULL, strstr(text, "/policy_test\nuse_profile 0\n\n"));
	snprintf(line, sizeof(line), "select global-pid=%d\n", getpid());
	ASSERT_EQ(0, put(self->fd, line));
	text = read_fd(self->fd, 100, NULL);
	EXPECT_NE(NULL, strstr(text, "/policy_test\nuse_profile 0\n\n"));
	ASSERT_EQ(0, put(self->fd, "select pid=0\n"));
	EXPECT_STREQ("# select pid=0\n", read_fd(self->fd, 100, NULL));
	ASSERT_EQ(0, put(self->fd, "reset\n"));
	text = read_fd(self->fd, 100, NULL);
	EXPECT_EQ(0, strncmp(text, "<kernel>\nuse_profile 0\n\n", 24));
	EXPECT_STREQ(read_node("domain_policy"), text);
	/* The cursor was forgotten as well. */
	ASSERT_EQ(0, put(self->fd, "strict on\n"));
	EXPECT_EQ(EINVAL, put(self->fd, "file read /z\n"));
}

static int wait_for_go(char **args)
{
	(void)args;
	say("here");
	await_go();
	return 0;
}

TEST_F(policy, process_status)
{
	char line[64], answer[256];
	struct probe probe;

	ASSERT_EQ(0, probe_start(&probe, wait_for_go, NULL));
	probe_hear(&probe);
	snprintf(line, sizeof(line), "%d", probe.pid);
	snprintf(answer, sizeof(answer), "%d 103 " PROBE_DOMAIN, probe.pid);
	EXPECT_STREQ(answer, ask_node(".process_status", line));
	snprintf(line, sizeof(line), "global-pid %d", probe.pid);
	EXPECT_STREQ(answer, ask_node(".process_status", line));
	snprintf(line, sizeof(line), "info %d", probe.pid);
	snprintf(answer, sizeof(answer), "%d manager=no execute_handler=no ", probe.pid);
	EXPECT_STREQ(answer, ask_node(".process_status", line));
	snprintf(line, sizeof(line), "info global-pid %d", probe.pid);
	EXPECT_STREQ(answer, ask_node(".process_status", line));
	EXPECT_STREQ("", ask_node(".process_status", "0"));
	EXPECT_STREQ("", ask_node(".process_status", "x"));
	EXPECT_STREQ("", ask_node(".process_status", "99999999999999999999"));
	EXPECT_STREQ("", ask_node(".process_status", ""));
	EXPECT_STREQ("", read_node(".process_status"));
	probe_go(&probe);
	EXPECT_EQ(0, probe_end(&probe));
}

TEST_F(policy, self_domain)
{
	const int fd = open(NODES "self_domain", O_RDWR | O_CLOEXEC);
	char text[4200], whole[4200] = "";
	size_t len = 0;

	ASSERT_LE(0, fd);
	while (len < sizeof(whole) && read(fd, whole + len, 1) == 1)
		len++;
	EXPECT_EQ(0, strncmp(whole, "<kernel> /sbin/init ", 20));
	EXPECT_STREQ(whole, read_node("self_domain"));
	EXPECT_EQ(-1, write(fd, "", 0));
	EXPECT_EQ(ENOMEM, errno);
	memset(text, 'x', sizeof(text));
	EXPECT_EQ(-1, write(fd, text, 4086));
	EXPECT_EQ(ENOMEM, errno);
	EXPECT_EQ(-1, write(fd, text, 4085));
	EXPECT_EQ(EINVAL, errno);
	EXPECT_EQ(EPERM, put(fd, "<kernel> /x"));
	EXPECT_EQ(EPERM, put(fd, PROBE_DOMAIN "\n"));
	close(fd);
	EXPECT_STREQ(whole, read_node("self_domain"));
}

TEST_HARNESS_MAIN
