// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of conditions that entries share
 */

#include <kunit/test.h>

#include "../core/cond.h"
#include "../core/env.h"
#include "cond_fixture.h"

/**
 * struct share_row - two conditions
 * @a: a condition of the 1.8 dialect
 * @b: another
 * @same: are they written alike?
 */
struct share_row {
	const char *a;
	const char *b;
	bool same;
};

static const struct share_row share_rows[] = {
	{ "", "", true },
	{ "", "task.uid=0", false },
	{ "task.uid=0", "task.uid=0", true },
	{ "task.uid=0", "task.uid!=0", false },
	{ "task.uid=0", "task.uid=1", false },
	{ "task.uid=0", "task.uid=00", false },
	{ "task.uid=0", "task.uid=0-1", false },
	{ "task.uid=0", "task.gid=0", false },
	{ "task.uid=0", "0=task.uid", false },
	{ "task.uid=0", "task.uid=@G", false },
	{ "task.uid=@G", "task.uid=@G", true },
	{ "task.uid=@G", "task.uid=@H", false },
	{ "task.uid=5-5", "task.uid=5", true },
	{ "task.uid=file", "task.uid=fifo", false },
	{ "task.uid=file", "task.uid=task.gid", false },
	{ "task.uid=setuid", "task.uid=setuid", true },
	{ "task.uid=0 task.gid=0", "task.gid=0 task.uid=0", false },
	{ "task.uid=0 task.gid=0", "task.uid=0", false },
	{ "task.uid=0 task.uid=0", "task.uid=0", false },
	{ "exec.argv[0]=\"a\"", "exec.argv[0]=\"a\"", true },
	{ "exec.argv[0]=\"a\"", "exec.argv[1]=\"a\"", false },
	{ "exec.argv[0]=\"a\"", "exec.argv[0]=\"b\"", false },
	{ "exec.argv[0]=\"a\"", "exec.realpath=\"a\"", false },
	{ "exec.realpath=\"a\"", "symlink.target=\"a\"", false },
	{ "exec.realpath=@G", "exec.realpath=@G", true },
	{ "exec.realpath=@G", "exec.realpath=@H", false },
	{ "exec.realpath=@G", "exec.realpath=\"@G\"", false },
	{ "exec.realpath=@G", "task.uid=@G", false },
	{ "exec.envp[\"A\"]=\"a\"", "exec.envp[\"A\"]=\"a\"", true },
	{ "exec.envp[\"A\"]=\"a\"", "exec.envp[\"B\"]=\"a\"", false },
	{ "exec.envp[\"A\"]=\"a\"", "exec.envp[\"A\"]=NULL", false },
	{ "exec.envp[\"A\"]=NULL", "exec.envp[\"A\"]=NULL", true },
	{ "exec.envp[\"A\"]=NULL", "exec.envp[\"A\"]=\"NULL\"", false },
	{ "grant_log=no", "grant_log=no", true },
	{ "grant_log=no", "grant_log=yes", false },
	{ "grant_log=no", "", false },
	{ "grant_log=no task.uid=0", "task.uid=0 grant_log=no", true },
	{ "auto_domain_transition=\"/a\"", "auto_domain_transition=\"/a\"",
	  true },
	{ "auto_domain_transition=\"/a\"", "auto_domain_transition=\"/b\"",
	  false },
	{ "auto_domain_transition=\"/a\"", "/a", false },
	{ "keep", "keep", true },
	{ "keep", "child", false },
	{ "keep", "", false },
	{ "/a", "/a", true },
	{ "/a", "/b", false },
	{ "<kernel> /a", "<kernel> /a", true },
	{ "<kernel> /a", "<kernel>", false },
};

static const struct share_row share_17_rows[] = {
	{ "; set task.state[0]=1", "; set task.state[0]=1", true },
	{ "; set task.state[0]=1", "; set task.state[0]=0x1", true },
	{ "; set task.state[0]=1", "; set task.state[0]=2", false },
	{ "; set task.state[0]=0", "; set task.state[1]=0", false },
	{ "; set task.state[0]=1", "if task.state[0]=1", false },
	{ "if 0=0 ; set task.state[0]=1", "if 0=0", false },
	{ "if exec.realpath=\"/proc/x\"", "if exec.realpath=\"proc:/x\"",
	  true },
};

static void check_rows(struct kunit *test, u8 dialect,
		       const struct share_row *rows, size_t count)
{
	const struct share_row *row;

	for (row = rows; row < rows + count; row++) {
		struct ccs_cond *a, *b;

		KUNIT_ASSERT_EQ(test, ccs_cond_fixture(test, dialect, row->a,
						       &a), 0);
		KUNIT_ASSERT_EQ(test, ccs_cond_fixture(test, dialect, row->b,
						       &b), 0);
		KUNIT_EXPECT_EQ_MSG(test, a == b, row->same, "%s / %s", row->a,
				    row->b);
		ccs_cond_fixture_put(test, a);
		ccs_cond_fixture_put(test, b);
	}
}

static void test_cond_shared_if_alike(struct kunit *test)
{
	check_rows(test, D18, share_rows, ARRAY_SIZE(share_rows));
	check_rows(test, D17, share_17_rows, ARRAY_SIZE(share_17_rows));
}

/* The dialects share what they both can say. */
static void test_cond_shared_by_dialects(struct kunit *test)
{
	struct ccs_cond *a, *b;

	KUNIT_ASSERT_EQ(test, ccs_cond_fixture(test, D18, "task.uid=0", &a), 0);
	KUNIT_ASSERT_EQ(test, ccs_cond_fixture(test, D17, "if task.uid=0", &b),
			0);
	KUNIT_EXPECT_PTR_EQ(test, a, b);
	ccs_cond_fixture_put(test, a);
	ccs_cond_fixture_put(test, b);
}

/* The last user frees it, and with it what it refers to. */
static void test_cond_freed_with_last_user(struct kunit *test)
{
	static const char text[] =
		"<kernel> /only/here task.uid=@N "
		"exec.argv[0]=\"only_here\" exec.realpath=@P exec.envp[\"only_here\"]=\"too\"";
	const long before = ccs_cond_fixture_used(test);
	struct ccs_cond *a, *b, *c;
	long one;

	KUNIT_ASSERT_EQ(test, ccs_cond_fixture(test, D18, text, &a), 0);
	one = ccs_cond_fixture_used(test);
	KUNIT_EXPECT_TRUE(test, one > before);
	KUNIT_ASSERT_EQ(test, ccs_cond_fixture(test, D18, text, &b), 0);
	KUNIT_ASSERT_EQ(test, ccs_cond_fixture(test, D18, text, &c), 0);
	KUNIT_EXPECT_EQ(test, ccs_cond_fixture_used(test), one);
	KUNIT_EXPECT_EQ(test, a->users, 3);
	ccs_cond_fixture_put(test, b);
	ccs_cond_fixture_put(test, a);
	KUNIT_EXPECT_EQ(test, ccs_cond_fixture_used(test), one);
	ccs_cond_fixture_put(test, c);
	KUNIT_EXPECT_EQ(test, ccs_cond_fixture_used(test), before);
}

#define MANY 300

/* The table grows, finds what it has, and shrinks to nothing. */
static void test_cond_many(struct kunit *test)
{
	struct ccs_cond **const conds = kunit_kzalloc(test,
						      MANY * sizeof(*conds),
						      GFP_KERNEL);
	const long before = ccs_cond_fixture_used(test);
	struct ccs_cond *again;
	char text[32];
	int i;

	KUNIT_ASSERT_NOT_NULL(test, conds);
	for (i = 0; i < MANY; i++) {
		snprintf(text, sizeof(text), "task.uid=%d", i);
		KUNIT_ASSERT_EQ(test, ccs_cond_fixture(test, D18, text,
						       &conds[i]), 0);
	}
	for (i = 0; i < MANY; i++) {
		snprintf(text, sizeof(text), "task.uid=%d", i);
		KUNIT_ASSERT_EQ(test, ccs_cond_fixture(test, D18, text,
						       &again), 0);
		KUNIT_EXPECT_PTR_EQ(test, again, conds[i]);
		ccs_cond_fixture_put(test, again);
	}
	for (i = 0; i < MANY; i++)
		ccs_cond_fixture_put(test, conds[i * 7 % MANY]);
	KUNIT_EXPECT_EQ(test, ccs_cond_fixture_used(test), before);
}

/* Whichever allocation the quota refuses, nothing is left behind. */
static void exhaust(struct kunit *test, u8 dialect, const char *text)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_mem *const mem = &fixture->policy.mem;
	const long before = ccs_cond_fixture_used(test);
	struct ccs_cond *cond = NULL;
	int err = -ENOMEM;
	long more;

	for (more = 0; err && more < 16384; more += 32) {
		mem->quota = before + more;
		err = ccs_cond_fixture(test, dialect, text, &cond);
		if (!err)
			break;
		KUNIT_EXPECT_EQ(test, err, -ENOMEM);
		KUNIT_EXPECT_NULL(test, cond);
		KUNIT_EXPECT_EQ(test, ccs_cond_fixture_used(test), before);
	}
	KUNIT_EXPECT_EQ(test, err, 0);
	KUNIT_EXPECT_TRUE(test, more > 0);
	ccs_cond_fixture_put(test, cond);
	KUNIT_EXPECT_EQ(test, ccs_cond_fixture_used(test), before);
	mem->quota = CCS_POLICY_QUOTA;
}

static void test_cond_without_memory(struct kunit *test)
{
	exhaust(test, D18, "task.uid=0");
	exhaust(test, D18,
		"<kernel> /q/a task.uid=@Q1 exec.realpath=@Q2 symlink.target=\"q3\" exec.argv[0]=\"q4\" exec.envp[\"q5\"]=\"q6\" grant_log=no");
	exhaust(test, D18, "task.uid!=0 auto_domain_transition=\"/q\"");
	exhaust(test, D17,
		"if exec.realpath=\"/proc/q\" task.state[0]=@Q ; set task.state[1]=1");
}

static struct kunit_case cond_share_cases[] = {
	KUNIT_CASE(test_cond_shared_if_alike),
	KUNIT_CASE(test_cond_shared_by_dialects),
	KUNIT_CASE(test_cond_freed_with_last_user),
	KUNIT_CASE(test_cond_many),
	KUNIT_CASE(test_cond_without_memory),
	{}
};

static struct kunit_suite cond_share_suite = {
	.name = "ccs_cond_share",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = cond_share_cases,
};

kunit_test_suite(cond_share_suite);
