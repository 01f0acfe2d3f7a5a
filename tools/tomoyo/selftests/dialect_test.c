// SPDX-License-Identifier: GPL-2.0-only
/*
 * What 1.7 says about files, beside 1.8
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness.h"
#include "side.h"

/* Opening: the same lines for both probes. */
FIXTURE(opening) {
};

FIXTURE_SETUP(opening)
{
	ASSERT_EQ(0, fresh_sides(ENFORCING));
}

FIXTURE_TEARDOWN(opening)
{
	leave_sides();
}

static int allow_both(const char *line)
{
	return domain_allow(PROBE_DOMAIN, "%s", line) ?: domain_allow(OLD_DOMAIN, "%s", line);
}

TEST_F(opening, reading_and_writing_at_once)
{
	ASSERT_EQ(0, allow_both("allow_read " OBJECT " if task.uid=0"));
	ASSERT_EQ(0, allow_both("allow_write " OBJECT));
	/* Two entries are enough for two requests, and not for one. */
	EXPECT_EQ(0, probe(open_rdwr, OBJECT, NULL));
	EXPECT_EQ(EPERM, probe_as(OLD, open_rdwr, OBJECT, NULL));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, "file read " OBJECT));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, "file write " OBJECT));
	EXPECT_TRUE(audit_denied(OLD_DOMAIN, "file read/write " OBJECT));
	EXPECT_EQ(0, audit_count(OLD_DOMAIN, "file read " OBJECT));
	EXPECT_EQ(0, probe_as(OLD, open_read, OBJECT, NULL));
	EXPECT_EQ(0, probe_as(OLD, open_write, OBJECT, NULL));
	EXPECT_EQ(0, probe_as(OLD, open_append, OBJECT, NULL));
	/* Entries about the same thing are one. */
	ASSERT_EQ(0, domain_allow(OLD_DOMAIN, "allow_read " OBJECT));
	EXPECT_EQ(0, probe_as(OLD, open_rdwr, OBJECT, NULL));
	EXPECT_TRUE(audit_granted(OLD_DOMAIN, "file read/write " OBJECT));
}

static int read_append(char **args)
{
	return try_open(args[0], O_RDWR | O_APPEND);
}

TEST_F(opening, reading_and_appending_at_once)
{
	ASSERT_EQ(0, allow_both("file read/append " OBJECT));
	EXPECT_EQ(0, probe(read_append, OBJECT, NULL));
	EXPECT_EQ(0, probe_as(OLD, read_append, OBJECT, NULL));
	EXPECT_TRUE(audit_granted(OLD_DOMAIN, "file read/append " OBJECT));
	EXPECT_EQ(EPERM, probe(open_rdwr, OBJECT, NULL));
	EXPECT_EQ(EPERM, probe_as(OLD, open_rdwr, OBJECT, NULL));
}

static int open_directory(char **args)
{
	return try_open(args[0], O_RDONLY | O_DIRECTORY);
}

TEST_F(opening, directories)
{
	EXPECT_EQ(EPERM, probe(open_directory, DIR, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file read " DIR "/"));
	EXPECT_EQ(0, probe_as(OLD, open_directory, DIR, NULL));
	EXPECT_EQ(0, audit_count(OLD_DOMAIN, "file read " DIR "/"));
	/* Files are another matter. */
	EXPECT_EQ(EPERM, probe_as(OLD, open_read, OBJECT, NULL));
	EXPECT_TRUE(audit_denied(OLD_DOMAIN, "file read " OBJECT));
}

TEST_F(opening, attributes)
{
	EXPECT_EQ(EPERM, probe(get_attr, OBJECT, NULL));
	EXPECT_EQ(0, probe_as(OLD, get_attr, OBJECT, NULL));
	ASSERT_EQ(0, side_profile(&old_side, ENFORCING, "CONFIG::file=enforcing"));
	EXPECT_EQ(0, probe_as(OLD, get_attr, OBJECT, NULL));
	ASSERT_EQ(0, side_profile(&old_side, ENFORCING, "CONFIG::file::getattr=enforcing"));
	EXPECT_EQ(EPERM, probe_as(OLD, get_attr, OBJECT, NULL));
	EXPECT_TRUE(audit_denied(OLD_DOMAIN, "file getattr " OBJECT));
	ASSERT_EQ(0, domain_allow(OLD_DOMAIN, "file getattr " OBJECT));
	EXPECT_EQ(0, probe_as(OLD, get_attr, OBJECT, NULL));
}

/* What everybody may read helps nobody to read and write at once. */
TEST_F(opening, readable_everywhere)
{
	ASSERT_EQ(0, side_exception(&new_side, "allow_read " OBJECT));
	ASSERT_EQ(0, side_exception(&old_side, "allow_read " OBJECT));
	ASSERT_EQ(0, allow_both("allow_write " OBJECT));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(0, probe_as(OLD, open_read, OBJECT, NULL));
	EXPECT_EQ(0, probe(open_rdwr, OBJECT, NULL));
	EXPECT_EQ(EPERM, probe_as(OLD, open_rdwr, OBJECT, NULL));
	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
	ASSERT_EQ(0, allow_both("ignore_global_allow_read"));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(EPERM, probe_as(OLD, open_read, OBJECT, NULL));
	ASSERT_EQ(0, allow_both("delete ignore_global_allow_read"));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(0, side_no_exception(&new_side, "allow_read " OBJECT));
	EXPECT_EQ(0, side_no_exception(&old_side, "allow_read " OBJECT));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
}

/*
 * 1.7 called everything after the place where it is mounted. Such names mean in
 * both what they say, but only in 1.7 what matches everything matches these.
 */
TEST_F(opening, file_systems_without_rename)
{
	ASSERT_EQ(0, allow_both("file read " NODES "version"));
	EXPECT_EQ(0, probe(open_read, NODES "version", NULL));
	EXPECT_EQ(0, probe_as(OLD, open_read, NODES "version", NULL));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, "file read securityfs:/ccs/version"));
	EXPECT_TRUE(audit_granted(OLD_DOMAIN, "file read securityfs:/ccs/version"));
	EXPECT_EQ(EPERM, probe(open_read, NODES "stat", NULL));
	EXPECT_EQ(EPERM, probe_as(OLD, open_read, NODES "stat", NULL));
	EXPECT_EQ(1, audit_count(PROBE_DOMAIN, "file read securityfs:/ccs/stat"));
	ASSERT_EQ(0, allow_both("file read/write /\\{\\*\\}/\\*"));
	EXPECT_EQ(EPERM, probe(open_read, NODES "stat", NULL));
	EXPECT_EQ(0, probe_as(OLD, open_read, NODES "stat", NULL));
	ASSERT_EQ(0, side_exception(&old_side, "deny_rewrite " NODES "\\*"));
	EXPECT_EQ(EPERM, probe_as(OLD, open_write, NODES "stat", NULL));
	EXPECT_TRUE(audit_denied(OLD_DOMAIN, "allow_rewrite securityfs:/ccs/stat"));
	ASSERT_EQ(0, domain_allow(OLD_DOMAIN, "allow_rewrite " NODES "stat"));
	EXPECT_EQ(0, probe_as(OLD, open_write, NODES "stat", NULL));
	EXPECT_EQ(0, side_no_exception(&old_side, "deny_rewrite " NODES "\\*"));
}

/* A refused line says which word is wrong, and old words what replaced them. */
TEST(reasons)
{
	static const struct {
		const char *node;
		const char *line;
		const char *word;
		const char *why;
	} rows[] = {
		{ "domain_policy", "allow_argv0 /bin/sh sh", "allow_argv0", "exec.argv[0]=" },
		{ "domain_policy", "alias /bin/a /bin/b", "alias", "exec.realpath=" },
		{ "domain_policy", "deny_unmount /", "deny_unmount", "file unmount" },
		{ "domain_policy", "allow_network SCTP bind 10.0.0.1 1", "allow_network", "TCP" },
		{ "domain_policy", "allow_read /a task.uid=0", "task.uid=0", "if" },
		{ "domain_policy", "file reed /a", "reed", "unknown operation" },
		{ "domain_policy", "file read/create /a", "create", "other operands" },
		{ "domain_policy", "file read /a task.uid==0", "task.uid==0", "" },
		{ "domain_policy", "use_group 256", "256", "acl_group" },
		{ "domain_policy", "nonsense /a", "nonsense", "unknown directive" },
		{ "exception_policy", "allow_argv0 /bin/sh sh", "allow_argv0", "exec.argv[0]=" },
		{ "exception_policy", "alias /bin/a /bin/b", "alias", "exec.realpath=" },
		{ "exception_policy", "deny_unmount /", "deny_unmount", "file unmount" },
		{ "exception_policy", "file_pattern /a", "/a", "wildcard" },
		{ "exception_policy", "deny_rewrite @GROUP", "@GROUP", "groups" },
		{ "exception_policy", "allow_read a", "a", "slash" },
	};
	char reason[1024], lines[256];
	size_t i;

	ASSERT_EQ(0, fresh_sides(ENFORCING));
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		const bool domain = !strcmp(rows[i].node, "domain_policy");

		snprintf(lines, sizeof(lines), "%s%s\n", domain ? PROBE_DOMAIN "\n" : "",
			 rows[i].line);
		EXPECT_EQ(EINVAL, policy_error(rows[i].node, reason, sizeof(reason), lines));
		EXPECT_NE(NULL, strstr(reason, rows[i].word));
		EXPECT_NE(NULL, strstr(reason, rows[i].why));
	}
	EXPECT_STREQ("", domain_entries(PROBE_DOMAIN));
	leave_sides();
}

TEST_HARNESS_MAIN
