// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of operands
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/operand.h"
#include "cond_fixture.h"

/**
 * struct operand_row - an operand and how the dialects print it
 * @dialect: the dialect it is written in
 * @text: as written; what is refused has no @text18
 * @text18: as 1.8 prints it
 * @text17: as 1.7 prints it
 */
struct operand_row {
	u8 dialect;
	const char *text;
	const char *text18;
	const char *text17;
};

/* clang-format off */
static const struct operand_row path_rows[] = {
	{ D18, "/etc/passwd", "/etc/passwd", "/etc/passwd" },
	{ D18, "/tmp/\\*", "/tmp/\\*", "/tmp/\\*" },
	{ D18, "pipe:[1]", "pipe:[1]", "pipe:[1]" },
	{ D18, "@G", "@G", "@G" },
	{ D18, "@@", "@@", "@@" },
	{ D18, "@/proc/x", "@/proc/x", "@/proc/x" },
	{ D18, "", NULL, NULL },
	{ D18, "@", NULL, NULL },
	{ D18, "@\\z", NULL, NULL },
	{ D18, "/\\z", NULL, NULL },
	{ D18, "/a\\101", NULL, NULL },
	{ D17, "", NULL, NULL },
	{ D17, "@", NULL, NULL },
	{ D17, "/\\z", NULL, NULL },
	/* What 1.7 calls /proc/ is called proc:/ in requests. */
	{ D17, "/proc/self/exe", "proc:/self/exe", "/proc/self/exe" },
	{ D17, "/proc/", "proc:/", "/proc/" },
	{ D17, "/proc/\\$/stat", "proc:/\\$/stat", "/proc/\\$/stat" },
	{ D17, "/proc", "/proc", "/proc" },
	{ D17, "/process", "/process", "/process" },
	{ D17, "/a/proc/x", "/a/proc/x", "/a/proc/x" },
	{ D17, "@/proc/x", "@/proc/x", "@/proc/x" },
	{ D18, "/proc/self/exe", "/proc/self/exe", "/proc/self/exe" },
	{ D18, "proc:/self/exe", "proc:/self/exe", "/proc/self/exe" },
	{ D17, "proc:/self/exe", "proc:/self/exe", "/proc/self/exe" },
};

/* Numbers up to 65535. */
static const struct operand_row number_rows[] = {
	{ D18, "0", "0", "0" },
	{ D18, "00-0777", "00-0777", "00-0777" },
	{ D18, "5-5", "5", "5" },
	{ D18, "0X1f", "0x1F", "0x1F" },
	{ D18, "65535", "65535", "65535" },
	{ D18, "65536", NULL, NULL },
	{ D18, "0-65536", NULL, NULL },
	{ D18, "10-0", NULL, NULL },
	{ D18, "", NULL, NULL },
	{ D18, "-1", NULL, NULL },
	{ D18, "1-", NULL, NULL },
	{ D18, "x", NULL, NULL },
	{ D18, "18446744073709551616", NULL, NULL },
	{ D18, "@P", "@P", "@P" },
	{ D18, "@", NULL, NULL },
	{ D18, "@\\z", NULL, NULL },
	{ D17, "0x10-32", "0x10-32", "0x10-32" },
	{ D17, "10-0", NULL, NULL },
	{ D17, "@P", "@P", "@P" },
};
/* clang-format on */

static void describe_operand(const struct operand_row *row, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s: %s",
		 row->dialect == D17 ? "1.7" : "1.8", row->text);
}

KUNIT_ARRAY_PARAM(path, path_rows, describe_operand);
KUNIT_ARRAY_PARAM(number, number_rows, describe_operand);

static struct ccs_parse parse_of(struct kunit *test, u8 dialect)
{
	struct ccs_fixture *const fixture = test->priv;

	fixture->reject = (struct ccs_reject){};
	return (struct ccs_parse){
		.policy = &fixture->policy,
		.ns = fixture->policy.kernel_ns,
		.reject = &fixture->reject,
		.dialect = dialect,
	};
}

static int parse_path(struct kunit *test, u8 dialect, const char *text,
		      struct ccs_operand *operand)
{
	const struct ccs_parse parse = parse_of(test, dialect);
	const struct ccs_span word = ccs_span_of(text);
	int err;

	mutex_lock(&ccs_policy_lock);
	err = ccs_operand_parse(&parse, &word, operand);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

static void put_path(struct kunit *test, const struct ccs_operand *operand)
{
	struct ccs_fixture *const fixture = test->priv;

	mutex_lock(&ccs_policy_lock);
	ccs_operand_put(&fixture->policy, operand);
	mutex_unlock(&ccs_policy_lock);
}

static int parse_number(struct kunit *test, u8 dialect, const char *text,
			struct ccs_number *number)
{
	const struct ccs_parse parse = parse_of(test, dialect);
	const struct ccs_span word = ccs_span_of(text);
	int err;

	mutex_lock(&ccs_policy_lock);
	err = ccs_number_parse(&parse, &word, 65535, number);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

static void put_number(struct kunit *test, const struct ccs_number *number)
{
	struct ccs_fixture *const fixture = test->priv;

	mutex_lock(&ccs_policy_lock);
	ccs_number_put(&fixture->policy, number);
	mutex_unlock(&ccs_policy_lock);
}

static void expect_reason(struct kunit *test, const char *text)
{
	const struct ccs_fixture *const fixture = test->priv;

	KUNIT_EXPECT_NOT_NULL(test, fixture->reject.why);
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&fixture->reject.word, text));
}

static void test_operand_path(struct kunit *test)
{
	const struct operand_row *const row = test->param_value;
	const long before = ccs_cond_fixture_used(test);
	char text18[64] = "", text17[64] = "";
	struct ccs_emit emit18 = { .buf = text18, .size = sizeof(text18) };
	struct ccs_emit emit17 = { .buf = text17, .size = sizeof(text17) };
	struct ccs_operand operand, again;

	if (!row->text18) {
		KUNIT_EXPECT_EQ(test, parse_path(test, row->dialect, row->text,
						 &operand), -EINVAL);
		expect_reason(test, row->text);
		KUNIT_EXPECT_EQ(test, ccs_cond_fixture_used(test), before);
		return;
	}
	KUNIT_ASSERT_EQ(test, parse_path(test, row->dialect, row->text,
					 &operand), 0);
	KUNIT_EXPECT_TRUE(test, !ccs_operand_name(&operand) ==
				!!ccs_operand_group(&operand));
	ccs_operand_print(&emit18, &operand, D18);
	ccs_operand_print(&emit17, &operand, D17);
	KUNIT_EXPECT_STREQ(test, text18, row->text18);
	if (ccs_operand_name(&operand))
		KUNIT_EXPECT_STREQ(test, text17, row->text17);
	KUNIT_ASSERT_EQ(test, parse_path(test, D18, text18, &again), 0);
	KUNIT_EXPECT_TRUE(test, ccs_operand_same(&operand, &again));
	KUNIT_EXPECT_EQ(test, ccs_operand_hash(&operand),
			ccs_operand_hash(&again));
	KUNIT_EXPECT_FALSE(test, ccs_operand_native(&operand));
	put_path(test, &operand);
	put_path(test, &again);
	KUNIT_EXPECT_EQ(test, ccs_cond_fixture_used(test), before);
}

static void test_operand_number(struct kunit *test)
{
	const struct operand_row *const row = test->param_value;
	const long before = ccs_cond_fixture_used(test);
	char text[64] = "";
	struct ccs_emit emit = { .buf = text, .size = sizeof(text) };
	struct ccs_number number, again;

	if (!row->text18) {
		KUNIT_EXPECT_EQ(test, parse_number(test, row->dialect,
						   row->text, &number),
				-EINVAL);
		expect_reason(test, row->text);
		KUNIT_EXPECT_EQ(test, ccs_cond_fixture_used(test), before);
		return;
	}
	KUNIT_ASSERT_EQ(test, parse_number(test, row->dialect, row->text,
					   &number), 0);
	ccs_number_print(&emit, &number);
	KUNIT_EXPECT_STREQ(test, text, row->text18);
	KUNIT_ASSERT_EQ(test, parse_number(test, D18, text, &again), 0);
	KUNIT_EXPECT_TRUE(test, ccs_number_same(&number, &again));
	KUNIT_EXPECT_EQ(test, ccs_number_hash(&number),
			ccs_number_hash(&again));
	put_number(test, &number);
	put_number(test, &again);
	KUNIT_EXPECT_EQ(test, ccs_cond_fixture_used(test), before);
}

/* The first member that matches is the one that counts. */
static void test_operand_match(struct kunit *test)
{
	const struct ccs_str str = ccs_str_of("/a/b", 4);
	const struct ccs_name *found;
	struct ccs_operand name, group;

	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "path_group G /x\npath_group G /a/\\*\npath_group G /a/b");
	KUNIT_ASSERT_EQ(test, parse_path(test, D18, "/\\*/b", &name), 0);
	KUNIT_ASSERT_EQ(test, parse_path(test, D18, "@G", &group), 0);
	mutex_lock(&ccs_policy_lock);
	found = ccs_operand_match(&name, &str);
	KUNIT_EXPECT_PTR_EQ(test, found,
			    (const struct ccs_name *)ccs_operand_name(&name));
	found = ccs_operand_match(&group, &str);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_NOT_NULL(test, found);
	KUNIT_EXPECT_STREQ(test, found ? found->text : "", "/a/\\*");
	put_path(test, &name);
	put_path(test, &group);
}

static bool contains(const struct ccs_number *number, u64 value)
{
	bool found;

	mutex_lock(&ccs_policy_lock);
	found = ccs_number_match(number, value);
	mutex_unlock(&ccs_policy_lock);
	return found;
}

static void test_operand_number_match(struct kunit *test)
{
	struct ccs_number range, group, other;

	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "number_group P 5\nnumber_group P 70000-80000");
	KUNIT_ASSERT_EQ(test, parse_number(test, D18, "10-20", &range), 0);
	KUNIT_ASSERT_EQ(test, parse_number(test, D18, "@P", &group), 0);
	KUNIT_ASSERT_EQ(test, parse_number(test, D18, "@Q", &other), 0);
	KUNIT_EXPECT_FALSE(test, contains(&range, 9));
	KUNIT_EXPECT_TRUE(test, contains(&range, 10));
	KUNIT_EXPECT_TRUE(test, contains(&range, 20));
	KUNIT_EXPECT_FALSE(test, contains(&range, 21));
	KUNIT_EXPECT_TRUE(test, contains(&group, 5));
	KUNIT_EXPECT_TRUE(test, contains(&group, 80000));
	KUNIT_EXPECT_FALSE(test, contains(&group, 6));
	KUNIT_EXPECT_FALSE(test, contains(&other, 5));
	KUNIT_EXPECT_FALSE(test, ccs_number_same(&group, &other));
	KUNIT_EXPECT_FALSE(test, ccs_number_same(&group, &range));
	put_number(test, &range);
	put_number(test, &group);
	put_number(test, &other);
}

/* Groups of different kinds may have the same name. */
static void test_operand_kinds_of_groups(struct kunit *test)
{
	struct ccs_operand path;
	struct ccs_number number;

	KUNIT_ASSERT_EQ(test, parse_path(test, D18, "@G", &path), 0);
	KUNIT_ASSERT_EQ(test, parse_number(test, D18, "@G", &number), 0);
	KUNIT_EXPECT_PTR_NE(test, ccs_operand_group(&path), number.group);
	put_path(test, &path);
	put_number(test, &number);
}

static struct kunit_case operand_cases[] = {
	KUNIT_CASE_PARAM(test_operand_path, path_gen_params),
	KUNIT_CASE_PARAM(test_operand_number, number_gen_params),
	KUNIT_CASE(test_operand_match),
	KUNIT_CASE(test_operand_number_match),
	KUNIT_CASE(test_operand_kinds_of_groups),
	{}
};

static struct kunit_suite operand_suite = {
	.name = "ccs_operand",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = operand_cases,
};

kunit_test_suite(operand_suite);
