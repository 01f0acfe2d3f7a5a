// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of policy managers
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/manager.h"
#include "../core/word.h"
#include "fixture.h"
#include "vectors/manager.h"

#define NODE CCS_FIXTURE_MANAGER

static void describe_line(const struct manager_row *row, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s (%s)", row->line, row->desc);
}

KUNIT_ARRAY_PARAM(line, manager_rows, describe_line);

static bool listed(struct kunit *test, const char *name)
{
	const struct ccs_str str = ccs_str_of(name, strlen(name));
	struct ccs_fixture *const fixture = test->priv;
	bool found;

	mutex_lock(&ccs_policy_lock);
	found = ccs_manager_listed(&fixture->policy, &str);
	mutex_unlock(&ccs_policy_lock);
	return found;
}

static void test_manager_line(struct kunit *test)
{
	const struct manager_row *const row = test->param_value;
	struct ccs_fixture *const fixture = test->priv;
	char text[128];

	fixture->policy.dialects = row->dialects;
	if (!row->canonical) {
		ccs_fixture_expect_refused(test, NODE, row->line);
		return;
	}
	snprintf(text, sizeof(text), "%s%s", row->canonical,
		 *row->canonical ? "\n" : "");
	KUNIT_ASSERT_EQ(test, ccs_fixture_line(test, NODE, row->line), 0);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), text);
	if (!*row->canonical)
		return;
	KUNIT_EXPECT_TRUE(test, listed(test, row->canonical));
	KUNIT_ASSERT_EQ(test, ccs_fixture_line(test, NODE, row->canonical), 0);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), text);
	snprintf(text, sizeof(text), "delete %s", row->canonical);
	KUNIT_ASSERT_EQ(test, ccs_fixture_line(test, NODE, text), 0);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), "");
	KUNIT_EXPECT_FALSE(test, listed(test, row->canonical));
}

static void test_manager_line_truncated(struct kunit *test)
{
	ccs_fixture_try_prefixes(test, NODE, "<kernel> /a\\040b /\\{c\\}/d");
}

/* A name with wildcards is a manager of exactly that name. */
static void test_manager_listed_is_literal(struct kunit *test)
{
	ccs_fixture_lines(test, NODE, "/usr/sbin/\\*\n<kernel> /a");
	KUNIT_EXPECT_FALSE(test, listed(test, "/usr/sbin/ccs-loadpolicy"));
	KUNIT_EXPECT_TRUE(test, listed(test, "/usr/sbin/\\*"));
	KUNIT_EXPECT_TRUE(test, listed(test, "<kernel> /a"));
	KUNIT_EXPECT_FALSE(test, listed(test, "<kernel> /a /b"));
	KUNIT_EXPECT_FALSE(test, listed(test, "<kernel>"));
	KUNIT_EXPECT_FALSE(test, listed(test, ""));
}

static void test_manager_line_switch(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;

	KUNIT_EXPECT_FALSE(test, fixture->policy.manage_by_non_root);
	ccs_fixture_lines(test, NODE, "manage_by_non_root");
	KUNIT_EXPECT_TRUE(test, fixture->policy.manage_by_non_root);
	ccs_fixture_lines(test, NODE, "delete manage_by_non_root");
	KUNIT_EXPECT_FALSE(test, fixture->policy.manage_by_non_root);
}

/* Many are found as fast as few; what matters here is that each is. */
static void test_manager_listed_of_many(struct kunit *test)
{
	char line[32];
	int i;

	for (i = 0; i < 300; i++) {
		snprintf(line, sizeof(line), "/program/%d", i);
		ccs_fixture_lines(test, NODE, line);
	}
	for (i = 0; i < 300; i += 2) {
		snprintf(line, sizeof(line), "delete /program/%d", i);
		ccs_fixture_lines(test, NODE, line);
	}
	for (i = 0; i < 300; i++) {
		snprintf(line, sizeof(line), "/program/%d", i);
		KUNIT_EXPECT_EQ_MSG(test, listed(test, line), i % 2, "%s",
				    line);
	}
}

#define SAMPLE "/usr/sbin/a\n<kernel> /usr/sbin/sshd\n/c\n"

static void test_manager_print_by_every_size(struct kunit *test)
{
	const size_t longest = strlen("<kernel> /usr/sbin/sshd\n");
	size_t size;

	ccs_fixture_lines(test, NODE, SAMPLE);
	for (size = 1; size <= sizeof(SAMPLE) + 1; size++) {
		const char *const text = ccs_fixture_print_by(test, NODE,
							      size);

		KUNIT_EXPECT_EQ_MSG(test, !!text, size > longest, "size %zu",
				    size);
		if (text)
			KUNIT_EXPECT_STREQ(test, text, SAMPLE);
	}
}

static struct kunit_case manager_cases[] = {
	KUNIT_CASE_PARAM(test_manager_line, line_gen_params),
	KUNIT_CASE(test_manager_line_truncated),
	KUNIT_CASE(test_manager_listed_is_literal),
	KUNIT_CASE(test_manager_line_switch),
	KUNIT_CASE(test_manager_listed_of_many),
	KUNIT_CASE(test_manager_print_by_every_size),
	{}
};

static struct kunit_suite manager_suite = {
	.name = "ccs_manager",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = manager_cases,
};

kunit_test_suite(manager_suite);
