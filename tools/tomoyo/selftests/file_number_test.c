// SPDX-License-Identifier: GPL-2.0-only
/*
 * Numbers that entries about files compare
 */

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define NEW DIR "/new"

FIXTURE(enforcing) {
};

FIXTURE_SETUP(enforcing)
{
	umask(0);
	ASSERT_EQ(0, fresh_world(ENFORCING));
}

FIXTURE_TEARDOWN(enforcing)
{
	leave_world();
}

static int result(int status)
{
	return status < 0 ? errno : 0;
}

static int make_device(char **args)
{
	return result(mknod(args[0], S_IFCHR | 0666, makedev(atoi(args[1]), atoi(args[2]))));
}

/* Who may make /dev/null may not make a disk. */
TEST_F(enforcing, device_numbers_are_compared)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file mkchar " NEW " 0666 1 3"));
	EXPECT_EQ(EPERM, probe(make_device, NEW, "1", "5", NULL));
	EXPECT_EQ(EPERM, probe(make_device, NEW, "2", "3", NULL));
	EXPECT_EQ(EPERM, probe(make_device, NEW, "1", "259", NULL));
	EXPECT_EQ(EPERM, probe(make_device, NEW, "257", "3", NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file mkchar " NEW " 0666 257 3"));
	EXPECT_EQ(0, probe(make_device, NEW, "1", "3", NULL));
}

static int make_device_as_user(char **args)
{
	if (chdir(DIR) || setgid(1000) || setuid(1000))
		return PROBE_UNSTARTED;
	return make_device(args);
}

/* Somebody who can't do it anyway is not told what the policy thinks, nor teaches it. */
TEST_F(enforcing, device_without_capability)
{
	ASSERT_EQ(0, chmod(DIR, 0777));
	EXPECT_EQ(EPERM, probe(make_device_as_user, NEW, "1", "3", NULL));
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, "file mkchar " NEW " 0666 1 3"));
	/* A whiteout is for everybody. */
	EXPECT_EQ(EPERM, probe(make_device_as_user, NEW, "0", "0", NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file mkchar " NEW " 0666 0 0"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file mkchar " NEW " 0666 0 0"));
	EXPECT_EQ(0, probe(make_device_as_user, NEW, "0", "0", NULL));
}

static int change_mode(char **args)
{
	return result(chmod(args[0], strtoul(args[1], NULL, 8)));
}

/* Which bits may be set is the policy's matter. */
TEST_F(enforcing, modes_are_compared)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "file chmod " OBJECT " 0-0777\n"
						 "file chmod " SECRET " 0644\n"));
	EXPECT_EQ(0, probe(change_mode, OBJECT, "777", NULL));
	EXPECT_EQ(EPERM, probe(change_mode, OBJECT, "4755", NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file chmod " OBJECT " 04755"));
	EXPECT_EQ(EPERM, probe(change_mode, OBJECT, "2755", NULL));
	EXPECT_EQ(EPERM, probe(change_mode, OBJECT, "1755", NULL));
	EXPECT_EQ(0, probe(change_mode, SECRET, "644", NULL));
	EXPECT_EQ(EPERM, probe(change_mode, SECRET, "744", NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file chmod " SECRET " 0744"));
}

static int change_owner(char **args)
{
	return result(chown(args[0], atoi(args[1]), atoi(args[2])));
}

/* A change of both is two requests, and nothing happens unless both are granted. */
TEST_F(enforcing, owner_and_group_are_two)
{
	struct stat stat;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file chown " OBJECT " 1000"));
	EXPECT_EQ(EPERM, probe(change_owner, OBJECT, "1000", "1000", NULL));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, "file chown " OBJECT " 1000"));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file chgrp " OBJECT " 1000"));
	ASSERT_EQ(0, lstat(OBJECT, &stat));
	EXPECT_EQ(0, (int)stat.st_uid);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file chgrp " OBJECT " 1000-1001"));
	EXPECT_EQ(0, probe(change_owner, OBJECT, "1000", "1001", NULL));
	EXPECT_EQ(EPERM, probe(change_owner, OBJECT, "0", "-1", NULL));
	EXPECT_EQ(EPERM, probe(change_owner, OBJECT, "-1", "1002", NULL));
	/* A change of nothing asks nobody. */
	audit_forget();
	EXPECT_EQ(0, probe(change_owner, SECRET, "-1", "-1", NULL));
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, "file chown " SECRET " 4294967295"));
}

TEST_HARNESS_MAIN
