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

static bool is_normal_block(const char *line, size_t at, size_t len)
{
	const u64 block = ccs_swar_load(line + at);
	const u64 spaces = ccs_swar_find(block, ' ');

	return ccs_swar_printable(block, ' ') && !(spaces & spaces << 8) &&
	       (line[at] != ' ' || is_gap(line, at, len));
}

/* Most lines are as they should be, and only need to be looked at. */
static bool is_normal(const char *line, size_t len)
{
	size_t i;

	for (i = 0; len - i >= CCS_SWAR_SIZE; i += CCS_SWAR_SIZE)
		if (!is_normal_block(line, i, len))
			return false;
	for (; i < len; i++)
		if ((line[i] <= ' ' || line[i] >= 0x7f) &&
		    (line[i] != ' ' || !is_gap(line, i, len)))
			return false;
	return !len || line[len - 1] != ' ';
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
	if (is_normal(line, len))
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
	size_t len;

	*part = *rest;
	if (!rest->len)
		return false;
	len = ccs_swar_span(rest->text, rest->len, separator);
	part->len = len;
	if (len < rest->len)
		len++;
	rest->text += len;
	rest->len -= len;
	return true;
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
	return ccs_span_split(rest, ' ', word);
}

/**
 * ccs_span_keyword - take the next word if it is this one
 * @rest: the rest of the line, left alone if the word is another
 * @keyword: the word expected
 *
 * Return: true if it was there.
 */
bool ccs_span_keyword(struct ccs_span *rest, const char *keyword)
{
	struct ccs_span ahead = *rest, word;

	if (!rest->len || *rest->text != *keyword)
		return false;
	if (!ccs_span_word(&ahead, &word) || !ccs_span_is(&word, keyword))
		return false;
	*rest = ahead;
	return true;
}
