// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of preferences, and of saving profiles
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/namespace.h"
#include "../core/policy.h"
#include "../core/profile.h"
#include "../core/word.h"
#include "fixture.h"

#define NODE CCS_FIXTURE_PROFILE

static const struct ccs_ns *ns_of(struct kunit *test)
{
	const struct ccs_fixture *const fixture = test->priv;

	return fixture->policy.kernel_ns;
}

static void reset(struct kunit *test)
{
	ccs_fixture_exit(test);
	KUNIT_ASSERT_EQ(test, ccs_fixture_init(test), 0);
}

/**
 * struct preference_row - lines and the preference that they come to
 * @desc: what the row is about
 * @lines: of the namespace and of profile 1
 * @which: the preference asked for
 * @value: its value
 */
struct preference_row {
	const char *desc;
	const char *lines;
	enum ccs_preference which;
	u32 value;
};

#define V17 "PROFILE_VERSION=20090903\n"
#define V18 "PROFILE_VERSION=20150505\n"
#define ROW(id, text, number) .which = CCS_PREFERENCE_##id, .lines = text, \
	.value = number, .desc = #id ": " text

static const struct preference_row preference_rows[] = {
	{ ROW(MAX_GRANT_LOG, V17, 1024) },
	{ ROW(MAX_REJECT_LOG, V17, 1024) },
	{ ROW(TASK_INFO, V17, 1) },
	{ ROW(PATH_INFO, V17, 1) },
	{ ROW(LEARNING_VERBOSE, V17, 0) },
	{ ROW(LEARNING, V17, 2048) },
	{ ROW(EXEC_REALPATH, V17, 1) },
	{ ROW(EXEC_ARGV0, V17, 1) },
	{ ROW(SYMLINK_TARGET, V17, 1) },
	{ ROW(PERMISSIVE_VERBOSE, V17, 1) },
	{ ROW(ENFORCING_VERBOSE, V17, 1) },
	{ ROW(PENALTY, V17, 0) },
	{ ROW(CREATE_DOMAIN, V17, CCS_CREATE_ASK) },
	{ ROW(TASK_INFO, V18, 1) },
	{ ROW(SYMLINK_TARGET, V18, 1) },
	{ ROW(LEARNING_VERBOSE, V18, 0) },
	{ ROW(PERMISSIVE_VERBOSE, V18, 0) },
	{ ROW(ENFORCING_VERBOSE, V18, 0) },
	{ ROW(CREATE_DOMAIN, V18, CCS_CREATE_SILENT) },
	{ ROW(CREATE_DOMAIN, V18 "1-PREFERENCE={ create_domain=ask }",
	      CCS_CREATE_ASK) },
	{ ROW(CREATE_DOMAIN, V17 "1-PREFERENCE={ create_domain=silent }",
	      CCS_CREATE_SILENT) },

	{ ROW(PATTERN_PROC, V17, 1) },
	{ ROW(PATTERN_PROC, V18, 1) },
	{ ROW(PATTERN_PORT, V18 "1-PREFERENCE={ pattern.port=no }", 0) },
	{ ROW(PATTERN_TEMP, V18 "1-PREFERENCE={ pattern.port=no }", 1) },
	{ ROW(PATTERN_PORT, V18 "1-PREFERENCE={ pattern.port=no }\n"
	      "1-PREFERENCE={ pattern.port=yes }", 1) },
	{ ROW(PATTERN_PTS, V17 "1-PREFERENCE={ pattern.pts=no }\n"
	      "1-PREFERENCE::learning={ verbose=yes }", 0) },
	{ ROW(EXEC_ARGV0, V18 "1-PREFERENCE={ exec.argv0=no }", 0) },
	{ ROW(EXEC_REALPATH, V18 "1-PREFERENCE={ exec.argv0=no }", 1) },
	{ ROW(SYMLINK_TARGET, V18 "1-PREFERENCE={ symlink.target=no }\n"
	      "1-PREFERENCE::learning=use_default", 1) },
	{ ROW(EXEC_ARGV0, V18 "1-PREFERENCE::learning={ verbose=yes }\n"
	      "1-PREFERENCE={ exec.argv0=yes }", 1) },
	{ ROW(TASK_INFO, "PREFERENCE::audit={ task_info=no }", 0) },
	{ ROW(PATH_INFO, "PREFERENCE::audit={ task_info=no }", 1) },
	{ ROW(PATH_INFO, "PREFERENCE::audit={ path_info=no }", 0) },
	{ ROW(MAX_GRANT_LOG, "PREFERENCE::audit={ max_grant_log=3 }", 3) },
	{ ROW(MAX_REJECT_LOG, "PREFERENCE::audit={ max_grant_log=3 }", 1024) },
	{ ROW(AUDIT_LOG, "PREFERENCE::audit={ max_grant_log=3 }", 1024) },
	{ ROW(LEARNING_VERBOSE, "PREFERENCE::learning={ verbose=yes }", 1) },
	{ ROW(LEARNING, "PREFERENCE::learning={ verbose=yes }", 2048) },
	{ ROW(EXEC_REALPATH, "PREFERENCE::learning={ exec.realpath=no }", 0) },
	{ ROW(EXEC_ARGV0, "PREFERENCE::learning={ exec.argv0=no }", 0) },
	{ ROW(SYMLINK_TARGET, "PREFERENCE::learning={ symlink.target=no }",
	      0) },
	{ ROW(PERMISSIVE_VERBOSE, "PREFERENCE::permissive={ verbose=no }",
	      0) },
	{ ROW(ENFORCING_VERBOSE, "PREFERENCE::enforcing={ verbose=no }", 0) },
	{ ROW(ENFORCING_VERBOSE, V18 "PREFERENCE::enforcing={ penalty=5 }",
	      1) },
	{ ROW(PENALTY, "PREFERENCE::enforcing={ penalty=5 }", 5) },
	{ ROW(PENALTY, "1-COMMENT=x\nPREFERENCE::enforcing={ penalty=5 }",
	      5) },
	{ ROW(PENALTY, "PREFERENCE::enforcing={ penalty=5 }\n"
	      "PREFERENCE::enforcing={ verbose=no }", 5) },

	{ ROW(AUDIT_LOG, "1-PREFERENCE={ max_audit_log=7 }", 7) },
	{ ROW(MAX_GRANT_LOG, "1-PREFERENCE={ max_audit_log=7 }", 7) },
	{ ROW(MAX_REJECT_LOG, "1-PREFERENCE={ max_audit_log=7 }", 7) },
	{ ROW(TASK_INFO, "1-PREFERENCE={ max_audit_log=7 }", 1) },
	{ ROW(AUDIT_LOG, "1-PREFERENCE::audit={ max_grant_log=7 }", 7) },
	{ ROW(MAX_GRANT_LOG, "1-PREFERENCE::audit={ max_grant_log=7 }", 7) },
	{ ROW(MAX_REJECT_LOG, "1-PREFERENCE::audit={ max_grant_log=7 }", 0) },
	{ ROW(TASK_INFO, "1-PREFERENCE::audit={ max_grant_log=7 }", 0) },
	{ ROW(TASK_INFO, "1-PREFERENCE::audit={ task_info=yes }", 1) },
	{ ROW(MAX_REJECT_LOG, "1-PREFERENCE::audit={ max_reject_log=7 }\n"
	      "1-PREFERENCE::audit={ max_grant_log=9 }", 7) },
	{ ROW(MAX_GRANT_LOG, "1-PREFERENCE::audit={ max_grant_log=7 }\n"
	      "1-PREFERENCE={ max_audit_log=7 }", 7) },
	{ ROW(MAX_REJECT_LOG, "1-PREFERENCE::audit={ max_grant_log=7 }\n"
	      "1-PREFERENCE={ max_audit_log=7 }", 0) },
	{ ROW(MAX_REJECT_LOG, "1-PREFERENCE::audit={ max_grant_log=7 }\n"
	      "1-PREFERENCE={ max_audit_log=1024 }", 1024) },
	{ ROW(TASK_INFO, "1-PREFERENCE::audit={ max_grant_log=7 }\n"
	      "1-PREFERENCE={ max_audit_log=1024 }", 0) },
	{ ROW(MAX_GRANT_LOG, "1-PREFERENCE::audit={ max_grant_log=7 }\n"
	      "1-PREFERENCE={ max_audit_log=1024 }\n"
	      "PREFERENCE::audit={ max_grant_log=3 }", 1024) },
	{ ROW(TASK_INFO, "1-PREFERENCE::audit={ max_grant_log=7 }\n"
	      "1-PREFERENCE::audit=use_default", 1) },
	{ ROW(PENALTY, "1-PREFERENCE::enforcing={ penalty=5 }\n"
	      "1-PREFERENCE::enforcing=use_default\n"
	      "PREFERENCE::enforcing={ penalty=6 }", 6) },
	{ ROW(PENALTY, "1-PREFERENCE::enforcing={ verbose=yes }\n"
	      "PREFERENCE::enforcing={ penalty=6 }", 0) },
	{ ROW(PENALTY, "1-PREFERENCE={ enforcing_penalty=5 }\n"
	      "1-PREFERENCE::enforcing={ verbose=yes }", 5) },
	{ ROW(LEARNING, "1-PREFERENCE={ max_learning_entry=2048 }\n"
	      "PREFERENCE::learning={ max_entry=9 }", 9) },
	{ ROW(LEARNING, "1-PREFERENCE={ max_learning_entry=5 }\n"
	      "PREFERENCE::learning={ max_entry=9 }", 5) },
	{ ROW(LEARNING, "1-PREFERENCE={ max_learning_entry=5 }\n"
	      "1-PREFERENCE={ max_learning_entry=2048 }\n"
	      "PREFERENCE::learning={ max_entry=9 }", 9) },
	{ ROW(LEARNING_VERBOSE, "1-PREFERENCE::learning={ verbose=yes }", 1) },
	{ ROW(EXEC_REALPATH, "1-PREFERENCE::learning={ verbose=yes }", 0) },
	{ ROW(EXEC_REALPATH, "1-PREFERENCE::learning={ exec.realpath=yes }",
	      1) },
	{ ROW(EXEC_ARGV0, "1-PREFERENCE::learning={ exec.argv0=yes }", 1) },
	{ ROW(SYMLINK_TARGET, "1-PREFERENCE::learning={ symlink.target=yes }",
	      1) },
	{ ROW(PERMISSIVE_VERBOSE, V17 "1-PREFERENCE::permissive={ }", 0) },
	{ ROW(ENFORCING_VERBOSE, V18 "1-PREFERENCE::enforcing={ verbose=yes }",
	      1) },
	{ ROW(PENALTY, "2-PREFERENCE={ enforcing_penalty=5 }", 0) },
};

static void describe_preference(const struct preference_row *row, char *desc)
{
	char *at;

	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
	for (at = desc; *at; at++)
		if (*at == '\n')
			*at = ' ';
}

KUNIT_ARRAY_PARAM(preference, preference_rows, describe_preference);

static void test_preference(struct kunit *test)
{
	const struct preference_row *const row = test->param_value;

	ccs_fixture_lines(test, NODE, row->lines);
	KUNIT_EXPECT_EQ(test, ccs_preference(ns_of(test),
					     ccs_profile_of(ns_of(test), 1),
					     row->which), row->value);
}

/* Who sets nothing new saves what was saved before there was something new. */
static void test_preference_print(struct kunit *test)
{
	static const char *const texts[] = {
		"", " exec.realpath=no exec.argv0=no symlink.target=no",
		(" create_domain=silent pattern.proc=no pattern.pipe=no"
		 " pattern.pts=no pattern.temp=no pattern.port=no"),
	};
	char line[256], want[512];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(texts); i++) {
		reset(test);
		snprintf(line, sizeof(line),
			 "1-PREFERENCE={ max_audit_log=7 max_learning_entry=2048 enforcing_penalty=0%s }",
			 texts[i]);
		ccs_fixture_lines(test, NODE, line);
		snprintf(want, sizeof(want), "PROFILE_VERSION=0\n%s\n"
			 "1-CONFIG={ mode=disabled grant_log=yes reject_log=yes }\n",
			 line);
		KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), want);
	}
	ccs_fixture_lines(test, NODE,
			  "1-PREFERENCE={ pattern.proc=yes pattern.pipe=yes pattern.pts=yes pattern.temp=yes pattern.port=yes }");
	KUNIT_EXPECT_PTR_EQ(test, strstr(ccs_fixture_print(test, NODE),
					 "pattern"), NULL);
}

/* Pieces of lines; what does not fit together is refused. */
static const char *const keys[] = {
	"CONFIG", "CONFIG::file", "CONFIG::network", "CONFIG::capability",
	"CONFIG::file::execute", "CONFIG::file::getattr",
	"CONFIG::file::umount", "CONFIG::file::transit",
	"CONFIG::network::inet_udp_connect", "CONFIG::network::inet_tcp_accept",
	"CONFIG::network::inet_seqpacket_bind", "CONFIG::ipc::signal",
	"CONFIG::capability::SYS_KILL", "PREFERENCE", "PREFERENCE",
	"PREFERENCE::audit", "PREFERENCE::learning", "PREFERENCE::permissive",
	"PREFERENCE::enforcing", "COMMENT",
};

static const char *const values[] = {
	"", " use_default", " mode=learning", " mode=enforcing",
	" mode=disabled", " grant_log=no", " reject_log=no", " grant_log=yes",
	" max_audit_log=9", " max_audit_log=1024", " max_learning_entry=9",
	" max_learning_entry=2048", " enforcing_penalty=9",
	" enforcing_penalty=0", " create_domain=ask", " create_domain=silent",
	" max_grant_log=9", " max_reject_log=1024", " max_reject_log=5",
	" task_info=yes", " path_info=no", " verbose=yes", " verbose=no",
	" max_entry=9", " exec.argv0=yes", " symlink.target=no", " penalty=9",
	" exec.argv0=no", " symlink.target=yes", " pattern.proc=no",
	" pattern.port=yes", " pattern.port=no",
};

static const char *const starts[] = { "", "0-", "1-", "1-", "255-" };

static const char *const versions[] = {
	"PROFILE_VERSION=20150505", "PROFILE_VERSION=20100903",
	"PROFILE_VERSION=20090903",
};

static u32 draw(u32 *seed, size_t count)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % count;
}

#define DRAW(seed, array) ((array)[draw(seed, ARRAY_SIZE(array))])

static void write_some(struct kunit *test, u32 *seed)
{
	char line[192];
	int i;

	ccs_fixture_lines(test, NODE, DRAW(seed, versions));
	for (i = 0; i < 12; i++) {
		const char *const start = DRAW(seed, starts);
		const char *const key = DRAW(seed, keys);
		const char *const value = DRAW(seed, values);

		snprintf(line, sizeof(line), "%s%s={%s%s }", start, key, value,
			 DRAW(seed, values));
		ccs_fixture_line(test, NODE, line);
	}
}

static u32 mix(u32 sum, u32 value)
{
	return (sum ^ value) * 16777619;
}

/* A number for everything that a check could ask. */
static u32 everything(struct kunit *test)
{
	static const u8 numbers[] = { 0, 1, 2, 255 };
	const struct ccs_ns *const ns = ns_of(test);
	u32 sum = 2166136261;
	size_t i;
	int j;

	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		const struct ccs_profile *const profile =
			ccs_profile_of(ns, numbers[i]);

		for (j = 0; j < CCS_ITEM_COUNT; j++)
			sum = mix(sum, ccs_profile_config(ns, profile, j));
		for (j = 0; j <= CCS_PREFERENCE_AUDIT_LOG; j++)
			sum = mix(sum, ccs_preference(ns, profile, j));
	}
	return sum;
}

/* What is saved and loaded into a fresh policy decides the same. */
static void test_preference_save_and_load(struct kunit *test)
{
	char *const saved = kunit_kzalloc(test, CCS_FIXTURE_TEXT, GFP_KERNEL);
	u32 seed = 20090903, before;
	int round;

	KUNIT_ASSERT_NOT_NULL(test, saved);
	for (round = 0; round < 100; round++) {
		reset(test);
		write_some(test, &seed);
		before = everything(test);
		strscpy(saved, ccs_fixture_print(test, NODE), CCS_FIXTURE_TEXT);
		ccs_fixture_lines(test, NODE, saved);
		KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), saved);
		KUNIT_EXPECT_EQ(test, everything(test), before);
		reset(test);
		ccs_fixture_lines(test, NODE, saved);
		KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), saved);
		KUNIT_EXPECT_EQ_MSG(test, everything(test), before, "%s", saved);
	}
}

static struct kunit_case preference_cases[] = {
	KUNIT_CASE_PARAM(test_preference, preference_gen_params),
	KUNIT_CASE(test_preference_print),
	KUNIT_CASE(test_preference_save_and_load),
	{}
};

static struct kunit_suite preference_suite = {
	.name = "ccs_preference",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = preference_cases,
};

kunit_test_suite(preference_suite);
