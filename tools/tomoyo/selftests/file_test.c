// SPDX-License-Identifier: GPL-2.0-only
/*
 * What opening a file asks for
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

/* One probe in enforcing mode. */
FIXTURE(enforcing) {
};

FIXTURE_SETUP(enforcing)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
}

FIXTURE_TEARDOWN(enforcing)
{
	leave_world();
}

#define READ_OBJECT "file read " OBJECT
#define WRITE_OBJECT "file write " OBJECT
#define APPEND_OBJECT "file append " OBJECT

TEST_F(enforcing, read_write_needs_both)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_EQ(EPERM, probe(open_rdwr, OBJECT, NULL));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, WRITE_OBJECT));

	audit_forget();
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete file read " OBJECT));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, WRITE_OBJECT));
	EXPECT_EQ(EPERM, probe(open_rdwr, OBJECT, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, READ_OBJECT));
	/* The second is asked for only after the first was granted. */
	EXPECT_EQ(0, audit_count(PROBE_DOMAIN, WRITE_OBJECT));

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_EQ(0, probe(open_rdwr, OBJECT, NULL));
	EXPECT_STREQ("file read/write " OBJECT "\n", domain_entries(PROBE_DOMAIN));
}

TEST_F(enforcing, append_is_not_write)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, APPEND_OBJECT));
	EXPECT_EQ(0, probe(open_append, OBJECT, NULL));
	EXPECT_EQ(EPERM, probe(open_write, OBJECT, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, WRITE_OBJECT));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "delete " APPEND_OBJECT "\n"
						 WRITE_OBJECT "\n"));
	EXPECT_EQ(EPERM, probe(open_append, OBJECT, NULL));
	EXPECT_EQ(0, probe(open_write, OBJECT, NULL));
}

/* Such a descriptor neither reads nor writes. */
static int open_mode_3(char **args)
{
	const int fd = open(args[0], O_WRONLY | O_RDWR);
	char byte;

	if (fd < 0)
		return errno;
	if (read(fd, &byte, 1) != -1 || write(fd, "x", 1) != -1)
		return EIO;
	return 0;
}

TEST_F(enforcing, access_mode_3_is_not_checked)
{
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
	audit_forget();
	EXPECT_EQ(0, probe(open_mode_3, OBJECT, NULL));
	EXPECT_EQ(0, audit_count(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_EQ(0, audit_count(PROBE_DOMAIN, WRITE_OBJECT));
}

static int open_path(char **args)
{
	return try_open(args[0], O_PATH);
}

/* A descriptor that only names gives no right; reopening it is asked for. */
static int reopen_path(char **args)
{
	char name[64];

	snprintf(name, sizeof(name), "/proc/self/fd/%d", open(args[0], O_PATH));
	return try_open(name, O_RDONLY);
}

TEST_F(enforcing, o_path_gives_nothing)
{
	EXPECT_EQ(0, probe(open_path, OBJECT, NULL));
	EXPECT_EQ(EPERM, probe(reopen_path, OBJECT, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, READ_OBJECT));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_EQ(0, probe(reopen_path, OBJECT, NULL));
}

TEST_F(enforcing, directory_is_read_with_slash)
{
	EXPECT_EQ(EPERM, probe(open_read, DIR, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file read " DIR "/"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " DIR));
	EXPECT_EQ(EPERM, probe(open_read, DIR, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " DIR "/"));
	EXPECT_EQ(0, probe(open_read, DIR, NULL));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
}

/* Changes O_APPEND of a descriptor that the probe was given. */
static int set_append(char **args)
{
	const int fd = open(args[0], O_WRONLY | (*args[1] == '-' ? O_APPEND : 0));
	int flags;

	if (fd < 0)
		return ENOENT;
	flags = fcntl(fd, F_GETFL);
	flags = *args[1] == '-' ? flags & ~O_APPEND : flags | O_APPEND;
	if (fcntl(fd, F_SETFL, flags))
		return errno;
	return fcntl(fd, F_GETFL) == flags ? 0 : EIO;
}

static int set_nonblock(char **args)
{
	const int fd = open(args[0], O_WRONLY);

	if (fd < 0)
		return ENOENT;
	return fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) ? errno : 0;
}

TEST_F(enforcing, clearing_append_needs_write)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, APPEND_OBJECT));
	EXPECT_EQ(EPERM, probe(set_append, OBJECT, "-", NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, WRITE_OBJECT));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, WRITE_OBJECT));
	EXPECT_EQ(0, probe(set_append, OBJECT, "-", NULL));
}

TEST_F(enforcing, setting_append_needs_append)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, WRITE_OBJECT));
	EXPECT_EQ(EPERM, probe(set_append, OBJECT, "+", NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, APPEND_OBJECT));
	EXPECT_EQ(0, probe(set_nonblock, OBJECT, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, APPEND_OBJECT));
	EXPECT_EQ(0, probe(set_append, OBJECT, "+", NULL));
}

/* A descriptor from before keeps what it can do: there is no revocation. */
static int keep_reading(char **args)
{
	const int fd = open(args[0], O_RDONLY);
	char byte;

	if (fd < 0)
		return errno;
	say("open\n");
	await_go();
	if (read(fd, &byte, 1) != 1)
		return EIO;
	return try_open(args[0], O_RDONLY);
}

TEST_F(enforcing, deleted_entry_grants_no_more)
{
	struct probe reader;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, READ_OBJECT));
	ASSERT_EQ(0, probe_start(&reader, keep_reading, OBJECT, NULL));
	probe_hear(&reader);
	EXPECT_STREQ("open\n", reply);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete " READ_OBJECT));
	probe_go(&reader);
	EXPECT_EQ(EPERM, probe_end(&reader));
}

TEST_F(enforcing, items_have_modes_of_their_own)
{
	struct stat stat;

	ASSERT_EQ(0, lstat(OBJECT, &stat));
	ASSERT_EQ(0, policy("profile", "%d-CONFIG::file::getattr={ mode=disabled }\n",
			    ENFORCING));
	EXPECT_EQ(0, probe(get_attr, OBJECT, NULL));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(EPERM, probe(execute, TARGET, TARGET, call(succeed), NULL));
	ASSERT_EQ(0, policy("profile", "%d-CONFIG::file={ mode=permissive }\n",
			    ENFORCING));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	ASSERT_EQ(0, policy("profile", "%d-CONFIG::file::open={ mode=enforcing }\n",
			    ENFORCING));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(0, probe(get_attr, OBJECT, NULL));
}

TEST_F(enforcing, log_flags)
{
	ASSERT_EQ(0, policy("profile", "%d-CONFIG={ mode=enforcing grant_log=no reject_log=no }\n",
			    ENFORCING));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(0, audit_count(PROBE_DOMAIN, READ_OBJECT));
}

TEST_HARNESS_MAIN
