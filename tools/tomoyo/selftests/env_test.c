// SPDX-License-Identifier: GPL-2.0-only
/*
 * Environment variables
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "side.h"

#define SCRIPT DIR "/script"
#define EXECUTE_TARGET "file execute " TARGET

FIXTURE(env) {
};

FIXTURE_SETUP(env)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, policy("profile", "%d-CONFIG::misc::env={ mode=enforcing "
			    "grant_log=yes reject_log=yes }\n", ENFORCING));
	/* The judge's own variables start the probe. */
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "misc env \\*\n" EXECUTE_TARGET "\n"));
	ASSERT_EQ(0, domain_allow(TARGET_DOMAIN, "use_profile %d", ENFORCING));
	audit_forget();
}

FIXTURE_TEARDOWN(env)
{
	leave_world();
}

/* Executes TARGET with its arguments as environment. */
static int with_env(char **args)
{
	char *const argv[] = { TARGET, call(tell_domain), NULL };

	execve(TARGET, argv, args);
	return errno;
}

TEST_F(env, each_name)
{
	EXPECT_EQ(EPERM, probe(with_env, "A=1", "B=2", NULL));
	EXPECT_TRUE(audit_denied(TARGET_DOMAIN, "misc env A"));
	EXPECT_FALSE(audit_find(TARGET_DOMAIN, "misc env B"));
	ASSERT_EQ(0, domain_allow(TARGET_DOMAIN, "misc env A"));
	EXPECT_EQ(EPERM, probe(with_env, "A=1", "B=2", NULL));
	EXPECT_TRUE(audit_granted(TARGET_DOMAIN, "misc env A"));
	EXPECT_TRUE(audit_denied(TARGET_DOMAIN, "misc env B"));
	ASSERT_EQ(0, domain_allow(TARGET_DOMAIN, "misc env B"));
	EXPECT_EQ(0, probe(with_env, "A=1", "B=2", NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
}

TEST_F(env, none)
{
	EXPECT_EQ(0, probe(with_env, NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
}

/* The domain that executes does not matter. */
TEST_F(env, of_the_new_domain)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "misc env A"));
	EXPECT_EQ(EPERM, probe(with_env, "A=1", NULL));
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, "misc env A"));
	EXPECT_TRUE(audit_denied(TARGET_DOMAIN, "misc env A"));
}

TEST_F(env, names)
{
	ASSERT_EQ(0, domain_policy(TARGET_DOMAIN, "misc env LC_\\*\nmisc env a\\040\\001\n"
				   "misc env bare\n"));
	EXPECT_EQ(0, probe(with_env, "LC_ALL=C", "LC_X==", "a \001=", NULL));
	EXPECT_EQ(EPERM, probe(with_env, "LANG=C", NULL));
	/* Empty names are nothing; what has no sign is a name as a whole. */
	EXPECT_EQ(0, probe(with_env, "=x", "", "bare", NULL));
	EXPECT_EQ(EPERM, probe(with_env, "naked", NULL));
	EXPECT_TRUE(audit_denied(TARGET_DOMAIN, "misc env naked"));
}

TEST_F(env, long_name)
{
	char variable[8192], line[8192];

	memset(variable, 'x', 5000);
	strcpy(variable + 5000, "=1");
	EXPECT_EQ(EPERM, probe(with_env, variable, NULL));
	snprintf(line, sizeof(line), "misc env %.4086s", variable);
	EXPECT_TRUE(audit_denied(TARGET_DOMAIN, line));
	ASSERT_EQ(0, domain_allow(TARGET_DOMAIN, "%s", line));
	EXPECT_EQ(0, probe(with_env, variable, NULL));
}

TEST_F(env, conditions)
{
	ASSERT_EQ(0, domain_policy(TARGET_DOMAIN,
				   "misc env A exec.envp[\"A\"]=\"1\" "
				   "exec.realpath=\"" TARGET "\"\n"
				   "misc env B exec.argv[0]=\"" TARGET "\" path1.uid=0\n"
				   "misc env C task.uid=1\n"));
	EXPECT_EQ(0, probe(with_env, "A=1", "B=", NULL));
	EXPECT_EQ(EPERM, probe(with_env, "A=2", NULL));
	EXPECT_EQ(EPERM, probe(with_env, "C=", NULL));
}

/* They are checked once, whatever starts the program. */
TEST_F(env, of_a_script)
{
	char script[128];

	snprintf(script, sizeof(script), "#!" TARGET " %s\n", call(tell_domain));
	ASSERT_EQ(0, make_file(SCRIPT, script, 0755));
	ASSERT_EQ(0, unlink(TARGET));
	ASSERT_EQ(0, copy_program(PROBE, TARGET));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "file execute " SCRIPT "\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN " " SCRIPT, "use_profile %d\nfile read " TARGET,
				  ENFORCING));
	EXPECT_EQ(EPERM, probe(execute, SCRIPT, SCRIPT, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN " " SCRIPT, "misc env \\*"));
	EXPECT_EQ(0, probe(execute, SCRIPT, SCRIPT, NULL));
	EXPECT_STREQ(PROBE_DOMAIN " " SCRIPT "\n", reply);
}

/* What 1.7 allows to everybody, but to those who ignore it. */
TEST(global_of_17)
{
	ASSERT_EQ(0, fresh_sides(ENFORCING));
	ASSERT_EQ(0, side_profile(&old_side, ENFORCING,
				  "CONFIG::misc::env" ENFORCED));
	ASSERT_EQ(0, domain_policy(OLD_DOMAIN, "allow_env \\*\nallow_execute " TARGET "\n"));
	ASSERT_EQ(0, domain_allow(OLD_TARGET, "use_profile %d", ENFORCING));
	EXPECT_EQ(EPERM, probe_as(OLD, with_env, "A=1", NULL));
	ASSERT_EQ(0, side_exception(&old_side, "allow_env A"));
	EXPECT_EQ(0, probe_as(OLD, with_env, "A=1", NULL));
	ASSERT_EQ(0, domain_allow(OLD_TARGET, "ignore_global_allow_env"));
	EXPECT_EQ(EPERM, probe_as(OLD, with_env, "A=1", NULL));
	ASSERT_EQ(0, side_no_exception(&old_side, "allow_env A"));
	leave_sides();
}

TEST_HARNESS_MAIN
