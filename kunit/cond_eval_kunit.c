// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of condition evaluation
 */

#include <kunit/test.h>

#include "../core/cond.h"
#include "../core/env.h"
#include "facts.h"
#include "fixture.h"
#include "vectors/cond_eval.h"

static void describe_cond(const struct cond_eval_row *row, char *desc)
{
	const struct ccs_row_facts *const facts = row->facts;
	const char *world = "read";

	if (facts == &exec_facts)
		world = "exec";
	else if (facts == &bare_exec_facts)
		world = "exec without arguments";
	else if (facts == &create_facts)
		world = "create";
	else if (facts == &unfetched_facts)
		world = "not fetched";
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s: %s", world, row->text);
}

KUNIT_ARRAY_PARAM(cond, cond_eval_rows, describe_cond);

static int eval(struct kunit *test, const char *text,
		const struct ccs_row_facts *row)
{
	struct ccs_test_facts facts = CCS_TEST_FACTS(row);
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_policy *const policy = &fixture->policy;
	const struct ccs_span span = ccs_span_of(text);
	struct ccs_reject reject = {};
	struct ccs_cond *cond;
	int result;

	mutex_lock(&ccs_policy_lock);
	result = ccs_cond_parse(policy, &policy->ns, &span, &cond, &reject);
	if (!result) {
		result = ccs_cond_eval(cond, &facts.facts);
		ccs_cond_put(policy, cond);
	}
	mutex_unlock(&ccs_policy_lock);
	return result;
}

static void test_cond_eval(struct kunit *test)
{
	const struct cond_eval_row *const row = test->param_value;

	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "path_group G /bin/busy\\*");
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
