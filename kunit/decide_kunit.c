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
#include "question.h"
#include "vectors/decide.h"

static void describe_decide(const struct decide_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(decide, decide_rows, describe_decide);

static int decide(struct kunit *test, const char *line,
		  const struct ccs_row_facts *row, struct ccs_verdict *verdict)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_question question;
	const struct ccs_domain *domain;
	int err;

	ccs_question_read(test, &question, line, row);
	mutex_lock(&ccs_policy_lock);
	domain = ccs_domain_of(&fixture->policy, fixture->cursor);
	err = ccs_decide(&fixture->policy, domain, &question.request, verdict);
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
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION, DECIDE_EXCEPTIONS);
	ccs_fixture_profile(test, "<kernel> /test", profile);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, lines);
	fixture->policy.loaded = true;
}

static void expect_entry(struct kunit *test, const struct ccs_verdict *verdict,
			 const char *want)
{
	char entry[128];

	mutex_lock(&ccs_policy_lock);
	ccs_entry_print(verdict->grant.acl, entry, sizeof(entry));
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_STREQ(test, entry, want ?: "");
}

static void test_decide(struct kunit *test)
{
	const struct decide_row *const row = test->param_value;
	struct ccs_verdict verdict;

	set_up(test, 1, row->lines);
	KUNIT_EXPECT_EQ(test, decide(test, row->request, &ccs_root_facts,
				     &verdict), 0);
	KUNIT_EXPECT_EQ(test, verdict.granted, !!row->entry);
	KUNIT_EXPECT_EQ(test, verdict.mode, (u8)CCS_MODE_ENFORCING);
	KUNIT_EXPECT_EQ(test, verdict.profile, (u8)1);
	KUNIT_EXPECT_EQ(test, verdict.log, !row->entry);
	expect_entry(test, &verdict, row->entry);
}

/**
 * struct mode_row - a request under a profile
 * @desc: what the row is about
 * @profile: number of the profile
 * @loaded: is policy loaded?
 * @request: the request; the domain has ``file read/execute /a``
 * @mode: mode it is judged in
 * @log: is it logged?
 */
struct mode_row {
	const char *desc;
	u8 profile;
	bool loaded;
	const char *request;
	enum ccs_mode mode;
	bool log;
};

static const struct mode_row mode_rows[] = {
	{ "grant in enforcing mode", 1, true, "file read /a",
	  CCS_MODE_ENFORCING, false },
	{ "rejection in enforcing mode", 1, true, "file read /b",
	  CCS_MODE_ENFORCING, true },
	{ "grant in learning mode", 2, true, "file read /a",
	  CCS_MODE_LEARNING, true },
	{ "rejection in learning mode", 2, true, "file read /b",
	  CCS_MODE_LEARNING, false },
	{ "an item of its own", 2, true, "file execute /a",
	  CCS_MODE_PERMISSIVE, false },
	{ "no such profile", 9, true, "file read /b", CCS_MODE_DISABLED,
	  false },
	{ "before policy is loaded nothing is enforced", 1, false,
	  "file read /b", CCS_MODE_DISABLED, false },
	{ "disabled mode logs no grant", 3, true, "file read /a",
	  CCS_MODE_DISABLED, false },
	{ "disabled mode logs no rejection", 3, true, "file read /b",
	  CCS_MODE_DISABLED, false },
	{ "an entry wants its grants logged", 1, true, "file append /a",
	  CCS_MODE_ENFORCING, true },
	{ "an entry wants its grants not logged", 2, true, "file unlink /a",
	  CCS_MODE_LEARNING, false },
	{ "disabled mode does not listen to entries", 3, true,
	  "file append /a", CCS_MODE_DISABLED, false },
	{ "the entry of another request does not matter", 1, true,
	  "file append /b", CCS_MODE_ENFORCING, true },
};

static void describe_mode(const struct mode_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(mode, mode_rows, describe_mode);

static void test_decide_modes(struct kunit *test)
{
	const struct mode_row *const row = test->param_value;
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_verdict verdict;

	set_up(test, row->profile, "file read/execute /a\n"
	       "file append /a grant_log=yes\nfile unlink /a grant_log=no");
	fixture->policy.loaded = row->loaded;
	KUNIT_EXPECT_EQ(test, decide(test, row->request, &ccs_root_facts,
				     &verdict), 0);
	KUNIT_EXPECT_EQ(test, verdict.mode, (u8)row->mode);
	KUNIT_EXPECT_EQ(test, verdict.log, row->log);
	KUNIT_EXPECT_EQ(test, verdict.granted, !!strstr(row->request, "/a"));
}

/* An answer that is not there yet is never taken for a grant. */
static void test_decide_without_facts(struct kunit *test)
{
	struct ccs_verdict verdict;

	set_up(test, 1, "file read /a path1.uid=0\nfile read /\\*\n"
	       "use_group 200");
	KUNIT_EXPECT_EQ(test, decide(test, "file read /a", &ccs_later_facts,
				     &verdict), -EAGAIN);
	KUNIT_EXPECT_FALSE(test, verdict.granted);
	KUNIT_EXPECT_EQ(test, verdict.mode, (u8)CCS_MODE_ENFORCING);
	KUNIT_EXPECT_EQ(test, decide(test, "file read /b", &ccs_later_facts,
				     &verdict), 0);
	KUNIT_EXPECT_TRUE(test, verdict.granted);
}

/* Nor does a list that comes later decide in its place. */
static void test_decide_without_facts_in_groups(struct kunit *test)
{
	struct ccs_verdict verdict;

	set_up(test, 1, "use_group 1\nuse_group 200");
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "acl_group 1 file read /lib/x path1.uid=0");
	KUNIT_EXPECT_EQ(test, decide(test, "file read /lib/x",
				     &ccs_later_facts, &verdict), -EAGAIN);
	KUNIT_EXPECT_FALSE(test, verdict.granted);
	KUNIT_EXPECT_EQ(test, decide(test, "file read /lib/x",
				     &ccs_root_facts, &verdict), 0);
	expect_entry(test, &verdict, "file read /lib/x path1.uid=0");
}

/* A group that grows or shrinks changes what the entry grants. */
static void test_decide_with_changing_group(struct kunit *test)
{
	struct ccs_verdict verdict;

	set_up(test, 1, "file read @G");
	decide(test, "file read /i", &ccs_root_facts, &verdict);
	KUNIT_EXPECT_FALSE(test, verdict.granted);
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION, "path_group G /i");
	decide(test, "file read /i", &ccs_root_facts, &verdict);
	KUNIT_EXPECT_TRUE(test, verdict.granted);
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "delete path_group G /i");
	decide(test, "file read /i", &ccs_root_facts, &verdict);
	KUNIT_EXPECT_FALSE(test, verdict.granted);
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION, "path_group G /i");
	decide(test, "file read /i", &ccs_root_facts, &verdict);
	KUNIT_EXPECT_TRUE(test, verdict.granted);
}

/* Every request that has an item is governed by it, and the others by none. */
static void test_request_items(struct kunit *test)
{
	static const struct {
		const char *request;
		int item;
	} rows[] = {
		{ "file execute /a", CCS_ITEM_FILE_EXECUTE },
		{ "file append /a", CCS_ITEM_FILE_OPEN },
		{ "file read/write /a", CCS_ITEM_FILE_OPEN },
		{ "allow_rewrite /a", CCS_ITEM_FILE_REWRITE },
		{ "file pivot_root /a/ /b/", CCS_ITEM_FILE_PIVOT_ROOT },
		{ "file chgrp /a 1", CCS_ITEM_FILE_CHGRP },
		{ "file mkchar /a 1 2 3", CCS_ITEM_FILE_MKCHAR },
		{ "file mount /a /b/ c 0", CCS_ITEM_FILE_MOUNT },
		{ "network inet stream accept 1.2.3.4 5",
		  CCS_ITEM_NETWORK_INET_STREAM_ACCEPT },
		{ "network inet dgram recv 1.2.3.4 5",
		  CCS_ITEM_NETWORK_INET_DGRAM_RECV },
		{ "network inet seqpacket bind 1.2.3.4 5",
		  CCS_ITEM_NETWORK_INET_SEQPACKET_BIND },
		{ "network unix seqpacket listen /a",
		  CCS_ITEM_NETWORK_UNIX_SEQPACKET_LISTEN },
		{ "network inet stream send 1.2.3.4 5", CCS_ITEM_NONE },
		{ "misc env A", CCS_ITEM_MISC_ENV },
		{ "capability SYS_TIME", CCS_ITEM_CAPABILITY_SYS_TIME },
		{ "allow_capability conceal_mount",
		  CCS_ITEM_CAPABILITY_CONCEAL_MOUNT },
		{ "ipc signal 9 <kernel>", CCS_ITEM_IPC_SIGNAL },
		{ "task auto_execute_handler /a", CCS_ITEM_NONE },
	};
	struct ccs_question question;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		ccs_question_read(test, &question, rows[i].request,
				  &ccs_root_facts);
		KUNIT_EXPECT_EQ_MSG(test, ccs_request_item(&question.request),
				    rows[i].item, "%s", rows[i].request);
	}
}

static struct kunit_case decide_cases[] = {
	KUNIT_CASE_PARAM(test_decide, decide_gen_params),
	KUNIT_CASE_PARAM(test_decide_modes, mode_gen_params),
	KUNIT_CASE(test_decide_without_facts),
	KUNIT_CASE(test_decide_without_facts_in_groups),
	KUNIT_CASE(test_decide_with_changing_group),
	KUNIT_CASE(test_request_items),
	{}
};

static struct kunit_suite decide_suite = {
	.name = "ccs_decide",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = decide_cases,
};

kunit_test_suite(decide_suite);
