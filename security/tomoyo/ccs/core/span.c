// SPDX-License-Identifier: GPL-2.0-only
/*
 * Cursor over one policy line
 */

#include "env.h"
#include "span.h"
#include "swar.h"

/**
 * ccs_reject - refuse a line
 * @reject: filled in; the first reason given wins
 * @word: the word that is wrong, NULL for the whole line
 * @why: the reason; must have static storage
 *
 * Return: always -EINVAL, so that a parser can return the call.
 */
int ccs_reject(struct ccs_reject *reject, const struct ccs_span *word,
	       const char *why)
{
	if (reject->why)
		return -EINVAL;
	reject->why = why;
	if (word)
		reject->word = *word;
	return -EINVAL;
}

/**
 * ccs_reject_warn - say something about a line that is accepted
 * @reject: filled in; the first thing said wins
 * @word: the word that it is about
 * @why: what may be wrong with it; must have static storage
 */
void ccs_reject_warn(struct ccs_reject *reject, const struct ccs_span *word,
		     const char *why)
{
	if (reject->warn)
		return;
	reject->warn = why;
	reject->warn_word = *word;
}

/* Is the space here the only one, and between two words? */
static bool is_gap(const char *line, size_t at, size_t len)
{
	return at && at + 1 < len && line[at - 1] != ' ';
}

/* Bytes of whole blocks with nothing that normalising may change. */
static size_t skip_normal(const char *line, size_t len)
{
	/* Where a space may not be: first of all at the beginning. */
	u64 barred = 0x80;
	size_t at;

	for (at = 0; len - at >= CCS_SWAR_SIZE; at += CCS_SWAR_SIZE) {
		const u64 block = ccs_swar_load(line + at);
		u64 spaces;

		if (ccs_swar_printable(block, '!')) {
			barred = 0;
			continue;
		}
		spaces = ccs_swar_below(block, '!');
		if (!ccs_swar_printable(block, ' ') ||
		    spaces & (spaces << 8 | barred))
			break;
		barred = spaces >> 56;
	}
	return at;
}

static bool is_normal(const char *line, size_t from, size_t len)
{
	for (; from < len; from++)
		if ((line[from] <= ' ' || line[from] >= 0x7f) &&
		    (line[from] != ' ' || !is_gap(line, from, len)))
			return false;
	return !len || line[len - 1] != ' ';
}

/**
 * ccs_line_end - find the end of the first line
 * @text: bytes
 * @len: their number
 * @normal: set if the line is as ccs_line_normalise() leaves it, which most
 *	are: then they need to be looked at only once
 *
 * Return: bytes before the first newline, @len if there is none.
 */
size_t ccs_line_end(const char *text, size_t len, bool *normal)
{
	const size_t at = skip_normal(text, len);
	const size_t end = at + ccs_swar_span(text + at, len - at, '\n');

	*normal = is_normal(text, at, end);
	return end;
}

/**
 * ccs_line_normalise - bring a line into the form that parsers read
 * @line: the bytes of one line without its newline; changed in place and NUL
 *	terminated at the returned length, so it needs @len + 1 bytes
 * @len: their number
 *
 * What follows a NUL byte is dropped; every run of bytes outside 0x21..0x7E
 * becomes one space, or nothing at the ends (policy-language 1.2, 1.3).
 *
 * Return: the new length.
 */
size_t ccs_line_normalise(char *line, size_t len)
{
	size_t from, to = 0;
	bool gap = false;

	line[len] = '\0';
	if (is_normal(line, skip_normal(line, len), len))
		return len;
	for (from = 0; line[from]; from++) {
		if (line[from] <= ' ' || line[from] >= 0x7f) {
			gap = to > 0;
			continue;
		}
		if (gap)
			line[to++] = ' ';
		gap = false;
		line[to++] = line[from];
	}
	line[to] = '\0';
	return to;
}

/**
 * ccs_span_of - the span of a string
 * @text: a NUL terminated string, which must outlive the span
 *
 * Return: the span.
 */
struct ccs_span ccs_span_of(const char *text)
{
	return (struct ccs_span){ .text = text, .len = strlen(text) };
}

static __always_inline bool split(struct ccs_span *rest, char separator,
				  struct ccs_span *part)
{
	const struct ccs_span all = *rest;
	size_t len;

	*part = all;
	if (!all.len)
		return false;
	len = ccs_swar_span(all.text, all.len, separator);
	part->len = len;
	len += len < all.len;
	rest->text = all.text + len;
	rest->len = all.len - len;
	return true;
}

/**
 * ccs_span_split - take the part before a separator
 * @rest: moved behind the separator, or to its end
 * @separator: the byte that ends a part
 * @part: the part, possibly empty; an empty span behind the text if there was
 *	nothing left
 *
 * Return: false if @rest was empty.
 */
bool ccs_span_split(struct ccs_span *rest, char separator,
		    struct ccs_span *part)
{
	return split(rest, separator, part);
}

/**
 * ccs_span_word - take the next word of a normalised line
 * @rest: the rest of the line
 * @word: the word; set to an empty span behind the line if there is none
 *
 * Return: false if there is no further word.
 */
bool ccs_span_word(struct ccs_span *rest, struct ccs_span *word)
{
	return split(rest, ' ', word);
}

/**
 * ccs_span_take_keyword - what is left to do for ccs_span_keyword()
 * @rest: the rest of the line, left alone if the word is another
 * @keyword: the word expected
 *
 * Return: true if it was there.
 */
bool ccs_span_take_keyword(struct ccs_span *rest, const char *keyword)
{
	struct ccs_span ahead = *rest, word;

	if (!ccs_span_word(&ahead, &word) || !ccs_span_is(&word, keyword))
		return false;
	*rest = ahead;
	return true;
}
