// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of the legality of words
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/limits.h"
#include "../core/word.h"
#include "vectors/word.h"

static void describe_word(const struct word_row *row, char *desc)
{
	strscpy(desc, row->text, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(word, word_rows, describe_word);

static void test_word_ok(struct kunit *test)
{
	const struct word_row *const row = test->param_value;
	const struct ccs_span text = ccs_span_of(row->text);

	KUNIT_EXPECT_EQ(test, ccs_word_ok(&text), row->word);
	KUNIT_EXPECT_EQ(test, ccs_path_ok(&text), row->path);
	KUNIT_EXPECT_EQ(test, !ccs_word_why(&text, CCS_DIALECT_17),
			row->word_17);
	KUNIT_EXPECT_EQ(test, !ccs_path_why(&text, CCS_DIALECT_17),
			row->word_17 && row->text[0] == '/');
}

static void test_word_why(struct kunit *test)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(word_why_rows); i++) {
		const struct word_why_row *const row = &word_why_rows[i];
		const struct ccs_span text = ccs_span_of(row->text);

		KUNIT_EXPECT_STREQ(test, ccs_word_why(&text, row->dialect),
				   row->why);
	}
}

static void expect_why(struct kunit *test, const char *text, const char *why)
{
	const struct ccs_span word = ccs_span_of(text);

	KUNIT_EXPECT_STREQ(test, ccs_plain_path_why(&word, CCS_DIALECT_18),
			   why);
}

static void test_plain_path(struct kunit *test)
{
	const struct ccs_span good = ccs_span_of("/bin/a\\\\*\\040b");

	KUNIT_EXPECT_NULL(test, ccs_plain_path_why(&good, CCS_DIALECT_18));
	KUNIT_EXPECT_NULL(test, ccs_plain_path_why(&good, CCS_DIALECT_17));
	expect_why(test, "", "does not start with a slash");
	expect_why(test, "bin/a", "does not start with a slash");
	expect_why(test, "/bin/\\*", "wildcards are not possible here");
	expect_why(test, "/bin/a\\-b", "wildcards are not possible here");
	expect_why(test, "/bin/", "a directory");
	expect_why(test, "/bin/\\z", "an unknown escape");
}

/**
 * struct patterned_row - a word and whether it has a wildcard
 * @text: the word
 * @patterned: has it?
 */
struct patterned_row {
	const char *text;
	bool patterned;
};

static const struct patterned_row patterned_rows[] = {
	{ "", false },
	{ "/a", false },
	{ "/a\\\\*", false },
	{ "/a\\040\\\\", false },
	{ "\\*", true },
	{ "/a\\\\\\*", true },
	{ "/a\\-b", true },
	{ "/\\{\\}/", true },
	{ "/a*?$+[x]@", false },
};

static void test_word_patterned(struct kunit *test)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(patterned_rows); i++) {
		const struct patterned_row *const row = &patterned_rows[i];
		const struct ccs_span text = ccs_span_of(row->text);

		KUNIT_EXPECT_EQ_MSG(test, ccs_word_patterned(&text),
				    row->patterned, "%s", row->text);
	}
}

/* An escape that is cut off is illegal; nothing behind the end is read. */
static void test_word_ok_truncated(struct kunit *test)
{
	static const char text[] = "/a\\040b\\*c\\\\d/\\{e\\}/";
	static const bool legal[sizeof(text)] = {
		[1] = true, [2] = true, [6] = true, [7] = true, [9] = true,
		[10] = true, [12] = true, [13] = true, [14] = true,
		[20] = true,
	};
	struct ccs_span span = { .text = text };

	for (span.len = 0; span.len < sizeof(text); span.len++)
		KUNIT_EXPECT_EQ_MSG(test, ccs_word_ok(&span), legal[span.len],
				    "%zu bytes", span.len);
}

/* Every byte after a backslash, and every byte by itself. */
static void test_word_ok_every_byte(struct kunit *test)
{
	static const char wildcards[] = "*@$XA+?xa-\\";
	char text[3] = "\\";
	struct ccs_span escape = { text, 2 }, plain = { text + 1, 1 };
	int byte;

	for (byte = 0; byte < 256; byte++) {
		const bool printable = byte > ' ' && byte < 0x7f;

		text[1] = byte;
		KUNIT_EXPECT_EQ_MSG(test, ccs_word_ok(&escape),
				    byte && strchr(wildcards, byte), "\\%03o",
				    byte);
		KUNIT_EXPECT_EQ_MSG(test, ccs_word_ok(&plain),
				    printable && byte != '\\', "%03o", byte);
	}
}

static void test_word_ok_long(struct kunit *test)
{
	struct ccs_span word = { .len = CCS_WORD_MAX };
	char *const text = kunit_kzalloc(test, word.len + 1, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, text);
	memset(text, '/', word.len + 1);
	word.text = text;
	KUNIT_EXPECT_TRUE(test, ccs_path_ok(&word));
	word.len++;
	KUNIT_EXPECT_STREQ(test, ccs_word_why(&word, CCS_DIALECT_18),
			   "longer than 128 KiB");
	KUNIT_EXPECT_STREQ(test, ccs_word_why(&word, CCS_DIALECT_17),
			   "longer than 128 KiB");
	word.len = CCS_WORD_MAX;
	text[word.len - 1] = '\\';
	KUNIT_EXPECT_FALSE(test, ccs_path_ok(&word));
}

/* Bytes are looked at eight at a time, so each place may be another case. */
static void test_word_ok_anywhere(struct kunit *test)
{
	static const char bad[] = { ' ', '\n', '\\', '\177', '\200', '\377' };
	struct ccs_span word = {};
	char text[28] = "";
	size_t at, i;

	word.text = text;
	for (word.len = 1; word.len < sizeof(text); word.len++) {
		memset(text, '/', word.len);
		KUNIT_EXPECT_TRUE(test, ccs_path_ok(&word));
		for (at = 0; at < word.len; at++) {
			for (i = 0; i < ARRAY_SIZE(bad); i++) {
				text[at] = bad[i];
				KUNIT_EXPECT_FALSE(test, ccs_word_ok(&word));
			}
			text[at] = '/';
		}
	}
}

static struct kunit_case word_cases[] = {
	KUNIT_CASE_PARAM(test_word_ok, word_gen_params),
	KUNIT_CASE(test_word_why),
	KUNIT_CASE(test_plain_path),
	KUNIT_CASE(test_word_patterned),
	KUNIT_CASE(test_word_ok_truncated),
	KUNIT_CASE(test_word_ok_every_byte),
	KUNIT_CASE(test_word_ok_anywhere),
	KUNIT_CASE(test_word_ok_long),
	{}
};

static struct kunit_suite word_suite = {
	.name = "ccs_word",
	.test_cases = word_cases,
};

kunit_test_suite(word_suite);
