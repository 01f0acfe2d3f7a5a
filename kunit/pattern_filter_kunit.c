// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of what a name must have to match a pattern
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/pattern.h"
#include "../core/pattern_filter.h"
#include "fixture.h"

/**
 * struct filter_row - a pattern and a name that begins like it
 * @pattern: the pattern
 * @string: the name
 * @passes: is the name worth a comparison?
 */
struct filter_row {
	const char *pattern;
	const char *string;
	bool passes;
};

/* Names that pass have to; those that do not are what the filter is for. */
static const struct filter_row filter_rows[] = {
	{ "/etc/passwd", "/etc/shadow", true },
	/* The end. */
	{ "/lib/\\*.so", "/lib/a.so", true },
	{ "/lib/\\*.so", "/lib/a.sx", false },
	{ "/lib/\\*.so", "/lib/a.s", false },
	{ "/lib/\\*/", "/lib/a/", true },
	{ "/lib/\\*/", "/lib/a", false },
	{ "/lib/\\*/very-long-name", "/lib/a/very-long-name", true },
	{ "/lib/\\*/very-long-name", "/lib/a/very-long-nane", false },
	{ "/lib/\\*abc\\040", "/lib/abc\\040", true },
	{ "/lib/\\*abc\\040", "/lib/abc\\041", false },
	{ "/lib/\\*\\-x.so", "/lib/y.co", true },
	{ "/lib/\\*.so\\-x", "/lib/y.co", false },
	{ "/lib/\\*.so\\-x", "/lib/y.so", true },
	{ "/lib/\\*.d\\-x/", "/lib/y.d/", true },
	{ "/lib/\\*.d\\-x/", "/lib/y.e/", false },
	{ "/\\{a\\}/b", "/a/b", true },
	{ "/\\{a\\}/b", "/a/a/b", true },
	{ "/\\{a\\}/b", "/a/a/c", false },
	{ "/x/\\{ab\\-a\\}/c", "/x/ab/ab/c", true },
	/* What may be missing at the end. */
	{ "/lib/\\*", "/lib/a", true },
	{ "/\\*/\\*", "/a", true },
	{ "/\\*/\\@\\*", "/a", true },
	{ "/\\*b/\\*", "/ab", true },
	{ "/\\*/\\*x", "/ax", true },
	{ "/lib/x\\*", "/lib/x", true },
	/* Pairs. */
	{ "/lib/\\*pq\\*", "/lib/apqb", true },
	{ "/lib/\\*pq\\*", "/lib/apbq", false },
	{ "/lib/\\?pq\\?", "/lib/zpqz", true },
	{ "/lib/\\*\\-\\*pq\\*", "/lib/abcd", true },
	{ "/lib/\\*\\-pq/\\*", "/lib/ab/cd", true },
	{ "/\\{\\*pq\\}/\\*", "/apq/bpq/c", true },
	{ "/\\{\\*pq\\}/\\*", "/ap/bq/c", false },
	{ "/\\{\\*\\-pq\\}/\\*", "/ap/bq/c", true },
	{ "/\\{\\}/a", "//a", true },
	/* Lengths. */
	{ "/lib/\\?\\?", "/lib/a", false },
	{ "/lib/\\?\\?", "/lib/ab", true },
	{ "/lib/\\$\\+\\A", "/lib/1", false },
	{ "/lib/\\$\\+\\A", "/lib/12a", true },
	{ "/lib/\\*\\@", "/lib/", true },
	{ "/lib/\\-abc", "/lib/", true },
	/* Not legal; must not be read beyond its end. */
	{ "/lib/\\", "/lib/", true },
	{ "/lib/\\*\\", "/lib/a", true },
	{ "\\", "", true },
	{ "\\*\\-", "", true },
};

static void test_filter_passes(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_names *const names = &fixture->policy.names;
	size_t i;

	mutex_lock(&ccs_policy_lock);
	for (i = 0; i < ARRAY_SIZE(filter_rows); i++) {
		const struct filter_row *const row = &filter_rows[i];
		const struct ccs_str str = ccs_str_of(row->string,
						      strlen(row->string));
		const struct ccs_span text = ccs_span_of(row->pattern);
		struct ccs_name *const name = ccs_name_get(names, &text);
		struct ccs_probe probe;

		ccs_probe_init(&probe, &str);
		KUNIT_EXPECT_EQ_MSG(test,
				    name && ccs_filter_passes(name, &probe),
				    row->passes, "%s ~ %s", row->string,
				    row->pattern);
		ccs_name_put(names, name);
	}
	mutex_unlock(&ccs_policy_lock);
}

/* A pattern pays for its filter, a name without wildcards does not. */
static void test_filter_is_charged(struct kunit *test)
{
	static const char text[] = "/lib/0123456\\*"; /* 48 + 14 bytes */
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_names *const names = &fixture->policy.names;
	const size_t size = sizeof(struct ccs_name) +
			    ccs_name_filter_at(sizeof(text) - 1) +
			    sizeof(struct ccs_filter);
	const struct ccs_span pattern = { text, sizeof(text) - 1 };
	const struct ccs_span literal = { text, sizeof(text) - 3 };
	const long before = atomic_long_read(&names->mem->used);
	struct ccs_name *name;

	mutex_lock(&ccs_policy_lock);
	name = ccs_name_get(names, &literal);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&names->mem->used) - before,
			(long)ccs_mem_size(sizeof(*name) + literal.len + 1));
	ccs_name_put(names, name);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&names->mem->used), before);
	name = ccs_name_get(names, &pattern);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&names->mem->used) - before,
			(long)ccs_mem_size(size));
	ccs_name_put(names, name);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&names->mem->used), before);
	mutex_unlock(&ccs_policy_lock);
}

static struct kunit_case pattern_filter_cases[] = {
	KUNIT_CASE(test_filter_passes),
	KUNIT_CASE(test_filter_is_charged),
	{}
};

static struct kunit_suite pattern_filter_suite = {
	.name = "ccs_pattern_filter",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = pattern_filter_cases,
};

kunit_test_suite(pattern_filter_suite);
