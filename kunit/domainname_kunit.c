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
	KUNIT_EXPECT_EQ(test, !ccs_domainname_why(&text, CCS_DIALECT_17),
			row->name_17);
}

static void test_domainname_elsewhere(struct kunit *test)
{
	const struct domainname_row *const row = test->param_value;
	const struct ccs_span text = ccs_span_of(row->text);

	KUNIT_EXPECT_EQ(test, ccs_manager_ok(&text, CCS_DIALECT_18),
			row->manager);
	KUNIT_EXPECT_EQ(test, ccs_manager_ok(&text, CCS_DIALECT_17),
			row->manager_17);
	KUNIT_EXPECT_EQ(test, ccs_from_ok(&text, CCS_DIALECT_18), row->from);
	KUNIT_EXPECT_EQ(test, ccs_from_ok(&text, CCS_DIALECT_17),
			row->from_17);
}

/**
 * struct program_row - the program of a transition
 * @text: the text
 * @program: is it one in 1.8?
 * @program_17: is it one in 1.7?
 */
struct program_row {
	const char *text;
	bool program;
	bool program_17;
};

static const struct program_row program_rows[] = {
	{ "/sbin/init", true, true },
	{ "any", true, false },
	{ "init", false, false },
	{ "", false, false },
	{ "/usr/\\\\*", true, true },
	{ "/usr/\\*", true, false },
	{ "/sbin/", true, false },
	{ "/sbin/\\z", false, false },
	{ "/sbin/\\000", true, false },
	{ "<kernel>", false, false },
};

static void test_program_ok(struct kunit *test)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(program_rows); i++) {
		const struct program_row *const row = &program_rows[i];
		const struct ccs_span text = ccs_span_of(row->text);

		KUNIT_EXPECT_EQ_MSG(test,
				    ccs_program_ok(&text, CCS_DIALECT_18),
				    row->program, "%s", row->text);
		KUNIT_EXPECT_EQ_MSG(test,
				    ccs_program_ok(&text, CCS_DIALECT_17),
				    row->program_17, "%s", row->text);
	}
}

/**
 * struct reason_row - a text, where it stands, and what is said against it
 * @judge: the judge
 * @dialect: the dialect
 * @text: the text
 * @why: the reason given
 */
struct reason_row {
	const char *(*judge)(const struct ccs_span *text, u8 dialect);
	u8 dialect;
	const char *text;
	const char *why;
};

static const struct reason_row reason_rows[] = {
	{ ccs_domainname_why, CCS_DIALECT_18, "/a",
	  "a domainname starts with a namespace such as <kernel>" },
	{ ccs_domainname_why, CCS_DIALECT_17, "<a> /a",
	  "a domainname starts with <kernel>" },
	{ ccs_domainname_why, CCS_DIALECT_18, "<kernel> a",
	  "every word behind the namespace starts with a slash" },
	{ ccs_domainname_why, CCS_DIALECT_17, "<kernel> /\\*",
	  "wildcards are not possible here" },
	{ ccs_domainname_why, CCS_DIALECT_18, "<kernel> /a /\\z",
	  "an unknown escape" },
	{ ccs_domainname_why, CCS_DIALECT_18, "",
	  "a domainname starts with a namespace such as <kernel>" },
	{ ccs_manager_why, CCS_DIALECT_18, "/a\\z", "an unknown escape" },
	{ ccs_manager_why, CCS_DIALECT_18, "/a /b",
	  "a domainname starts with a namespace such as <kernel>" },
	{ ccs_manager_why, CCS_DIALECT_17, "relative",
	  "does not start with a slash" },
	{ ccs_manager_why, CCS_DIALECT_17, "/usr/sbin/", "a directory" },
	{ ccs_manager_why, CCS_DIALECT_17, "<a> /b",
	  "a domainname starts with <kernel>" },
	{ ccs_from_why, CCS_DIALECT_18, "<kernel> b",
	  "every word behind the namespace starts with a slash" },
	{ ccs_from_why, CCS_DIALECT_17, "any", "does not start with a slash" },
	{ ccs_program_why, CCS_DIALECT_17, "/\\*",
	  "wildcards are not possible here" },
};

static void test_domainname_why(struct kunit *test)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(reason_rows); i++) {
		const struct reason_row *const row = &reason_rows[i];
		const struct ccs_span text = ccs_span_of(row->text);

		KUNIT_EXPECT_STREQ(test, row->judge(&text, row->dialect),
				   row->why);
	}
}

/* Writes a line to a policy that knows one dialect, and says if it may. */
static void expect_line(struct kunit *test, enum ccs_fixture_node node,
			u8 dialect, const char *line, bool legal)
{
	struct ccs_fixture *const fixture = test->priv;

	fixture->policy.dialects = dialect;
	if (legal)
		KUNIT_EXPECT_EQ(test, ccs_fixture_line(test, node, line), 0);
	else
		ccs_fixture_expect_refused(test, node, line);
}

static void test_domainname_as_manager(struct kunit *test)
{
	const struct domainname_row *const row = test->param_value;

	expect_line(test, CCS_FIXTURE_MANAGER, CCS_DIALECT_17, row->text,
		    row->manager_17);
	expect_line(test, CCS_FIXTURE_MANAGER, CCS_DIALECT_18, row->text,
		    row->manager);
}

static void test_domainname_as_from(struct kunit *test)
{
	const struct domainname_row *const row = test->param_value;
	char line[128];

	snprintf(line, sizeof(line), "keep_domain %s", row->text);
	expect_line(test, CCS_FIXTURE_EXCEPTION, CCS_DIALECT_17, line,
		    row->from_17);
	snprintf(line, sizeof(line), "keep_domain any from %s", row->text);
	expect_line(test, CCS_FIXTURE_EXCEPTION, CCS_DIALECT_18, line,
		    row->from);
}

static void test_domainname_as_header(struct kunit *test)
{
	const struct domainname_row *const row = test->param_value;

	expect_line(test, CCS_FIXTURE_DOMAIN, CCS_DIALECT_17, row->text,
		    row->name_17);
	expect_line(test, CCS_FIXTURE_DOMAIN, CCS_DIALECT_18, row->text,
		    row->name);
}

static void test_domainname_take_stops_at_condition(struct kunit *test)
{
	struct ccs_span rest = ccs_span_of("<kernel> /a //b task.uid=0"), name;

	KUNIT_EXPECT_TRUE(test, ccs_domainname_take(&rest, &name));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&name, "<kernel> /a //b"));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&rest, "task.uid=0"));
}

static void test_domainname_take_in_17(struct kunit *test)
{
	struct ccs_span rest = ccs_span_of("<kernel> /a if task.uid=0"), name;

	KUNIT_EXPECT_TRUE(test, ccs_domainname_take_in(&rest, &name,
						       CCS_DIALECT_17));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&name, "<kernel> /a"));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&rest, "if task.uid=0"));
	rest = ccs_span_of("<kernel> /\\* if task.uid=0");
	KUNIT_EXPECT_FALSE(test, ccs_domainname_take_in(&rest, &name,
							CCS_DIALECT_17));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&rest,
					    "<kernel> /\\* if task.uid=0"));
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
	KUNIT_CASE_PARAM(test_domainname_elsewhere, domainname_gen_params),
	KUNIT_CASE(test_program_ok),
	KUNIT_CASE(test_domainname_why),
	KUNIT_CASE_PARAM(test_domainname_as_manager, domainname_gen_params),
	KUNIT_CASE_PARAM(test_domainname_as_from, domainname_gen_params),
	KUNIT_CASE_PARAM(test_domainname_as_header, domainname_gen_params),
	KUNIT_CASE(test_domainname_take_stops_at_condition),
	KUNIT_CASE(test_domainname_take_in_17),
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
