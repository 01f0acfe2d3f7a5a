// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of the cursor
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/span.h"
#include "vectors/span.h"

static void describe_normalise(const struct normalise_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(normalise, normalise_rows, describe_normalise);

static void test_line_normalise(struct kunit *test)
{
	const struct normalise_row *const row = test->param_value;
	char *const line = kunit_kzalloc(test, row->len + 1, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, line);
	memcpy(line, row->raw, row->len);
	KUNIT_EXPECT_EQ(test, ccs_line_normalise(line, row->len),
			strlen(row->line));
	KUNIT_EXPECT_STREQ(test, line, row->line);
	KUNIT_EXPECT_EQ(test, ccs_line_normalise(line, strlen(line)),
			strlen(row->line));
	KUNIT_EXPECT_STREQ(test, line, row->line);
}

static void test_span_word_takes_each(struct kunit *test)
{
	struct ccs_span rest = ccs_span_of("file read /x"), word;

	KUNIT_EXPECT_TRUE(test, ccs_span_word(&rest, &word));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&word, "file"));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&rest, "read /x"));
	KUNIT_EXPECT_TRUE(test, ccs_span_word(&rest, &word));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&word, "read"));
	KUNIT_EXPECT_TRUE(test, ccs_span_word(&rest, &word));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&word, "/x"));
	KUNIT_EXPECT_EQ(test, rest.len, (size_t)0);
	KUNIT_EXPECT_FALSE(test, ccs_span_word(&rest, &word));
	KUNIT_EXPECT_EQ(test, word.len, (size_t)0);
}

static void test_span_word_of_empty(struct kunit *test)
{
	struct ccs_span rest = ccs_span_of(""), word;
	const char *const at = rest.text;

	KUNIT_EXPECT_FALSE(test, ccs_span_word(&rest, &word));
	KUNIT_EXPECT_PTR_EQ(test, word.text, at);
	KUNIT_EXPECT_EQ(test, word.len, (size_t)0);
	KUNIT_EXPECT_PTR_EQ(test, rest.text, at);
}

/* A span ends where it ends, whatever stands behind it. */
static void test_span_word_stops_at_length(struct kunit *test)
{
	struct ccs_span rest = { .text = "abc def", .len = 2 }, word;

	KUNIT_EXPECT_TRUE(test, ccs_span_word(&rest, &word));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&word, "ab"));
	KUNIT_EXPECT_EQ(test, rest.len, (size_t)0);
}

static void test_span_keyword_leaves_another(struct kunit *test)
{
	struct ccs_span rest = ccs_span_of("deleted file");
	const char *const at = rest.text;

	KUNIT_EXPECT_FALSE(test, ccs_span_keyword(&rest, "delete"));
	KUNIT_EXPECT_PTR_EQ(test, rest.text, at);
	KUNIT_EXPECT_EQ(test, rest.len, strlen("deleted file"));
	KUNIT_EXPECT_FALSE(test, ccs_span_keyword(&rest, "deletedd"));
	KUNIT_EXPECT_FALSE(test, ccs_span_keyword(&rest, ""));
	KUNIT_EXPECT_TRUE(test, ccs_span_keyword(&rest, "deleted"));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&rest, "file"));
	KUNIT_EXPECT_TRUE(test, ccs_span_keyword(&rest, "file"));
	KUNIT_EXPECT_FALSE(test, ccs_span_keyword(&rest, "file"));
}

static void test_span_eat_leaves_another(struct kunit *test)
{
	struct ccs_span span = ccs_span_of("0x1");
	const char *const at = span.text;

	KUNIT_EXPECT_FALSE(test, ccs_span_eat(&span, "0X"));
	KUNIT_EXPECT_FALSE(test, ccs_span_eat(&span, "0x12"));
	KUNIT_EXPECT_PTR_EQ(test, span.text, at);
	KUNIT_EXPECT_EQ(test, span.len, (size_t)3);
	KUNIT_EXPECT_TRUE(test, ccs_span_eat(&span, ""));
	KUNIT_EXPECT_TRUE(test, ccs_span_eat(&span, "0x"));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&span, "1"));
}

static void test_span_split_with_empty_parts(struct kunit *test)
{
	struct ccs_span rest = ccs_span_of("/a//"), part;

	KUNIT_EXPECT_TRUE(test, ccs_span_split(&rest, '/', &part));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&part, ""));
	KUNIT_EXPECT_TRUE(test, ccs_span_split(&rest, '/', &part));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&part, "a"));
	KUNIT_EXPECT_TRUE(test, ccs_span_split(&rest, '/', &part));
	KUNIT_EXPECT_TRUE(test, ccs_span_is(&part, ""));
	KUNIT_EXPECT_FALSE(test, ccs_span_split(&rest, '/', &part));
	KUNIT_EXPECT_PTR_EQ(test, part.text, rest.text);
	KUNIT_EXPECT_EQ(test, part.len, (size_t)0);
}

static void test_span_is_compares_all(struct kunit *test)
{
	const struct ccs_span word = ccs_span_of("any");

	KUNIT_EXPECT_TRUE(test, ccs_span_is(&word, "any"));
	KUNIT_EXPECT_FALSE(test, ccs_span_is(&word, "an"));
	KUNIT_EXPECT_FALSE(test, ccs_span_is(&word, "anyx"));
	KUNIT_EXPECT_FALSE(test, ccs_span_is(&word, "Any"));
	KUNIT_EXPECT_FALSE(test, ccs_span_is(&word, ""));
}

static void test_reject_keeps_first_reason(struct kunit *test)
{
	const struct ccs_span word = ccs_span_of("x");
	struct ccs_reject reject = {};

	KUNIT_EXPECT_EQ(test, ccs_reject(&reject, &word, "first"), -EINVAL);
	KUNIT_EXPECT_EQ(test, ccs_reject(&reject, NULL, "second"), -EINVAL);
	KUNIT_EXPECT_STREQ(test, reject.why, "first");
	KUNIT_EXPECT_PTR_EQ(test, reject.word.text, word.text);
}

/* Bytes are looked at eight at a time, so each place may be another case. */
#define PLACES 27

struct place {
	char text[PLACES + 1];
	size_t len;
	size_t at;
};

static bool next_place(struct place *place)
{
	if (++place->at >= place->len) {
		place->at = 0;
		place->len++;
	}
	memset(place->text, 'x', PLACES);
	return place->len <= PLACES;
}

static void test_line_end_anywhere(struct kunit *test)
{
	struct place place = {};

	while (next_place(&place)) {
		const size_t end = place.len - 1;
		bool normal = false;

		KUNIT_EXPECT_EQ(test, ccs_line_end(place.text, end, &normal),
				end);
		KUNIT_EXPECT_TRUE(test, normal);
		place.text[place.at] = '\n';
		place.text[PLACES - 1] = place.at < PLACES - 1 ? ' ' : '\n';
		KUNIT_EXPECT_EQ(test, ccs_line_end(place.text, place.len,
						   &normal), place.at);
		KUNIT_EXPECT_TRUE(test, normal);
	}
}

static void test_line_end_not_normal(struct kunit *test)
{
	static const char bad[] = { '\t', '\0', '\177', '\200', '\377' };
	struct place place = {};
	bool normal;
	size_t i;

	while (next_place(&place)) {
		for (i = 0; i < ARRAY_SIZE(bad); i++) {
			place.text[place.at] = bad[i];
			ccs_line_end(place.text, place.len, &normal);
			KUNIT_EXPECT_FALSE(test, normal);
		}
		place.text[place.at] = ' ';
		ccs_line_end(place.text, place.len, &normal);
		KUNIT_EXPECT_EQ(test, normal,
				place.at && place.at + 1 < place.len);
		place.text[place.at + 1] = ' ';
		ccs_line_end(place.text, place.len, &normal);
		KUNIT_EXPECT_EQ(test, normal, false);
	}
}

static void test_span_split_anywhere(struct kunit *test)
{
	struct place place = {};

	while (next_place(&place)) {
		struct ccs_span rest = { place.text, place.len }, part;

		place.text[place.at] = '/';
		KUNIT_EXPECT_TRUE(test, ccs_span_split(&rest, '/', &part));
		KUNIT_EXPECT_EQ(test, part.len, place.at);
		KUNIT_EXPECT_EQ(test, rest.len, place.len - place.at - 1);
		KUNIT_EXPECT_PTR_EQ(test, rest.text,
				    (const char *)place.text + place.at + 1);
	}
}

static struct kunit_case span_cases[] = {
	KUNIT_CASE_PARAM(test_line_normalise, normalise_gen_params),
	KUNIT_CASE(test_line_end_anywhere),
	KUNIT_CASE(test_line_end_not_normal),
	KUNIT_CASE(test_span_split_anywhere),
	KUNIT_CASE(test_span_word_takes_each),
	KUNIT_CASE(test_span_word_of_empty),
	KUNIT_CASE(test_span_word_stops_at_length),
	KUNIT_CASE(test_span_keyword_leaves_another),
	KUNIT_CASE(test_span_eat_leaves_another),
	KUNIT_CASE(test_span_split_with_empty_parts),
	KUNIT_CASE(test_span_is_compares_all),
	KUNIT_CASE(test_reject_keeps_first_reason),
	{}
};

static struct kunit_suite span_suite = {
	.name = "ccs_span",
	.test_cases = span_cases,
};

kunit_test_suite(span_suite);
