// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of decisions
 */

#include <kunit/test.h>

#include "../core/acl.h"
#include "../core/decide.h"
#include "../core/env.h"
#include "../core/ops.h"
#include "fixture.h"
#include "vectors/decide.h"

static void describe_decide(const struct decide_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(decide, decide_rows, describe_decide);

static int decide(struct kunit *test, enum ccs_path_op op, const char *path,
		  const struct ccs_row_facts *row, struct ccs_verdict *verdict)
{
	struct ccs_test_facts facts = CCS_TEST_FACTS(row);
	const struct ccs_request request = {
		.type = CCS_ACL_PATH,
		.op = op,
		.path = ccs_str_of(path, strlen(path)),
		.facts = &facts.facts,
	};
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_domain *domain;
	int err;

	mutex_lock(&ccs_policy_lock);
	domain = ccs_domain_of(&fixture->policy, fixture->cursor);
	err = ccs_decide(&fixture->policy, domain, &request, verdict);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

#define PROFILES							\
	"1-CONFIG={ mode=enforcing grant_log=no reject_log=yes }\n"	\
	"2-CONFIG={ mode=learning grant_log=yes reject_log=no }\n"	\
	"2-CONFIG::file::execute={ mode=permissive grant_log=no reject_log=no }\n" \
	"3-CONFIG={ mode=disabled grant_log=yes reject_log=yes }"

static void set_up(struct kunit *test, u8 profile, const char *lines)
{
	struct ccs_fixture *const fixture = test->priv;

	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE, PROFILES);
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "path_group G /g/\\*\npath_group G /h");
	ccs_fixture_profile(test, "<kernel> /test", profile);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, lines);
	fixture->policy.loaded = true;
}

static void test_decide(struct kunit *test)
{
	const struct decide_row *const row = test->param_value;
	struct ccs_verdict verdict;

	set_up(test, 1, row->lines);
	KUNIT_EXPECT_EQ(test, decide(test, row->op, row->path, &root_facts,
				     &verdict), 0);
	KUNIT_EXPECT_EQ(test, verdict.granted, row->granted);
	KUNIT_EXPECT_EQ(test, verdict.mode, (u8)CCS_MODE_ENFORCING);
	KUNIT_EXPECT_EQ(test, verdict.profile, (u8)1);
	KUNIT_EXPECT_EQ(test, verdict.log, !row->granted);
	if (row->granted && verdict.granted)
		KUNIT_EXPECT_STREQ(test, verdict.grant.pattern->text,
				   row->pattern);
}

/**
 * struct mode_row - a request under a profile
 * @desc: what the row is about
 * @profile: number of the profile
 * @loaded: is policy loaded?
 * @op: the operation; the domain has ``file read/execute /a``
 * @path: the pathname
 * @mode: mode it is judged in
 * @log: is it logged?
 */
struct mode_row {
	const char *desc;
	u8 profile;
	bool loaded;
	enum ccs_path_op op;
	const char *path;
	enum ccs_mode mode;
	bool log;
};

static const struct mode_row mode_rows[] = {
	{ "grant in enforcing mode", 1, true, CCS_PATH_READ, "/a",
	  CCS_MODE_ENFORCING, false },
	{ "rejection in enforcing mode", 1, true, CCS_PATH_READ, "/b",
	  CCS_MODE_ENFORCING, true },
	{ "grant in learning mode", 2, true, CCS_PATH_READ, "/a",
	  CCS_MODE_LEARNING, true },
	{ "rejection in learning mode", 2, true, CCS_PATH_READ, "/b",
	  CCS_MODE_LEARNING, false },
	{ "an item of its own", 2, true, CCS_PATH_EXECUTE, "/a",
	  CCS_MODE_PERMISSIVE, false },
	{ "no such profile", 9, true, CCS_PATH_READ, "/b",
	  CCS_MODE_DISABLED, false },
	{ "before policy is loaded nothing is enforced", 1, false,
	  CCS_PATH_READ, "/b", CCS_MODE_DISABLED, false },
	{ "disabled mode logs no grant", 3, true, CCS_PATH_READ, "/a",
	  CCS_MODE_DISABLED, false },
	{ "disabled mode logs no rejection", 3, true, CCS_PATH_READ, "/b",
	  CCS_MODE_DISABLED, false },
};

static void test_decide_modes(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_verdict verdict;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(mode_rows); i++) {
		const struct mode_row *const row = &mode_rows[i];

		fixture->policy.loaded = false;
		set_up(test, row->profile, "file read/execute /a");
		fixture->policy.loaded = row->loaded;
		KUNIT_EXPECT_EQ(test, decide(test, row->op, row->path,
					     &root_facts, &verdict), 0);
		KUNIT_EXPECT_EQ_MSG(test, verdict.mode, (u8)row->mode, "%s",
				    row->desc);
		KUNIT_EXPECT_EQ_MSG(test, verdict.log, row->log, "%s",
				    row->desc);
		KUNIT_EXPECT_EQ_MSG(test, verdict.granted,
				    !strcmp(row->path, "/a"), "%s", row->desc);
	}
}

/* An answer that is not there yet is never taken for a grant. */
static void test_decide_without_facts(struct kunit *test)
{
	static const struct ccs_row_facts later = {
		.later = BIT(CCS_FACT_PATH1_UID),
	};
	struct ccs_verdict verdict;

	set_up(test, 1, "file read /a path1.uid=0\nfile read /\\*");
	KUNIT_EXPECT_EQ(test, decide(test, CCS_PATH_READ, "/a", &later,
				     &verdict), -EAGAIN);
	KUNIT_EXPECT_FALSE(test, verdict.granted);
	KUNIT_EXPECT_EQ(test, verdict.mode, (u8)CCS_MODE_ENFORCING);
	KUNIT_EXPECT_EQ(test, decide(test, CCS_PATH_READ, "/b", &later,
				     &verdict), 0);
	KUNIT_EXPECT_TRUE(test, verdict.granted);
}

/* A group that grows or shrinks changes what the entry grants. */
static void test_decide_with_changing_group(struct kunit *test)
{
	struct ccs_verdict verdict;

	set_up(test, 1, "file read @G");
	decide(test, CCS_PATH_READ, "/i", &root_facts, &verdict);
	KUNIT_EXPECT_FALSE(test, verdict.granted);
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION, "path_group G /i");
	decide(test, CCS_PATH_READ, "/i", &root_facts, &verdict);
	KUNIT_EXPECT_TRUE(test, verdict.granted);
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "delete path_group G /i\n"
			  "delete path_group G /h\n"
			  "delete path_group G /g/\\*");
	decide(test, CCS_PATH_READ, "/i", &root_facts, &verdict);
	KUNIT_EXPECT_FALSE(test, verdict.granted);
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION, "path_group G /i");
	decide(test, CCS_PATH_READ, "/i", &root_facts, &verdict);
	KUNIT_EXPECT_TRUE(test, verdict.granted);
}

static struct kunit_case decide_cases[] = {
	KUNIT_CASE_PARAM(test_decide, decide_gen_params),
	KUNIT_CASE(test_decide_modes),
	KUNIT_CASE(test_decide_without_facts),
	KUNIT_CASE(test_decide_with_changing_group),
	{}
};

static struct kunit_suite decide_suite = {
	.name = "ccs_decide",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = decide_cases,
};

kunit_test_suite(decide_suite);
