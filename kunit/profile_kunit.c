// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of profiles
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/namespace.h"
#include "../core/policy.h"
#include "../core/profile.h"
#include "../core/word.h"
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

static void expect_lines(struct kunit *test, const char *text,
			 const char *lines)
{
	struct ccs_span rest = ccs_span_of(lines), span;
	char line[256];

	while (ccs_span_split(&rest, '\n', &span)) {
		KUNIT_ASSERT_TRUE(test, span.len < sizeof(line));
		memcpy(line, span.text, span.len);
		line[span.len] = '\0';
		KUNIT_EXPECT_TRUE_MSG(test, has_line(text, line), "%s", line);
	}
}

static const struct ccs_ns *ns_of(struct kunit *test)
{
	const struct ccs_fixture *const fixture = test->priv;

	return fixture->policy.kernel_ns;
}

static u8 config_of(struct kunit *test, u8 number, enum ccs_item item)
{
	const struct ccs_ns *const ns = ns_of(test);

	return ccs_profile_config(ns, ccs_profile_of(ns, number), item);
}

static void set_dialects(struct kunit *test, u8 dialects)
{
	struct ccs_fixture *const fixture = test->priv;

	fixture->policy.dialects = dialects;
}

/* What is printed for a line changes nothing when it is written back. */
static void test_profile_line(struct kunit *test)
{
	const struct profile_row *const row = test->param_value;
	const char *const canonical = row->canonical &&
				      !strcmp(row->canonical, "=") ?
				      row->line : row->canonical;

	set_dialects(test, row->dialects);
	if (!canonical) {
		ccs_fixture_expect_refused(test, NODE, row->line);
		return;
	}
	KUNIT_ASSERT_EQ_MSG(test, ccs_fixture_line(test, NODE, row->line), 0,
			    "%s", row->line);
	ccs_fixture_save(test);
	if (!*canonical) {
		KUNIT_EXPECT_NULL(test, strstr(ccs_fixture_print(test, NODE),
					       "::"));
		return;
	}
	expect_lines(test, ccs_fixture_print(test, NODE), canonical);
	set_dialects(test, CCS_DIALECTS);
	ccs_fixture_lines(test, NODE, canonical);
	ccs_fixture_expect_saved(test, canonical);
}

/* A refused line defines no profile, which the original did. */
static void test_profile_refused_creates_nothing(struct kunit *test)
{
	ccs_fixture_expect_refused(test, NODE, "1-CONFIG::task=enforcing");
	KUNIT_EXPECT_NULL(test, ccs_profile_of(ns_of(test), 1));
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, NODE, "255-COMMENT=x"), 0);
	KUNIT_EXPECT_NOT_NULL(test, ccs_profile_of(ns_of(test), 255));
}

/**
 * struct reason_row - a line that is refused
 * @line: the line
 * @word: the word that is blamed
 * @why: a part of the reason
 */
struct reason_row {
	const char *line;
	const char *word;
	const char *why;
};

static const struct reason_row reason_rows[] = {
	{ "256-COMMENT=x", "256", "from 0 to 255" },
	{ "PROFILE_VERSION=20150506", "20150506", "20090903" },
	{ "1-MAC_FOR_FILE=enforcing", "MAC_FOR_FILE", "ccs-convert" },
	{ "1-TOMOYO_VERBOSE=enabled", "TOMOYO_VERBOSE", "ccs-convert" },
	{ "1-COLOUR=blue", "COLOUR", "not COMMENT" },
	{ "1-CONFIG::task=enforcing", "task", "misc, ipc" },
	{ "1-CONFIG::file::read=enforcing", "read", "no such item" },
	{ "1-CONFIG::file=enforcing mode=hard", "mode=hard", "not a mode" },
	{ "1-PREFERENCE={ enforcing_penalty=101 }", "enforcing_penalty=101",
	  "too large" },
	{ "PREFERENCE::foo={ verbose=yes }", "foo", "expected audit" },
	{ "PREFERENCE::audit=use_default", "use_default", "given up" },
	{ "1-PREFERENCE::audit={ task_info=1 }", "task_info=1",
	  "neither yes nor no" },
	{ "1-PREFERENCE={ create_domain=1 }", "create_domain=1", "neither ask" },
};

static void describe_reason(const struct reason_row *row, char *desc)
{
	strscpy(desc, row->line, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(reason, reason_rows, describe_reason);

static void test_profile_reason(struct kunit *test)
{
	const struct reason_row *const row = test->param_value;
	const struct ccs_fixture *const fixture = test->priv;

	ccs_fixture_expect_refused(test, NODE, row->line);
	KUNIT_EXPECT_TRUE_MSG(test, ccs_span_is(&fixture->reject.word,
						row->word), "%s", row->word);
	KUNIT_ASSERT_NOT_NULL(test, fixture->reject.why);
	KUNIT_EXPECT_NOT_NULL(test, strstr(fixture->reject.why, row->why));
}

static void test_profile_line_truncated(struct kunit *test)
{
	static const char *const lines[] = {
		"1-CONFIG::file::open={ mode=enforcing grant_log=no }",
		"2-PREFERENCE={ max_audit_log=10 enforcing_penalty=100 }",
		"3-PREFERENCE::learning={ max_entry=10 exec.argv0=yes }",
		"PREFERENCE::audit={ max_grant_log=10 task_info=no }",
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
	"PREFERENCE::permissive={ verbose=yes }\n"			     \
	"0-PREFERENCE={ max_audit_log=1024 max_learning_entry=2048 enforcing_penalty=0 }\n" \
	"0-CONFIG={ mode=disabled grant_log=no reject_log=no }\n"	     \
	"3-COMMENT=Enforcing Mode\n"					     \
	"3-PREFERENCE={ max_audit_log=10 max_learning_entry=20 enforcing_penalty=1 }\n" \
	"3-PREFERENCE::enforcing={ verbose=yes penalty=1 }\n"		     \
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

/* Every line of a namespace says whose it is. */
static void test_profile_print_with_prefix(struct kunit *test)
{
	char text[512];
	struct ccs_emit emit = { .buf = text, .size = sizeof(text) };
	struct ccs_profile_pos pos = { .number = -1 };

	ccs_fixture_lines(test, NODE,
			  "PROFILE_VERSION=20090903\n"
			  "PREFERENCE::enforcing={ verbose=no }\n"
			  "1-COMMENT=x\n1-CONFIG::ipc=learning");
	KUNIT_EXPECT_TRUE(test, ccs_profile_print(ns_of(test), &pos, "<ns2> ",
						  &emit));
	KUNIT_EXPECT_STREQ(test, text,
			   "<ns2> PROFILE_VERSION=20090903\n"
			   "<ns2> PREFERENCE::enforcing={ verbose=no penalty=0 }\n"
			   "<ns2> 1-COMMENT=x\n"
			   "<ns2> 1-PREFERENCE={ max_audit_log=1024 max_learning_entry=2048 enforcing_penalty=0 }\n"
			   "<ns2> 1-CONFIG={ mode=disabled grant_log=yes reject_log=yes }\n"
			   "<ns2> 1-CONFIG::ipc={ mode=learning grant_log=yes reject_log=yes }\n");
}

#define BOTH (CCS_CONFIG_GRANT_LOG | CCS_CONFIG_REJECT_LOG)

static void test_profile_version_ok(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, ccs_profile_version_ok(20150505));
	KUNIT_EXPECT_TRUE(test, ccs_profile_version_ok(20100903));
	KUNIT_EXPECT_TRUE(test, ccs_profile_version_ok(20090903));
	KUNIT_EXPECT_FALSE(test, ccs_profile_version_ok(0));
	KUNIT_EXPECT_FALSE(test, ccs_profile_version_ok(20150506));
}

/* Sets an item, its category and its profile, or takes that back. */
static void write_settings(struct kunit *test, int item, unsigned int which)
{
	const char *const category =
		ccs_category_names[ccs_item_category[item]];
	char line[128];

	ccs_fixture_lines(test, NODE, which & 1 ? "1-CONFIG=learning" :
						  "1-CONFIG=disabled");
	snprintf(line, sizeof(line), "1-CONFIG::%s=%s", category,
		 which & 2 ? "permissive" : "use_default");
	ccs_fixture_lines(test, NODE, line);
	snprintf(line, sizeof(line), "1-CONFIG::%s::%s=%s", category,
		 ccs_item_name(item), which & 4 ? "enforcing" : "use_default");
	ccs_fixture_lines(test, NODE, line);
}

static u8 expected_config(int item, unsigned int which, u8 unchecked)
{
	if (which & 4)
		return CCS_MODE_ENFORCING | BOTH;
	if (ccs_item_flags[item] & unchecked)
		return CCS_MODE_DISABLED;
	if (which & 2)
		return CCS_MODE_PERMISSIVE | BOTH;
	return (which & 1 ? CCS_MODE_LEARNING : CCS_MODE_DISABLED) | BOTH;
}

/* Every item, every set of lines that apply to it, in one version. */
static void expect_inheritance(struct kunit *test, const char *version,
			       u8 unchecked)
{
	unsigned int which;
	int item;

	ccs_fixture_lines(test, NODE, version);
	for (item = 0; item < CCS_ITEM_COUNT; item++) {
		for (which = 0; which < 8; which++) {
			write_settings(test, item, which);
			KUNIT_EXPECT_EQ_MSG(test,
					    config_of(test, 1, item),
					    expected_config(item, which,
							    unchecked),
					    "%s %u", ccs_item_name(item),
					    which);
		}
		write_settings(test, item, 0);
	}
}

static void test_profile_inheritance(struct kunit *test)
{
	expect_inheritance(test, "PROFILE_VERSION=20150505", CCS_NOT_18);
	expect_inheritance(test, "PROFILE_VERSION=20100903", CCS_NOT_18);
	expect_inheritance(test, "PROFILE_VERSION=20090903", CCS_NOT_17);
}

/* What each version never checked, by name. */
static void test_profile_unchecked(struct kunit *test)
{
	int item, not_17 = 0, not_18 = 0;

	for (item = 0; item < CCS_ITEM_COUNT; item++) {
		not_17 += !!(ccs_item_flags[item] & CCS_NOT_17);
		not_18 += !!(ccs_item_flags[item] & CCS_NOT_18);
		KUNIT_EXPECT_TRUE(test, ccs_item_names_18[item] ||
				  ccs_item_names_17[item]);
	}
	/* getattr, 11 of unix sockets, 4 of ours; 22 capabilities, transit. */
	KUNIT_EXPECT_EQ(test, not_17, 16);
	KUNIT_EXPECT_EQ(test, not_18, 23);
	KUNIT_EXPECT_EQ(test, (int)ccs_item_flags[CCS_ITEM_FILE_REWRITE], 0);
	ccs_fixture_lines(test, NODE, "1-CONFIG=enforcing");
	KUNIT_EXPECT_FALSE(test, ccs_ns_is_17(ns_of(test)));
	ccs_fixture_lines(test, NODE, "PROFILE_VERSION=20090903");
	KUNIT_EXPECT_TRUE(test, ccs_ns_is_17(ns_of(test)));
	KUNIT_EXPECT_EQ(test, config_of(test, 1, CCS_ITEM_FILE_GETATTR),
			CCS_MODE_DISABLED);
	KUNIT_EXPECT_EQ(test, config_of(test, 1, CCS_ITEM_FILE_TRANSIT),
			CCS_MODE_ENFORCING | BOTH);
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
	{ "only executions are enforced",
	  "1-CONFIG::file=learning\n1-CONFIG::file::execute=enforcing",
	  CCS_ITEM_FILE_EXECUTE, CCS_MODE_ENFORCING | BOTH },
	{ "only executions are enforced, opening is learned",
	  "1-CONFIG::file=learning\n1-CONFIG::file::execute=enforcing",
	  CCS_ITEM_FILE_OPEN, CCS_MODE_LEARNING | BOTH },
	{ "TCP accept without logs",
	  "1-CONFIG::network={ mode=enforcing grant_log=yes reject_log=yes }\n"
	  "1-CONFIG::network::inet_tcp_accept={ mode=enforcing grant_log=no reject_log=no }",
	  CCS_ITEM_NETWORK_INET_STREAM_ACCEPT, CCS_MODE_ENFORCING },
	{ "other TCP with logs",
	  "1-CONFIG::network={ mode=enforcing grant_log=yes reject_log=yes }\n"
	  "1-CONFIG::network::inet_tcp_accept={ mode=enforcing grant_log=no reject_log=no }",
	  CCS_ITEM_NETWORK_INET_STREAM_CONNECT, CCS_MODE_ENFORCING | BOTH },
	{ "each of two items keeps what is not named",
	  "1-CONFIG::network::inet_dgram_recv={ mode=learning grant_log=no }\n"
	  "1-CONFIG::network::inet_udp_connect=enforcing",
	  CCS_ITEM_NETWORK_INET_DGRAM_RECV,
	  CCS_MODE_ENFORCING | CCS_CONFIG_REJECT_LOG },
	{ "the last of two logs",
	  "1-CONFIG={ mode=learning grant_log=no grant_log=yes reject_log=yes reject_log=no }",
	  CCS_ITEM_MISC_ENV, CCS_MODE_LEARNING | CCS_CONFIG_GRANT_LOG },
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

	ccs_fixture_lines(test, NODE, row->lines);
	KUNIT_EXPECT_EQ(test, config_of(test, 1, row->item), row->config);
}

static struct kunit_case profile_cases[] = {
	KUNIT_CASE_PARAM(test_profile_line, line_gen_params),
	KUNIT_CASE(test_profile_refused_creates_nothing),
	KUNIT_CASE_PARAM(test_profile_reason, reason_gen_params),
	KUNIT_CASE(test_profile_line_truncated),
	KUNIT_CASE(test_profile_print_of_nothing),
	KUNIT_CASE(test_profile_print_by_every_size),
	KUNIT_CASE(test_profile_print_with_prefix),
	KUNIT_CASE(test_profile_version_ok),
	KUNIT_CASE(test_profile_inheritance),
	KUNIT_CASE(test_profile_unchecked),
	KUNIT_CASE_PARAM(test_profile_config, config_gen_params),
	{}
};

static struct kunit_suite profile_suite = {
	.name = "ccs_profile",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = profile_cases,
};

kunit_test_suite(profile_suite);
