// SPDX-License-Identifier: GPL-2.0-only
/*
 * Matcher against its specification
 *
 * What reference.c says is compared with the matcher on pairs made of small
 * pieces.
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/pattern.h"
#include "../core/pattern_filter.h"
#include "fixture.h"
#include "reference.h"
#include "vectors/pattern.h"

#define PAIRS 200000
#define PIECES 9

static const char *const string_pieces[] = {
	"a", "b", "1", ".", "/", "/", "F", "\\040", "\\\\", "",
};

static const char *const pattern_pieces[] = {
	"a", "b", "1", ".", "/", "/", "\\040", "\\\\", "\\*", "\\*", "\\@",
	"\\?", "\\$", "\\+", "\\X", "\\x", "\\A", "\\a", "\\-", "",
	"/\\{\\*\\}/", "/\\{\\*\\-a\\}/", "/\\{a\\}/", "/\\{\\}/", "/\\{\\A\\*b\\}/",
};

/* Small, the same everywhere, and good enough to choose pieces with. */
static u32 draw(u64 *state, u32 below)
{
	*state = *state * 6364136223846793005ull + 1442695040888963407ull;
	return (*state >> 33) % below;
}

static void compose(u64 *state, const char *const *pieces, size_t count,
		    char *out)
{
	u32 left = draw(state, PIECES) + 1;

	strcpy(out, draw(state, 4) ? "/" : "");
	while (left--)
		strcat(out, pieces[draw(state, count)]);
}

/* Compares one pair; a filter may let too much pass, and never too little. */
static bool compare(struct kunit *test, const char *string,
		    const char *pattern, bool *passes)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_names *const names = &fixture->policy.names;
	const struct ccs_span s = ccs_span_of(string);
	const struct ccs_span p = ccs_span_of(pattern);
	const struct ccs_str str = ccs_str_of(s.text, s.len);
	struct ccs_name *const name = ccs_name_get(names, &p);
	const bool want = reference_match(s, p);
	struct ccs_probe probe;

	ccs_probe_init(&probe, &str);
	*passes = ccs_filter_passes(name, &probe);
	KUNIT_EXPECT_EQ_MSG(test, ccs_pattern_match(&str, name), want,
			    "%s ~ %s", string, pattern);
	KUNIT_EXPECT_TRUE_MSG(test, *passes || !want, "filter: %s ~ %s",
			      string, pattern);
	ccs_name_put(names, name);
	return want;
}

static void test_pattern_match_is_as_specified(struct kunit *test)
{
	unsigned int matched = 0, stopped = 0, i;
	u64 state = 1;

	mutex_lock(&ccs_policy_lock);
	for (i = 0; i < PAIRS; i++) {
		char string[128], pattern[256];
		bool passes;

		compose(&state, string_pieces, ARRAY_SIZE(string_pieces),
			string);
		compose(&state, pattern_pieces, ARRAY_SIZE(pattern_pieces),
			pattern);
		matched += compare(test, string, pattern, &passes);
		stopped += !passes;
	}
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_TRUE(test, matched > PAIRS / 100);
	KUNIT_EXPECT_TRUE(test, stopped > PAIRS / 2);
}

/**
 * struct likely - a piece of a pattern and pieces of names that it may match
 * @pattern: the piece
 * @strings: some that it matches, unless what is around it is against it
 */
struct likely {
	const char *pattern;
	const char *strings[4];
};

static const struct likely likely_pieces[] = {
	{ "a", { "a", "a", "a", "a" } },
	{ "b", { "b", "b", "b", "b" } },
	{ "ab1", { "ab1", "ab1", "ab1", "ab1" } },
	{ "/", { "/", "/", "/", "/" } },
	{ "/", { "/", "/", "/", "//" } },
	{ "\\040", { "\\040", "\\040", "\\040", "\\040" } },
	{ "\\\\", { "\\\\", "\\\\", "\\\\", "\\\\" } },
	{ "\\*", { "", "a", "b1.", "\\040" } },
	{ "\\@", { "", "a", "b1", "\\040" } },
	{ "\\?", { "a", ".", "\\\\", "\\040" } },
	{ "\\$", { "1", "11", "1", "0" } },
	{ "\\+", { "1", "1", "0", "0" } },
	{ "\\X", { "b1", "F", "a", "1" } },
	{ "\\A", { "ab", "z", "a", "F" } },
	{ "\\-a", { "", "", "", "" } },
	{ "\\-\\*b1/", { "/", "/", "/", "/" } },
	{ "\\-\\@.\\*", { "", "", "", "" } },
	{ "/\\*", { "", "/", "/a", "/b1" } },
	{ "/\\*\\@", { "", "", "", "/b1" } },
	{ "/\\{\\*\\}/", { "/a/", "/b/a1/", "/./", "//" } },
	{ "/\\{ab\\}/", { "/ab/", "/ab/ab/", "/ab/", "/ab/ab/ab/" } },
	{ "/\\{\\*a\\-ba\\}/", { "/a/", "/a/ca/", "/aa/", "/a/ba/" } },
	{ "/\\{\\}/", { "//", "///", "//", "//" } },
	{ "/\\{\\Ab\\}/", { "/ab/", "/ab/zb/", "/b/", "/ab/" } },
};

/* Pairs of which many match, so that a filter that is too strict is found. */
static void test_filter_never_stops_a_match(struct kunit *test)
{
	unsigned int matched = 0, i;
	u64 state = 2;

	mutex_lock(&ccs_policy_lock);
	for (i = 0; i < PAIRS; i++) {
		char string[256] = "/", pattern[256] = "/";
		u32 left = draw(&state, PIECES) + 1;
		bool passes;

		while (left--) {
			const u32 n = draw(&state, ARRAY_SIZE(likely_pieces));
			const struct likely *const piece = &likely_pieces[n];

			strcat(pattern, piece->pattern);
			strcat(string, piece->strings[draw(&state, 4)]);
		}
		matched += compare(test, string, pattern, &passes);
	}
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_TRUE(test, matched > PAIRS / 5);
}

/* The specification is checked by the same rows as the matcher. */
static void test_reference_matches_rows(struct kunit *test)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(pattern_rows); i++) {
		const struct pattern_row *const row = &pattern_rows[i];
		const bool match =
			reference_match(ccs_span_of(row->string),
					ccs_span_of(row->pattern));

		KUNIT_EXPECT_EQ_MSG(test, match, row->match, "%s ~ %s",
				    row->string, row->pattern);
	}
}

static struct kunit_case reference_cases[] = {
	KUNIT_CASE(test_pattern_match_is_as_specified),
	KUNIT_CASE(test_filter_never_stops_a_match),
	KUNIT_CASE(test_reference_matches_rows),
	{}
};

static struct kunit_suite reference_suite = {
	.name = "ccs_pattern_reference",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = reference_cases,
};

kunit_test_suite(reference_suite);
