// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of learning
 */

#include <kunit/test.h>

#include "../core/acl.h"
#include "../core/decide.h"
#include "../core/env.h"
#include "../core/learn.h"
#include "../core/namespace.h"
#include "../core/ops.h"
#include "facts.h"
#include "fixture.h"
#include "question.h"

#define ROOM 256

static const char *const hello_argv[] = { "a\\040b", NULL };

static const struct ccs_row_facts hello_facts = {
	.number = {
		[CCS_FACT_EXEC_ARGC] = 1,
		[CCS_FACT_TASK_TYPE] = CCS_EXECUTE_HANDLER,
	},
	.realpath = "/usr/bin/hello\\040world",
	.argv = hello_argv,
	.symlink = "a\\040b",
};

static const struct ccs_learn_bound hello_exec = {
	.realpath = "/usr/bin/hello\\040world",
	.argv0 = "a\\040b",
};

static const struct ccs_learn_bound bare_exec = {
	.realpath = "/usr/bin/hello\\040world",
};

static const struct ccs_learn_bound argv0_exec = {
	.argv0 = "a\\040b",
};

static const struct ccs_learn_bound unbound_exec = {};

static const struct ccs_learn_bound handler = { .handler = true };

static const struct ccs_learn_bound handler_exec = {
	.handler = true,
	.realpath = "/usr/bin/hello\\040world",
	.argv0 = "a\\040b",
};

static const struct ccs_learn_bound hello_link = {
	.symlink = "a\\040b",
};

/**
 * struct learn_row - a request and the line that grants it
 * @request: the request, as a line that would grant it
 * @exec: what it is bound to
 * @line: the line; NULL if it is the request as written
 */
struct learn_row {
	const char *request;
	const struct ccs_learn_bound *exec;
	const char *line;
};

/* clang-format off */
static const struct learn_row learn_rows[] = {
	{ "file read /etc/passwd", NULL, NULL },
	{ "file write /tmp/a\\040b", NULL, NULL },
	{ "file append /\\\\", NULL, NULL },
	{ "file getattr /tmp/", NULL, NULL },
	{ "file read pipe:[1234]", NULL, NULL },
	{ "file read/write /tmp/x", NULL, NULL },
	{ "file execute /bin/h", &bare_exec,
	  "file execute /bin/h exec.realpath=\"/usr/bin/hello\\040world\"" },
	{ "file execute /bin/h", &hello_exec,
	  "file execute /bin/h "
	  "exec.realpath=\"/usr/bin/hello\\040world\" exec.argv[0]=\"a\\040b\"" },
	{ "file execute /bin/h", &argv0_exec,
	  "file execute /bin/h exec.argv[0]=\"a\\040b\"" },
	{ "file execute /bin/h", &unbound_exec, NULL },
	{ "file execute /bin/h", &handler_exec,
	  "file execute /bin/h task.type=execute_handler "
	  "exec.realpath=\"/usr/bin/hello\\040world\" exec.argv[0]=\"a\\040b\"" },
	{ "file read /a", &handler, "file read /a task.type=execute_handler" },
	{ "misc env A", &handler, "misc env A task.type=execute_handler" },
	{ "allow_rewrite /a", &handler,
	  "allow_rewrite /a if task.type=execute_handler" },
	{ "allow_capability SYS_CHROOT", &handler,
	  "allow_capability SYS_CHROOT if task.type=execute_handler" },
	{ "file symlink /a", &hello_link,
	  "file symlink /a symlink.target=\"a\\040b\"" },
	{ "file symlink /a", &unbound_exec, NULL },
	{ "file rename /a /b", NULL, NULL },
	{ "file pivot_root /a/ /b/", NULL, NULL },
	{ "file create /a 420", NULL, "file create /a 0644" },
	{ "file chmod /a 0x1FF", NULL, "file chmod /a 0777" },
	{ "file mkdir /a/ 0", NULL, "file mkdir /a/ 00" },
	{ "file chown /a 0x10", NULL, "file chown /a 16" },
	{ "file chgrp /a 010", NULL, "file chgrp /a 8" },
	{ "file ioctl /a 21505", NULL, "file ioctl /a 0x5401" },
	{ "file mkchar /a 438 0x1 03", NULL, "file mkchar /a 0666 1 3" },
	{ "file mkblock /a 0600 8 0", NULL, "file mkblock /a 0600 8 0" },
	{ "file mount /a /b/ ext3 3073", NULL,
	  "file mount /a /b/ ext3 0xC01" },
	{ "file mount any /b/ --remount 0", NULL,
	  "file mount any /b/ --remount 0x0" },
	{ "allow_rewrite /a", NULL, NULL },
	{ "network inet stream connect 10.0.0.1 80", NULL, NULL },
	{ "network inet dgram recv fe80::1 65535", NULL, NULL },
	{ "network inet raw send 255.255.255.255 255", NULL, NULL },
	{ "network unix stream bind /tmp/s", NULL, NULL },
	{ "network unix dgram send anonymous", NULL, NULL },
	{ "network unix seqpacket connect \\000x", NULL, NULL },
	{ "misc env LD_PRELOAD", NULL, NULL },
	{ "capability SYS_TIME", NULL, NULL },
	{ "allow_capability SYS_CHROOT", NULL, NULL },
	{ "ipc signal 0xF <kernel> /a", NULL, "ipc signal 15 <kernel> /a" },
	{ "task manual_domain_transition <kernel> //a", NULL, NULL },
};

/* clang-format on */

static void describe_learn(const struct learn_row *row, char *desc)
{
	strscpy(desc, row->line ?: row->request, KUNIT_PARAM_DESC_SIZE);
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
	struct ccs_grant grant;
	int found;

	mutex_lock(&ccs_policy_lock);
	found = ccs_find_entry(ccs_domain_of(&fixture->policy,
					     fixture->cursor),
			       request, &grant);
	mutex_unlock(&ccs_policy_lock);
	return found > 0;
}

static void set_up(struct kunit *test)
{
	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE,
			  "1-CONFIG=learning\n"
			  "1-PREFERENCE={ max_learning_entry=3 }");
	ccs_fixture_profile(test, "<kernel> /test", 1);
}

static const struct ccs_ns *ns_of(struct kunit *test)
{
	const struct ccs_fixture *const fixture = test->priv;

	return fixture->policy.kernel_ns;
}

/* What is learned grants the request that it was learned from. */
static void check_learned(struct kunit *test, const char *request,
			  const struct ccs_learn_bound *exec, const char *line)
{
	char buf[ROOM];
	struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };
	struct ccs_question question;

	ccs_question_read(test, &question, request, &hello_facts);
	mutex_lock(&ccs_policy_lock);
	ccs_learn_print(&emit, ns_of(test), &question.request, exec);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_FALSE(test, emit.overflow);
	KUNIT_EXPECT_STREQ(test, buf, line);
	KUNIT_EXPECT_FALSE(test, granted(test, &question.request));
	KUNIT_ASSERT_EQ(test, learn(test, buf), 0);
	KUNIT_EXPECT_TRUE(test, granted(test, &question.request));
}

static void test_learn(struct kunit *test)
{
	const struct learn_row *const row = test->param_value;
	const char *const line = row->line ?: row->request;
	char want[ROOM];

	set_up(test);
	check_learned(test, row->request, row->exec, line);
	snprintf(want, sizeof(want), "%s\n", line);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_acls(test), want);
}

/**
 * struct general_row - a request and the more general line learned from it
 * @request: the request
 * @line: the line; NULL if it is the request as written
 */
struct general_row {
	const char *request;
	const char *line;
};

/* The last one is for 1.7 alone, so no line of 1.8 can name it. */
#define FILE_PATTERNS							\
	"file_pattern /tmp/a\\*\nfile_pattern /tmp/\\*\n"		\
	"file_pattern /proc/\\$/stat\nfile_pattern /tmp/\\*/\n"	\
	"file_pattern /w/\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*"

static const struct general_row general_rows[] = {
	{ "file read /tmp/x", "file read /tmp/\\*" },
	{ "file read /tmp/ax", "file read /tmp/a\\*" },
	{ "file read /etc/x", NULL },
	{ "file read proc:/12/stat", "file read proc:/\\$/stat" },
	{ "file read /w/x", NULL },
	{ "file execute /tmp/x", NULL },
	{ "file rename /tmp/x /y", "file rename /tmp/\\* /y" },
	{ "file rename /y /tmp/x", "file rename /y /tmp/\\*" },
	{ "file create /tmp/x 0644", "file create /tmp/\\* 0644" },
	{ "file mkchar /tmp/x 0666 1 3", "file mkchar /tmp/\\* 0666 1 3" },
	{ "allow_rewrite /tmp/x", "allow_rewrite /tmp/\\*" },
	{ "file mount /tmp/x /tmp/y/ /tmp/z 0x0",
	  "file mount /tmp/\\* /tmp/\\*/ /tmp/z 0x0" },
	{ "file mount any /tmp/y/ --remount 0x0",
	  "file mount any /tmp/\\*/ --remount 0x0" },
	{ "network unix stream bind /tmp/x", NULL },
	{ "misc env /tmp/x", NULL },
};

static void describe_general(const struct general_row *row, char *desc)
{
	strscpy(desc, row->request, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(general, general_rows, describe_general);

static void test_learn_patterns(struct kunit *test)
{
	const struct general_row *const row = test->param_value;

	set_up(test);
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION, FILE_PATTERNS);
	check_learned(test, row->request, NULL, row->line ?: row->request);
}

static const struct general_row write_rows[] = {
	{ "file write /x", "file write/append /x" },
	{ "file append /x", "file write/append /x" },
	{ "file read/write /x", "file read/write/append /x" },
	{ "file read /x", NULL },
	{ "file truncate /x", NULL },
	{ "file link /x /y", NULL },
};

KUNIT_ARRAY_PARAM(write, write_rows, describe_general);

/* 1.7 has one permission to write. */
static void test_learn_writing_in_17(struct kunit *test)
{
	const struct general_row *const row = test->param_value;

	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE,
			  "PROFILE_VERSION=20090903");
	set_up(test);
	check_learned(test, row->request, NULL, row->line ?: row->request);
}

/* Without room for the pattern the name is learned. */
static void test_learn_pattern_too_long(struct kunit *test)
{
	static const char line[] = "file read /l/x";
	char buf[sizeof(line)];
	struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };
	struct ccs_question question;

	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "file_pattern /l/\\*\\*\\*");
	ccs_question_read(test, &question, line, &hello_facts);
	mutex_lock(&ccs_policy_lock);
	ccs_learn_print(&emit, ns_of(test), &question.request, NULL);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_FALSE(test, emit.overflow);
	KUNIT_EXPECT_STREQ(test, buf, line);
}

/* The room asked for is enough, whatever the numbers. */
static void test_request_size(struct kunit *test)
{
	static const char *const requests[] = {
		"file mkblock /a 18446744073709551615 18446744073709551615 18446744073709551615",
		"file mount /a /b/ c 0xFFFFFFFFFFFFFFFF",
		"network inet seqpacket connect ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe 65535",
		"file execute/read/write/append/unlink/getattr/rmdir/truncate/symlink/chroot/unmount /a",
		"ipc signal 18446744073709551615 <kernel> /a /b /c",
	};
	struct ccs_question question;
	char *const buf = kunit_kzalloc(test, 1024, GFP_KERNEL);
	size_t i;

	KUNIT_ASSERT_NOT_NULL(test, buf);
	for (i = 0; i < ARRAY_SIZE(requests); i++) {
		struct ccs_emit emit = { .buf = buf };

		ccs_question_read(test, &question, requests[i], &hello_facts);
		emit.size = ccs_request_size(&question.request);
		KUNIT_ASSERT_TRUE(test, emit.size <= 1024);
		ccs_request_print(&emit, &question.request);
		KUNIT_EXPECT_FALSE_MSG(test, emit.overflow, "%s", requests[i]);
	}
}

/**
 * struct weight_row - lines and what is left of a limit of 3
 * @lines: what the domain has
 * @room: may another entry be learned?
 */
struct weight_row {
	const char *lines;
	bool room;
};

/* clang-format off */
static const struct weight_row weight_rows[] = {
	{ "file read /a", true },
	{ "file read/write /a", true },
	{ "file read/write/append /a", false },
	{ "allow_read/write /a", false },
	{ "file read/write /a\nfile unlink /a task.uid=0", false },
	{ "network inet stream bind/listen/accept 10.0.0.1 80", false },
	{ "network unix stream bind/listen /s", true },
	{ "misc env A\nmisc env B", true },
	{ "misc env A\nmisc env B\nmisc env C", false },
	{ "misc env A\ncapability SYS_TIME\nipc signal 9 <kernel>", false },
	{ "file mount /a /b/ c 0\nfile mount /a /c/ c 0", true },
	{ "file mkchar/mkblock /a 0600 1 1\nfile link /a /b", false },
	{ "allow_rewrite /a\nallow_rewrite /b\nallow_rewrite /c", false },
	{ "task auto_execute_handler /a\ntask denied_execute_handler /b\n"
	  "task auto_domain_transition <kernel> //a\n"
	  "task manual_domain_transition <kernel> //a\n"
	  "task auto_isolate a\ntask auto_isolate b", true },
	{ "file read/write/append /a\ndelete file append /a", true },
	{ "file read/write/append /a\ndelete file read/write/append /a",
	  true },
	{ "use_group 1\nquota_exceeded", true },
};

/* clang-format on */

static void describe_weight(const struct weight_row *row, char *desc)
{
	char *at;

	strscpy(desc, row->lines, KUNIT_PARAM_DESC_SIZE);
	for (at = strchr(desc, '\n'); at; at = strchr(at, '\n'))
		*at = ';';
}

KUNIT_ARRAY_PARAM(weight, weight_rows, describe_weight);

static void test_learn_weights(struct kunit *test)
{
	const struct weight_row *const row = test->param_value;

	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "acl_group 1 file read/write/append /a");
	set_up(test);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, row->lines);
	KUNIT_EXPECT_EQ(test, learn(test, "file read /new"),
			row->room ? 0 : -EDQUOT);
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
		.path = { ccs_str_of("/abc", 4) },
	};
	char buf[sizeof("file read /ab")];
	struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };

	ccs_request_print(&emit, &request);
	KUNIT_EXPECT_TRUE(test, emit.overflow);
}

static struct kunit_case learn_cases[] = {
	KUNIT_CASE_PARAM(test_learn, learn_gen_params),
	KUNIT_CASE_PARAM(test_learn_patterns, general_gen_params),
	KUNIT_CASE_PARAM(test_learn_writing_in_17, write_gen_params),
	KUNIT_CASE(test_learn_pattern_too_long),
	KUNIT_CASE(test_request_size),
	KUNIT_CASE_PARAM(test_learn_weights, weight_gen_params),
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
