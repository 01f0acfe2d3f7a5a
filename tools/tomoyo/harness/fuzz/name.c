// SPDX-License-Identifier: GPL-2.0-only
/*
 * Fuzz targets about names
 */

#include "../check/reference.h"
#include "../core/emit.h"
#include "../core/escape.h"
#include "../core/name.h"
#include "../core/pattern.h"
#include "../core/pattern_filter.h"
#include "../world/world.h"
#include "fuzz.h"

/* The reference tries everything, so it is given little. */
#define STRING_MAX	40
#define PATTERN_MAX	64
#define REPEATS_MAX	4

static unsigned int repeats_of(const struct ccs_span *pattern)
{
	unsigned int count = 0;
	size_t i;

	for (i = 0; i + 1 < pattern->len; i++)
		count += pattern->text[i] == '\\' &&
			 strchr("*@$XA{", pattern->text[i + 1]);
	return count;
}

/* The filter before the matcher may let pass what does not match only. */
static bool is_filtered(const struct ccs_name *name, const struct ccs_str *str)
{
	struct ccs_probe probe;

	ccs_probe_init(&probe, str);
	return !ccs_filter_passes(name, &probe);
}

static void compare(const struct ccs_span *string,
		    const struct ccs_span *pattern)
{
	const bool small = string->len <= STRING_MAX &&
			   pattern->len <= PATTERN_MAX &&
			   repeats_of(pattern) <= REPEATS_MAX;
	struct world *const world = world_new(CCS_DIALECTS);
	const struct ccs_str str = ccs_str_of(string->text, string->len);
	struct ccs_name *name;
	bool match;

	mutex_lock(&ccs_policy_lock);
	name = ccs_name_get(&world->policy.names, pattern);
	if (!name)
		ccs_env_die("no memory", __FILE__, __LINE__);
	match = ccs_pattern_match(&str, name);
	if (small && match != reference_match(*string, *pattern))
		ccs_env_die("the matcher is not as specified", __FILE__,
			    __LINE__);
	if (match && is_filtered(name, &str))
		ccs_env_die("the filter rejects what matches", __FILE__,
			    __LINE__);
	ccs_name_put(&world->policy.names, name);
	mutex_unlock(&ccs_policy_lock);
	world_free(world);
}

/**
 * fuzz_pattern - a name and a pattern
 * @data: the name, a blank, the pattern
 * @size: its size
 *
 * Names of requests are made by us, so they are encoded whatever comes; a
 * pattern that is no legal word is never matched.
 */
void fuzz_pattern(const char *data, size_t size)
{
	struct ccs_span rest, string, pattern;
	char *const text = calloc(1, size + 1);

	if (!text)
		ccs_env_die("no memory", __FILE__, __LINE__);
	memcpy(text, data, size);
	rest = (struct ccs_span){ text, ccs_line_normalise(text, size) };
	ccs_span_word(&rest, &string);
	ccs_span_word(&rest, &pattern);
	if (pattern.len && ccs_word_ok(&pattern)) {
		char *const name = strndup(string.text, string.len);
		char *const word = strndup(pattern.text, pattern.len);
		struct ccs_span s = { name, string.len };
		struct ccs_span p = { word, pattern.len };

		if (ccs_decode(text, name, string.len) >= 0)
			compare(&s, &p);
		free(name);
		free(word);
	}
	free(text);
}

static void expect_same(bool same)
{
	if (!same)
		ccs_env_die("encoding is not reversible", __FILE__, __LINE__);
}

static void recode_word(const struct ccs_span *word, char *raw, char *out)
{
	struct ccs_emit emit = { .buf = out, .size = 4 * word->len + 1 };
	const ssize_t got = ccs_decode(raw, word->text, word->len);

	if (got < 0)
		return;
	ccs_encode(&emit, raw, got);
	expect_same(emit.len == word->len &&
		    !memcmp(out, word->text, word->len));
}

/*
 * Any word that is read has to come out as it was written. Bytes that no line
 * has are none of a word.
 */
static void recode(const char *data, size_t size, char *raw, char *out)
{
	char *const word = calloc(1, size + 1);
	struct ccs_span rest, span;

	if (!word)
		ccs_env_die("no memory", __FILE__, __LINE__);
	memcpy(word, data, size);
	rest = (struct ccs_span){ word, ccs_line_normalise(word, size) };
	while (ccs_span_word(&rest, &span))
		recode_word(&span, raw, out);
	free(word);
}

/**
 * fuzz_encoding - bytes, which are also tried as a word
 * @data: the bytes
 * @size: their number
 */
void fuzz_encoding(const char *data, size_t size)
{
	const size_t room = 4 * size + 1;
	char *const out = calloc(1, room);
	char *const raw = calloc(1, room);
	struct ccs_emit emit = { .buf = out, .size = room };
	ssize_t len;

	if (!out || !raw)
		ccs_env_die("no memory", __FILE__, __LINE__);
	ccs_encode(&emit, data, size);
	expect_same(!emit.overflow);
	memcpy(raw + room - size, data, size);
	len = ccs_encode_in_place(raw, room, raw + room - size, size);
	expect_same((size_t)len == emit.len && !memcmp(raw, out, emit.len));
	len = ccs_decode(out, out, emit.len);
	expect_same((size_t)len == size && !memcmp(out, data, size));
	recode(data, size, raw, out);
	free(raw);
	free(out);
}
