// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of interned names
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/name.h"
#include "../core/swar.h"
#include "fixture.h"

#define MANY 1000

static struct ccs_names *names_of(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;

	return &fixture->policy.names;
}

static struct ccs_name *get(struct kunit *test, const char *text)
{
	const struct ccs_span span = ccs_span_of(text);
	struct ccs_name *name;

	mutex_lock(&ccs_policy_lock);
	name = ccs_name_get(names_of(test), &span);
	mutex_unlock(&ccs_policy_lock);
	return name;
}

static void put(struct kunit *test, struct ccs_name *name)
{
	mutex_lock(&ccs_policy_lock);
	ccs_name_put(names_of(test), name);
	mutex_unlock(&ccs_policy_lock);
}

/**
 * struct const_len_row - a name and where its wildcards begin
 * @text: the name
 * @const_len: bytes before the first wildcard
 */
struct const_len_row {
	const char *text;
	u32 const_len;
};

static const struct const_len_row const_len_rows[] = {
	{ "", 0 },
	{ "/", 1 },
	{ "/etc/passwd", 11 },
	{ "/etc/\\*", 5 },
	{ "\\*", 0 },
	{ "/a\\040b", 7 },
	{ "/a\\040\\*", 6 },
	{ "/a\\\\b", 5 },
	{ "/a\\\\\\*", 4 },
	{ "/\\{\\*\\}/", 1 },
	{ "/a\\-b", 2 },
	{ "/a\\", 2 },
	{ "/a\\04", 2 },
};

static void test_name_get_finds_constant_part(struct kunit *test)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(const_len_rows); i++) {
		const struct const_len_row *const row = &const_len_rows[i];
		struct ccs_name *const name = get(test, row->text);

		KUNIT_ASSERT_NOT_NULL(test, name);
		KUNIT_EXPECT_EQ_MSG(test, name->const_len, row->const_len,
				    "%s", row->text);
		KUNIT_EXPECT_EQ(test, (size_t)name->len, strlen(row->text));
		KUNIT_EXPECT_STREQ(test, name->text, row->text);
		put(test, name);
	}
}

static void test_name_get_twice(struct kunit *test)
{
	const u32 count = names_of(test)->count;
	struct ccs_name *const a = get(test, "/a");
	struct ccs_name *const b = get(test, "/a");
	struct ccs_name *const c = get(test, "/b");

	KUNIT_EXPECT_PTR_EQ(test, a, b);
	KUNIT_EXPECT_PTR_NE(test, a, c);
	KUNIT_EXPECT_EQ(test, a->users, 2u);
	KUNIT_EXPECT_EQ(test, names_of(test)->count, count + 2);
	put(test, a);
	KUNIT_EXPECT_EQ(test, names_of(test)->count, count + 2);
	put(test, b);
	put(test, c);
	KUNIT_EXPECT_EQ(test, names_of(test)->count, count);
}

static void test_name_put_null(struct kunit *test)
{
	put(test, NULL);
}

/* A span need not end at a NUL. */
static void test_name_get_part_of_text(struct kunit *test)
{
	const struct ccs_span span = { "/abcdef", 3 };
	struct ccs_name *name;

	mutex_lock(&ccs_policy_lock);
	name = ccs_name_get(names_of(test), &span);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_ASSERT_NOT_NULL(test, name);
	KUNIT_EXPECT_STREQ(test, name->text, "/ab");
	put(test, name);
}

static void test_name_is_compares_bytes(struct kunit *test)
{
	struct ccs_name *const name = get(test, "/a\\*");
	const struct ccs_str same = ccs_str_of("/a\\*", 4);
	const struct ccs_str longer = ccs_str_of("/a\\*x", 5);
	const struct ccs_str matching = ccs_str_of("/abc", 4);

	KUNIT_EXPECT_TRUE(test, ccs_name_is(name, &same));
	KUNIT_EXPECT_FALSE(test, ccs_name_is(name, &longer));
	KUNIT_EXPECT_FALSE(test, ccs_name_is(name, &matching));
	put(test, name);
}

/* More names than buckets: the table grows and still finds all of them. */
static void test_names_grow(struct kunit *test)
{
	struct ccs_name **const all = kunit_kzalloc(test, MANY * sizeof(*all),
						    GFP_KERNEL);
	const u32 size = names_of(test)->size;
	char text[32];
	int i;

	KUNIT_ASSERT_NOT_NULL(test, all);
	for (i = 0; i < MANY; i++) {
		snprintf(text, sizeof(text), "/name/%d", i);
		all[i] = get(test, text);
	}
	KUNIT_EXPECT_TRUE(test, names_of(test)->size > size);
	for (i = 0; i < MANY; i++) {
		snprintf(text, sizeof(text), "/name/%d", i);
		KUNIT_EXPECT_PTR_EQ(test, get(test, text), all[i]);
	}
	for (i = 0; i < MANY; i++) {
		put(test, all[i]);
		put(test, all[i]);
	}
}

static void test_name_get_over_quota(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	const long used = atomic_long_read(&fixture->policy.mem.used);
	const u32 count = names_of(test)->count;

	fixture->policy.mem.quota = used;
	KUNIT_EXPECT_NULL(test, get(test, "/not/there"));
	KUNIT_EXPECT_EQ(test, atomic_long_read(&fixture->policy.mem.used),
			used);
	KUNIT_EXPECT_EQ(test, names_of(test)->count, count);
}

/* At every length, and wherever they differ. */
static void test_same_bytes(struct kunit *test)
{
	char left[40], right[40];
	size_t len, at;

	memset(left, 'a', sizeof(left));
	memset(right, 'a', sizeof(right));
	for (len = 0; len < sizeof(left); len++) {
		/* What is behind them does not count. */
		right[len] = 'b';
		KUNIT_EXPECT_TRUE(test, ccs_swar_same(left, right, len));
		right[len] = 'a';
		for (at = 0; at < len; at++) {
			right[at] = 'b';
			KUNIT_EXPECT_FALSE(test,
					   ccs_swar_same(left, right, len));
			right[at] = 'a';
		}
	}
}

static struct kunit_case name_cases[] = {
	KUNIT_CASE(test_name_get_finds_constant_part),
	KUNIT_CASE(test_name_get_twice),
	KUNIT_CASE(test_name_put_null),
	KUNIT_CASE(test_name_get_part_of_text),
	KUNIT_CASE(test_name_is_compares_bytes),
	KUNIT_CASE(test_names_grow),
	KUNIT_CASE(test_name_get_over_quota),
	KUNIT_CASE(test_same_bytes),
	{}
};

static struct kunit_suite name_suite = {
	.name = "ccs_name",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = name_cases,
};

kunit_test_suite(name_suite);
