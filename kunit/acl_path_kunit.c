// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of entries about one path
 */

#include <kunit/test.h>

#include "../core/acl.h"
#include "../core/env.h"
#include "fixture.h"
#include "vectors/acl_path.h"

#define NODE CCS_FIXTURE_DOMAIN

/* What reads the report takes a hash for the start of a directive. */
static void describe_acl(const struct acl_path_row *row, char *desc)
{
	if (strchr(row->line, '#')) {
		strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
		return;
	}
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s (%s)", row->line, row->desc);
}

KUNIT_ARRAY_PARAM(acl, acl_path_rows, describe_acl);

static void expect_acls(struct kunit *test, const char *want)
{
	KUNIT_EXPECT_STREQ(test, ccs_fixture_acls(test), want);
}

static void expect_accepted(struct kunit *test, const char *line,
			    const char *canonical)
{
	char *const want = kunit_kzalloc(test, 512, GFP_KERNEL);
	char *const again = kunit_kzalloc(test, 512, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, want);
	KUNIT_ASSERT_NOT_NULL(test, again);
	snprintf(want, 512, "%s%s", canonical, *canonical ? "\n" : "");
	KUNIT_ASSERT_EQ_MSG(test, ccs_fixture_line(test, NODE, line), 0, "%s",
			    line);
	expect_acls(test, want);
	snprintf(again, 512, "delete %s", canonical);
	KUNIT_ASSERT_EQ_MSG(test, ccs_fixture_line(test, NODE, again), 0,
			    "%s", again);
	expect_acls(test, "");
}

/*
 * An accepted line prints in canonical form, and the canonical line names the
 * same entry: deleting that deletes it.
 */
static void test_acl_line(struct kunit *test)
{
	const struct acl_path_row *const row = test->param_value;

	ccs_fixture_lines(test, NODE, "<kernel> /test");
	if (row->canonical)
		expect_accepted(test, row->line, row->canonical);
	else
		ccs_fixture_expect_refused(test, NODE, row->line);
}

/* Cut off at each byte, a line is refused or leaves an entry that prints. */
static void test_acl_line_truncated(struct kunit *test)
{
	static const char line[] =
		"file read/write @G\\040\\* task.uid=0 exec.realpath=@H";

	ccs_fixture_lines(test, NODE, "<kernel> /test\nfile read /x");
	ccs_fixture_try_prefixes(test, NODE, line);
}

/**
 * struct merge_row - lines and what they come to
 * @desc: what the row is about
 * @lines: written one after the other
 * @acls: what is printed then
 */
struct merge_row {
	const char *desc;
	const char *lines;
	const char *acls;
};

static const struct merge_row merge_rows[] = {
	{ "operations of one pathname merge",
	  "file read /a\nfile write /a", "file read/write /a\n" },
	{ "at the place of the first",
	  "file read /a\nfile read /b\nfile write /a",
	  "file read/write /a\nfile read /b\n" },
	{ "the same line twice", "file read /a\nfile read /a",
	  "file read /a\n" },
	{ "groups merge", "file read @G\nfile append @G",
	  "file read/append @G\n" },
	{ "a group and a name don't", "file read @G\nfile read G",
	  "file read @G\nfile read G\n" },
	{ "other conditions don't",
	  "file read /a\nfile write /a task.uid=0\nfile append /a task.uid=00",
	  "file read /a\nfile write /a task.uid=0\n"
	  "file append /a task.uid=00\n" },
	{ "equal conditions do",
	  "file read /a task.uid=0\nfile write /a task.uid=0-0",
	  "file read/write /a task.uid=0\n" },
	{ "one operation is taken away",
	  "file read/write /a\ndelete file read /a", "file write /a\n" },
	{ "the last operation takes the entry away",
	  "file read/write /a\ndelete file read /a\ndelete file write /a",
	  "" },
	{ "all at once",
	  "file read/write /a\ndelete file write/read /a", "" },
	{ "more than there is",
	  "file read/write /a\ndelete file read/append /a",
	  "file write /a\n" },
	{ "what is not there",
	  "file read /a\ndelete file write /a\ndelete file read /b",
	  "file read /a\n" },
	{ "deletion looks at the condition",
	  "file read /a task.uid=0\ndelete file read /a",
	  "file read /a task.uid=0\n" },
	{ "deletion compares text, it does not match",
	  "file read /a\ndelete file read /\\*", "file read /a\n" },
	{ "an entry that comes back goes to the end",
	  "file read /a\nfile read /b\ndelete file read /a\nfile read /a",
	  "file read /b\nfile read /a\n" },
};

static void describe_merge(const struct merge_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(merge, merge_rows, describe_merge);

static void test_acl_merge(struct kunit *test)
{
	const struct merge_row *const row = test->param_value;

	ccs_fixture_lines(test, NODE, "<kernel> /test");
	ccs_fixture_lines(test, NODE, row->lines);
	expect_acls(test, row->acls);
}

/* Every operation counts, which is what learning is limited by. */
static void test_acl_count(struct kunit *test)
{
	const struct ccs_domain *domain;

	ccs_fixture_lines(test, NODE, "<kernel> /test\nfile read/write /a\n"
			  "file execute /b task.uid=0");
	domain = ccs_fixture_domain(test, "<kernel> /test");
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, ccs_acl_count(&domain->acls), 3u);
	mutex_unlock(&ccs_policy_lock);
}

/* A group that only a refused line mentioned does not stay. */
static void test_acl_line_refused_leaves_no_group(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;

	ccs_fixture_lines(test, NODE, "<kernel> /test");
	ccs_fixture_expect_refused(test, NODE, "file read @G task.uid");
	KUNIT_EXPECT_TRUE(test, list_empty(&fixture->policy.ns.path_groups));
	ccs_fixture_lines(test, NODE, "file read @G");
	KUNIT_EXPECT_FALSE(test, list_empty(&fixture->policy.ns.path_groups));
	ccs_fixture_lines(test, NODE, "delete file read @G");
	KUNIT_EXPECT_TRUE(test, list_empty(&fixture->policy.ns.path_groups));
}

static struct kunit_case acl_path_cases[] = {
	KUNIT_CASE_PARAM(test_acl_line, acl_gen_params),
	KUNIT_CASE(test_acl_line_truncated),
	KUNIT_CASE_PARAM(test_acl_merge, merge_gen_params),
	KUNIT_CASE(test_acl_count),
	KUNIT_CASE(test_acl_line_refused_leaves_no_group),
	{}
};

static struct kunit_suite acl_path_suite = {
	.name = "ccs_acl_path",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = acl_path_cases,
};

kunit_test_suite(acl_path_suite);
