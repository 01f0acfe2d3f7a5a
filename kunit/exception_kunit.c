// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of the text of the exception policy
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/exception_text.h"
#include "../core/namespace.h"
#include "../core/namespace_text.h"
#include "../core/word.h"
#include "fixture.h"
#include "vectors/exception.h"
#include "vectors/exception_17.h"

#define NODE CCS_FIXTURE_EXCEPTION
#define BUILTIN						\
	"initialize_domain /sbin/modprobe from any\n"	\
	"initialize_domain /sbin/hotplug from any\n"

static void describe_line(const struct exception_row *row, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s%s%s (%s)",
		 row->dialects & CCS_DIALECT_18 ? "1.8 " : "",
		 row->dialects & CCS_DIALECT_17 ? "1.7 " : "", row->line,
		 row->desc);
}

KUNIT_ARRAY_PARAM(line, exception_rows, describe_line);
KUNIT_ARRAY_PARAM(line_17, exception_17_rows, describe_line);

static void drop_builtin(struct kunit *test)
{
	ccs_fixture_lines(test, NODE,
			  "delete initialize_domain /sbin/modprobe from any\n"
			  "delete initialize_domain /sbin/hotplug from any");
}

static void expect_accepted(struct kunit *test, const char *line,
			    const char *canonical)
{
	struct ccs_fixture *const fixture = test->priv;
	char text[256];

	KUNIT_ASSERT_EQ_MSG(test, ccs_fixture_line(test, NODE, line), 0, "%s",
			    line);
	fixture->policy.dialects = CCS_DIALECTS;
	snprintf(text, sizeof(text), "%s%s", canonical,
		 *canonical ? "\n" : "");
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), text);
	if (!*canonical)
		return;
	KUNIT_ASSERT_EQ_MSG(test, ccs_fixture_line(test, NODE, canonical), 0,
			    "%s", canonical);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), text);
	snprintf(text, sizeof(text), "delete %s", canonical);
	KUNIT_ASSERT_EQ_MSG(test, ccs_fixture_line(test, NODE, text), 0, "%s",
			    text);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), "");
}

/* Printed in canonical form, which names the same entry: twice, then gone. */
static void test_exception_line(struct kunit *test)
{
	const struct exception_row *const row = test->param_value;
	struct ccs_fixture *const fixture = test->priv;

	drop_builtin(test);
	fixture->policy.dialects = row->dialects;
	if (row->canonical)
		expect_accepted(test, row->line, row->canonical);
	else
		ccs_fixture_expect_refused(test, NODE, row->line);
}

static void test_exception_line_17(struct kunit *test)
{
	test_exception_line(test);
}

static void test_exception_builtin(struct kunit *test)
{
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), BUILTIN);
}

static void test_exception_line_truncated(struct kunit *test)
{
	static const char *const lines[] = {
		"no_initialize_domain /a\\040b from <kernel> /c\\*",
		"delete <kernel> path_group G\\040 /\\{\\*\\}/\\*",
		"<ns2> aggregator /a\\* /b\\040",
		"deny_autobind 0x50-0x5f",
		"delete <ns3> acl_group 12 file read @G",
		"file_pattern /\\*\\040",
		"deny_rewrite /a\\*",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lines); i++)
		ccs_fixture_try_prefixes(test, NODE, lines[i]);
}

/* In the order of the node, which is not the one of writing. */
#define SAMPLE							\
	"deny_autobind 1-1023\n"				\
	"aggregator /usr/bin/vi\\* /bin/vi\n"			\
	BUILTIN							\
	"keep_domain any from <kernel> /usr/sbin/sshd\n"	\
	"no_keep_domain /bin/su from any\n"			\
	"path_group G /a\n"					\
	"path_group G /b\\*\n"					\
	"path_group G /d\n"					\
	"path_group H /c\n"					\
	"number_group N 0640\n"					\
	"address_group A ::1\n"					\
	"acl_group 0 file read /x\n"				\
	"acl_group 0 file execute /y\n"				\
	"acl_group 255 misc env \\*\n"				\
	"allow_read /lib/\\*.so\n"				\
	"allow_read /proc/self/\\*\n"				\
	"allow_env PATH\n"					\
	"file_pattern /tmp/\\*\n"				\
	"deny_rewrite /var/log/\\*\n"

/* Writes the lines of a text from the last to the first. */
static void write_backwards(struct kunit *test, const char *text)
{
	const char *end = text + strlen(text);
	char line[128];

	while (end > text) {
		const char *start = end - 1;

		while (start > text && start[-1] != '\n')
			start--;
		KUNIT_ASSERT_TRUE(test, (size_t)(end - start) < sizeof(line));
		memcpy(line, start, end - start);
		line[end - start - 1] = '\0';
		ccs_fixture_lines(test, NODE, line);
		end = start;
	}
}

static void test_exception_print_order(struct kunit *test)
{
	write_backwards(test,
			"deny_autobind 1\naggregator /a /b\npath_group G /a\n"
			"number_group N 1\naddress_group A ::1\n"
			"acl_group 1 file read /a\nacl_group 2 file read /a\n"
			"allow_read /a\nallow_env A\nfile_pattern /\\*\n"
			"deny_rewrite /a\n");
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE),
			   "deny_autobind 1\naggregator /a /b\n" BUILTIN
			   "path_group G /a\nnumber_group N 1\n"
			   "address_group A ::1\nacl_group 1 file read /a\n"
			   "acl_group 2 file read /a\nallow_read /a\n"
			   "allow_env A\nfile_pattern /\\*\ndeny_rewrite /a\n");
}

/* Small buffers either work or say that a line does not fit; no third way. */
static void test_exception_print_by_every_size(struct kunit *test)
{
	const size_t longest = strlen("keep_domain any from <kernel> /usr/sbin/sshd\n");
	size_t size;

	ccs_fixture_lines(test, NODE, SAMPLE);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), SAMPLE);
	for (size = 1; size <= sizeof(SAMPLE) + 1; size++) {
		const char *const text = ccs_fixture_print_by(test, NODE,
							      size);

		KUNIT_EXPECT_EQ_MSG(test, !!text, size > longest, "size %zu",
				    size);
		if (text)
			KUNIT_EXPECT_STREQ_MSG(test, text, SAMPLE, "size %zu",
					       size);
	}
}

/* All lines have the prefix as soon as any namespace needs one. */
static void test_exception_print_namespaces(struct kunit *test)
{
	ccs_fixture_lines(test, NODE, "path_group G /a\n"
			  "<ns2> acl_group 3 file read /b\n"
			  "acl_group 3 allow_rewrite /c\n"
			  "<ns1> allow_env A\n<ns2> deny_autobind 1");
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE),
			   "<kernel> initialize_domain /sbin/modprobe from any\n"
			   "<kernel> initialize_domain /sbin/hotplug from any\n"
			   "<kernel> path_group G /a\n"
			   "<kernel> acl_group 3 allow_rewrite /c\n"
			   "<ns2> deny_autobind 1\n"
			   "<ns2> acl_group 3 file read /b\n"
			   "<ns1> allow_env A\n");
}

/* What a refused line named does not exist afterwards, nor is it deleted. */
static void test_exception_namespace_of_refused_line(struct kunit *test)
{
	ccs_fixture_expect_refused(test, NODE, "<ns2> foo");
	ccs_fixture_expect_refused(test, NODE, "<ns2> acl_group 1 foo");
	ccs_fixture_expect_refused(test, CCS_FIXTURE_PROFILE, "<ns2> foo");
	ccs_fixture_lines(test, NODE, "delete <ns2> path_group G /a");
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), BUILTIN);
	ccs_fixture_lines(test, NODE, "<ns2> path_group G /a\n"
			  "delete <ns2> path_group G /a");
	ccs_fixture_expect_refused(test, NODE, "<ns2> foo");
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE),
			   "<kernel> initialize_domain /sbin/modprobe from any\n"
			   "<kernel> initialize_domain /sbin/hotplug from any\n");
}

/* A group of one namespace has nothing to do with that of another. */
static void test_exception_namespaces_are_apart(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_str name = ccs_str_of("/a", 2);
	const struct ccs_span ns2 = ccs_span_of("<ns2>");
	const struct ccs_name *target;

	ccs_fixture_lines(test, NODE, "<ns2> aggregator /a /b");
	mutex_lock(&ccs_policy_lock);
	target = ccs_aggregate(fixture->policy.kernel_ns, &name);
	KUNIT_EXPECT_NULL(test, target);
	target = ccs_aggregate(ccs_ns_find(&fixture->policy, &ns2), &name);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_ASSERT_NOT_NULL(test, target);
	KUNIT_EXPECT_STREQ(test, target->text, "/b");
}

static void test_exception_print_transition_only(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_exception_pos pos = { .transition_only = true };
	struct ccs_emit emit = {
		.buf = fixture->text, .size = sizeof(fixture->text),
	};

	ccs_fixture_lines(test, NODE, SAMPLE);
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_TRUE(test, ccs_exception_node_print(&fixture->policy,
							 &pos, &emit));
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_STREQ(test, fixture->text,
			   BUILTIN
			   "keep_domain any from <kernel> /usr/sbin/sshd\n"
			   "no_keep_domain /bin/su from any\n"
			   "path_group G /a\npath_group G /b\\*\n"
			   "path_group G /d\npath_group H /c\n"
			   "number_group N 0640\naddress_group A ::1\n"
			   "acl_group 0 file execute /y\n");
}

/*
 * A reader finds its place again whatever was removed in between, and neither
 * repeats nor skips what is left.
 */
static void test_exception_print_while_policy_changes(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_exception_pos pos = {};
	struct ccs_emit emit = { .buf = fixture->text, .size = 40 };
	bool done;

	drop_builtin(test);
	ccs_fixture_lines(test, NODE, "path_group G /a\npath_group G /b\n"
			  "path_group G /c\npath_group H /d\n"
			  "path_group I /e");
	mutex_lock(&ccs_policy_lock);
	done = ccs_exception_node_print(&fixture->policy, &pos, &emit);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_FALSE(test, done);
	KUNIT_EXPECT_STREQ(test, fixture->text,
			   "path_group G /a\npath_group G /b\n");
	ccs_fixture_lines(test, NODE, "delete path_group G /b\n"
			  "delete path_group H /d\npath_group I /f\n"
			  "deny_autobind 1");
	emit.len = 0;
	emit.size = 200;
	mutex_lock(&ccs_policy_lock);
	done = ccs_exception_node_print(&fixture->policy, &pos, &emit);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_TRUE(test, done);
	KUNIT_EXPECT_STREQ(test, fixture->text,
			   "path_group G /c\npath_group I /e\n"
			   "path_group I /f\n");
}

static struct kunit_case exception_cases[] = {
	KUNIT_CASE_PARAM(test_exception_line, line_gen_params),
	KUNIT_CASE_PARAM(test_exception_line_17, line_17_gen_params),
	KUNIT_CASE(test_exception_builtin),
	KUNIT_CASE(test_exception_line_truncated),
	KUNIT_CASE(test_exception_print_order),
	KUNIT_CASE(test_exception_print_by_every_size),
	KUNIT_CASE(test_exception_print_namespaces),
	KUNIT_CASE(test_exception_namespace_of_refused_line),
	KUNIT_CASE(test_exception_namespaces_are_apart),
	KUNIT_CASE(test_exception_print_transition_only),
	KUNIT_CASE(test_exception_print_while_policy_changes),
	{}
};

static struct kunit_suite exception_suite = {
	.name = "ccs_exception",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = exception_cases,
};

kunit_test_suite(exception_suite);
