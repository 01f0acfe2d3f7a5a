// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of domain transition control
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/limits.h"
#include "../core/transition.h"
#include "fixture.h"
#include "vectors/transition.h"

static void describe_transition(const struct transition_row *row, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s executes %s: %s (%s)",
		 row->domain, row->program, row->next, row->desc);
}

KUNIT_ARRAY_PARAM(transition, transition_rows, describe_transition);

static void next_of(struct kunit *test, const char *domain,
		    const char *program, struct ccs_emit *next)
{
	const struct ccs_span from = ccs_span_of(domain);
	const struct ccs_span to = ccs_span_of(program);
	struct ccs_fixture *const fixture = test->priv;

	mutex_lock(&ccs_policy_lock);
	ccs_transition_next(&fixture->policy, &fixture->policy.ns, &from, &to,
			    next);
	mutex_unlock(&ccs_policy_lock);
}

static void test_transition_next(struct kunit *test)
{
	const struct transition_row *const row = test->param_value;
	struct ccs_fixture *const fixture = test->priv;
	char buf[128];
	struct ccs_emit next = { .buf = buf, .size = sizeof(buf) };

	fixture->policy.loaded = row->loaded;
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION, row->lines);
	next_of(test, row->domain, row->program, &next);
	KUNIT_EXPECT_FALSE(test, next.overflow);
	KUNIT_EXPECT_STREQ(test, buf, row->next);
}

/* A name that does not fit is reported, never shortened to another domain. */
static void test_transition_next_too_long(struct kunit *test)
{
	static const char want[] = "<kernel> /a /bin/b";
	struct ccs_fixture *const fixture = test->priv;
	char buf[sizeof(want)];
	size_t size;

	fixture->policy.loaded = true;
	for (size = 1; size <= sizeof(want); size++) {
		struct ccs_emit next = { .buf = buf, .size = size };

		next_of(test, "<kernel> /a", "/bin/b", &next);
		KUNIT_EXPECT_EQ(test, next.overflow, size < sizeof(want));
	}
	KUNIT_EXPECT_STREQ(test, buf, want);
}

static void test_transition_next_after_delete(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	char buf[64];
	struct ccs_emit next = { .buf = buf, .size = sizeof(buf) };

	fixture->policy.loaded = true;
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "keep_domain any from any\n"
			  "delete keep_domain any from any");
	next_of(test, "<kernel> /a", "/b", &next);
	KUNIT_EXPECT_STREQ(test, buf, "<kernel> /a /b");
}

static struct kunit_case transition_cases[] = {
	KUNIT_CASE_PARAM(test_transition_next, transition_gen_params),
	KUNIT_CASE(test_transition_next_too_long),
	KUNIT_CASE(test_transition_next_after_delete),
	{}
};

static struct kunit_suite transition_suite = {
	.name = "ccs_transition",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = transition_cases,
};

kunit_test_suite(transition_suite);
