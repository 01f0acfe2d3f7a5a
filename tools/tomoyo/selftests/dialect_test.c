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

/* Files that are not overwritten, in both dialects. */
FIXTURE(rewrite) {
};

FIXTURE_VARIANT(rewrite) {
	const struct side *side;
};

FIXTURE_VARIANT_ADD(rewrite, in_18) {
	.side = &new_side,
};

FIXTURE_VARIANT_ADD(rewrite, in_17) {
	.side = &old_side,
};

#define REWRITE "allow_rewrite " OBJECT

FIXTURE_SETUP(rewrite)
{
	ASSERT_EQ(0, fresh_sides(ENFORCING));
	ASSERT_EQ(0, side_exception(variant->side, "deny_rewrite " DIR "/ob\\*"));
	ASSERT_EQ(0, domain_policy(variant->side->domain, "file read/write/append " OBJECT "\n"
							  "file read/write/append " SECRET "\n"));
}

FIXTURE_TEARDOWN(rewrite)
{
	side_no_exception(variant->side, "deny_rewrite " DIR "/ob\\*");
	policy_lax("exception_policy", "delete %sacl_group 7 " REWRITE "\n", variant->side->ns);
	side_reset_profile(variant->side, ENFORCING);
	leave_sides();
}

static int truncate_reading(char **args)
{
	return try_open(args[0], O_RDONLY | O_TRUNC);
}

static int truncate_appending(char **args)
{
	return try_open(args[0], O_WRONLY | O_APPEND | O_TRUNC);
}

static int clear_append(char **args)
{
	const int fd = open(args[0], O_WRONLY | O_APPEND);
	int err = 0;

	if (fd < 0)
		return PROBE_UNSTARTED;
	if (fcntl(fd, F_SETFL, 0))
		err = errno;
	else if (fcntl(fd, F_SETFL, O_APPEND))
		err = PROBE_UNSTARTED;
	close(fd);
	return err;
}

static const probe_fn overwriters[] = {
	open_write, open_rdwr, truncate_reading, truncate_appending, clear_append, NULL
};

static const probe_fn keepers[] = { open_read, open_append, read_append, NULL };

static bool all_return(const struct side *side, const probe_fn *fns, const char *path,
		       int expected)
{
	bool right = true;
	int i;

	for (i = 0; fns[i]; i++) {
		const int status = probe_as(side->program, fns[i], path, NULL);

		if (status == expected)
			continue;
		printf("# number %d on %s: %d\n", i, path, status);
		right = false;
	}
	return right;
}

TEST_F(rewrite, needs_its_own_permission)
{
	const struct side *const side = variant->side;
	struct stat stat;

	EXPECT_TRUE(all_return(side, keepers, OBJECT, 0));
	EXPECT_FALSE(audit_find(side->domain, REWRITE));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, EPERM));
	EXPECT_EQ((int)ARRAY_SIZE(overwriters) - 1, audit_count(side->domain, REWRITE));
	EXPECT_TRUE(audit_denied(side->domain, REWRITE));
	ASSERT_EQ(0, lstat(OBJECT, &stat));
	EXPECT_EQ(5, stat.st_size);
	/* What no deny_rewrite names. */
	EXPECT_TRUE(all_return(side, overwriters, SECRET, 0));
	EXPECT_FALSE(audit_find(side->domain, "allow_rewrite " SECRET));
}

TEST_F(rewrite, allowed)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, domain_allow(side->domain, REWRITE));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, 0));
	EXPECT_TRUE(audit_granted(side->domain, REWRITE));
	ASSERT_EQ(0, domain_allow(side->domain, "delete " REWRITE));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, EPERM));
}

TEST_F(rewrite, allowed_by_a_group)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, side_exception(side, "acl_group 7 " REWRITE));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, EPERM));
	ASSERT_EQ(0, domain_allow(side->domain, "use_group 7"));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, 0));
}

/* It permits no writing. */
TEST_F(rewrite, alone)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, domain_policy(side->domain, REWRITE "\ndelete file write/append " OBJECT
						 "\n"));
	EXPECT_EQ(EPERM, probe_as(side->program, open_write, OBJECT, NULL));
	EXPECT_TRUE(audit_granted(side->domain, REWRITE));
	EXPECT_TRUE(audit_denied(side->domain, "file write " OBJECT));
}

TEST_F(rewrite, modes)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, side_profile(side, ENFORCING, "CONFIG::file::rewrite=disabled"));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, 0));
	ASSERT_EQ(0, side_profile(side, ENFORCING, "CONFIG::file::rewrite=permissive"));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, 0));
	EXPECT_TRUE(audit_has(side->domain, REWRITE, " mode=permissive granted=no "));
	/* It does not depend on whether opening is checked. */
	ASSERT_EQ(0, side_profile(side, ENFORCING, "CONFIG::file=disabled"));
	ASSERT_EQ(0, side_profile(side, ENFORCING, "CONFIG::file::rewrite=enforcing"));
	EXPECT_TRUE(all_return(side, overwriters, OBJECT, EPERM));
	EXPECT_TRUE(all_return(side, overwriters, SECRET, 0));
	EXPECT_TRUE(all_return(side, keepers, OBJECT, 0));
}

TEST_F(rewrite, learned)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, domain_policy(side->domain, "use_profile 101\n"
						 "delete file read/write/append " OBJECT "\n"
						 "delete file read/write/append " SECRET "\n"));
	EXPECT_EQ(0, probe_as(side->program, open_write, OBJECT, NULL));
	EXPECT_EQ(0, probe_as(side->program, read_append, SECRET, NULL));
	EXPECT_STREQ(side->old ? REWRITE "\nfile write/append " OBJECT "\n"
					 "file read/write/append " SECRET "\n" :
				 REWRITE "\nfile write " OBJECT "\n"
					 "file read/append " SECRET "\n",
		     domain_entries(side->domain));
	/* It is enough. */
	ASSERT_EQ(0, domain_allow(side->domain, "use_profile %d", ENFORCING));
	EXPECT_EQ(0, probe_as(side->program, open_write, OBJECT, NULL));
	EXPECT_EQ(0, probe_as(side->program, read_append, SECRET, NULL));
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
