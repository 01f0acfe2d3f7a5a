// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of domain transition control
 */

#include <kunit/test.h>

#include "../core/cond.h"
#include "../core/env.h"
#include "../core/limits.h"
#include "../core/namespace.h"
#include "../core/transition.h"
#include "../core/word.h"
#include "fixture.h"
#include "vectors/transition.h"

static void describe_transition(const struct transition_row *row, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s executes %s%s%s: %s (%s)",
		 row->domain, row->program, row->preference ? " " : "",
		 row->preference ?: "", row->next, row->desc);
}

KUNIT_ARRAY_PARAM(transition, transition_rows, describe_transition);

static struct ccs_cond *preference_of(struct ccs_policy *policy,
				      const char *text)
{
	const struct ccs_span span = ccs_span_of(text);
	struct ccs_reject reject = {};
	const struct ccs_parse parse = {
		.policy = policy,
		.ns = policy->kernel_ns,
		.reject = &reject,
		.dialect = CCS_DIALECT_18,
	};
	struct ccs_cond *cond = NULL;

	return ccs_cond_parse(&parse, &span, true, &cond) ? NULL : cond;
}

static int next_of(struct kunit *test, const struct transition_row *row,
		   struct ccs_destination *next)
{
	const struct ccs_str from = ccs_str_of(row->domain,
					       strlen(row->domain));
	const struct ccs_str to = ccs_str_of(row->program,
					     strlen(row->program));
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_policy *const policy = &fixture->policy;
	struct ccs_cond *preference = NULL;
	const struct ccs_domain *domain;
	int err;

	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, row->domain);
	domain = ccs_fixture_domain(test, row->domain);
	mutex_lock(&ccs_policy_lock);
	if (row->preference)
		preference = preference_of(policy, row->preference);
	err = row->preference && !preference ? -ENOENT :
	      ccs_transition_next(policy, domain->ns, &from, &to, preference,
				  next);
	ccs_cond_put(policy, preference);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

static void test_transition_next(struct kunit *test)
{
	const struct transition_row *const row = test->param_value;
	struct ccs_fixture *const fixture = test->priv;
	char buf[128];
	struct ccs_destination next = {
		.name = { .buf = buf, .size = sizeof(buf) },
	};

	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION, row->lines);
	fixture->policy.loaded = row->loaded;
	KUNIT_ASSERT_EQ(test, next_of(test, row, &next), 0);
	KUNIT_EXPECT_STREQ(test, buf, row->next);
	KUNIT_EXPECT_EQ(test, next.strict,
			row->preference || strstr(row->next, "</"));
	KUNIT_EXPECT_EQ(test, next.keep, !strcmp(row->next, row->domain));
}

/* A name that does not fit is reported, never shortened to another domain. */
static void test_transition_next_too_long(struct kunit *test)
{
	static const struct transition_row row = {
		.domain = "<kernel> /a", .program = "/bin/b",
	};
	static const char want[] = "<kernel> /a /bin/b";
	struct ccs_fixture *const fixture = test->priv;
	char buf[sizeof(want)];
	size_t size;

	fixture->policy.loaded = true;
	for (size = 1; size <= sizeof(want); size++) {
		struct ccs_destination next = {
			.name = { .buf = buf, .size = size },
		};

		KUNIT_EXPECT_EQ(test, next_of(test, &row, &next),
				size < sizeof(want) ? -ENAMETOOLONG : 0);
	}
	KUNIT_EXPECT_STREQ(test, buf, want);
}

static void test_transition_next_after_delete(struct kunit *test)
{
	static const struct transition_row row = {
		.domain = "<kernel> /a", .program = "/b",
	};
	struct ccs_fixture *const fixture = test->priv;
	char buf[64];
	struct ccs_destination next = {
		.name = { .buf = buf, .size = sizeof(buf) },
	};

	fixture->policy.loaded = true;
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "keep_domain any from any\n"
			  "delete keep_domain any from any");
	KUNIT_EXPECT_EQ(test, next_of(test, &row, &next), 0);
	KUNIT_EXPECT_STREQ(test, buf, "<kernel> /a /b");
}

#define MANY 200

/* Which of these lines applies does not depend on what else there is. */
static void test_transition_next_among_many(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	char line[64], domain[32], buf[64];
	struct transition_row row = { .domain = domain, .program = "/same" };
	int i;

	fixture->policy.loaded = true;
	for (i = 0; i < MANY; i++) {
		snprintf(line, sizeof(line), "%s /same from /d%d",
			 i % 2 ? "keep_domain" : "initialize_domain", i);
		ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION, line);
	}
	for (i = 0; i < MANY + 1; i++) {
		struct ccs_destination next = {
			.name = { .buf = buf, .size = sizeof(buf) },
		};

		snprintf(domain, sizeof(domain), "<kernel> /d%d", i);
		KUNIT_EXPECT_EQ(test, next_of(test, &row, &next), 0);
		snprintf(line, sizeof(line), "%s /same", domain);
		KUNIT_EXPECT_STREQ(test, buf, i == MANY ? line :
				   i % 2 ? domain : "<kernel> /same");
	}
}

static struct kunit_case transition_cases[] = {
	KUNIT_CASE_PARAM(test_transition_next, transition_gen_params),
	KUNIT_CASE(test_transition_next_too_long),
	KUNIT_CASE(test_transition_next_after_delete),
	KUNIT_CASE(test_transition_next_among_many),
	{}
};

static struct kunit_suite transition_suite = {
	.name = "ccs_transition",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = transition_cases,
};

kunit_test_suite(transition_suite);
