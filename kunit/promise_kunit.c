// SPDX-License-Identifier: GPL-2.0-only
/*
 * Limits and settings that are promised
 */

#include <kunit/test.h>

#include "../core/acl.h"
#include "../core/decide.h"
#include "../core/env.h"
#include "../core/limits.h"
#include "../core/namespace.h"
#include "../core/profile.h"
#include "fixture.h"
#include "question.h"

/* Room for the longest name and a line about it. */
#define ROOM (CCS_WORD_MAX + 64)

static const char head[] = "file read ";

/* A pathname of one long component: ``/aaa``. */
static void make_line(char *line, size_t name_len)
{
	const size_t at = strlen(head);

	memcpy(line, head, at);
	line[at] = '/';
	memset(line + at + 1, 'a', name_len - 1);
	line[at + name_len] = '\0';
}

static int write_line(struct kunit *test, const char *line)
{
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_span span = ccs_span_of(line);
	int err;

	fixture->reject = (struct ccs_reject){};
	mutex_lock(&ccs_policy_lock);
	err = ccs_domain_line(&fixture->policy, &fixture->cursor, &span,
			      &fixture->reject);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

static void expect_granted(struct kunit *test, const char *name, size_t len)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_test_facts facts = CCS_TEST_FACTS(&ccs_root_facts);
	const struct ccs_request request = {
		.type = CCS_ACL_PATH,
		.op = CCS_PATH_READ,
		.path = { ccs_str_of(name, len) },
		.facts = &facts.facts,
	};
	const struct ccs_domain *domain;
	struct ccs_grant grant;

	mutex_lock(&ccs_policy_lock);
	domain = ccs_domain_of(&fixture->policy, fixture->cursor);
	KUNIT_EXPECT_EQ(test, ccs_find_entry(domain, &request, &grant), 1);
	mutex_unlock(&ccs_policy_lock);
}

static void expect_prints(struct kunit *test, const char *line, char *buf)
{
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_domain *domain;

	mutex_lock(&ccs_policy_lock);
	domain = ccs_domain_of(&fixture->policy, fixture->cursor);
	ccs_entry_print(list_entry(domain->acls.entries.next, struct ccs_acl,
				   node), buf, ROOM);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_TRUE(test, !strcmp(buf, line));
}

static char *take_room(struct kunit *test)
{
	char *const room = kunit_kzalloc(test, ROOM, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, room);
	return room;
}

/*
 * The longest name that a request can have can be named in policy. The name
 * is the last word of its line, and the bound of lines leaves room for it.
 */
static void test_promise_long_word(struct kunit *test)
{
	char *const line = take_room(test), *const buf = take_room(test);
	const size_t len = CCS_WORD_MAX;

	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "<kernel> /test");
	make_line(line, len);
	KUNIT_ASSERT_EQ(test, write_line(test, line), 0);
	expect_granted(test, line + strlen(head), len);
	expect_prints(test, line, buf);
	/* The same as a pattern. */
	strscpy(buf, line, ROOM);
	memcpy(buf + strlen(head) + len - 2, "\\*", 2);
	KUNIT_ASSERT_EQ(test, write_line(test, "delete file read /\\*"), 0);
	KUNIT_ASSERT_EQ(test, write_line(test, buf), 0);
	expect_granted(test, line + strlen(head), len);
}

static void test_promise_long_word_refused(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	char *const line = take_room(test);

	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "<kernel> /test");
	make_line(line, CCS_WORD_MAX + 1);
	KUNIT_EXPECT_EQ(test, write_line(test, line), -EINVAL);
	KUNIT_EXPECT_TRUE(test, fixture->reject.why);
	KUNIT_EXPECT_EQ(test, fixture->reject.word.len,
			(size_t)CCS_WORD_MAX + 1);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_acls(test), "");
}

static void test_promise_profile_numbers(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	const enum ccs_fixture_node node = CCS_FIXTURE_PROFILE;
	const struct ccs_domain *domain;

	ccs_fixture_lines(test, node, "255-CONFIG=enforcing");
	ccs_fixture_expect_refused(test, node, "256-CONFIG=enforcing");
	ccs_fixture_profile(test, "<kernel> /test", 255);
	ccs_fixture_expect_refused(test, CCS_FIXTURE_DOMAIN,
				   "use_profile 256");
	domain = ccs_fixture_domain(test, "<kernel> /test");
	KUNIT_EXPECT_EQ(test, domain->profile, (u8)255);
	KUNIT_EXPECT_TRUE(test, ccs_profile_of(fixture->policy.kernel_ns,
					       255));
}

static void test_promise_group_numbers(struct kunit *test)
{
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "acl_group 255 file read /a");
	ccs_fixture_expect_refused(test, CCS_FIXTURE_EXCEPTION,
				   "acl_group 256 file read /a");
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN,
			  "<kernel> /test\nuse_group 255");
	ccs_fixture_expect_refused(test, CCS_FIXTURE_DOMAIN, "use_group 256");
}

static void decide(struct kunit *test, const char *line,
		   struct ccs_verdict *verdict)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_question question;

	ccs_question_read(test, &question, line, &ccs_root_facts);
	fixture->policy.loaded = true;
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, ccs_decide(&fixture->policy,
					 ccs_domain_of(&fixture->policy,
						       fixture->cursor),
					 &question.request, verdict), 0);
	mutex_unlock(&ccs_policy_lock);
	fixture->policy.loaded = false;
}

/**
 * struct setting_row - profile 1 and a request judged under it
 * @desc: what the row is about
 * @profile: lines
 * @request: the request, which no entry grants unless it is about /a
 * @mode: mode it is judged in
 * @log: is it logged?
 */
struct setting_row {
	const char *desc;
	const char *profile;
	const char *request;
	enum ccs_mode mode;
	bool log;
};

#define EXECUTE_ENFORCING \
	"1-CONFIG::file=learning\n1-CONFIG::file::execute=enforcing"
#define QUIET_ACCEPT(item)						\
	"1-CONFIG={ mode=enforcing grant_log=yes reject_log=yes }\n"	\
	"1-CONFIG::network::" item					\
	"={ mode=enforcing grant_log=no reject_log=no }"

static const struct setting_row setting_rows[] = {
	{ "executing is enforced", EXECUTE_ENFORCING, "file execute /b",
	  CCS_MODE_ENFORCING, true },
	{ "while opening is learned", EXECUTE_ENFORCING, "file read /b",
	  CCS_MODE_LEARNING, true },
	{ "and so is everything else about files", EXECUTE_ENFORCING,
	  "file mkdir /b/ 0755", CCS_MODE_LEARNING, true },
	{ "and nothing else is looked at", EXECUTE_ENFORCING,
	  "network inet stream accept 10.0.0.1 80", CCS_MODE_DISABLED,
	  false },
	{ "accept is not logged", QUIET_ACCEPT("inet_stream_accept"),
	  "network inet stream accept 10.0.0.1 80", CCS_MODE_ENFORCING,
	  false },
	{ "not even when it is granted", QUIET_ACCEPT("inet_stream_accept"),
	  "network inet stream accept 10.0.0.2 80", CCS_MODE_ENFORCING,
	  false },
	{ "connect is", QUIET_ACCEPT("inet_stream_accept"),
	  "network inet stream connect 10.0.0.1 80", CCS_MODE_ENFORCING,
	  true },
	{ "accept is not logged, in 1.7's words",
	  QUIET_ACCEPT("inet_tcp_accept"),
	  "network inet stream accept 10.0.0.1 80", CCS_MODE_ENFORCING,
	  false },
};

static void describe_setting(const struct setting_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(setting, setting_rows, describe_setting);

static void test_promise_settings(struct kunit *test)
{
	const struct setting_row *const row = test->param_value;
	struct ccs_verdict verdict;

	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE, row->profile);
	ccs_fixture_profile(test, "<kernel> /test", 1);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN,
			  "network inet stream accept 10.0.0.2 80");
	decide(test, row->request, &verdict);
	KUNIT_EXPECT_EQ(test, verdict.mode, (u8)row->mode);
	KUNIT_EXPECT_EQ(test, verdict.log, row->log);
}

/**
 * struct switch_row - a preference, as a line in either dialect
 * @line: the line
 * @which: the preference that it sets
 * @value: to what
 */
struct switch_row {
	const char *line;
	enum ccs_preference which;
	u32 value;
};

#define SWITCH(line, which, value) { line, CCS_PREFERENCE_##which, value }

/* clang-format off */
static const struct switch_row switch_rows[] = {
	SWITCH("1-PREFERENCE={ max_audit_log=7 }", AUDIT_LOG, 7),
	SWITCH("1-PREFERENCE={ max_learning_entry=7 }", LEARNING, 7),
	SWITCH("1-PREFERENCE={ enforcing_penalty=7 }", PENALTY, 7),
	SWITCH("PREFERENCE::audit={ max_grant_log=7 }", MAX_GRANT_LOG, 7),
	SWITCH("PREFERENCE::audit={ max_reject_log=7 }", MAX_REJECT_LOG, 7),
	SWITCH("PREFERENCE::audit={ task_info=no }", TASK_INFO, 0),
	SWITCH("PREFERENCE::audit={ path_info=no }", PATH_INFO, 0),
	SWITCH("PREFERENCE::learning={ verbose=yes }", LEARNING_VERBOSE, 1),
	SWITCH("PREFERENCE::learning={ max_entry=7 }", LEARNING, 7),
	SWITCH("PREFERENCE::learning={ exec.realpath=no }", EXEC_REALPATH, 0),
	SWITCH("PREFERENCE::learning={ exec.argv0=no }", EXEC_ARGV0, 0),
	SWITCH("PREFERENCE::learning={ symlink.target=no }", SYMLINK_TARGET, 0),
	SWITCH("PREFERENCE::permissive={ verbose=no }", PERMISSIVE_VERBOSE, 0),
	SWITCH("PREFERENCE::enforcing={ verbose=no }", ENFORCING_VERBOSE, 0),
	SWITCH("PREFERENCE::enforcing={ penalty=7 }", PENALTY, 7),
	SWITCH("1-PREFERENCE::audit={ max_grant_log=7 }", MAX_GRANT_LOG, 7),
	SWITCH("1-PREFERENCE::audit={ max_reject_log=7 }", MAX_REJECT_LOG, 7),
	SWITCH("1-PREFERENCE::audit={ path_info=yes }", TASK_INFO, 0),
	SWITCH("1-PREFERENCE::audit={ task_info=yes }", PATH_INFO, 0),
	SWITCH("1-PREFERENCE::learning={ verbose=yes }", LEARNING_VERBOSE, 1),
	SWITCH("1-PREFERENCE::learning={ max_entry=7 }", LEARNING, 7),
	SWITCH("1-PREFERENCE::learning={ max_entry=7 }", EXEC_REALPATH, 0),
	SWITCH("1-PREFERENCE::learning={ max_entry=7 }", EXEC_ARGV0, 0),
	SWITCH("1-PREFERENCE::learning={ max_entry=7 }", SYMLINK_TARGET, 0),
	SWITCH("1-PREFERENCE::permissive={ verbose=no }", PERMISSIVE_VERBOSE, 0),
	SWITCH("1-PREFERENCE::enforcing={ verbose=no }", ENFORCING_VERBOSE, 0),
	SWITCH("1-PREFERENCE::enforcing={ penalty=7 }", PENALTY, 7),
};

/* clang-format on */

static void describe_switch(const struct switch_row *row, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s (%d)", row->line,
		 row->which);
}

KUNIT_ARRAY_PARAM(switch, switch_rows, describe_switch);

/* A switch that nothing can turn has no effect: each differs from before. */
static void test_promise_preferences(struct kunit *test)
{
	const struct switch_row *const row = test->param_value;
	const struct ccs_fixture *const fixture = test->priv;
	const struct ccs_ns *const ns = fixture->policy.kernel_ns;

	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE,
			  "PROFILE_VERSION=20090903\n1-COMMENT=x");
	KUNIT_EXPECT_NE(test, ccs_preference(ns, ccs_profile_of(ns, 1),
					     row->which), row->value);
	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE, row->line);
	KUNIT_EXPECT_EQ(test, ccs_preference(ns, ccs_profile_of(ns, 1),
					     row->which), row->value);
}

static struct kunit_case promise_cases[] = {
	KUNIT_CASE(test_promise_long_word),
	KUNIT_CASE(test_promise_long_word_refused),
	KUNIT_CASE(test_promise_profile_numbers),
	KUNIT_CASE(test_promise_group_numbers),
	KUNIT_CASE_PARAM(test_promise_settings, setting_gen_params),
	KUNIT_CASE_PARAM(test_promise_preferences, switch_gen_params),
	{}
};

static struct kunit_suite promise_suite = {
	.name = "ccs_promise",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = promise_cases,
};

kunit_test_suite(promise_suite);
