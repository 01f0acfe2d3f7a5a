// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of the legality of domainnames
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/limits.h"
#include "../core/word.h"
#include "fixture.h"
#include "vectors/domainname.h"

static void describe_domainname(const struct domainname_row *row, char *desc)
{
	strscpy(desc, row->text, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(domainname, domainname_rows, describe_domainname);

static void test_domainname_ok(struct kunit *test)
{
	const struct domainname_row *const row = test->param_value;
	const struct ccs_span text = ccs_span_of(row->text);

	KUNIT_EXPECT_EQ(test, ccs_domainname_ok(&text), row->name);
}

static void expect_line(struct kunit *test, enum ccs_fixture_node node,
			const char *line, bool legal)
{
	if (legal)
		KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, node, line), 0);
	else
		ccs_fixture_expect_refused(test, node, line);
}

static void test_domainname_as_manager(struct kunit *test)
{
	const struct domainname_row *const row = test->param_value;

	expect_line(test, CCS_FIXTURE_MANAGER, row->text, row->manager);
}

static void test_domainname_as_from(struct kunit *test)
{
	const struct domainname_row *const row = test->param_value;
	char line[128];

	snprintf(line, sizeof(line), "keep_domain any from %s", row->text);
	expect_line(test, CCS_FIXTURE_EXCEPTION, line, row->from);
}

/* Header lines exist for the namespace that exists. */
static void test_domainname_as_header(struct kunit *test)
{
	const struct domainname_row *const row = test->param_value;
	struct ccs_span rest = ccs_span_of(row->text);
	const bool ours = ccs_span_keyword(&rest, CCS_KERNEL_NAMESPACE);

	expect_line(test, CCS_FIXTURE_DOMAIN, row->text, row->name && ours);
}

static void test_domainname_take_stops_at_condition(struct kunit *test)
{
	struct ccs_span rest = ccs_span_of("<kernel> /a //b task.uid=0"), name;

	KUNIT_EXPECT_TRUE(test, ccs_domainname_take(&rest, &name));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&name, "<kernel> /a //b"));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&rest, "task.uid=0"));
}

static void test_domainname_take_leaves_illegal(struct kunit *test)
{
	struct ccs_span rest = ccs_span_of("<kernel> /a /\\z x"), name;
	const struct ccs_span before = rest;

	KUNIT_EXPECT_FALSE(test, ccs_domainname_take(&rest, &name));
	KUNIT_EXPECT_PTR_EQ(test, rest.text, before.text);
	KUNIT_EXPECT_EQ(test, rest.len, before.len);
	rest = ccs_span_of("kernel> /a");
	KUNIT_EXPECT_FALSE(test, ccs_domainname_take(&rest, &name));
	rest = ccs_span_of("");
	KUNIT_EXPECT_FALSE(test, ccs_domainname_take(&rest, &name));
}

static void test_domainname_longest(struct kunit *test)
{
	char *const text = kunit_kzalloc(test, CCS_DOMAINNAME_MAX + 1,
					 GFP_KERNEL);
	struct ccs_span name = { text, CCS_DOMAINNAME_MAX - 1 };

	KUNIT_ASSERT_NOT_NULL(test, text);
	memset(text, 'x', CCS_DOMAINNAME_MAX);
	memcpy(text, "<kernel> /", 10);
	KUNIT_EXPECT_TRUE(test, ccs_domainname_ok(&name));
	name.len++;
	KUNIT_EXPECT_FALSE(test, ccs_domainname_ok(&name));
}

static void test_domainname_last(struct kunit *test)
{
	struct ccs_span name = ccs_span_of("<kernel> /a /b"), last;

	last = ccs_domainname_last(&name);
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&last, "/b"));
	name.len = strlen("<kernel>");
	last = ccs_domainname_last(&name);
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&last, "<kernel>"));
}

static struct kunit_case domainname_cases[] = {
	KUNIT_CASE_PARAM(test_domainname_ok, domainname_gen_params),
	KUNIT_CASE_PARAM(test_domainname_as_manager, domainname_gen_params),
	KUNIT_CASE_PARAM(test_domainname_as_from, domainname_gen_params),
	KUNIT_CASE_PARAM(test_domainname_as_header, domainname_gen_params),
	KUNIT_CASE(test_domainname_take_stops_at_condition),
	KUNIT_CASE(test_domainname_take_leaves_illegal),
	KUNIT_CASE(test_domainname_longest),
	KUNIT_CASE(test_domainname_last),
	{}
};

static struct kunit_suite domainname_suite = {
	.name = "ccs_domainname",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = domainname_cases,
};

kunit_test_suite(domainname_suite);
