// SPDX-License-Identifier: GPL-2.0-only
/*
 * How many steps the matcher takes
 *
 * The text of the matcher once more, with every look at a character counted:
 * a clock would tell more about the machine than about the matcher.
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/escape.h"
#include "fixture.h"
#include "vectors/pattern_hard.h"

static unsigned long steps;

static size_t counted_char_len(const char *text, size_t len)
{
	steps++;
	return ccs_char_len(text, len);
}

bool counted_pattern_match(const struct ccs_str *str,
			   const struct ccs_name *name);

#define ccs_char_len counted_char_len
#define ccs_pattern_match counted_pattern_match
#include "pattern.c"
#undef ccs_char_len
#undef ccs_pattern_match

#define ROUNDS 20000

/*
 * Looks at characters for each pair of a character of the name and an element
 * of the pattern: one at each of the two, and the same once more for opening
 * a repetition and for extending it.
 */
#define LOOKS 4

static unsigned long count(struct kunit *test, const char *string,
			   const char *pattern)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_names *const names = &fixture->policy.names;
	const struct ccs_str str = ccs_str_of(string, strlen(string));
	const struct ccs_span span = ccs_span_of(pattern);
	struct ccs_name *name;

	mutex_lock(&ccs_policy_lock);
	name = ccs_name_get(names, &span);
	steps = 0;
	counted_pattern_match(&str, name);
	ccs_name_put(names, name);
	mutex_unlock(&ccs_policy_lock);
	return steps;
}

static unsigned long elements(const char *pattern)
{
	unsigned long count = 0;

	for (; *pattern; pattern++, count++)
		if (*pattern == '\\')
			pattern++;
	return count;
}

static void expect_few(struct kunit *test, const char *string,
		       const char *pattern)
{
	const unsigned long bound = LOOKS * (strlen(string) + 1) *
				    (elements(pattern) + 1);
	const unsigned long taken = count(test, string, pattern);

	KUNIT_EXPECT_TRUE_MSG(test, taken <= bound, "%lu > %lu: %s", taken,
			      bound, pattern);
}

static void repeat(char *out, const char *piece, int count, const char *tail)
{
	out += sprintf(out, "/");
	while (count-- > 0)
		out += sprintf(out, "%s", piece);
	sprintf(out, "%s", tail);
}

static void test_steps_of_hard_patterns(struct kunit *test)
{
	static char text[3 * HARD_LEN], pattern[HARD_LEN];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(hard_rows); i++) {
		const struct hard_row *const row = &hard_rows[i];

		repeat(text, row->piece, row->pieces, row->end);
		repeat(pattern, row->wild, row->wilds, row->wild_end);
		expect_few(test, text, pattern);
	}
}

static u32 draw(u64 *state, u32 below)
{
	*state = *state * 6364136223846793005ull + 1442695040888963407ull;
	return (*state >> 33) % below;
}

/* Repetitions of all kinds in a row, over names that almost match. */
static void test_steps_of_random_patterns(struct kunit *test)
{
	static const char *const wild[] = {
		"\\*", "\\*a", "\\@", "\\Aa", "\\?", "\\X\\*", "a", "\\-\\*b",
		"/\\{\\*\\}/", "/\\{\\*a\\*a\\}/", "/\\{\\*\\-\\*b\\*\\}/",
	};
	static const char *const plain[] = { "a", "aa", "aaa", "a/a", "ab" };
	char text[512], pattern[512];
	u64 state = 3;
	int i, n;

	for (i = 0; i < ROUNDS; i++) {
		strcpy(text, "/");
		strcpy(pattern, "/");
		for (n = draw(&state, 40); n >= 0; n--)
			strcat(text, plain[draw(&state, ARRAY_SIZE(plain))]);
		for (n = draw(&state, 12); n >= 0; n--)
			strcat(pattern, wild[draw(&state, ARRAY_SIZE(wild))]);
		expect_few(test, text, pattern);
	}
}

static struct kunit_case steps_cases[] = {
	KUNIT_CASE(test_steps_of_hard_patterns),
	KUNIT_CASE(test_steps_of_random_patterns),
	{}
};

static struct kunit_suite steps_suite = {
	.name = "ccs_pattern_steps",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = steps_cases,
};

kunit_test_suite(steps_suite);
