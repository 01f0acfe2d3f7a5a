// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of numbers and ranges
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/number.h"
#include "vectors/number.h"

static void describe_number(const struct number_row *row, char *desc)
{
	strscpy(desc, row->text, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(number, number_rows, describe_number);

static void test_range_parse(struct kunit *test)
{
	const struct number_row *const row = test->param_value;
	const struct ccs_span text = ccs_span_of(row->text);
	struct ccs_range range, again;
	char buf[64];
	struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };
	struct ccs_span printed;

	KUNIT_ASSERT_EQ(test, ccs_range_parse(&text, &range),
			!!row->canonical);
	if (!row->canonical)
		return;
	KUNIT_EXPECT_EQ(test, range.min, row->min);
	KUNIT_EXPECT_EQ(test, range.max, row->max);
	ccs_range_print(&emit, &range);
	KUNIT_EXPECT_STREQ(test, buf, row->canonical);
	printed = ccs_span_of(buf);
	KUNIT_EXPECT_TRUE(test, ccs_range_parse(&printed, &again));
	KUNIT_EXPECT_TRUE(test, ccs_range_same(&range, &again));
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
