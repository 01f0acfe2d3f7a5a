// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of the bounded writer
 */

#include <kunit/test.h>

#include "../core/emit.h"
#include "../core/env.h"

static void test_emit_fills_to_the_last_byte(struct kunit *test)
{
	char buf[6] = "xxxxx";
	struct ccs_emit emit = { .buf = buf, .size = 5 };

	ccs_emit_text(&emit, "ab");
	ccs_emit(&emit, "%u", 34u);
	KUNIT_EXPECT_FALSE(test, emit.overflow);
	KUNIT_EXPECT_EQ(test, emit.len, (size_t)4);
	KUNIT_EXPECT_STREQ(test, buf, "ab34");
}

static void test_emit_bytes_too_long(struct kunit *test)
{
	char buf[6] = "xxxxx";
	struct ccs_emit emit = { .buf = buf, .size = 5 };

	ccs_emit_text(&emit, "ab");
	ccs_emit_text(&emit, "cde");
	KUNIT_EXPECT_TRUE(test, emit.overflow);
	KUNIT_EXPECT_STREQ(test, buf, "ab");
	ccs_emit_text(&emit, "c");
	KUNIT_EXPECT_EQ(test, emit.len, (size_t)2);
	KUNIT_EXPECT_EQ(test, buf[5], '\0');
}

static void test_emit_format_too_long(struct kunit *test)
{
	char buf[6] = "xxxxx";
	struct ccs_emit emit = { .buf = buf, .size = 5 };

	ccs_emit_text(&emit, "ab");
	ccs_emit(&emit, "%s", "cde");
	KUNIT_EXPECT_TRUE(test, emit.overflow);
	KUNIT_EXPECT_STREQ(test, buf, "ab");
	ccs_emit(&emit, "%s", "c");
	KUNIT_EXPECT_EQ(test, emit.len, (size_t)2);
}

static void test_emit_one_byte_buffer(struct kunit *test)
{
	char buf[2] = "x";
	struct ccs_emit emit = { .buf = buf, .size = 1 };

	ccs_emit_text(&emit, "");
	KUNIT_EXPECT_FALSE(test, emit.overflow);
	KUNIT_EXPECT_STREQ(test, buf, "");
	ccs_emit_text(&emit, "a");
	KUNIT_EXPECT_TRUE(test, emit.overflow);
}

static void test_emit_commit_takes_back(struct kunit *test)
{
	char buf[8];
	struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };

	ccs_emit_text(&emit, "one\n");
	KUNIT_EXPECT_TRUE(test, ccs_emit_commit(&emit, 0));
	ccs_emit_text(&emit, "tw");
	ccs_emit_text(&emit, "o\n");
	KUNIT_EXPECT_FALSE(test, ccs_emit_commit(&emit, 4));
	KUNIT_EXPECT_STREQ(test, buf, "one\n");
	KUNIT_EXPECT_FALSE(test, emit.overflow);
	ccs_emit_text(&emit, "2\n");
	KUNIT_EXPECT_TRUE(test, ccs_emit_commit(&emit, 4));
	KUNIT_EXPECT_STREQ(test, buf, "one\n2\n");
}

static struct kunit_case emit_cases[] = {
	KUNIT_CASE(test_emit_fills_to_the_last_byte),
	KUNIT_CASE(test_emit_bytes_too_long),
	KUNIT_CASE(test_emit_format_too_long),
	KUNIT_CASE(test_emit_one_byte_buffer),
	KUNIT_CASE(test_emit_commit_takes_back),
	{}
};

static struct kunit_suite emit_suite = {
	.name = "ccs_emit",
	.test_cases = emit_cases,
};

kunit_test_suite(emit_suite);
