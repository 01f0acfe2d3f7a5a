// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of profiles
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/profile.h"
#include "fixture.h"
#include "vectors/profile.h"

#define NODE CCS_FIXTURE_PROFILE

static void describe_line(const struct profile_row *row, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s (%s)", row->line, row->desc);
}

KUNIT_ARRAY_PARAM(line, profile_rows, describe_line);

static bool has_line(const char *text, const char *line)
{
	const size_t len = strlen(line);

	while (*text) {
		if (!strncmp(text, line, len) && text[len] == '\n')
			return true;
		text = strchr(text, '\n') + 1;
	}
	return false;
}

/* What is printed for a line changes nothing when it is written back. */
static void test_profile_line(struct kunit *test)
{
	const struct profile_row *const row = test->param_value;

	if (!row->canonical) {
		ccs_fixture_expect_refused(test, NODE, row->line);
		return;
	}
	KUNIT_ASSERT_EQ_MSG(test, ccs_fixture_line(test, NODE, row->line), 0,
			    "%s", row->line);
	ccs_fixture_save(test);
	if (!*row->canonical) {
		KUNIT_EXPECT_NULL(test, strstr(ccs_fixture_print(test, NODE),
					       "CONFIG::"));
		return;
	}
	KUNIT_EXPECT_TRUE(test, has_line(ccs_fixture_print(test, NODE),
					 row->canonical));
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, NODE, row->canonical), 0);
	ccs_fixture_expect_saved(test, row->canonical);
}

static void test_profile_line_truncated(struct kunit *test)
{
	static const char *const lines[] = {
		"1-CONFIG::file::open={ mode=enforcing grant_log=no }",
		"2-PREFERENCE={ max_audit_log=10 enforcing_penalty=100 }",
		"PROFILE_VERSION=20150505",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lines); i++)
		ccs_fixture_try_prefixes(test, NODE, lines[i]);
}

static void test_profile_print_of_nothing(struct kunit *test)
{
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE),
			   "PROFILE_VERSION=0\n");
}

#define SAMPLE								     \
	"PROFILE_VERSION=20150505\n"					     \
	"0-PREFERENCE={ max_audit_log=1024 max_learning_entry=2048 enforcing_penalty=0 }\n" \
	"0-CONFIG={ mode=disabled grant_log=no reject_log=no }\n"	     \
	"3-COMMENT=Enforcing Mode\n"					     \
	"3-PREFERENCE={ max_audit_log=10 max_learning_entry=20 enforcing_penalty=1 }\n" \
	"3-CONFIG={ mode=enforcing grant_log=no reject_log=yes }\n"	     \
	"3-CONFIG::file::execute={ mode=learning grant_log=yes reject_log=yes }\n" \
	"3-CONFIG::file::getattr={ mode=disabled grant_log=no reject_log=no }\n" \
	"3-CONFIG::file={ mode=permissive grant_log=no reject_log=no }\n"    \
	"255-PREFERENCE={ max_audit_log=1024 max_learning_entry=2048 enforcing_penalty=0 }\n" \
	"255-CONFIG={ mode=disabled grant_log=yes reject_log=yes }\n"

/* A profile is printed as a whole, so that no reader sees half of one. */
static void test_profile_print_by_every_size(struct kunit *test)
{
	const size_t longest = strstr(SAMPLE, "255-") - strstr(SAMPLE, "3-COM");
	size_t size;

	ccs_fixture_lines(test, NODE, SAMPLE);
	for (size = 1; size <= sizeof(SAMPLE) + 1; size++) {
		const char *const text = ccs_fixture_print_by(test, NODE,
							      size);

		KUNIT_EXPECT_EQ_MSG(test, !!text, size > longest, "size %zu",
				    size);
		if (text)
			KUNIT_EXPECT_STREQ(test, text, SAMPLE);
	}
}

/**
 * struct config_row - lines and the setting that they come to
 * @desc: what the row is about
 * @lines: of profile 1
 * @item: the item asked for
 * @config: its setting
 */
struct config_row {
	const char *desc;
	const char *lines;
	enum ccs_item item;
	u8 config;
};

#define BOTH (CCS_CONFIG_GRANT_LOG | CCS_CONFIG_REJECT_LOG)

static const struct config_row config_rows[] = {
	{ "no such profile", "2-COMMENT=x", CCS_ITEM_FILE_OPEN,
	  CCS_MODE_DISABLED },
	{ "a new one is disabled", "1-COMMENT=x", CCS_ITEM_FILE_OPEN,
	  CCS_MODE_DISABLED | BOTH },
	{ "the profile's own", "1-CONFIG=enforcing", CCS_ITEM_FILE_GETATTR,
	  CCS_MODE_ENFORCING | BOTH },
	{ "the category's", "1-CONFIG=enforcing\n1-CONFIG::file=learning",
	  CCS_ITEM_FILE_OPEN, CCS_MODE_LEARNING | BOTH },
	{ "the item's",
	  "1-CONFIG=enforcing\n1-CONFIG::file=learning\n"
	  "1-CONFIG::file::open=permissive",
	  CCS_ITEM_FILE_OPEN, CCS_MODE_PERMISSIVE | BOTH },
	{ "another item's is not ours",
	  "1-CONFIG=enforcing\n1-CONFIG::file::open=permissive",
	  CCS_ITEM_FILE_EXECUTE, CCS_MODE_ENFORCING | BOTH },
	{ "the item's does not depend on the order",
	  "1-CONFIG::file::open=permissive\n1-CONFIG=enforcing",
	  CCS_ITEM_FILE_OPEN, CCS_MODE_PERMISSIVE | BOTH },
	{ "back to the default",
	  "1-CONFIG::file::open=permissive\n"
	  "1-CONFIG::file::open=use_default\n1-CONFIG=enforcing",
	  CCS_ITEM_FILE_OPEN, CCS_MODE_ENFORCING | BOTH },
	{ "logs are kept when not named",
	  "1-CONFIG={ mode=enforcing grant_log=no }\n1-CONFIG=learning",
	  CCS_ITEM_FILE_OPEN, CCS_MODE_LEARNING | CCS_CONFIG_REJECT_LOG },
	{ "the mode is kept when not named",
	  "1-CONFIG=enforcing\n1-CONFIG={ reject_log=no }",
	  CCS_ITEM_FILE_OPEN, CCS_MODE_ENFORCING | CCS_CONFIG_GRANT_LOG },
	{ "an item starts with both logs, whatever its category has",
	  "1-CONFIG::file={ mode=learning grant_log=no reject_log=no }\n"
	  "1-CONFIG::file::open=enforcing",
	  CCS_ITEM_FILE_OPEN, CCS_MODE_ENFORCING | BOTH },
	{ "logs alone don't end the default",
	  "1-CONFIG=enforcing\n1-CONFIG::file={ grant_log=no }",
	  CCS_ITEM_FILE_OPEN, CCS_MODE_ENFORCING | BOTH },
	{ "the strongest mode of a line",
	  "1-CONFIG={ mode=enforcing mode=disabled }",
	  CCS_ITEM_FILE_OPEN, CCS_MODE_ENFORCING | BOTH },
};

static void describe_config(const struct config_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(config, config_rows, describe_config);

static void test_profile_config(struct kunit *test)
{
	const struct config_row *const row = test->param_value;
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_profile *profile;

	ccs_fixture_lines(test, NODE, row->lines);
	profile = ccs_profile_of(&fixture->policy.ns, 1);
	KUNIT_EXPECT_EQ(test, ccs_profile_config(profile, row->item),
			row->config);
}

static void test_profile_version_ok(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, ccs_profile_version_ok(20150505));
	KUNIT_EXPECT_TRUE(test, ccs_profile_version_ok(20100903));
	KUNIT_EXPECT_FALSE(test, ccs_profile_version_ok(0));
	KUNIT_EXPECT_FALSE(test, ccs_profile_version_ok(20150506));
}

static struct kunit_case profile_cases[] = {
	KUNIT_CASE_PARAM(test_profile_line, line_gen_params),
	KUNIT_CASE(test_profile_line_truncated),
	KUNIT_CASE(test_profile_print_of_nothing),
	KUNIT_CASE(test_profile_print_by_every_size),
	KUNIT_CASE_PARAM(test_profile_config, config_gen_params),
	KUNIT_CASE(test_profile_version_ok),
	{}
};

static struct kunit_suite profile_suite = {
	.name = "ccs_profile",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = profile_cases,
};

kunit_test_suite(profile_suite);
