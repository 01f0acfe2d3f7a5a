// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of the text of memory quotas
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/quota.h"
#include "../core/word.h"
#include "vectors/quota_line.h"

#define UNTOUCHED 1234567UL

static void describe_line(const struct quota_line_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

static void describe_print(const struct quota_print_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(quota_line, quota_line_rows, describe_line);
KUNIT_ARRAY_PARAM(quota_print, quota_print_rows, describe_print);

/* What sets nothing leaves the quota alone. */
static void test_quota_line(struct kunit *test)
{
	const struct quota_line_row *const row = test->param_value;
	const struct ccs_span line = ccs_span_of(row->line);
	unsigned long quota = UNTOUCHED;

	KUNIT_EXPECT_EQ(test, ccs_quota_line(&line, row->dialect, &quota),
			row->account);
	KUNIT_EXPECT_EQ(test, quota,
			row->account < 0 ? UNTOUCHED : row->quota);
}

static void test_quota_print(struct kunit *test)
{
	const struct quota_print_row *const row = test->param_value;
	char text[128] = "";
	struct ccs_emit emit = { .buf = text, .size = sizeof(text) };

	if (row->dialect == CCS_DIALECT_17)
		ccs_quota_print_17(&emit, row->account, row->used, row->quota);
	else
		ccs_quota_print(&emit, row->account, row->used, row->quota);
	KUNIT_EXPECT_STREQ(test, text, row->text);
}

static struct kunit_case quota_line_cases[] = {
	KUNIT_CASE_PARAM(test_quota_line, quota_line_gen_params),
	KUNIT_CASE_PARAM(test_quota_print, quota_print_gen_params),
	{}
};

static struct kunit_suite quota_line_suite = {
	.name = "ccs_quota_line",
	.test_cases = quota_line_cases,
};

kunit_test_suite(quota_line_suite);
