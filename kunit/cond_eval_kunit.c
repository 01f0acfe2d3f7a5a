// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of condition evaluation
 */

#include <kunit/test.h>

#include "../core/cond.h"
#include "../core/env.h"
#include "cond_fixture.h"
#include "facts.h"
#include "vectors/cond_eval.h"
#include "vectors/cond_eval_name.h"

static const struct {
	const struct ccs_row_facts *facts;
	const char *name;
} worlds[] = {
	{ &user_facts, "read" },
	{ &rename_facts, "rename" },
	{ &new_name_facts, "rename to a new name" },
	{ &symlink_facts, "symlink" },
	{ &exec_facts, "exec" },
	{ &bare_exec_facts, "exec without arguments" },
	{ &proc_exec_facts, "exec in procfs" },
	{ &create_facts, "create" },
	{ &unfetched_facts, "not fetched" },
};

static void describe_cond(const struct cond_eval_row *row, char *desc)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(worlds); i++)
		if (worlds[i].facts == row->facts)
			snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s: %s",
				 worlds[i].name, row->text);
}

KUNIT_ARRAY_PARAM(cond, cond_eval_rows, describe_cond);
KUNIT_ARRAY_PARAM(name, cond_eval_name_rows, describe_cond);

/* A condition that is framed by 1.7's words is in that dialect. */
static u8 dialect_of(const char *text)
{
	struct ccs_span span = ccs_span_of(text);

	return ccs_span_eat(&span, "if ") || ccs_span_eat(&span, ";") ?
	       CCS_DIALECT_17 : CCS_DIALECT_18;
}

static int eval(struct kunit *test, const char *text,
		const struct ccs_row_facts *row)
{
	struct ccs_test_facts facts = CCS_TEST_FACTS(row);
	struct ccs_cond *cond;
	int result;

	result = ccs_cond_fixture(test, dialect_of(text), text, &cond);
	if (result)
		return result;
	mutex_lock(&ccs_policy_lock);
	result = ccs_cond_eval(cond, &facts.facts);
	mutex_unlock(&ccs_policy_lock);
	ccs_cond_fixture_put(test, cond);
	return result;
}

static void test_cond_eval(struct kunit *test)
{
	const struct cond_eval_row *const row = test->param_value;

	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "path_group G /bin/busy\\*\n"
			  "number_group U 5\nnumber_group U 10-20");
	KUNIT_EXPECT_EQ_MSG(test, eval(test, row->text, row->facts), row->held,
			    "%s", row->text);
}

static void test_cond_eval_of_nothing(struct kunit *test)
{
	struct ccs_test_facts facts = CCS_TEST_FACTS(&user_facts);

	KUNIT_EXPECT_EQ(test, ccs_cond_eval(NULL, &facts.facts), 1);
}

static struct kunit_case cond_eval_cases[] = {
	KUNIT_CASE_PARAM(test_cond_eval, cond_gen_params),
	KUNIT_CASE_PARAM(test_cond_eval, name_gen_params),
	KUNIT_CASE(test_cond_eval_of_nothing),
	{}
};

static struct kunit_suite cond_eval_suite = {
	.name = "ccs_cond_eval",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = cond_eval_cases,
};

kunit_test_suite(cond_eval_suite);
