// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of finding entries
 */

#include <kunit/test.h>

#include "../core/acl.h"
#include "../core/env.h"
#include "../core/namespace.h"
#include "fixture.h"
#include "question.h"
#include "vectors/acl_match_file.h"
#include "vectors/acl_match_other.h"

#define ROOM 128

static void describe_match(const struct acl_match_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(match_file, acl_match_file_rows, describe_match);
KUNIT_ARRAY_PARAM(match_other, acl_match_other_rows, describe_match);

/**
 * struct answer - what ccs_acl_match() said
 * @found: its return value
 * @entry: the deciding entry, printed
 * @pattern: what matched there, or empty
 */
struct answer {
	int found;
	char entry[ROOM];
	char pattern[ROOM];
};

static void ask(struct kunit *test, const char *line,
		const struct ccs_row_facts *row, struct answer *answer)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_question question;
	const struct ccs_domain *domain;
	struct ccs_grant grant = {};

	ccs_question_read(test, &question, line, row);
	mutex_lock(&ccs_policy_lock);
	domain = ccs_domain_of(&fixture->policy, fixture->cursor);
	answer->found = ccs_acl_match(domain->ns, &domain->acls,
				      &question.request, &grant);
	ccs_entry_print(grant.acl, answer->entry, ROOM);
	strscpy(answer->pattern, grant.pattern ? grant.pattern->text : "",
		ROOM);
	mutex_unlock(&ccs_policy_lock);
}

static void set_up(struct kunit *test, const char *lines)
{
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION, ACL_MATCH_EXCEPTIONS);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "<kernel> /test");
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, lines);
}

static void test_acl_match(struct kunit *test)
{
	const struct acl_match_row *const row = test->param_value;
	struct answer answer;

	set_up(test, row->lines);
	ask(test, row->request, &ccs_root_facts, &answer);
	KUNIT_EXPECT_EQ(test, answer.found, !!row->entry);
	KUNIT_EXPECT_STREQ(test, answer.entry, row->entry ?: "");
	KUNIT_EXPECT_STREQ(test, answer.pattern, row->pattern ?: "");
}

static void expect_answer(struct kunit *test, const char *request,
			  const struct ccs_row_facts *row, int found,
			  const char *entry)
{
	struct answer answer;

	ask(test, request, row, &answer);
	KUNIT_EXPECT_EQ_MSG(test, answer.found, found, "%s", request);
	KUNIT_EXPECT_STREQ_MSG(test, answer.entry, entry, "%s", request);
}

/*
 * An answer that is not there yet counts only if no entry before it decides;
 * which of them the index comes to first must not matter.
 */
static void test_acl_match_unfetched(struct kunit *test)
{
	const struct ccs_row_facts *const later = &ccs_later_facts;

	set_up(test, "file read /g/\\* path1.uid=1\nfile read /g/x\n"
	       "file read @G\nfile write /g/x\nfile write @G path1.uid=0\n"
	       "file write /g/\\* path1.uid=0\nfile append /g/x task.uid=5\n"
	       "file append @G path1.uid=0\nfile append /g/\\*");
	expect_answer(test, "file read /g/x", later, -EAGAIN, "");
	expect_answer(test, "file read /g/x", &ccs_root_facts, 1,
		      "file read/write /g/x");
	expect_answer(test, "file read /h", later, 1, "file read @G");
	expect_answer(test, "file write /g/x", later, 1,
		      "file read/write /g/x");
	expect_answer(test, "file write /g/y", later, -EAGAIN, "");
	expect_answer(test, "file append /g/x", later, -EAGAIN, "");
	expect_answer(test, "file append /g/x", &ccs_root_facts, 1,
		      "file write/append @G path1.uid=0");
}

/* The same, with two answers missing around the entry that would grant. */
static void test_acl_match_unfetched_first(struct kunit *test)
{
	set_up(test, "file read @G path1.uid=0\nfile read /g/\\*\n"
	       "file read /g/x path1.uid=1");
	expect_answer(test, "file read /g/x", &ccs_later_facts, -EAGAIN, "");
}

/* Only the device of a mount may be left out. */
static void test_acl_match_missing_name(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_question question;
	const struct ccs_domain *domain;
	struct ccs_grant grant;
	int found;

	set_up(test, "file rename /a \\*\nfile rename /a @G");
	ccs_question_read(test, &question, "file rename /a /b",
			  &ccs_root_facts);
	question.request.path[1] = (struct ccs_str){};
	mutex_lock(&ccs_policy_lock);
	domain = ccs_domain_of(&fixture->policy, fixture->cursor);
	found = ccs_acl_match(domain->ns, &domain->acls, &question.request,
			      &grant);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, found, 0);
}

/* Whoever executes, a handler is the first one whose condition holds. */
static void test_acl_match_by_facts(struct kunit *test)
{
	set_up(test, "task auto_execute_handler /h1 task.uid=1\n"
	       "task auto_execute_handler /h2 keep\n"
	       "task auto_domain_transition <kernel> //user task.uid=1\n"
	       "allow_read /a if task.state[0]=1\n"
	       "allow_read /a ; set task.state[0]=2");
	expect_answer(test, "task auto_execute_handler /x", &ccs_user_facts,
		      1, "task auto_execute_handler /h1 task.uid=1");
	expect_answer(test, "task auto_execute_handler /x", &ccs_root_facts,
		      1, "task auto_execute_handler /h2 keep");
	expect_answer(test, "task auto_domain_transition <kernel>",
		      &ccs_user_facts, 1,
		      "task auto_domain_transition <kernel> //user task.uid=1");
	expect_answer(test, "task auto_domain_transition <kernel>",
		      &ccs_root_facts, 0, "");
	expect_answer(test, "file read /a", &ccs_user_facts, 1,
		      "allow_read /a if task.state[0]=1");
	expect_answer(test, "file read /a", &ccs_root_facts, 1,
		      "allow_read /a ; set task.state[0]=2");
}

/* Groups belong to the namespace of the domain that mentions them. */
static void test_acl_match_namespaces(struct kunit *test)
{
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "path_group G /kernel\n<guest> path_group G /guest");
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN,
			  "<kernel> /test\nfile read @G");
	expect_answer(test, "file read /kernel", &ccs_root_facts, 1,
		      "file read @G");
	expect_answer(test, "file read /guest", &ccs_root_facts, 0, "");
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN,
			  "<guest> /test\nfile read @G");
	expect_answer(test, "file read /kernel", &ccs_root_facts, 0, "");
	expect_answer(test, "file read /guest", &ccs_root_facts, 1,
		      "file read @G");
}

/* Members come and go, and what entries about their group grant with them. */
static void test_acl_match_changing_groups(struct kunit *test)
{
	static const char request[] = "network inet stream connect 10.0.0.1 9";

	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "<kernel> /test\n"
			  "network inet stream connect @A @N\nfile read @P");
	expect_answer(test, request, &ccs_root_facts, 0, "");
	expect_answer(test, "file read /a", &ccs_root_facts, 0, "");
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "address_group A 10.0.0.0-10.0.0.9\n"
			  "number_group N 9\npath_group P /\\*");
	expect_answer(test, request, &ccs_root_facts, 1,
		      "network inet stream connect @A @N");
	expect_answer(test, "file read /a", &ccs_root_facts, 1,
		      "file read @P");
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "delete number_group N 9\n"
			  "delete path_group P /\\*");
	expect_answer(test, request, &ccs_root_facts, 0, "");
	expect_answer(test, "file read /a", &ccs_root_facts, 0, "");
}

static struct kunit_case acl_match_cases[] = {
	KUNIT_CASE_PARAM(test_acl_match, match_file_gen_params),
	KUNIT_CASE_PARAM(test_acl_match, match_other_gen_params),
	KUNIT_CASE(test_acl_match_unfetched),
	KUNIT_CASE(test_acl_match_unfetched_first),
	KUNIT_CASE(test_acl_match_missing_name),
	KUNIT_CASE(test_acl_match_by_facts),
	KUNIT_CASE(test_acl_match_namespaces),
	KUNIT_CASE(test_acl_match_changing_groups),
	{}
};

static struct kunit_suite acl_match_suite = {
	.name = "ccs_acl_match",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = acl_match_cases,
};

kunit_test_suite(acl_match_suite);
