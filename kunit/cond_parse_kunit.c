// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of condition parsing
 */

#include <kunit/test.h>

#include "../core/cond.h"
#include "../core/env.h"
#include "../core/limits.h"
#include "fixture.h"
#include "vectors/cond_parse.h"

#define ROOM 4096

static void describe_cond(const struct cond_parse_row *row, char *desc)
{
	strscpy(desc, row->text, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(cond, cond_parse_rows, describe_cond);

static int parse(struct kunit *test, const char *text, struct ccs_cond **cond)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_policy *const policy = &fixture->policy;
	const struct ccs_span span = ccs_span_of(text);
	int err;

	fixture->reject = (struct ccs_reject){};
	mutex_lock(&ccs_policy_lock);
	err = ccs_cond_parse(policy, &policy->ns, &span, cond,
			     &fixture->reject);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

static void put(struct kunit *test, struct ccs_cond *cond)
{
	struct ccs_fixture *const fixture = test->priv;

	mutex_lock(&ccs_policy_lock);
	ccs_cond_put(&fixture->policy, cond);
	mutex_unlock(&ccs_policy_lock);
}

static long used(struct kunit *test)
{
	const struct ccs_fixture *const fixture = test->priv;

	return atomic_long_read(&fixture->policy.mem.used);
}

static void expect_refused(struct kunit *test, const char *text)
{
	struct ccs_fixture *const fixture = test->priv;
	struct list_head *const groups = &fixture->policy.ns.path_groups;
	const long before = used(test);
	struct ccs_cond *cond;

	KUNIT_ASSERT_EQ_MSG(test, parse(test, text, &cond), -EINVAL, "%s",
			    text);
	KUNIT_EXPECT_NULL(test, cond);
	KUNIT_EXPECT_NOT_NULL(test, fixture->reject.why);
	KUNIT_EXPECT_EQ(test, used(test), before);
	KUNIT_EXPECT_TRUE(test, list_empty(groups));
}

/* What is accepted prints as said, and parses back to the same condition. */
static void expect_accepted(struct kunit *test, const char *text,
			    const char *canonical)
{
	char *const buf = kunit_kzalloc(test, ROOM, GFP_KERNEL);
	struct ccs_emit emit = { .buf = buf, .size = ROOM };
	struct ccs_cond *cond, *again;

	KUNIT_ASSERT_NOT_NULL(test, buf);
	KUNIT_ASSERT_EQ_MSG(test, parse(test, text, &cond), 0, "%s", text);
	ccs_cond_print(&emit, cond);
	KUNIT_EXPECT_EQ(test, buf[0], ' ');
	KUNIT_EXPECT_STREQ(test, buf + 1, canonical);
	KUNIT_ASSERT_EQ_MSG(test, parse(test, buf + 1, &again), 0, "%s", buf);
	KUNIT_EXPECT_TRUE(test, ccs_cond_same(cond, again));
	put(test, cond);
	put(test, again);
}

static void test_cond_parse(struct kunit *test)
{
	const struct cond_parse_row *const row = test->param_value;

	if (row->canonical)
		expect_accepted(test, row->text, row->canonical);
	else
		expect_refused(test, row->text);
}

static void test_cond_parse_of_nothing(struct kunit *test)
{
	struct ccs_cond *cond;
	char buf[8] = "";
	struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };

	KUNIT_EXPECT_EQ(test, parse(test, "", &cond), 0);
	KUNIT_EXPECT_NULL(test, cond);
	ccs_cond_print(&emit, NULL);
	KUNIT_EXPECT_STREQ(test, buf, "");
	put(test, NULL);
}

/* Cut off at each byte: refused, or a shorter condition; never beyond. */
static void test_cond_parse_truncated(struct kunit *test)
{
	static const char text[] =
		"task.uid!=0x1F-40 exec.argv[10]=\"a\\040\\*\" exec.realpath=@G";
	const long before = used(test);
	char part[sizeof(text)];
	size_t len;

	for (len = 1; len < sizeof(text); len++) {
		struct ccs_cond *cond;
		int err;

		memcpy(part, text, len);
		part[len] = '\0';
		err = parse(test, part, &cond);
		KUNIT_EXPECT_TRUE_MSG(test, err == 0 || err == -EINVAL, "%s",
				      part);
		put(test, cond);
		KUNIT_EXPECT_EQ(test, used(test), before);
	}
}

/* Fills @text with @count blocks. */
static void many_blocks(char *text, u32 count)
{
	while (count--)
		text += sprintf(text, count ? "0=0 " : "0=0");
}

static void test_cond_parse_too_long(struct kunit *test)
{
	char *const text = kunit_kzalloc(test, ROOM, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, text);
	many_blocks(text, CCS_COND_BLOCK_MAX);
	expect_accepted(test, text, text);
	many_blocks(text, CCS_COND_BLOCK_MAX + 1);
	expect_refused(test, text);
}

/**
 * struct same_row - two conditions
 * @a: a condition
 * @b: another
 * @same: are they written alike?
 */
struct same_row {
	const char *a;
	const char *b;
	bool same;
};

static const struct same_row same_rows[] = {
	{ "", "", true },
	{ "", "task.uid=0", false },
	{ "task.uid=0", "task.uid=0", true },
	{ "task.uid=0", "task.uid!=0", false },
	{ "task.uid=0", "task.uid=1", false },
	{ "task.uid=0", "task.uid=00", false },
	{ "task.uid=0", "task.gid=0", false },
	{ "task.uid=0", "0=task.uid", false },
	{ "task.uid=5-5", "task.uid=5", true },
	{ "task.uid=0 task.gid=0", "task.gid=0 task.uid=0", false },
	{ "task.uid=0 task.gid=0", "task.uid=0", false },
	{ "exec.argv[0]=\"a\"", "exec.argv[0]=\"a\"", true },
	{ "exec.argv[0]=\"a\"", "exec.argv[1]=\"a\"", false },
	{ "exec.argv[0]=\"a\"", "exec.argv[0]=\"b\"", false },
	{ "exec.argv[0]=\"a\"", "exec.realpath=\"a\"", false },
	{ "exec.realpath=@G", "exec.realpath=@G", true },
	{ "exec.realpath=@G", "exec.realpath=@H", false },
	{ "exec.realpath=@G", "exec.realpath=\"@G\"", false },
};

static void test_cond_same(struct kunit *test)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(same_rows); i++) {
		const struct same_row *const row = &same_rows[i];
		struct ccs_cond *a, *b;

		KUNIT_ASSERT_EQ(test, parse(test, row->a, &a), 0);
		KUNIT_ASSERT_EQ(test, parse(test, row->b, &b), 0);
		KUNIT_EXPECT_EQ_MSG(test, ccs_cond_same(a, b), row->same,
				    "%s / %s", row->a, row->b);
		KUNIT_EXPECT_EQ_MSG(test, ccs_cond_same(b, a), row->same,
				    "%s / %s", row->b, row->a);
		put(test, a);
		put(test, b);
	}
}

static struct kunit_case cond_parse_cases[] = {
	KUNIT_CASE_PARAM(test_cond_parse, cond_gen_params),
	KUNIT_CASE(test_cond_parse_of_nothing),
	KUNIT_CASE(test_cond_parse_truncated),
	KUNIT_CASE(test_cond_parse_too_long),
	KUNIT_CASE(test_cond_same),
	{}
};

static struct kunit_suite cond_parse_suite = {
	.name = "ccs_cond_parse",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = cond_parse_cases,
};

kunit_test_suite(cond_parse_suite);
