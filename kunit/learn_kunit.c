// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of learning
 */

#include <kunit/test.h>

#include "../core/acl.h"
#include "../core/decide.h"
#include "../core/env.h"
#include "../core/learn.h"
#include "../core/ops.h"
#include "facts.h"
#include "fixture.h"

#define ROOM 256

static const char *const hello_argv[] = { "a\\040b", NULL };

static const struct ccs_row_facts hello_facts = {
	.number = { [CCS_FACT_EXEC_ARGC] = 1 },
	.realpath = "/usr/bin/hello\\040world",
	.argv = hello_argv,
};

static const struct ccs_learn_exec hello_exec = {
	.realpath = "/usr/bin/hello\\040world",
	.argv0 = "a\\040b",
};

static const struct ccs_learn_exec bare_exec = {
	.realpath = "/usr/bin/hello\\040world",
};

/**
 * struct learn_row - a request and the line that grants it
 * @op: the operation
 * @path: the pathname
 * @exec: what it is bound to
 * @line: the line
 */
struct learn_row {
	enum ccs_path_op op;
	const char *path;
	const struct ccs_learn_exec *exec;
	const char *line;
};

static const struct learn_row learn_rows[] = {
	{ CCS_PATH_READ, "/etc/passwd", NULL, "file read /etc/passwd" },
	{ CCS_PATH_WRITE, "/tmp/a\\040b", NULL, "file write /tmp/a\\040b" },
	{ CCS_PATH_APPEND, "/\\\\", NULL, "file append /\\\\" },
	{ CCS_PATH_GETATTR, "/tmp/", NULL, "file getattr /tmp/" },
	{ CCS_PATH_READ, "pipe:[1234]", NULL, "file read pipe:[1234]" },
	{ CCS_PATH_EXECUTE, "/bin/h", &bare_exec,
	  "file execute /bin/h exec.realpath=\"/usr/bin/hello\\040world\"" },
	{ CCS_PATH_EXECUTE, "/bin/h", &hello_exec,
	  "file execute /bin/h exec.realpath=\"/usr/bin/hello\\040world\""
	  " exec.argv[0]=\"a\\040b\"" },
};

static void describe_learn(const struct learn_row *row, char *desc)
{
	strscpy(desc, row->line, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(learn, learn_rows, describe_learn);

static int learn(struct kunit *test, const char *text)
{
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_span line = ccs_span_of(text);
	int err;

	mutex_lock(&ccs_policy_lock);
	err = ccs_learn(&fixture->policy,
			ccs_domain_of(&fixture->policy, fixture->cursor),
			&line);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

static bool granted(struct kunit *test, const struct ccs_request *request)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_verdict verdict;
	int err;

	mutex_lock(&ccs_policy_lock);
	err = ccs_decide(&fixture->policy,
			 ccs_domain_of(&fixture->policy, fixture->cursor),
			 request, &verdict);
	mutex_unlock(&ccs_policy_lock);
	return !err && verdict.granted;
}

static void set_up(struct kunit *test)
{
	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE,
			  "1-CONFIG=learning\n"
			  "1-PREFERENCE={ max_learning_entry=3 }");
	ccs_fixture_profile(test, "<kernel> /test", 1);
}

/* What is learned grants the request that it was learned from. */
static void test_learn(struct kunit *test)
{
	const struct learn_row *const row = test->param_value;
	struct ccs_test_facts facts = CCS_TEST_FACTS(&hello_facts);
	const struct ccs_request request = {
		.type = CCS_ACL_PATH,
		.op = row->op,
		.path = ccs_str_of(row->path, strlen(row->path)),
		.facts = &facts.facts,
	};
	char buf[ROOM], want[ROOM];
	struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };

	set_up(test);
	ccs_learn_print(&emit, &request, row->exec);
	KUNIT_EXPECT_FALSE(test, emit.overflow);
	KUNIT_EXPECT_STREQ(test, buf, row->line);
	KUNIT_EXPECT_FALSE(test, granted(test, &request));
	KUNIT_ASSERT_EQ(test, learn(test, buf), 0);
	KUNIT_EXPECT_TRUE(test, granted(test, &request));
	snprintf(want, sizeof(want), "%s\n", row->line);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_acls(test), want);
}

/* The limit counts operations; beyond it nothing is added. */
static void test_learn_up_to_the_limit(struct kunit *test)
{
	set_up(test);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "file read/write /a");
	KUNIT_EXPECT_EQ(test, learn(test, "file read /b"), 0);
	ccs_fixture_save(test);
	KUNIT_EXPECT_EQ(test, learn(test, "file read /c"), -EDQUOT);
	KUNIT_EXPECT_EQ(test, learn(test, "file append /a"), -EDQUOT);
	ccs_fixture_expect_saved(test, "learning beyond the limit");
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "delete file read /a");
	KUNIT_EXPECT_EQ(test, learn(test, "file read /c"), 0);
}

static void test_learn_without_profile(struct kunit *test)
{
	ccs_fixture_profile(test, "<kernel> /test", 9);
	KUNIT_EXPECT_EQ(test, learn(test, "file read /c"), -EDQUOT);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_acls(test), "");
}

static void test_learn_bad_line(struct kunit *test)
{
	set_up(test);
	ccs_fixture_save(test);
	KUNIT_EXPECT_EQ(test, learn(test, "file read"), -EINVAL);
	KUNIT_EXPECT_EQ(test, learn(test, "file read /x exec.argv[0]=\""),
			-EINVAL);
	ccs_fixture_expect_saved(test, "learning of bad lines");
}

/* Without memory nothing is learned, and nothing is lost. */
static void test_learn_over_memory_quota(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	const atomic_long_t *const used = &fixture->policy.mem.used;
	long before;

	set_up(test);
	before = atomic_long_read(used);
	ccs_fixture_save(test);
	fixture->policy.mem.quota = before + 40;
	KUNIT_EXPECT_EQ(test, learn(test, "file read /b task.uid=0"), -ENOMEM);
	KUNIT_EXPECT_EQ(test, atomic_long_read(used), before);
	ccs_fixture_expect_saved(test, "learning without memory");
}

static void test_request_print_too_long(struct kunit *test)
{
	const struct ccs_request request = {
		.type = CCS_ACL_PATH,
		.op = CCS_PATH_READ,
		.path = ccs_str_of("/abc", 4),
	};
	char buf[sizeof("file read /ab")];
	struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };

	ccs_request_print(&emit, &request);
	KUNIT_EXPECT_TRUE(test, emit.overflow);
}

static struct kunit_case learn_cases[] = {
	KUNIT_CASE_PARAM(test_learn, learn_gen_params),
	KUNIT_CASE(test_learn_up_to_the_limit),
	KUNIT_CASE(test_learn_without_profile),
	KUNIT_CASE(test_learn_bad_line),
	KUNIT_CASE(test_learn_over_memory_quota),
	KUNIT_CASE(test_request_print_too_long),
	{}
};

static struct kunit_suite learn_suite = {
	.name = "ccs_learn",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = learn_cases,
};

kunit_test_suite(learn_suite);
