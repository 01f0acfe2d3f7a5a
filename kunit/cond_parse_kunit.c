// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of condition parsing
 */

#include <kunit/test.h>

#include "../core/cond.h"
#include "../core/env.h"
#include "../core/limits.h"
#include "cond_fixture.h"
#include "vectors/cond_parse_17.h"
#include "vectors/cond_parse_18.h"
#include "vectors/cond_parse_block.h"
#include "vectors/cond_parse_frame.h"
#include "vectors/cond_refuse.h"

#define ROOM 4096

static void describe_cond(const struct ccs_cond_row *row, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s: %s",
		 row->dialect == CCS_DIALECT_17 ? "1.7" : "1.8", row->text);
}

KUNIT_ARRAY_PARAM(cond_18, cond_18_rows, describe_cond);
KUNIT_ARRAY_PARAM(cond_17, cond_17_rows, describe_cond);
KUNIT_ARRAY_PARAM(cond_block, cond_block_rows, describe_cond);
KUNIT_ARRAY_PARAM(cond_frame, cond_frame_rows, describe_cond);

static void describe_refuse(const struct cond_refuse_row *row, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s: %s",
		 row->dialect == CCS_DIALECT_17 ? "1.7" : "1.8", row->text);
}

KUNIT_ARRAY_PARAM(refuse, cond_refuse_rows, describe_refuse);

static void expect_refused(struct kunit *test, u8 dialect, const char *text)
{
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_span *const word = &fixture->reject.word;
	const long before = ccs_cond_fixture_used(test);
	const char *const line = fixture->line;
	struct ccs_cond *cond;

	KUNIT_ASSERT_EQ_MSG(test, ccs_cond_fixture(test, dialect, text, &cond),
			    -EINVAL, "%s", text);
	KUNIT_EXPECT_NULL(test, cond);
	KUNIT_EXPECT_NOT_NULL(test, fixture->reject.why);
	if (word->len)
		KUNIT_EXPECT_TRUE(test, word->text >= line &&
				  word->text + word->len <=
				  line + strlen(line));
	KUNIT_EXPECT_EQ(test, ccs_cond_fixture_used(test), before);
}

/* What is accepted prints as said, and parses back to the same condition. */
static void expect_accepted(struct kunit *test, u8 dialect, const char *text,
			    const char *canonical)
{
	char *const buf = kunit_kzalloc(test, ROOM, GFP_KERNEL);
	const long before = ccs_cond_fixture_used(test);
	struct ccs_emit emit = { .buf = buf, .size = ROOM };
	struct ccs_cond *cond, *again;

	KUNIT_ASSERT_NOT_NULL(test, buf);
	KUNIT_ASSERT_EQ_MSG(test, ccs_cond_fixture(test, dialect, text, &cond),
			    0, "%s", text);
	ccs_cond_print(&emit, cond, dialect);
	KUNIT_EXPECT_EQ(test, buf[0], *canonical ? ' ' : '\0');
	KUNIT_EXPECT_STREQ(test, buf + !!*canonical, canonical);
	KUNIT_ASSERT_EQ_MSG(test, ccs_cond_fixture(test, dialect, buf, &again),
			    0, "%s", buf);
	KUNIT_EXPECT_PTR_EQ(test, cond, again);
	ccs_cond_fixture_put(test, cond);
	ccs_cond_fixture_put(test, again);
	KUNIT_EXPECT_EQ(test, ccs_cond_fixture_used(test), before);
}

static void test_cond_parse(struct kunit *test)
{
	const struct ccs_cond_row *const row = test->param_value;

	if (row->canonical)
		expect_accepted(test, row->dialect, row->text, row->canonical);
	else
		expect_refused(test, row->dialect, row->text);
}

static void test_cond_refuse(struct kunit *test)
{
	const struct cond_refuse_row *const row = test->param_value;
	const struct ccs_fixture *const fixture = test->priv;
	const struct ccs_reject *const reject = &fixture->reject;

	expect_refused(test, row->dialect, row->text);
	KUNIT_EXPECT_STREQ(test, reject->why, row->why);
	KUNIT_EXPECT_TRUE_MSG(test, *row->word ?
			      ccs_span_is(&reject->word, row->word) :
			      !reject->word.len,
			      "%s: %.*s", row->text, (int)reject->word.len,
			      reject->word.text);
}

/* Where only blocks may stand, nothing that says where execution leads may. */
static void test_cond_parse_without_transit(struct kunit *test)
{
	static const char *const texts[] = {
		"keep", "child", "parent", "initialize", "reset", "/x", "//x",
		"<kernel>", "<kernel> /x", "keep task.uid=0",
	};
	struct ccs_fixture *const fixture = test->priv;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(texts); i++) {
		struct ccs_cond *cond;

		KUNIT_EXPECT_EQ(test, ccs_cond_fixture_plain(test, texts[i],
							     &cond), -EINVAL);
		KUNIT_EXPECT_STREQ(test, fixture->reject.why,
				   "a transition preference is for entries that only execute");
	}
}

static void test_cond_parse_of_nothing(struct kunit *test)
{
	char buf[8] = "";
	struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };
	struct ccs_cond *cond;

	KUNIT_EXPECT_EQ(test, ccs_cond_fixture(test, D18, "", &cond), 0);
	KUNIT_EXPECT_NULL(test, cond);
	KUNIT_EXPECT_EQ(test, ccs_cond_fixture(test, D17, "", &cond), 0);
	KUNIT_EXPECT_NULL(test, cond);
	KUNIT_EXPECT_EQ(test, ccs_cond_fixture(test, D17, "; set", &cond), 0);
	KUNIT_EXPECT_NULL(test, cond);
	ccs_cond_print(&emit, NULL, D18);
	ccs_cond_print(&emit, NULL, D17);
	KUNIT_EXPECT_STREQ(test, buf, "");
	KUNIT_EXPECT_FALSE(test, ccs_cond_native(NULL));
	ccs_cond_fixture_put(test, NULL);
}

/* Cut off at each byte: refused, or a shorter condition; never beyond. */
static void try_prefixes(struct kunit *test, u8 dialect, const char *text)
{
	char *const part = kunit_kzalloc(test, strlen(text) + 1, GFP_KERNEL);
	const long before = ccs_cond_fixture_used(test);
	size_t len;

	KUNIT_ASSERT_NOT_NULL(test, part);
	for (len = 0; len < strlen(text); len++) {
		struct ccs_cond *cond;
		int err;

		part[len] = text[len];
		err = ccs_cond_fixture(test, dialect, part, &cond);
		KUNIT_EXPECT_TRUE_MSG(test, err == 0 || err == -EINVAL, "%s",
				      part);
		ccs_cond_fixture_put(test, cond);
		KUNIT_EXPECT_EQ(test, ccs_cond_fixture_used(test), before);
	}
}

static void test_cond_parse_truncated(struct kunit *test)
{
	try_prefixes(test, D18,
		     "<kernel> /x task.uid!=0x1F-40 exec.argv[10]=\"a\\040\\*\" exec.realpath=@G exec.envp[\"A\"]!=\"b\" symlink.target=\"c\" path1.perm=sticky task.gid=@H grant_log=no");
	try_prefixes(test, D18,
		     "grant_log=yes auto_domain_transition=\"<kernel>\"");
	try_prefixes(test, D17,
		     "if exec.envp[\"A=B\"]!=NULL task.state[0]=1-2 exec.realpath=\"/proc/1\" ; set task.state[1]=0x1F task.state[2]=255");
}

/* Fills @text with @count blocks. */
static void many_blocks(char *text, u32 count)
{
	while (count--)
		text += sprintf(text, count ? "0=0 " : "0=0");
}

static void test_cond_parse_too_long(struct kunit *test)
{
	char *const text = kunit_kzalloc(test, ROOM, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, text);
	many_blocks(text, CCS_COND_BLOCK_MAX);
	expect_accepted(test, D18, text, text);
	many_blocks(text, CCS_COND_BLOCK_MAX + 1);
	expect_refused(test, D18, text);
	/* What is no block does not count as one. */
	many_blocks(text, CCS_COND_BLOCK_MAX);
	strcat(text, " grant_log=no");
	expect_accepted(test, D18, text, text);
}

/**
 * struct native_row - a condition and who can say it
 * @text: a condition of the 1.7 dialect
 * @native: 1.8 can't say it
 */
struct native_row {
	const char *text;
	bool native;
};

/* One repeating wildcard more than 1.8 allows. */
#define WILD "\\*\\*\\*\\*\\*\\*\\*"
#define WILDER "/" WILD WILD WILD

static const struct native_row native_rows[] = {
	{ "if task.uid=0", false },
	{ "if exec.realpath=\"/proc/1\"", false },
	{ "if exec.envp[\"A\"]=\"=\"", false },
	{ "if exec.argv[0]=\"\"", false },
	{ "if task.state[0]=1", true },
	{ "if 1!=task.state[2]", true },
	{ "if task.uid=0 task.state[1]=1-2", true },
	{ "; set task.state[0]=0", true },
	{ "if task.uid=0 ; set task.state[0]=1", true },
	{ "if exec.envp[\"A=B\"]=\"1\"", true },
	{ "if exec.argv[0]=\"/" WILD WILD "\"", false },
	{ "if exec.argv[0]=\"" WILDER "\"", true },
	{ "if exec.realpath=\"" WILDER "\"", true },
	{ "if exec.envp[\"" WILDER "\"]=NULL", true },
	{ "if task.uid=@" WILDER, true },
	{ "if symlink.target=@" WILDER, true },
};

/* What 1.8 can say prints in its words, and is read back as the same. */
static void test_cond_native(struct kunit *test)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(native_rows); i++) {
		const struct native_row *const row = &native_rows[i];
		char buf[128];
		struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };
		struct ccs_cond *cond, *again = NULL;

		KUNIT_ASSERT_EQ(test, ccs_cond_fixture(test, D17, row->text,
						       &cond), 0);
		KUNIT_EXPECT_EQ_MSG(test, ccs_cond_native(cond), row->native,
				    "%s", row->text);
		ccs_cond_print(&emit, cond, D18);
		if (!row->native) {
			ccs_cond_fixture(test, D18, buf, &again);
			KUNIT_EXPECT_PTR_EQ(test, again, cond);
		}
		ccs_cond_fixture_put(test, again);
		ccs_cond_fixture_put(test, cond);
	}
}

static struct kunit_case cond_parse_cases[] = {
	KUNIT_CASE_PARAM(test_cond_parse, cond_18_gen_params),
	KUNIT_CASE_PARAM(test_cond_parse, cond_17_gen_params),
	KUNIT_CASE_PARAM(test_cond_parse, cond_block_gen_params),
	KUNIT_CASE_PARAM(test_cond_parse, cond_frame_gen_params),
	KUNIT_CASE_PARAM(test_cond_refuse, refuse_gen_params),
	KUNIT_CASE(test_cond_parse_without_transit),
	KUNIT_CASE(test_cond_parse_of_nothing),
	KUNIT_CASE(test_cond_parse_truncated),
	KUNIT_CASE(test_cond_parse_too_long),
	KUNIT_CASE(test_cond_native),
	{}
};

static struct kunit_suite cond_parse_suite = {
	.name = "ccs_cond_parse",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = cond_parse_cases,
};

kunit_test_suite(cond_parse_suite);
