// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of groups
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/group.h"
#include "../core/namespace.h"
#include "../core/operand.h"
#include "../core/pattern.h"
#include "../core/word.h"
#include "fixture.h"
#include "vectors/group.h"

#define NODE	CCS_FIXTURE_EXCEPTION
#define STEPS	1200
#define GROUPS	4
#define TEXTS	60

static void describe_group(const struct group_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

static void describe_number(const struct number_group_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

static void describe_address(const struct address_group_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

static void describe_line(const struct group_line_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(group, group_rows, describe_group);
KUNIT_ARRAY_PARAM(number_group, number_group_rows, describe_number);
KUNIT_ARRAY_PARAM(address_group, address_group_rows, describe_address);
KUNIT_ARRAY_PARAM(group_line, group_line_rows, describe_line);

static struct ccs_ns *ns_of(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;

	return fixture->policy.kernel_ns;
}

static struct ccs_group *get_kind(struct kunit *test, enum ccs_group_kind kind,
				  const char *name)
{
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_span span = ccs_span_of(name);
	struct ccs_group *group;

	mutex_lock(&ccs_policy_lock);
	group = ccs_group_get(&fixture->policy, ns_of(test), kind, &span);
	mutex_unlock(&ccs_policy_lock);
	return group;
}

static struct ccs_group *get(struct kunit *test, const char *name)
{
	return get_kind(test, CCS_GROUP_PATH, name);
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
	const struct ccs_member *member;

	mutex_lock(&ccs_policy_lock);
	member = ccs_group_match(group, &str);
	mutex_unlock(&ccs_policy_lock);
	return member ? member->name->text : NULL;
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

static void test_group_has_number(struct kunit *test)
{
	const struct number_group_row *const row = test->param_value;
	const struct ccs_range value = { .min = row->min, .max = row->max };
	struct ccs_group *group;

	ccs_fixture_lines(test, NODE, row->lines);
	group = get_kind(test, CCS_GROUP_NUMBER, "N");
	KUNIT_ASSERT_NOT_NULL(test, group);
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, ccs_group_has_number(group, &value), row->found);
	mutex_unlock(&ccs_policy_lock);
	put(test, group);
}

static void test_group_has_address(struct kunit *test)
{
	const struct address_group_row *const row = test->param_value;
	const struct ccs_span word = ccs_span_of(row->address);
	struct ccs_addr_range range = {};
	struct ccs_addr address;
	struct ccs_group *group;
	const char *why;

	KUNIT_ASSERT_TRUE(test, ccs_addr_range_parse(&word, &range, &why));
	address.value = range.range.min;
	address.family = range.family;
	ccs_fixture_lines(test, NODE, row->lines);
	group = get_kind(test, CCS_GROUP_ADDRESS, "A");
	KUNIT_ASSERT_NOT_NULL(test, group);
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, ccs_group_has_address(group, &address),
			row->found);
	mutex_unlock(&ccs_policy_lock);
	put(test, group);
}

static void test_group_line(struct kunit *test)
{
	const struct group_line_row *const row = test->param_value;
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_span *const word = &fixture->reject.word;
	const size_t before = strlen(ccs_fixture_print(test, NODE));
	const int err = ccs_fixture_line(test, NODE, row->line);

	KUNIT_EXPECT_EQ(test, err, row->printed ? 0 : -EINVAL);
	if (err) {
		KUNIT_EXPECT_TRUE(test, ccs_span_is(word, row->word));
		KUNIT_EXPECT_NOT_NULL(test, fixture->reject.why);
	}
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE) + before,
			   row->printed ?: "");
}

/* However a member is written, it is there once. */
static void test_group_line_twice(struct kunit *test)
{
	static const char *const lines[] = {
		"path_group G /a", "path_group G /a\\*", "number_group G 1-3",
		"address_group G 1.2.3.4", "address_group G ::1",
		"address_group G ::0001",
	};
	const size_t before = strlen(ccs_fixture_print(test, NODE));
	size_t i;

	for (i = 0; i < 2 * ARRAY_SIZE(lines); i++)
		ccs_fixture_lines(test, NODE, lines[i % ARRAY_SIZE(lines)]);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE) + before,
			   "path_group G /a\npath_group G /a\\*\n"
			   "number_group G 1-3\n"
			   "address_group G 1.2.3.4\naddress_group G ::1\n");
}

/* A name that only one dialect knows is one for who may write that dialect. */
static void test_group_line_in_either_dialect(struct kunit *test)
{
	static const char line[] =
		"path_group \\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\* /a";
	struct ccs_fixture *const fixture = test->priv;

	fixture->policy.dialects = CCS_DIALECT_18;
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, NODE, line), -EINVAL);
	fixture->policy.dialects = CCS_DIALECT_17;
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, NODE, line), 0);
	fixture->policy.dialects = CCS_DIALECTS;
	KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, NODE, line), 0);
}

/* The operand of an entry sees what the group becomes later. */
static void test_group_match_through_operand(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_span word = ccs_span_of("@G");
	const struct ccs_str str = ccs_str_of("/etc/a", 6);
	const struct ccs_parse parse = {
		.policy = &fixture->policy,
		.ns = ns_of(test),
		.reject = &fixture->reject,
		.dialect = CCS_DIALECT_18,
	};
	struct ccs_operand operand;
	int err;

	mutex_lock(&ccs_policy_lock);
	err = ccs_operand_parse(&parse, &word, &operand);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_ASSERT_EQ(test, err, 0);
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_NULL(test, ccs_operand_match(&operand, &str));
	mutex_unlock(&ccs_policy_lock);
	ccs_fixture_lines(test, NODE, "path_group G /etc/\\*");
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_NOT_NULL(test, ccs_operand_match(&operand, &str));
	ccs_operand_put(&fixture->policy, &operand);
	mutex_unlock(&ccs_policy_lock);
}

static void test_group_get_shares(struct kunit *test)
{
	struct ccs_group *const a = get(test, "G");
	struct ccs_group *const b = get(test, "G");
	struct ccs_group *const c = get(test, "H");
	struct ccs_group *const d = get_kind(test, CCS_GROUP_NUMBER, "G");

	KUNIT_EXPECT_PTR_EQ(test, a, b);
	KUNIT_EXPECT_PTR_NE(test, a, c);
	KUNIT_EXPECT_PTR_NE(test, a, d);
	put(test, b);
	put(test, c);
	put(test, a);
	put(test, d);
	put(test, NULL);
}

/* A group goes when it has neither members nor users, in either order. */
static void test_group_put_frees(struct kunit *test)
{
	struct list_head *const groups = &ns_of(test)->groups[CCS_GROUP_PATH];
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
	ccs_fixture_save(test);
	ccs_fixture_lines(test, NODE, "delete path_group G /a");
	ccs_fixture_expect_saved(test, "deletion from an unknown group");
	KUNIT_EXPECT_TRUE(test,
			  list_empty(&ns_of(test)->groups[CCS_GROUP_PATH]));
}

/* Whatever allocation fails, nothing is changed; deletion needs none. */
static void test_group_line_over_quota(struct kunit *test)
{
	static const char *const lines[] = {
		"path_group G /x", "path_group G /x\\*", "path_group NEW /x",
		"number_group N 3", "number_group NEW 1-1022",
		"address_group A 1.2.3.4", "address_group NEW ::1-::ffff",
	};
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_mem *const mem = &fixture->policy.mem;
	long used, more;
	size_t i;
	int err;

	ccs_fixture_lines(test, NODE, "path_group G /a\nnumber_group N 1\n"
			  "address_group A ::");
	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		ccs_fixture_save(test);
		used = atomic_long_read(&mem->used);
		for (err = -ENOMEM, more = 0; err && more < 1 << 20;
		     more += more < 512 ? 32 : more) {
			mem->quota = used + more;
			err = ccs_fixture_line(test, NODE, lines[i]);
			mem->quota = CCS_POLICY_QUOTA;
			if (!err)
				break;
			KUNIT_EXPECT_EQ(test, err, -ENOMEM);
			KUNIT_EXPECT_EQ_MSG(test, atomic_long_read(&mem->used),
					    used, "%s", lines[i]);
			ccs_fixture_expect_saved(test, lines[i]);
		}
		KUNIT_EXPECT_EQ_MSG(test, err, 0, "%s", lines[i]);
	}
	mem->quota = 1;
	ccs_fixture_lines(test, NODE, "delete path_group G /x\n"
			  "delete number_group NEW 1-1022");
	mem->quota = CCS_POLICY_QUOTA;
}

/**
 * struct random - a deterministic generator
 * @state: where it is
 */
struct random {
	u32 state;
};

static u32 draw(struct random *random, u32 below)
{
	random->state = random->state * 1664525u + 1013904223u;
	return ((u64)random->state * below) >> 32;
}

/* Names that meet in literals, in patterns and in prefixes. */
static void draw_name(struct random *random, char *text, bool wildcards)
{
	static const char *const parts[] = {
		"/a", "/b", "/ab", "/aa", "/", "/\\*", "/a\\*", "/\\?",
	};
	u32 i;

	*text = '\0';
	for (i = 0; i < 3; i++)
		strcat(text, parts[draw(random, wildcards ? 8 : 4)]);
}

static const struct ccs_member *walk_group(const struct ccs_group *group,
					   const struct ccs_str *str)
{
	const struct ccs_member *member;

	list_for_each_entry(member, &group->members, node)
		if (ccs_pattern_match(str, member->name))
			return member;
	return NULL;
}

static u32 count_matching(const struct ccs_ns *ns, const struct ccs_str *str)
{
	const struct ccs_member *member;
	const struct ccs_group *group;
	u32 count = 0;

	list_for_each_entry(group, &ns->groups[CCS_GROUP_PATH], node)
		list_for_each_entry(member, &group->members, node)
			count += ccs_pattern_match(str, member->name);
	return count;
}

static void check_groups(struct kunit *test, const char *text)
{
	const struct ccs_str str = ccs_str_of(text, strlen(text));
	const struct ccs_ns *const ns = ns_of(test);
	const struct ccs_member *member;
	const struct ccs_group *group;
	struct ccs_group_walk walk;
	u32 hits = 0;

	list_for_each_entry(group, &ns->groups[CCS_GROUP_PATH], node)
		KUNIT_EXPECT_TRUE_MSG(test, ccs_group_match(group, &str) ==
				      walk_group(group, &str), "%s", text);
	for (member = ccs_group_hits_first(&walk, ns, &str); member;
	     member = ccs_group_hits_next(&walk)) {
		KUNIT_EXPECT_TRUE(test, ccs_pattern_match(&str, member->name));
		hits++;
	}
	KUNIT_EXPECT_EQ_MSG(test, hits, count_matching(ns, &str), "%s", text);
}

static void test_group_index_agrees_with_walk(struct kunit *test)
{
	struct random random = { .state = 1 };
	char name[32], line[80];
	u32 step;

	for (step = 0; step < STEPS; step++) {
		const bool remove = draw(&random, step < STEPS / 2 ? 3 : 2);

		draw_name(&random, name, true);
		snprintf(line, sizeof(line), "%spath_group G%u %s",
			 remove ? "delete " : "", draw(&random, GROUPS), name);
		ccs_fixture_line(test, NODE, line);
		draw_name(&random, name, false);
		mutex_lock(&ccs_policy_lock);
		check_groups(test, name);
		mutex_unlock(&ccs_policy_lock);
	}
}

static bool walk_numbers(const struct ccs_group *group, u64 value)
{
	const struct ccs_member *member;

	list_for_each_entry(member, &group->members, node)
		if (member->range.min <= value && value <= member->range.max)
			return true;
	return false;
}

static void test_group_numbers_agree_with_walk(struct kunit *test)
{
	struct ccs_group *const group = get_kind(test, CCS_GROUP_NUMBER, "N");
	struct random random = { .state = 1 };
	char line[80];
	u32 step;

	KUNIT_ASSERT_NOT_NULL(test, group);
	for (step = 0; step < STEPS; step++) {
		const u32 min = draw(&random, TEXTS);
		const u64 value = draw(&random, TEXTS + 10);
		const struct ccs_range range = { .min = value, .max = value };

		snprintf(line, sizeof(line), "%snumber_group N %u-%u",
			 draw(&random, 3) ? "delete " : "", min,
			 min + draw(&random, 5));
		ccs_fixture_line(test, NODE, line);
		mutex_lock(&ccs_policy_lock);
		KUNIT_EXPECT_EQ(test, ccs_group_has_number(group, &range),
				walk_numbers(group, value));
		mutex_unlock(&ccs_policy_lock);
	}
	put(test, group);
}

static struct kunit_case group_cases[] = {
	KUNIT_CASE_PARAM(test_group_match, group_gen_params),
	KUNIT_CASE_PARAM(test_group_has_number, number_group_gen_params),
	KUNIT_CASE_PARAM(test_group_has_address, address_group_gen_params),
	KUNIT_CASE_PARAM(test_group_line, group_line_gen_params),
	KUNIT_CASE(test_group_line_twice),
	KUNIT_CASE(test_group_line_in_either_dialect),
	KUNIT_CASE(test_group_match_through_operand),
	KUNIT_CASE(test_group_get_shares),
	KUNIT_CASE(test_group_put_frees),
	KUNIT_CASE(test_group_remove_from_unknown),
	KUNIT_CASE(test_group_line_over_quota),
	KUNIT_CASE(test_group_index_agrees_with_walk),
	KUNIT_CASE(test_group_numbers_agree_with_walk),
	{}
};

static struct kunit_suite group_suite = {
	.name = "ccs_group",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = group_cases,
};

kunit_test_suite(group_suite);
