// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of memory accounting
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/mem.h"

static void test_mem_size_is_rounded(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, ccs_mem_size(0), 32ul);
	KUNIT_EXPECT_EQ(test, ccs_mem_size(32), 32ul);
	KUNIT_EXPECT_EQ(test, ccs_mem_size(33), 64ul);
	KUNIT_EXPECT_EQ(test, ccs_mem_size(64), 64ul);
	KUNIT_EXPECT_EQ(test, ccs_mem_size(65), 128ul);
}

static void test_mem_charge_up_to_quota(struct kunit *test)
{
	struct ccs_mem mem = { .quota = 96 };

	KUNIT_EXPECT_TRUE(test, ccs_mem_charge(&mem, 40));
	KUNIT_EXPECT_TRUE(test, ccs_mem_charge(&mem, 1));
	KUNIT_EXPECT_EQ(test, atomic_long_read(&mem.used), 96L);
	KUNIT_EXPECT_FALSE(test, ccs_mem_charge(&mem, 1));
	KUNIT_EXPECT_EQ(test, atomic_long_read(&mem.used), 96L);
	ccs_mem_uncharge(&mem, 40);
	KUNIT_EXPECT_TRUE(test, ccs_mem_charge(&mem, 64));
	ccs_mem_uncharge(&mem, 64);
	ccs_mem_uncharge(&mem, 1);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&mem.used), 0L);
}

static void test_mem_without_quota(struct kunit *test)
{
	struct ccs_mem mem = {};

	KUNIT_EXPECT_TRUE(test, ccs_mem_charge(&mem, 1ul << 40));
	ccs_mem_uncharge(&mem, 1ul << 40);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&mem.used), 0L);
}

static void test_mem_zalloc_and_free(struct kunit *test)
{
	struct ccs_mem mem = { .quota = 128 };
	char *const ptr = ccs_mem_zalloc(&mem, 100);

	KUNIT_ASSERT_NOT_NULL(test, ptr);
	KUNIT_EXPECT_EQ(test, ptr[0] | ptr[99], 0);
	KUNIT_EXPECT_NULL(test, ccs_mem_zalloc(&mem, 1));
	ccs_mem_free(&mem, ptr, 100);
	ccs_mem_free(&mem, NULL, 100);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&mem.used), 0L);
}

/* Several accounts under one quota, each of which knows its own share. */
static void test_mem_charges_total(struct kunit *test)
{
	struct ccs_mem total = { .quota = 128 };
	struct ccs_mem one = { .total = &total, .quota = 32 };
	struct ccs_mem other = { .total = &total, .exempt = true };

	KUNIT_EXPECT_TRUE(test, ccs_mem_charge(&one, 64));
	KUNIT_EXPECT_TRUE(test, ccs_mem_charge(&one, 64));
	KUNIT_EXPECT_FALSE(test, ccs_mem_charge(&one, 1));
	KUNIT_EXPECT_EQ(test, atomic_long_read(&one.used), 128L);
	KUNIT_EXPECT_TRUE(test, ccs_mem_charge(&other, 1));
	KUNIT_EXPECT_EQ(test, atomic_long_read(&other.used), 32L);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&total.used), 160L);
	ccs_mem_uncharge(&one, 64);
	ccs_mem_uncharge(&one, 64);
	ccs_mem_uncharge(&other, 1);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&one.used), 0L);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&total.used), 0L);
}

static struct kunit_case mem_cases[] = {
	KUNIT_CASE(test_mem_size_is_rounded),
	KUNIT_CASE(test_mem_charge_up_to_quota),
	KUNIT_CASE(test_mem_without_quota),
	KUNIT_CASE(test_mem_zalloc_and_free),
	KUNIT_CASE(test_mem_charges_total),
	{}
};

static struct kunit_suite mem_suite = {
	.name = "ccs_mem",
	.test_cases = mem_cases,
};

kunit_test_suite(mem_suite);
