// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of the text of the exception policy
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "fixture.h"
#include "vectors/exception.h"

#define NODE CCS_FIXTURE_EXCEPTION
#define BUILTIN						\
	"initialize_domain /sbin/modprobe from any\n"	\
	"initialize_domain /sbin/hotplug from any\n"

static void describe_line(const struct exception_row *row, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s (%s)", row->line, row->desc);
}

KUNIT_ARRAY_PARAM(line, exception_rows, describe_line);

static void expect_accepted(struct kunit *test, const char *line,
			    const char *canonical)
{
	char text[256];

	KUNIT_ASSERT_EQ_MSG(test, ccs_fixture_line(test, NODE, line), 0, "%s",
			    line);
	snprintf(text, sizeof(text), BUILTIN "%s\n", canonical);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), text);
	KUNIT_ASSERT_EQ_MSG(test, ccs_fixture_line(test, NODE, canonical), 0,
			    "%s", canonical);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), text);
	snprintf(text, sizeof(text), "delete %s", canonical);
	KUNIT_ASSERT_EQ_MSG(test, ccs_fixture_line(test, NODE, text), 0, "%s",
			    text);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), BUILTIN);
}

/* Printed in canonical form, which names the same entry: twice, then gone. */
static void test_exception_line(struct kunit *test)
{
	const struct exception_row *const row = test->param_value;

	if (row->canonical)
		expect_accepted(test, row->line, row->canonical);
	else
		ccs_fixture_expect_refused(test, NODE, row->line);
}

static void test_exception_line_truncated(struct kunit *test)
{
	static const char *const lines[] = {
		"no_initialize_domain /a\\040b from <kernel> /c\\*",
		"delete <kernel> path_group G\\040 /\\{\\*\\}/\\*",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lines); i++)
		ccs_fixture_try_prefixes(test, NODE, lines[i]);
}

#define SAMPLE							\
	"keep_domain any from <kernel> /usr/sbin/sshd\n"	\
	"no_keep_domain /bin/su from any\n"			\
	"path_group G /a\n"					\
	"path_group G /b\\*\n"					\
	"path_group H /c\n"					\
	"path_group G /d\n"
#define SAMPLE_PRINTED						\
	BUILTIN							\
	"keep_domain any from <kernel> /usr/sbin/sshd\n"	\
	"no_keep_domain /bin/su from any\n"			\
	"path_group G /a\n"					\
	"path_group G /b\\*\n"					\
	"path_group G /d\n"					\
	"path_group H /c\n"

/* Small buffers either work or say that a line does not fit; no third way. */
static void test_exception_print_by_every_size(struct kunit *test)
{
	const size_t longest = strlen("keep_domain any from <kernel> /usr/sbin/sshd\n");
	size_t size;

	ccs_fixture_lines(test, NODE, SAMPLE);
	for (size = 1; size <= sizeof(SAMPLE_PRINTED) + 1; size++) {
		const char *const text = ccs_fixture_print_by(test, NODE,
							      size);

		KUNIT_EXPECT_EQ_MSG(test, !!text, size > longest, "size %zu",
				    size);
		if (text)
			KUNIT_EXPECT_STREQ_MSG(test, text, SAMPLE_PRINTED,
					       "size %zu", size);
	}
}

static struct kunit_case exception_cases[] = {
	KUNIT_CASE_PARAM(test_exception_line, line_gen_params),
	KUNIT_CASE(test_exception_line_truncated),
	KUNIT_CASE(test_exception_print_by_every_size),
	{}
};

static struct kunit_suite exception_suite = {
	.name = "ccs_exception",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = exception_cases,
};

kunit_test_suite(exception_suite);
