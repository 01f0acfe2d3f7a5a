// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of a used-up quota
 */

#include <kunit/test.h>

#include "../core/domain.h"
#include "../core/env.h"
#include "fixture.h"

/* Leaves no byte of quota for anything new. */
static void use_up(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_mem *const mem = &fixture->policy.mem;

	mem->quota = atomic_long_read(&mem->used);
}

static void test_quota_refuses_new_lines(struct kunit *test)
{
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "<kernel> /a\nfile read /x");
	use_up(test);
	ccs_fixture_save(test);
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, CCS_FIXTURE_DOMAIN,
					       "file read /y"), -ENOMEM);
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, CCS_FIXTURE_EXCEPTION,
					       "path_group G /x"), -ENOMEM);
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, CCS_FIXTURE_EXCEPTION,
					       "keep_domain /x from any"), -ENOMEM);
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, CCS_FIXTURE_MANAGER,
					       "/x"), -ENOMEM);
	ccs_fixture_expect_saved(test, "refused for lack of quota");
}

/* A right must be revocable most of all when there is no memory to spare. */
static void test_quota_lets_lines_be_deleted(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	const long empty = atomic_long_read(&fixture->policy.mem.used);

	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "path_group G /x\nkeep_domain /x from /y");
	ccs_fixture_lines(test, CCS_FIXTURE_MANAGER, "/x");
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN,
			  "<kernel>\nfile read @G exec.realpath=\"/x\"");
	use_up(test);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN,
			  "delete file read @G exec.realpath=\"/x\"");
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "delete path_group G /x\ndelete keep_domain /x from /y");
	ccs_fixture_lines(test, CCS_FIXTURE_MANAGER, "delete /x");
	KUNIT_EXPECT_EQ(test, atomic_long_read(&fixture->policy.mem.used),
			empty);
	KUNIT_EXPECT_FALSE(test, fixture->policy.mem.exempt);
}

static bool reclaim_unclaimed(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	bool freed;

	mutex_lock(&ccs_policy_lock);
	freed = ccs_domain_reclaim_unclaimed(&fixture->policy);
	mutex_unlock(&ccs_policy_lock);
	return freed;
}

static void test_quota_unclaimed_domains_go_first(struct kunit *test)
{
	struct ccs_domain *used, *claimed, *empty;

	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN,
			  "<kernel> /used\n<kernel> /claimed\n<kernel> /empty");
	used = ccs_fixture_domain(test, "<kernel> /used");
	claimed = ccs_fixture_domain(test, "<kernel> /claimed");
	empty = ccs_fixture_domain(test, "<kernel> /empty");
	used->unclaimed = true;
	claimed->unclaimed = true;
	empty->unclaimed = true;
	ccs_ident_get(used->ident);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN,
			  "select <kernel> /claimed\nuse_profile 0\n<kernel>");
	KUNIT_EXPECT_TRUE(test, reclaim_unclaimed(test));
	KUNIT_EXPECT_FALSE(test, reclaim_unclaimed(test));
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, CCS_FIXTURE_DOMAIN),
			   "<kernel>\nuse_profile 0\n\n\n"
			   "<kernel> /used\nuse_profile 0\n\n\n"
			   "<kernel> /claimed\nuse_profile 0\n\n\n");
	ccs_ident_put(used->ident);
	KUNIT_EXPECT_TRUE(test, reclaim_unclaimed(test));
}

static struct kunit_case quota_cases[] = {
	KUNIT_CASE(test_quota_refuses_new_lines),
	KUNIT_CASE(test_quota_lets_lines_be_deleted),
	KUNIT_CASE(test_quota_unclaimed_domains_go_first),
	{}
};

static struct kunit_suite quota_suite = {
	.name = "ccs_quota",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = quota_cases,
};

kunit_test_suite(quota_suite);
