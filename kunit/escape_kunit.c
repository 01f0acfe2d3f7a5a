// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of the encoding of names
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/escape.h"
#include "vectors/escape.h"

#define ROOM 64

/* What reads the report takes a hash for the start of a directive. */
static void describe_escape(const struct escape_row *row, char *desc)
{
	const char *const text = strchr(row->encoded, '#') ?
				 "a name with a hash" : row->encoded;

	strscpy(desc, text, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(escape, escape_rows, describe_escape);

static void test_encode(struct kunit *test)
{
	const struct escape_row *const row = test->param_value;
	char buf[ROOM];
	struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };

	ccs_encode(&emit, row->raw, row->len);
	KUNIT_EXPECT_FALSE(test, emit.overflow);
	KUNIT_EXPECT_STREQ(test, buf, row->encoded);
}

static void test_decode_undoes_encode(struct kunit *test)
{
	const struct escape_row *const row = test->param_value;
	char buf[ROOM];

	KUNIT_EXPECT_EQ(test, ccs_decode(buf, row->encoded,
					 strlen(row->encoded)),
			(ssize_t)row->len);
	KUNIT_EXPECT_EQ(test, memcmp(buf, row->raw, row->len), 0);
}

/* Wherever the byte stands that is not plain. */
static void test_is_plain(struct kunit *test)
{
	const struct escape_row *const row = test->param_value;
	char buf[ROOM];
	size_t len, at;

	KUNIT_EXPECT_EQ(test, ccs_is_plain(row->raw, row->len),
			row->len == strlen(row->encoded));
	for (len = 1; len < ROOM; len++) {
		memset(buf, '~', len);
		KUNIT_EXPECT_TRUE(test, ccs_is_plain(buf, len));
		for (at = 0; at < len; at++) {
			buf[at] = "\\ \x7f\xff"[at % 4];
			KUNIT_EXPECT_FALSE(test, ccs_is_plain(buf, len));
			buf[at] = '!';
		}
	}
}

/* The raw bytes at the end of the buffer, as d_path() leaves them. */
static void test_encode_in_place(struct kunit *test)
{
	const struct escape_row *const row = test->param_value;
	const size_t len = strlen(row->encoded);
	char buf[ROOM], *raw = buf + ROOM - row->len;

	memcpy(raw, row->raw, row->len);
	KUNIT_EXPECT_EQ(test, ccs_encode_in_place(buf, ROOM, raw, row->len),
			(ssize_t)len);
	KUNIT_EXPECT_STREQ(test, buf, row->encoded);
}

/* The smallest buffer that works is not one byte too small. */
static void test_encode_in_place_with_little_room(struct kunit *test)
{
	const struct escape_row *const row = test->param_value;
	const ssize_t len = strlen(row->encoded);
	ssize_t size, done;
	char buf[ROOM];

	for (size = row->len; size <= len + 4; size++) {
		char *const raw = buf + size - row->len;

		memset(buf, 'x', sizeof(buf));
		memcpy(raw, row->raw, row->len);
		done = ccs_encode_in_place(buf, size, raw, row->len);
		KUNIT_EXPECT_EQ(test, buf[size], 'x');
		if (done == -ENAMETOOLONG)
			continue;
		KUNIT_EXPECT_EQ(test, done, len);
		KUNIT_EXPECT_STREQ(test, buf, row->encoded);
		KUNIT_EXPECT_TRUE(test, size > len);
	}
}

static void test_encode_in_place_elsewhere(struct kunit *test)
{
	static const char raw[] = "a\nb";
	char buf[7];

	KUNIT_EXPECT_EQ(test, ccs_encode_in_place(buf, 7, raw, 3), (ssize_t)6);
	KUNIT_EXPECT_STREQ(test, buf, "a\\012b");
	KUNIT_EXPECT_EQ(test, ccs_encode_in_place(buf, 6, raw, 3),
			(ssize_t)-ENAMETOOLONG);
	KUNIT_EXPECT_EQ(test, ccs_encode_in_place(buf, 1, raw, 0), (ssize_t)0);
	KUNIT_EXPECT_STREQ(test, buf, "");
}

static void test_encode_byte_every(struct kunit *test)
{
	char out[5], back;
	int byte;

	for (byte = 0; byte < 256; byte++) {
		const char *const want = escape_bytes[byte];
		const size_t len = ccs_encode_byte(out, byte);

		out[len] = '\0';
		KUNIT_EXPECT_STREQ(test, out, want);
		KUNIT_EXPECT_EQ(test, ccs_char_len(out, len), len);
		KUNIT_EXPECT_EQ(test, ccs_decode(&back, out, len), (ssize_t)1);
		KUNIT_EXPECT_EQ(test, (unsigned char)back,
				(unsigned char)byte);
	}
}

static void test_encode_overflow(struct kunit *test)
{
	char buf[8];
	struct ccs_emit emit = { .buf = buf, .size = sizeof(buf) };

	ccs_encode(&emit, "\001\002", 2);
	KUNIT_EXPECT_TRUE(test, emit.overflow);
	KUNIT_EXPECT_STREQ(test, buf, "\\001");
}

static void test_char_len_truncated(struct kunit *test)
{
	static const size_t octal[] = { 0, 0, 0, 0, 4, 4 };
	size_t len;

	for (len = 0; len < ARRAY_SIZE(octal); len++)
		KUNIT_EXPECT_EQ(test, ccs_char_len("\\303x", len), octal[len]);
	KUNIT_EXPECT_EQ(test, ccs_char_len("\\\\", 1), (size_t)0);
	KUNIT_EXPECT_EQ(test, ccs_char_len("\\\\", 2), (size_t)2);
	KUNIT_EXPECT_EQ(test, ccs_char_len("ab", 2), (size_t)1);
}

/* Not the one form that the byte has, or not an escape at all. */
static const char *const bad_words[] = {
	"\\", "\\0", "\\04", "\\400", "\\080", "\\008", "\\101", "\\057",
	"\\134", "\\*", "\\-", "\\x", "a\\", "\\n", "/\\{a\\}/",
};

static void test_decode_refuses(struct kunit *test)
{
	char out[16];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bad_words); i++)
		KUNIT_EXPECT_EQ_MSG(test, ccs_decode(out, bad_words[i],
						     strlen(bad_words[i])),
				    (ssize_t)-EINVAL, "%s", bad_words[i]);
}

static struct kunit_case escape_cases[] = {
	KUNIT_CASE_PARAM(test_encode, escape_gen_params),
	KUNIT_CASE_PARAM(test_decode_undoes_encode, escape_gen_params),
	KUNIT_CASE_PARAM(test_is_plain, escape_gen_params),
	KUNIT_CASE_PARAM(test_encode_in_place, escape_gen_params),
	KUNIT_CASE_PARAM(test_encode_in_place_with_little_room,
			 escape_gen_params),
	KUNIT_CASE(test_encode_in_place_elsewhere),
	KUNIT_CASE(test_encode_byte_every),
	KUNIT_CASE(test_encode_overflow),
	KUNIT_CASE(test_char_len_truncated),
	KUNIT_CASE(test_decode_refuses),
	{}
};

static struct kunit_suite escape_suite = {
	.name = "ccs_escape",
	.test_cases = escape_cases,
};

kunit_test_suite(escape_suite);
