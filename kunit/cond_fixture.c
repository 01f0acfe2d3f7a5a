// SPDX-License-Identifier: GPL-2.0-only
/*
 * Conditions of one test case
 */

#include "../core/env.h"
#include "cond_fixture.h"

static int parse_text(struct kunit *test, u8 dialect, const char *text,
		      bool transit_ok, struct ccs_cond **cond)
{
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_parse parse = {
		.policy = &fixture->policy,
		.ns = fixture->policy.kernel_ns,
		.reject = &fixture->reject,
		.dialect = dialect,
	};
	struct ccs_span span = { .text = fixture->line };
	int err;

	KUNIT_ASSERT_TRUE(test, strlen(text) < sizeof(fixture->line));
	strscpy(fixture->line, text, sizeof(fixture->line));
	span.len = ccs_line_normalise(fixture->line, strlen(text));
	fixture->reject = (struct ccs_reject){};
	mutex_lock(&ccs_policy_lock);
	err = ccs_cond_parse(&parse, &span, transit_ok, cond);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

/**
 * ccs_cond_fixture - read a condition
 * @test: the case
 * @dialect: its dialect
 * @text: what stands behind the operands of an entry that executes
 * @cond: the result
 *
 * Return: what core said.
 */
int ccs_cond_fixture(struct kunit *test, u8 dialect, const char *text,
		     struct ccs_cond **cond)
{
	return parse_text(test, dialect, text, true, cond);
}

/**
 * ccs_cond_fixture_plain - read a condition of an entry that does not execute
 * @test: the case
 * @text: what stands behind its operands, in the 1.8 dialect
 * @cond: the result
 *
 * Return: what core said.
 */
int ccs_cond_fixture_plain(struct kunit *test, const char *text,
			   struct ccs_cond **cond)
{
	return parse_text(test, CCS_DIALECT_18, text, false, cond);
}

/**
 * ccs_cond_fixture_put - release a condition
 * @test: the case
 * @cond: the condition, or NULL
 */
void ccs_cond_fixture_put(struct kunit *test, struct ccs_cond *cond)
{
	struct ccs_fixture *const fixture = test->priv;

	mutex_lock(&ccs_policy_lock);
	ccs_cond_put(&fixture->policy, cond);
	mutex_unlock(&ccs_policy_lock);
}

/**
 * ccs_cond_fixture_used - how much memory the policy is charged for
 * @test: the case
 *
 * Return: bytes.
 */
long ccs_cond_fixture_used(struct kunit *test)
{
	const struct ccs_fixture *const fixture = test->priv;

	return atomic_long_read(&fixture->policy.mem.used);
}
