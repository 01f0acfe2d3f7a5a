// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of numbers and ranges
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/number.h"
#include "vectors/number.h"

static const char *const use_names[] = {
	[CCS_USE_NUMBER] = "operand",
	[CCS_USE_MEMBER] = "member",
	[CCS_USE_PORT] = "port",
	[CCS_USE_AUTOBIND_18] = "1.8 deny_autobind",
	[CCS_USE_AUTOBIND_17] = "1.7 deny_autobind",
	[CCS_USE_SIGNAL_17] = "1.7 signal",
	[CCS_USE_PROFILE] = "profile",
	[CCS_USE_ARGV] = "argv index",
	[CCS_USE_STATE] = "task.state",
};

static void describe_number(const struct number_row *row, char *desc)
{
	strscpy(desc, row->text, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(number, number_rows, describe_number);

/* What is printed reads back as the same. */
static void expect_print(struct kunit *test, const struct ccs_range *range,
			 enum ccs_number_use use, const char *canonical)
{
	char buf[64] = "";
	struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };
	struct ccs_range again = { };
	struct ccs_span printed;
	const char *why;

	ccs_range_print(&emit, range);
	KUNIT_EXPECT_STREQ(test, buf, canonical);
	printed = ccs_span_of(buf);
	KUNIT_EXPECT_TRUE(test, ccs_range_parse_as(&printed, use, &again,
						   &why));
	KUNIT_EXPECT_TRUE(test, ccs_range_same(range, &again));
}

static void expect_range(struct kunit *test, const struct number_row *row,
			 enum ccs_number_use use)
{
	const struct ccs_span text = ccs_span_of(row->text);
	struct ccs_range range = { };
	const char *why = "";
	const bool done = ccs_range_parse_as(&text, use, &range, &why);

	KUNIT_EXPECT_EQ_MSG(test, done, !!row->canonical, "%s: %s",
			    use_names[use], row->text);
	KUNIT_EXPECT_EQ(test, !why, done);
	if (!done || !row->canonical)
		return;
	KUNIT_EXPECT_EQ(test, range.min, row->min);
	KUNIT_EXPECT_EQ(test, range.max, row->max);
	expect_print(test, &range, use, row->canonical);
}

static void test_range_parse(struct kunit *test)
{
	const struct number_row *const row = test->param_value;
	int use;

	for (use = 0; use < CCS_USE_COUNT; use++)
		if (row->uses & BIT(use))
			expect_range(test, row, use);
}

static void test_value_parse(struct kunit *test)
{
	const struct number_row *const row = test->param_value;
	const struct ccs_span text = ccs_span_of(row->text);
	int use;

	for (use = CCS_USE_SIGNAL_17; use < CCS_USE_COUNT; use++) {
		const char *why = "";
		u64 value = 0;
		bool done;

		if (!(row->uses & BIT(use)))
			continue;
		done = ccs_value_parse_as(&text, use, &value, &why);
		KUNIT_EXPECT_EQ(test, done, !!row->canonical);
		KUNIT_EXPECT_EQ(test, !why, done);
		KUNIT_EXPECT_EQ(test, value, done ? row->min : 0);
	}
}

static void test_range_why(struct kunit *test)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(number_why_rows); i++) {
		const struct number_why_row *const row = &number_why_rows[i];
		const struct ccs_span text = ccs_span_of(row->text);
		struct ccs_range range;
		const char *why = NULL;

		KUNIT_EXPECT_FALSE(test, ccs_range_parse_as(&text, row->use,
							    &range, &why));
		KUNIT_EXPECT_STREQ(test, why, row->why);
	}
}

/* Nothing behind the end is read, and each prefix is what it says. */
static void test_range_parse_truncated(struct kunit *test)
{
	static const char text[] = "0x1F-0777";
	static const bool legal[sizeof(text)] = {
		[1] = true, [3] = true, [4] = true,
		[9] = true, [8] = true,
	};
	struct ccs_span span = { .text = text };
	struct ccs_range range;

	for (span.len = 0; span.len < sizeof(text); span.len++)
		KUNIT_EXPECT_EQ_MSG(test, ccs_range_parse(&span, &range),
				    legal[span.len], "%zu bytes", span.len);
}

/**
 * struct decimal_row - a text and the plain number it is
 * @text: the text
 * @max: highest value allowed
 * @value: the number; -1 if it is refused
 */
struct decimal_row {
	const char *text;
	u64 max;
	long long value;
};

static const struct decimal_row decimal_rows[] = {
	{ "0", 255, 0 },
	{ "255", 255, 255 },
	{ "256", 255, -1 },
	{ "00255", 255, 255 },
	{ "08", 255, 8 },
	{ "", 255, -1 },
	{ "-1", 255, -1 },
	{ "+1", 255, -1 },
	{ "1 ", 255, -1 },
	{ "0x1", 255, -1 },
	{ "1-2", 255, -1 },
	{ "a", 255, -1 },
	{ "4294967295", U32_MAX, 4294967295LL },
	{ "4294967296", U32_MAX, -1 },
	{ "18446744073709551616", U64_MAX, -1 },
	{ "99999999999999999999999", U64_MAX, -1 },
};

static void test_decimal_parse(struct kunit *test)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(decimal_rows); i++) {
		const struct decimal_row *const row = &decimal_rows[i];
		const struct ccs_span text = ccs_span_of(row->text);
		u64 value = 0;

		KUNIT_EXPECT_EQ_MSG(test,
				    ccs_decimal_parse(&text, row->max, &value),
				    row->value >= 0, "\"%s\"", row->text);
		if (row->value >= 0)
			KUNIT_EXPECT_EQ(test, value, (u64)row->value);
	}
}

static void test_range_overlap(struct kunit *test)
{
	const struct ccs_range low = { .min = 2, .max = 5 };
	const struct ccs_range high = { .min = 5, .max = U64_MAX };
	const struct ccs_range other = { .min = 6, .max = 6 };

	KUNIT_EXPECT_TRUE(test, ccs_range_overlap(&low, &high));
	KUNIT_EXPECT_TRUE(test, ccs_range_overlap(&high, &low));
	KUNIT_EXPECT_TRUE(test, ccs_range_overlap(&other, &other));
	KUNIT_EXPECT_TRUE(test, ccs_range_overlap(&high, &other));
	KUNIT_EXPECT_FALSE(test, ccs_range_overlap(&low, &other));
	KUNIT_EXPECT_FALSE(test, ccs_range_overlap(&other, &low));
}

/* ``0644`` and ``420`` match the same requests and are different entries. */
static void test_range_same_by_radix(struct kunit *test)
{
	const struct ccs_span octal = ccs_span_of("0644");
	const struct ccs_span decimal = ccs_span_of("420");
	struct ccs_range a, b;

	KUNIT_ASSERT_TRUE(test, ccs_range_parse(&octal, &a));
	KUNIT_ASSERT_TRUE(test, ccs_range_parse(&decimal, &b));
	KUNIT_EXPECT_TRUE(test, ccs_range_overlap(&a, &b));
	KUNIT_EXPECT_FALSE(test, ccs_range_same(&a, &b));
}

static struct kunit_case number_cases[] = {
	KUNIT_CASE_PARAM(test_range_parse, number_gen_params),
	KUNIT_CASE_PARAM(test_value_parse, number_gen_params),
	KUNIT_CASE(test_range_why),
	KUNIT_CASE(test_range_parse_truncated),
	KUNIT_CASE(test_decimal_parse),
	KUNIT_CASE(test_range_overlap),
	KUNIT_CASE(test_range_same_by_radix),
	{}
};

static struct kunit_suite number_suite = {
	.name = "ccs_number",
	.test_cases = number_cases,
};

kunit_test_suite(number_suite);
