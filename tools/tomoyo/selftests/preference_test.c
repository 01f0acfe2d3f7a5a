// SPDX-License-Identifier: GPL-2.0-only
/*
 * What 1.7 says in PREFERENCE lines, beside 1.8
 */

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/klog.h>
#include <unistd.h>

#include "harness.h"
#include "side.h"

/* Preferences that 1.7 had, in both dialects. */
FIXTURE(preference) {
};

FIXTURE_VARIANT(preference) {
	const struct side *side;
};

FIXTURE_VARIANT_ADD(preference, in_18) {
	.side = &new_side,
};

FIXTURE_VARIANT_ADD(preference, in_17) {
	.side = &old_side,
};

FIXTURE_SETUP(preference)
{
	ASSERT_EQ(0, fresh_sides(ENFORCING));
	ASSERT_EQ(0, side_reset_profile(variant->side, LEARNING));
}

FIXTURE_TEARDOWN(preference)
{
	policy_lax("exception_policy", "delete %sfile_pattern " DIR "/\\*\n", variant->side->ns);
	side_reset_profile(variant->side, LEARNING);
	side_reset_profile(variant->side, ENFORCING);
	leave_sides();
}

#define EXECUTE_TARGET "file execute " TARGET
#define BY_REALPATH " exec.realpath=\"" TARGET "\""
#define BY_ARGV0 " exec.argv[0]=\"zero\""

TEST_F(preference, conditions_of_learned_executions)
{
	static const struct {
		const char *block;
		const char *line;
	} rows[] = {
		{ "use_default", EXECUTE_TARGET BY_REALPATH BY_ARGV0 "\n" },
		{ "max_entry=9 exec.realpath=yes", EXECUTE_TARGET BY_REALPATH "\n" },
		{ "max_entry=9 exec.argv0=yes", EXECUTE_TARGET BY_ARGV0 "\n" },
		{ "max_entry=9", EXECUTE_TARGET "\n" },
		{ "exec.argv0=yes", "" },
	};
	const struct side *const side = variant->side;
	char line[128];
	size_t i;

	ASSERT_EQ(0, domain_allow(side->domain, "use_profile %d", LEARNING));
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		snprintf(line, sizeof(line), "PREFERENCE::learning={ %s }", rows[i].block);
		ASSERT_EQ(0, side_reset_profile(side, LEARNING));
		ASSERT_EQ(0, side_profile(side, LEARNING, line));
		EXPECT_EQ(0, probe_as(side->program, execute, TARGET, "zero", call(succeed),
				      NULL));
		EXPECT_STREQ(rows[i].line, domain_entries(side->domain));
		if (*rows[i].line)
			ASSERT_EQ(0, domain_allow(side->domain, "delete %s", rows[i].line));
	}
}

TEST_F(preference, names_are_generalised)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, side_exception(side, "file_pattern " DIR "/\\*"));
	ASSERT_EQ(0, domain_allow(side->domain, "use_profile %d", LEARNING));
	ASSERT_EQ(0, side_profile(side, LEARNING, "PREFERENCE::learning={ max_entry=9 }"));
	EXPECT_EQ(0, probe_as(side->program, open_read, OBJECT, NULL));
	EXPECT_EQ(0, probe_as(side->program, open_read, SECRET, NULL));
	EXPECT_EQ(0, probe_as(side->program, open_read, "/dev/null", NULL));
	EXPECT_EQ(0, probe_as(side->program, execute, TARGET, TARGET, call(succeed), NULL));
	EXPECT_STREQ("file read " DIR "/\\*\nfile read /dev/null\n" EXECUTE_TARGET "\n",
		     domain_entries(side->domain));
	/* The record says what was asked, and it is not asked again. */
	EXPECT_TRUE(audit_has(side->domain, "file read " OBJECT, " granted=no "));
	EXPECT_TRUE(audit_granted(side->domain, "file read " SECRET));
}

#define GRANTS_ONLY "PREFERENCE::audit={ max_reject_log=0 max_grant_log=10 }"

TEST_F(preference, limits_of_the_queue)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, domain_allow(side->domain, "file read " OBJECT));
	ASSERT_EQ(0, side_profile(side, ENFORCING, "PREFERENCE::audit={ max_reject_log=10 }"));
	EXPECT_EQ(0, probe_as(side->program, open_read, OBJECT, NULL));
	EXPECT_EQ(EPERM, probe_as(side->program, open_read, SECRET, NULL));
	EXPECT_EQ(0, audit_count(side->domain, "file read " OBJECT));
	EXPECT_EQ(1, audit_count(side->domain, "file read " SECRET));
	audit_forget();
	ASSERT_EQ(0, side_profile(side, ENFORCING, GRANTS_ONLY));
	EXPECT_EQ(0, probe_as(side->program, open_read, OBJECT, NULL));
	EXPECT_EQ(EPERM, probe_as(side->program, open_read, SECRET, NULL));
	EXPECT_EQ(1, audit_count(side->domain, "file read " OBJECT));
	EXPECT_EQ(0, audit_count(side->domain, "file read " SECRET));
}

TEST_F(preference, parts_of_records)
{
	static const char *const blocks[] = {
		"max_reject_log=9", "max_reject_log=9 task_info=yes",
		"max_reject_log=9 path_info=yes", "use_default",
	};
	const struct side *const side = variant->side;
	const char *record;
	char line[128];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(blocks); i++) {
		snprintf(line, sizeof(line), "PREFERENCE::audit={ %s }", blocks[i]);
		ASSERT_EQ(0, side_reset_profile(side, ENFORCING));
		ASSERT_EQ(0, side_profile(side, ENFORCING, line));
		audit_forget();
		EXPECT_EQ(EPERM, probe_as(side->program, open_read, SECRET, NULL));
		record = audit_find(side->domain, "file read " SECRET);
		ASSERT_NE(NULL, record);
		EXPECT_EQ(i % 2, !!strstr(record, " task={ pid="));
		EXPECT_EQ(i / 2, !!strstr(record, " path1={ uid="));
		EXPECT_EQ(i / 2, !!strstr(record, " path1.parent={ uid="));
		EXPECT_NE(NULL, strstr(record, " mode=enforcing granted=no (global-pid="));
	}
}

/* Is it on the console? What others said may have used up what it lets through. */
static bool console_says(const char *text)
{
	static char log[1 << 20];
	const int len = klogctl(3, log, sizeof(log) - 1);

	log[len > 0 ? len : 0] = '\0';
	return strstr(log, text);
}

static bool told(const struct side *side, probe_fn fn, const char *path, const char *text)
{
	int tries;

	for (tries = 0; tries < 15; tries++) {
		probe_as(side->program, fn, path, NULL);
		if (console_says(text))
			return true;
		sleep(1);
	}
	return false;
}

/* Names that no other test has, since the log is never emptied. */
#define LOUD DIR "/loud"
#define QUIET DIR "/quiet"

TEST_F(preference, console)
{
	const struct side *const side = variant->side;
	char text[256];

	ASSERT_EQ(0, touch(LOUD));
	ASSERT_EQ(0, touch(QUIET));
	ASSERT_EQ(0, side_profile(side, ENFORCING, "PREFERENCE::enforcing={ verbose=yes }"));
	snprintf(text, sizeof(text), "ccsecurity: ERROR: Access file read " LOUD
		 " denied for %s\n", side->last);
	EXPECT_TRUE(told(side, open_read, LOUD, text));
	ASSERT_EQ(0, side_profile(side, ENFORCING, "PREFERENCE::enforcing={ verbose=no }"));
	snprintf(text, sizeof(text), "Access file read " QUIET " denied for %s\n",
		 side->last);
	EXPECT_EQ(EPERM, probe_as(side->program, open_read, QUIET, NULL));
	EXPECT_FALSE(console_says(text));
	ASSERT_EQ(0, side_exception(side, "deny_rewrite " LOUD));
	ASSERT_EQ(0, domain_allow(side->domain, "use_profile %d", LEARNING));
	ASSERT_EQ(0, side_profile(side, LEARNING, "PREFERENCE::learning={ verbose=yes }"));
	snprintf(text, sizeof(text), "ccsecurity: WARNING: Access rewrite " LOUD
		 " denied for %s\n", side->last);
	EXPECT_TRUE(told(side, open_write, LOUD, text));
	EXPECT_EQ(0, side_no_exception(side, "deny_rewrite " LOUD));
}

/* By default 1.7 is verbose and 1.8 is not. */
TEST_F(preference, console_by_default)
{
	const struct side *const side = variant->side;
	char text[256];

	ASSERT_EQ(0, touch(DIR "/default"));
	snprintf(text, sizeof(text), "ERROR: Access file read " DIR "/default denied for %s\n",
		 side->last);
	if (side->old) {
		EXPECT_TRUE(told(side, open_read, DIR "/default", text));
		return;
	}
	EXPECT_EQ(EPERM, probe(open_read, DIR "/default", NULL));
	EXPECT_FALSE(console_says(text));
}

static int visit(const struct side *side)
{
	return probe_as(side->program, execute, TARGET, TARGET, call(tell_domain), NULL);
}

#define VIOLATIONS "Policy violation in enforcing mode:"

/* Nobody can be asked, so the domain is not made. */
TEST_F(preference, domains_are_asked_for)
{
	const struct side *const side = variant->side;
	char expected[256];
	long violations;

	snprintf(expected, sizeof(expected), "%s\n", side->child);
	ASSERT_EQ(0, domain_allow(side->domain, EXECUTE_TARGET));
	if (!side->old) {
		EXPECT_EQ(0, visit(side));
		ASSERT_EQ(0, policy("domain_policy", "delete %s\n", side->child));
		ASSERT_EQ(0, side_profile(side, ENFORCING, "PREFERENCE={ create_domain=ask }"));
	}
	violations = stat_value(VIOLATIONS);
	EXPECT_EQ(EPERM, visit(side));
	EXPECT_STREQ("", reply);
	EXPECT_FALSE(domain_exists(side->child));
	EXPECT_EQ(violations + 1, stat_value(VIOLATIONS));
	/* Which one is there is nobody's question. */
	ASSERT_EQ(0, domain_allow(side->child, "use_profile %d", ENFORCING));
	EXPECT_EQ(0, visit(side));
	EXPECT_STREQ(expected, reply);
	/* Nor is it in other modes. */
	ASSERT_EQ(0, policy("domain_policy", "delete %s\n", side->child));
	ASSERT_EQ(0, domain_allow(side->domain, "use_profile %d", PERMISSIVE));
	EXPECT_EQ(0, visit(side));
	EXPECT_STREQ(expected, reply);
	if (!side->old)
		EXPECT_EQ(0, side_profile(side, ENFORCING, "PREFERENCE={ create_domain=silent }"));
}

/* A domain of 1.7 is named after the program, never after a pattern. */
TEST_F(preference, pattern_names_the_domain)
{
	const struct side *const side = variant->side;
	char expected[256];

	ASSERT_EQ(0, policy("exception_policy", "%spath_group NAMED " DIR "/\\*\n", side->ns));
	ASSERT_EQ(0, domain_allow(side->domain, "file execute @NAMED"));
	ASSERT_EQ(0, domain_allow(OLD_TARGET, "use_profile %d", ENFORCING));
	snprintf(expected, sizeof(expected), "%s\n",
		 side->old ? OLD_TARGET : PROBE_DOMAIN " " DIR "/\\*");
	EXPECT_EQ(0, visit(side));
	EXPECT_STREQ(expected, reply);
	EXPECT_EQ(0, side_no_exception(side, "path_group NAMED " DIR "/\\*"));
}

TEST_HARNESS_MAIN
