// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of pathname pattern matching
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/limits.h"
#include "../core/pattern.h"
#include "../core/pattern_filter.h"
#include "../core/word.h"
#include "fixture.h"
#include "vectors/pattern.h"
#include "vectors/pattern_hard.h"

static void describe_pattern(const struct pattern_row *row, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s ~ %s (%s)", row->string,
		 row->pattern, row->desc);
}

KUNIT_ARRAY_PARAM(pattern, pattern_rows, describe_pattern);

static bool matches(struct kunit *test, const char *string,
		    const char *pattern)
{
	const struct ccs_str str = ccs_str_of(string, strlen(string));
	const struct ccs_span span = ccs_span_of(pattern);
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_probe probe;
	struct ccs_name *name;
	bool result;

	mutex_lock(&ccs_policy_lock);
	name = ccs_name_get(&fixture->policy.names, &span);
	result = name && ccs_pattern_match(&str, name);
	ccs_probe_init(&probe, &str);
	if (result)
		KUNIT_EXPECT_TRUE_MSG(test, ccs_filter_passes(name, &probe),
				      "%s ~ %s", string, pattern);
	ccs_name_put(&fixture->policy.names, name);
	mutex_unlock(&ccs_policy_lock);
	return result;
}

static void test_pattern_match(struct kunit *test)
{
	const struct pattern_row *const row = test->param_value;

	KUNIT_EXPECT_EQ_MSG(test, matches(test, row->string, row->pattern),
			    row->match, "%s ~ %s", row->string, row->pattern);
}

/* A string and a pattern made of one piece, repeated. */
static void repeat(char *out, const char *head, const char *piece, int count,
		   const char *tail)
{
	out += sprintf(out, "%s", head);
	while (count-- > 0)
		out += sprintf(out, "%s", piece);
	sprintf(out, "%s", tail);
}

/* If combinations of lengths were tried, this would not come to an end. */
static void test_pattern_match_is_bounded(struct kunit *test)
{
	char *const text = kunit_kzalloc(test, 3 * HARD_LEN, GFP_KERNEL);
	char *const pattern = kunit_kzalloc(test, HARD_LEN, GFP_KERNEL);
	size_t i;

	KUNIT_ASSERT_NOT_NULL(test, text);
	KUNIT_ASSERT_NOT_NULL(test, pattern);
	for (i = 0; i < ARRAY_SIZE(hard_rows); i++) {
		const struct hard_row *const row = &hard_rows[i];

		repeat(text, "/", row->piece, row->pieces, row->end);
		repeat(pattern, "/", row->wild, row->wilds, row->wild_end);
		KUNIT_EXPECT_EQ_MSG(test, matches(test, text, pattern),
				    row->match, "row %zu: %s", i, pattern);
	}
}

/* As many repetitions as the matcher keeps track of; one more is illegal. */
static void test_pattern_match_too_many_repetitions(struct kunit *test)
{
	char pattern[160], string[160];
	int n;

	for (n = CCS_REPEAT_MAX; n <= CCS_REPEAT_MAX + 1; n++) {
		struct ccs_span word = { .text = pattern };
		const bool fits = n == CCS_REPEAT_MAX;

		repeat(pattern, "/", "\\*a", n, "");
		repeat(string, "/", "a", n, "");
		word.len = strlen(pattern);
		KUNIT_EXPECT_EQ(test, matches(test, string, pattern), fits);
		KUNIT_EXPECT_EQ(test, !ccs_word_why(&word, CCS_DIALECT_17),
				fits);
	}
}

static void test_pattern_match_too_many_directories(struct kunit *test)
{
	char pattern[160], string[160];
	int n;

	for (n = CCS_REPEAT_DIRECTORY_MAX; n <= CCS_REPEAT_DIRECTORY_MAX + 1;
	     n++) {
		struct ccs_span word = { .text = pattern };
		const bool fits = n == CCS_REPEAT_DIRECTORY_MAX;

		repeat(pattern, "/", "\\{\\*\\}/", n, "a");
		repeat(string, "/", "b/", n, "a");
		word.len = strlen(pattern);
		KUNIT_EXPECT_EQ(test, matches(test, string, pattern), fits);
		KUNIT_EXPECT_EQ(test, !ccs_word_why(&word, CCS_DIALECT_17),
				fits);
	}
}

/* Cut off anywhere, a pattern is still compared within its bounds. */
static void test_pattern_match_truncated(struct kunit *test)
{
	static const char pattern[] =
		"/a\\*\\040/\\{\\*\\-b\\}/\\$\\?\\X/\\@\\\\\\A";
	static const char string[] = "/ab\\040/c/d/12f/e\\\\g";
	char text[sizeof(string)], part[sizeof(pattern)];
	size_t i, k;

	for (i = 0; i < sizeof(pattern); i++) {
		memcpy(part, pattern, i);
		part[i] = '\0';
		for (k = 0; k < sizeof(string); k++) {
			const bool whole = i == sizeof(pattern) - 1 &&
					   k == sizeof(string) - 1;

			memcpy(text, string, k);
			text[k] = '\0';
			if (whole)
				KUNIT_EXPECT_TRUE(test, matches(test, text,
								part));
			else
				matches(test, text, part);
		}
	}
}

static struct kunit_case pattern_cases[] = {
	KUNIT_CASE_PARAM(test_pattern_match, pattern_gen_params),
	KUNIT_CASE(test_pattern_match_is_bounded),
	KUNIT_CASE(test_pattern_match_too_many_repetitions),
	KUNIT_CASE(test_pattern_match_too_many_directories),
	KUNIT_CASE(test_pattern_match_truncated),
	{}
};

static struct kunit_suite pattern_suite = {
	.name = "ccs_pattern",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = pattern_cases,
};

kunit_test_suite(pattern_suite);
