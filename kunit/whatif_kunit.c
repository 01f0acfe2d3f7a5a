// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of questions about policy
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/limits.h"
#include "../core/namespace.h"
#include "../core/whatif.h"
#include "fixture.h"
#include "vectors/whatif.h"

#define ROOM 1024

/**
 * struct whatif_case - what a case works on
 * @whatif: the question
 * @text: the answer
 */
struct whatif_case {
	struct ccs_whatif whatif;
	char text[ROOM];
};

static void release(void *data)
{
	struct whatif_case *const mine = data;

	ccs_whatif_clear(&mine->whatif);
}

static struct whatif_case *start(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct whatif_case *const mine = kunit_kzalloc(test, sizeof(*mine),
						       GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, mine);
	ccs_whatif_init(&mine->whatif);
	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE, WHATIF_PROFILES);
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION, WHATIF_EXCEPTIONS);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, WHATIF_DOMAINS);
	fixture->policy.loaded = true;
	return mine;
}

static int ask(struct kunit *test, struct whatif_case *mine, const char *text,
	       struct ccs_reject *reject)
{
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_span line = ccs_span_of(text);
	int err;

	*reject = (struct ccs_reject){};
	mutex_lock(&ccs_policy_lock);
	err = ccs_whatif_line(&fixture->policy, &mine->whatif, &line, reject);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

static void ask_lines(struct kunit *test, struct whatif_case *mine,
		      const char *lines)
{
	struct ccs_span rest = ccs_span_of(lines), line;
	struct ccs_reject reject;
	char text[256];

	while (ccs_span_split(&rest, '\n', &line)) {
		KUNIT_ASSERT_TRUE(test, line.len < sizeof(text));
		memcpy(text, line.text, line.len);
		text[line.len] = '\0';
		KUNIT_EXPECT_EQ_MSG(test, ask(test, mine, text, &reject), 0,
				    "%s: %s", text, reject.why ?: "");
	}
}

static const char *answer(struct kunit *test, struct whatif_case *mine)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_emit emit = { .buf = mine->text, .size = ROOM };

	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_TRUE(test, ccs_whatif_print(&fixture->policy,
						 &mine->whatif, &emit));
	mutex_unlock(&ccs_policy_lock);
	return mine->text;
}

static void describe(const struct whatif_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(whatif, whatif_rows, describe);

/* The answer is right, and asking changed nothing. */
static void test_whatif(struct kunit *test)
{
	const struct whatif_row *const row = test->param_value;
	struct ccs_fixture *const fixture = test->priv;
	struct whatif_case *const mine = start(test);
	long used;

	ccs_fixture_save(test);
	used = atomic_long_read(&fixture->policy.mem.used);
	ask_lines(test, mine, row->question);
	KUNIT_EXPECT_STREQ(test, answer(test, mine), row->answer);
	KUNIT_EXPECT_STREQ(test, answer(test, mine), row->answer);
	ccs_fixture_expect_saved(test, row->desc);
	KUNIT_EXPECT_EQ(test, used,
			(long)atomic_long_read(&fixture->policy.mem.used));
	release(mine);
}

static void describe_refused(const struct whatif_refused *row, char *desc)
{
	strscpy(desc, row->line, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(whatif_refused, whatif_refused_rows, describe_refused);

static void test_whatif_refused(struct kunit *test)
{
	const struct whatif_refused *const row = test->param_value;
	struct ccs_fixture *const fixture = test->priv;
	struct whatif_case *const mine = start(test);
	struct ccs_reject reject;
	long used;

	used = atomic_long_read(&fixture->policy.mem.used);
	ask_lines(test, mine, row->before);
	KUNIT_EXPECT_EQ(test, ask(test, mine, row->line, &reject), -EINVAL);
	KUNIT_EXPECT_STREQ(test, reject.why ?: "", row->why);
	/* It stays in the way of an answer until there is another question. */
	KUNIT_EXPECT_NOT_NULL(test, strstr(answer(test, mine), row->why));
	KUNIT_EXPECT_EQ(test, 0, strncmp(mine->text, "error=", 6));
	ask_lines(test, mine, WHATIF_DOMAIN "\nfile read /granted");
	KUNIT_EXPECT_NULL(test, strstr(answer(test, mine), "error="));
	KUNIT_EXPECT_EQ(test, used,
			(long)atomic_long_read(&fixture->policy.mem.used));
	release(mine);
}

/* Each size of buffer gets all of the answer or nothing. */
static void test_whatif_by_every_size(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct whatif_case *const mine = start(test);
	char *const text = kunit_kzalloc(test, ROOM, GFP_KERNEL);
	size_t len, size;

	KUNIT_ASSERT_NOT_NULL(test, text);
	ask_lines(test, mine, WHATIF_DOMAIN "\nfile execute /bin/x\\040y");
	len = strlen(answer(test, mine));
	for (size = 1; size <= len + 1; size++) {
		struct ccs_emit emit = { .buf = text, .size = size };
		bool done;

		*text = '\0';
		mutex_lock(&ccs_policy_lock);
		done = ccs_whatif_print(&fixture->policy, &mine->whatif,
					&emit);
		mutex_unlock(&ccs_policy_lock);
		KUNIT_EXPECT_EQ_MSG(test, done, size > len, "size %zu", size);
		KUNIT_EXPECT_STREQ(test, text, done ? mine->text : "");
	}
	release(mine);
}

/* The number of texts is bounded, and says so. */
static void test_whatif_many_facts(struct kunit *test)
{
	struct whatif_case *const mine = start(test);
	struct ccs_reject reject;
	char line[64];
	int i;

	ask_lines(test, mine, WHATIF_DOMAIN "\nfile execute /bin/sh");
	for (i = 0; i < CCS_GIVEN_MAX; i++) {
		snprintf(line, sizeof(line), "exec.argv[%d]=\"x\"", i);
		KUNIT_ASSERT_EQ(test, ask(test, mine, line, &reject), 0);
	}
	KUNIT_EXPECT_EQ(test, ask(test, mine, line, &reject), -EINVAL);
	KUNIT_EXPECT_STREQ(test, reject.why, "too many facts");
	release(mine);
}

/* A domain that goes away does not answer. */
static void test_whatif_gone(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct whatif_case *const mine = start(test);

	ask_lines(test, mine, WHATIF_DOMAIN "\nfile read /granted");
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN,
			  "delete " WHATIF_DOMAIN);
	mutex_lock(&ccs_policy_lock);
	while (ccs_domain_reclaim(&fixture->policy))
		;
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_NULL(test, strstr(answer(test, mine), "error="));
	release(mine);
}

static struct kunit_case whatif_cases[] = {
	KUNIT_CASE_PARAM(test_whatif, whatif_gen_params),
	KUNIT_CASE_PARAM(test_whatif_refused, whatif_refused_gen_params),
	KUNIT_CASE(test_whatif_by_every_size),
	KUNIT_CASE(test_whatif_many_facts),
	KUNIT_CASE(test_whatif_gone),
	{}
};

static struct kunit_suite whatif_suite = {
	.name = "ccs_whatif",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = whatif_cases,
};

kunit_test_suite(whatif_suite);
