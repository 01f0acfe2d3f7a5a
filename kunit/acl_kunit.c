// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of ACL lines
 */

#include <kunit/test.h>

#include "../core/acl.h"
#include "../core/env.h"
#include "../core/limits.h"
#include "../core/namespace.h"
#include "../core/word.h"
#include "fixture.h"
#include "vectors/acl_17.h"
#include "vectors/acl_18.h"

#define NODE CCS_FIXTURE_DOMAIN

/* What reads the report takes a hash for the start of a directive. */
static void describe_acl(const struct acl_row *row, char *desc)
{
	if (strchr(row->line, '#')) {
		strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
		return;
	}
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s (%s)", row->line, row->desc);
}

KUNIT_ARRAY_PARAM(acl_18, acl_rows_18, describe_acl);
KUNIT_ARRAY_PARAM(acl_17, acl_rows_17, describe_acl);

static void expect_acls(struct kunit *test, const char *want)
{
	KUNIT_EXPECT_STREQ(test, ccs_fixture_acls(test), want);
}

static void delete_lines(struct kunit *test, const char *lines)
{
	char *const line = kunit_kzalloc(test, 512, GFP_KERNEL);
	struct ccs_span rest = ccs_span_of(lines), one;

	KUNIT_ASSERT_NOT_NULL(test, line);
	while (ccs_span_split(&rest, '\n', &one)) {
		snprintf(line, 512, "delete %.*s", (int)one.len, one.text);
		KUNIT_ASSERT_EQ_MSG(test, ccs_fixture_line(test, NODE, line),
				    0, "%s", line);
	}
}

static void expect_accepted(struct kunit *test, const char *line,
			    const char *canonical)
{
	char *const want = kunit_kzalloc(test, 512, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, want);
	snprintf(want, 512, "%s%s", canonical, *canonical ? "\n" : "");
	KUNIT_ASSERT_EQ_MSG(test, ccs_fixture_line(test, NODE, line), 0, "%s",
			    line);
	expect_acls(test, want);
}

/*
 * An accepted line prints in canonical form, and the canonical line names the
 * same entry in a kernel, which knows both dialects: writing it again changes
 * nothing, deleting it deletes the entry.
 */
static void check_row(struct kunit *test, const struct acl_row *row,
		      u8 dialect)
{
	struct ccs_fixture *const fixture = test->priv;

	ccs_fixture_lines(test, NODE, "<kernel> /usr/sbin/sshd");
	fixture->policy.dialects = dialect;
	if (!row->canonical) {
		ccs_fixture_expect_refused(test, NODE, row->line);
		return;
	}
	expect_accepted(test, row->line, row->canonical);
	fixture->policy.dialects = CCS_DIALECTS;
	expect_accepted(test, row->line, row->canonical);
	ccs_fixture_lines(test, NODE, row->canonical);
	expect_accepted(test, row->line, row->canonical);
	delete_lines(test, row->canonical);
	expect_acls(test, "");
}

static void test_acl_line_18(struct kunit *test)
{
	check_row(test, test->param_value, CCS_DIALECT_18);
}

static void test_acl_line_17(struct kunit *test)
{
	check_row(test, test->param_value, CCS_DIALECT_17);
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
	{ "number operands are compared with their radix",
	  "file create /a 0644\nfile mkfifo /a 420\nfile mksock /a 0644",
	  "file create/mksock /a 0644\nfile mkfifo /a 420\n" },
	{ "protocols keep apart",
	  "network inet stream bind 1.2.3.4 80\n"
	  "network inet dgram bind 1.2.3.4 80\n"
	  "network inet stream listen 1.2.3.4 80",
	  "network inet stream bind/listen 1.2.3.4 80\n"
	  "network inet dgram bind 1.2.3.4 80\n" },
	{ "both dialects name one entry",
	  "allow_read /a\nfile write /a\nfile append /a",
	  "file read/write/append /a\n" },
	{ "1.7 takes writing away as a whole",
	  "file read/write/append /a\ndelete allow_write /a",
	  "file read /a\n" },
	{ "1.7 operations with a native condition take a line each",
	  "allow_read /a if task.state[0]=1\n"
	  "allow_unlink /a if task.state[0]=1\n"
	  "allow_write /a if task.state[0]=1",
	  "allow_read/write /a if task.state[0]=1\n"
	  "allow_unlink /a if task.state[0]=1\n" },
	{ "1.7 has one handler of a kind",
	  "execute_handler /a\nexecute_handler /b\n"
	  "denied_execute_handler /a",
	  "task auto_execute_handler /b\n"
	  "task denied_execute_handler /a\n" },
	{ "1.7's handler takes the place of none with a condition",
	  "task auto_execute_handler /a task.uid=0\nexecute_handler /b\n"
	  "execute_handler /c",
	  "task auto_execute_handler /a task.uid=0\n"
	  "task auto_execute_handler /c\n" },
	{ "1.8 has many handlers",
	  "task auto_execute_handler /a\ntask auto_execute_handler /b",
	  "task auto_execute_handler /a\ntask auto_execute_handler /b\n" },
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

/*
 * Operations of files and sockets count one each, other entries one, handlers
 * none: this is what learning is limited by.
 */
static void test_acl_count(struct kunit *test)
{
	const struct ccs_domain *domain;

	ccs_fixture_lines(test, NODE, "<kernel> /test\nfile read/write /a\n"
			  "file execute /b task.uid=0\n"
			  "network unix stream bind/listen /s\n"
			  "file mount /a /b/ ext4 0\n"
			  "misc env PATH\ncapability SYS_TIME\n"
			  "task auto_execute_handler /h\n"
			  "file read /c\ndelete file read /c");
	domain = ccs_fixture_domain(test, "<kernel> /test");
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, domain->acls.learned, 8u);
	mutex_unlock(&ccs_policy_lock);
}

/* ``<kernel> /aaa`` of so many bytes, or just its last component. */
static void make_name(char *name, const char *head, size_t len)
{
	const size_t at = strlen(head);

	memcpy(name, head, at);
	memset(name + at, 'a', len - at);
	name[len] = '\0';
}

/* The child's name is bounded as that of any domain. */
static void test_acl_transit_too_long(struct kunit *test)
{
	const size_t room = CCS_DOMAINNAME_MAX + 32, len = 4000;
	char *const line = kunit_kzalloc(test, room, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, line);
	make_name(line, "<kernel> /", len);
	ccs_fixture_lines(test, NODE, line);
	make_name(line, "allow_transit /", strlen("allow_transit ") +
		  CCS_DOMAINNAME_MAX - len - 1);
	ccs_fixture_expect_refused(test, NODE, line);
	line[strlen(line) - 1] = '\0';
	ccs_fixture_lines(test, NODE, line);
}

/* It is a child of the domain that the line belongs to, and a group is none. */
static void test_acl_transit_in_group(struct kunit *test)
{
	const enum ccs_fixture_node node = CCS_FIXTURE_EXCEPTION;

	ccs_fixture_expect_refused(test, node, "acl_group 0 allow_transit /a");
}

static const struct list_head *groups_of(const struct ccs_fixture *fixture)
{
	return &fixture->policy.kernel_ns->groups[CCS_GROUP_PATH];
}

/* A group that only a refused line mentioned does not stay. */
static void test_acl_line_refused_leaves_no_group(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;

	ccs_fixture_lines(test, NODE, "<kernel> /test");
	ccs_fixture_expect_refused(test, NODE, "file read @G task.uid");
	KUNIT_EXPECT_TRUE(test, list_empty(groups_of(fixture)));
	ccs_fixture_lines(test, NODE, "file read @G");
	KUNIT_EXPECT_FALSE(test, list_empty(groups_of(fixture)));
	ccs_fixture_lines(test, NODE, "delete file read @G");
	KUNIT_EXPECT_TRUE(test, list_empty(groups_of(fixture)));
}

static struct kunit_case acl_cases[] = {
	KUNIT_CASE_PARAM(test_acl_line_18, acl_18_gen_params),
	KUNIT_CASE_PARAM(test_acl_line_17, acl_17_gen_params),
	KUNIT_CASE(test_acl_line_truncated),
	KUNIT_CASE_PARAM(test_acl_merge, merge_gen_params),
	KUNIT_CASE(test_acl_count),
	KUNIT_CASE(test_acl_transit_too_long),
	KUNIT_CASE(test_acl_transit_in_group),
	KUNIT_CASE(test_acl_line_refused_leaves_no_group),
	{}
};

static struct kunit_suite acl_suite = {
	.name = "ccs_acl",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = acl_cases,
};

kunit_test_suite(acl_suite);
