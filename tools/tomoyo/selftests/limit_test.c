// SPDX-License-Identifier: GPL-2.0-only
/*
 * Profiles, counters and quotas
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define POLICY_MEMORY "Memory used by policy:"

FIXTURE(limit) {
	char quota[128];
};

/* The default, to put back; a later setup must not find another one. */
FIXTURE_SETUP(limit)
{
	char *const text = read_node("stat");
	const char *const line = strstr(text, POLICY_MEMORY);
	unsigned long quota = 0;

	ASSERT_NE(NULL, line);
	ASSERT_EQ(1, sscanf(line, POLICY_MEMORY " %*u (Quota: %lu", &quota));
	snprintf(self->quota, sizeof(self->quota), POLICY_MEMORY " %lu\n", quota);
	ASSERT_EQ(0, fresh_world(LEARNING));
}

FIXTURE_TEARDOWN(limit)
{
	policy("stat", "%s", self->quota);
	leave_world();
}

TEST_F(limit, stat_format)
{
	static const char *const labels[] = {
		"Policy update:                ",
		"Policy violation in learning mode:",
		"Policy violation in permissive mode:",
		"Policy violation in enforcing mode:",
		POLICY_MEMORY, "Memory used by audit log:",
		"Memory used by query message:", "Total memory used:",
		"Query timeout:",
	};
	char *const text = read_node("stat");
	const char *line = text;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(labels); i++) {
		EXPECT_EQ(0, strncmp(line, labels[i], strlen(labels[i])));
		/* Right aligned, so that the last digit stands in one column. */
		EXPECT_NE(NULL, strchr("0123456789", line[47]));
		EXPECT_NE(NULL, strchr(" \n", line[48]));
		line = strchr(line, '\n');
		ASSERT_NE(NULL, line);
		line++;
	}
	/* What the original does not have comes behind, in the same columns. */
	while (*line && strchr(line, '\n')) {
		EXPECT_EQ(' ', line[37]);
		EXPECT_NE(' ', *line);
		line = strchr(line, '\n') + 1;
	}
	EXPECT_STREQ("", line);
	EXPECT_EQ(stat_value("Total memory used:"),
		  stat_value(POLICY_MEMORY) + stat_value("Memory used by audit log:"));
}

TEST_F(limit, stat_takes_quotas_only)
{
	ASSERT_EQ(0, policy("stat", "Memory used by audit log:1234\n"));
	EXPECT_TRUE(strstr(read_node("stat"), " (Quota:       1234)\n"));
	ASSERT_EQ(0, policy("stat", "Memory used by audit log: 0 \n"));
	EXPECT_FALSE(strstr(read_node("stat"), " (Quota:       1234)\n"));
	ASSERT_EQ(0, policy("stat", "Policy update: 0\nnonsense\n"));
	EXPECT_LT(10, stat_value("Policy update:"));
}

TEST_F(limit, updates_are_counted)
{
	const long before = stat_value("Policy update:");

	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "file read /a\nfile read /b\n"));
	EXPECT_EQ(before + 3, stat_value("Policy update:"));
	ASSERT_EQ(0, policy_lax("domain_policy", PROBE_DOMAIN "\nfile fly /a\n\nreset\n"));
	EXPECT_EQ(before + 4, stat_value("Policy update:"));
	/* Learning counts as well. */
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(before + 5, stat_value("Policy update:"));
}

/* Writes lines until the quota is full; how many were accepted. */
static int fill(void)
{
	int count = 0;

	while (count < 10000 &&
	       !policy_lax("domain_policy", PROBE_DOMAIN "\nfile read /fill%d\n", count) &&
	       stat_value("Policy update:") > 0) {
		char line[64];

		snprintf(line, sizeof(line), "file read /fill%d\n", count);
		if (!strstr(domain_entries(PROBE_DOMAIN), line))
			break;
		count++;
	}
	return count;
}

static int count_lines(const char *text)
{
	int count = 0;

	while ((text = strchr(text, '\n'))) {
		text++;
		count++;
	}
	return count;
}

/* Deleting gives back what adding took, after a grace period. */
static long used_at_rest(void)
{
	long used, before;

	do {
		before = stat_value(POLICY_MEMORY);
		sleep(1);
		used = stat_value(POLICY_MEMORY);
	} while (used != before);
	return used;
}

TEST_F(limit, full_policy)
{
	const long used = used_at_rest();
	char *entries, why[4096];
	int count;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " TARGET));
	ASSERT_EQ(0, policy("stat", POLICY_MEMORY " %ld\n", used + 8192));
	count = fill();
	EXPECT_LT(10, count);
	EXPECT_GT(1000, count);
	EXPECT_GE(used + 8192, stat_value(POLICY_MEMORY));
	entries = domain_entries(PROBE_DOMAIN);
	EXPECT_EQ(count + 1, count_lines(entries));
	/* Strict writers are told, */
	EXPECT_EQ(ENOMEM, policy_error("domain_policy", why, sizeof(why),
				       PROBE_DOMAIN "\nfile read /one-more-of-some-length\n"));
	/* learning learns nothing, but goes on, */
	ASSERT_EQ(0, policy("stat", POLICY_MEMORY " 1\n"));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_STREQ(entries, domain_entries(PROBE_DOMAIN));
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, "quota_exceeded"));
	/* no domain can be made, so that enforcing does not execute, */
	ASSERT_EQ(0, policy("domain_policy", "select " PROBE_DOMAIN "\nuse_profile 103\n"));
	EXPECT_EQ(ENOMEM, probe(execute, TARGET, TARGET, call(succeed), NULL));
	/* and with room again all goes on. */
	ASSERT_EQ(0, policy("stat", "%s", self->quota));
	EXPECT_EQ(0, probe(execute, TARGET, TARGET, call(succeed), NULL));
	EXPECT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " OBJECT));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
}

TEST_F(limit, nothing_is_lost)
{
	const long used = used_at_rest();
	int round, i;

	for (round = 0; round < 3; round++) {
		for (i = 0; i < 200; i++)
			ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read /lost%d", i));
		for (i = 0; i < 200; i++)
			ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete file read /lost%d", i));
	}
	EXPECT_STREQ("", domain_entries(PROBE_DOMAIN));
	/* Domains of earlier tests may have been collected meanwhile. */
	EXPECT_GE(used, used_at_rest());
}

TEST_F(limit, all_profiles)
{
	char line[128], *text;
	const char *at;
	int i;

	for (i = 255; i >= 0; i--)
		ASSERT_EQ(0, policy("profile",
				    "%d-CONFIG={ mode=disabled grant_log=no reject_log=no }\n",
				    i));
	text = read_node("profile");
	EXPECT_EQ(0, strncmp(text, "PROFILE_VERSION=20150505\n", 25));
	at = text;
	for (i = 0; i < 256; i++) {
		snprintf(line, sizeof(line),
			 "\n%d-CONFIG={ mode=disabled grant_log=no reject_log=no }\n", i);
		at = strstr(at, line);
		ASSERT_NE(NULL, at);
	}
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile 255"));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	ASSERT_EQ(0, policy("profile", "255-CONFIG={ mode=enforcing }\n"
				       "255-CONFIG::misc={ mode=disabled }\n"));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
}

TEST_HARNESS_MAIN
