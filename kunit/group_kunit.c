// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of path groups
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/group.h"
#include "../core/operand.h"
#include "fixture.h"
#include "vectors/group.h"

#define NODE CCS_FIXTURE_EXCEPTION

static void describe_group(const struct group_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(group, group_rows, describe_group);

static struct ccs_group *get(struct kunit *test, const char *name)
{
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_span span = ccs_span_of(name);
	struct ccs_group *group;

	mutex_lock(&ccs_policy_lock);
	group = ccs_group_get(&fixture->policy, &fixture->policy.ns, &span);
	mutex_unlock(&ccs_policy_lock);
	return group;
}

static void put(struct kunit *test, struct ccs_group *group)
{
	struct ccs_fixture *const fixture = test->priv;

	mutex_lock(&ccs_policy_lock);
	ccs_group_put(&fixture->policy, group);
	mutex_unlock(&ccs_policy_lock);
}

static const char *match(const struct ccs_group *group, const char *string)
{
	const struct ccs_str str = ccs_str_of(string, strlen(string));
	const struct ccs_name *member;

	mutex_lock(&ccs_policy_lock);
	member = ccs_group_match(group, &str);
	mutex_unlock(&ccs_policy_lock);
	return member ? member->text : NULL;
}

static void test_group_match(struct kunit *test)
{
	const struct group_row *const row = test->param_value;
	struct ccs_group *group;
	const char *found;

	ccs_fixture_lines(test, NODE, row->lines);
	group = get(test, "G");
	KUNIT_ASSERT_NOT_NULL(test, group);
	found = match(group, row->string);
	if (row->member)
		KUNIT_EXPECT_STREQ(test, found, row->member);
	else
		KUNIT_EXPECT_NULL(test, found);
	put(test, group);
}

/* The operand of an entry sees what the group becomes later. */
static void test_group_match_through_operand(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_policy *const policy = &fixture->policy;
	const struct ccs_span word = ccs_span_of("@G");
	const struct ccs_str str = ccs_str_of("/etc/a", 6);
	struct ccs_reject reject = {};
	struct ccs_operand operand;
	int err;

	mutex_lock(&ccs_policy_lock);
	err = ccs_operand_parse(policy, &policy->ns, &word, &operand, &reject);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_ASSERT_EQ(test, err, 0);
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_NULL(test, ccs_operand_match(&operand, &str));
	mutex_unlock(&ccs_policy_lock);
	ccs_fixture_lines(test, NODE, "path_group G /etc/\\*");
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_NOT_NULL(test, ccs_operand_match(&operand, &str));
	ccs_operand_put(policy, &operand);
	mutex_unlock(&ccs_policy_lock);
}

static void test_group_get_shares(struct kunit *test)
{
	struct ccs_group *const a = get(test, "G");
	struct ccs_group *const b = get(test, "G");
	struct ccs_group *const c = get(test, "H");

	KUNIT_EXPECT_PTR_EQ(test, a, b);
	KUNIT_EXPECT_PTR_NE(test, a, c);
	put(test, b);
	put(test, c);
	put(test, a);
	put(test, NULL);
}

/* A group goes when it has neither members nor users, in either order. */
static void test_group_put_frees(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct list_head *const groups = &fixture->policy.ns.path_groups;
	struct ccs_group *group = get(test, "G");

	ccs_fixture_lines(test, NODE, "path_group G /a");
	put(test, group);
	KUNIT_EXPECT_FALSE(test, list_empty(groups));
	ccs_fixture_lines(test, NODE, "delete path_group G /a");
	KUNIT_EXPECT_TRUE(test, list_empty(groups));
	group = get(test, "G");
	ccs_fixture_lines(test, NODE,
			  "path_group G /a\ndelete path_group G /a");
	KUNIT_EXPECT_FALSE(test, list_empty(groups));
	put(test, group);
	KUNIT_EXPECT_TRUE(test, list_empty(groups));
}

static void test_group_remove_from_unknown(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;

	ccs_fixture_save(test);
	ccs_fixture_lines(test, NODE, "delete path_group G /a");
	ccs_fixture_expect_saved(test, "deletion from an unknown group");
	KUNIT_EXPECT_TRUE(test, list_empty(&fixture->policy.ns.path_groups));
}

static struct kunit_case group_cases[] = {
	KUNIT_CASE_PARAM(test_group_match, group_gen_params),
	KUNIT_CASE(test_group_match_through_operand),
	KUNIT_CASE(test_group_get_shares),
	KUNIT_CASE(test_group_put_frees),
	KUNIT_CASE(test_group_remove_from_unknown),
	{}
};

static struct kunit_suite group_suite = {
	.name = "ccs_group",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = group_cases,
};

kunit_test_suite(group_suite);
