// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of internet addresses
 */

#include <kunit/test.h>

#include "../core/addr.h"
#include "../core/env.h"
#include "vectors/addr.h"

static void describe_addr(const struct addr_row *row, char *desc)
{
	strscpy(desc, row->text, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(addr, addr_rows, describe_addr);

static void describe_match(const struct addr_match_row *row, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s in %s", row->address,
		 row->operand);
}

KUNIT_ARRAY_PARAM(match, addr_match_rows, describe_match);

static bool parse(const char *text, struct ccs_addr_range *range)
{
	const struct ccs_span span = ccs_span_of(text);
	const char *why = "";
	const bool done = ccs_addr_range_parse(&span, range, &why);

	return done && !why;
}

/* What is printed means the same again. */
static void expect_print(struct kunit *test,
			 const struct ccs_addr_range *range,
			 void (*print)(struct ccs_emit *emit,
				       const struct ccs_addr_range *range),
			 const char *want)
{
	char buf[96] = "";
	struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };
	struct ccs_addr_range again;

	print(&emit, range);
	KUNIT_EXPECT_STREQ(test, buf, want);
	KUNIT_ASSERT_TRUE(test, parse(buf, &again));
	KUNIT_EXPECT_TRUE(test, ccs_addr_range_same(range, &again));
}

static void test_addr_range_parse(struct kunit *test)
{
	const struct addr_row *const row = test->param_value;
	struct ccs_addr_range range;

	KUNIT_ASSERT_EQ(test, parse(row->text, &range), !!row->canonical);
	if (!row->canonical)
		return;
	KUNIT_EXPECT_EQ(test, range.family, row->family);
	expect_print(test, &range, ccs_addr_range_print, row->canonical);
	expect_print(test, &range, ccs_addr_range_print_17,
		     row->canonical_17);
}

static void test_addr_range_why(struct kunit *test)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(addr_why_rows); i++) {
		const struct addr_why_row *const row = &addr_why_rows[i];
		const struct ccs_span text = ccs_span_of(row->text);
		struct ccs_addr_range range;
		const char *why = NULL;

		KUNIT_EXPECT_FALSE(test, ccs_addr_range_parse(&text, &range,
							      &why));
		KUNIT_EXPECT_STREQ(test, why, row->why);
	}
}

static void test_addr_in_range(struct kunit *test)
{
	const struct addr_match_row *const row = test->param_value;
	struct ccs_addr_range address, operand;
	struct ccs_addr addr;
	bool match;

	KUNIT_ASSERT_TRUE(test, parse(row->address, &address));
	addr = (struct ccs_addr){ address.range.min, address.family };
	match = parse(row->operand, &operand) &&
		ccs_addr_in_range(&addr, &operand);
	KUNIT_EXPECT_EQ(test, match, row->match);
}

/* Nothing behind the end is read, and each prefix is what it says. */
static void test_addr_parse_truncated(struct kunit *test)
{
	static const char text[] = "fe80::1.2.3.4-ff80::ab";
	static const bool legal[sizeof(text)] = {
		[6] = true, [7] = true, [13] = true, [20] = true,
		[21] = true, [22] = true,
	};
	struct ccs_span span = { .text = text };
	struct ccs_addr_range range;
	const char *why;

	for (span.len = 0; span.len < sizeof(text); span.len++)
		KUNIT_EXPECT_EQ_MSG(test,
				    ccs_addr_range_parse(&span, &range, &why),
				    legal[span.len], "%zu bytes", span.len);
}

static void test_addr_value(struct kunit *test)
{
	struct ccs_addr_range range;

	KUNIT_ASSERT_TRUE(test, parse("1.2.3.4-255.0.0.1", &range));
	KUNIT_EXPECT_EQ(test, range.family, 4);
	KUNIT_EXPECT_EQ(test, range.range.min.hi, 0ull);
	KUNIT_EXPECT_EQ(test, range.range.min.lo, 0x01020304ull);
	KUNIT_EXPECT_EQ(test, range.range.max.lo, 0xff000001ull);
	KUNIT_ASSERT_TRUE(test, parse("1:2:3:4:5:6:7:8", &range));
	KUNIT_EXPECT_EQ(test, range.family, 6);
	KUNIT_EXPECT_EQ(test, range.range.min.hi, 0x0001000200030004ull);
	KUNIT_EXPECT_EQ(test, range.range.min.lo, 0x0005000600070008ull);
}

/* Of every group that is zero or not, the text that is printed reads back. */
static void test_addr_print_every_shape(struct kunit *test)
{
	char buf[48];
	int shape, i;

	for (shape = 0; shape < 256; shape++) {
		struct ccs_addr addr = { .family = 6 };
		struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };
		struct ccs_addr_range range = { };

		for (i = 0; i < 4; i++) {
			addr.value.hi = addr.value.hi << 16 |
					(shape >> i & 1 ? 0xa00 + i : 0);
			addr.value.lo = addr.value.lo << 16 |
					(shape >> i & 16 ? 0xb00 + i : 0);
		}
		ccs_addr_print(&emit, &addr);
		KUNIT_EXPECT_TRUE_MSG(test, parse(buf, &range), "%s", buf);
		KUNIT_EXPECT_TRUE_MSG(test, ccs_addr_in_range(&addr, &range),
				      "%s", buf);
		KUNIT_EXPECT_TRUE(test, ccs_wide_same(&range.range.min,
						      &range.range.max));
	}
}

static struct kunit_case addr_cases[] = {
	KUNIT_CASE_PARAM(test_addr_range_parse, addr_gen_params),
	KUNIT_CASE(test_addr_range_why),
	KUNIT_CASE_PARAM(test_addr_in_range, match_gen_params),
	KUNIT_CASE(test_addr_parse_truncated),
	KUNIT_CASE(test_addr_value),
	KUNIT_CASE(test_addr_print_every_shape),
	{}
};

static struct kunit_suite addr_suite = {
	.name = "ccs_addr",
	.test_cases = addr_cases,
};

kunit_test_suite(addr_suite);
