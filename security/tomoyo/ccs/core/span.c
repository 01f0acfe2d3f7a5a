// SPDX-License-Identifier: GPL-2.0-only
/*
 * Cursor over one policy line
 */

#include "env.h"
#include "span.h"

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
	const size_t end = strnlen(line, len);
	size_t from, to = 0;
	bool gap = false;

	for (from = 0; from < end; from++) {
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
 * ccs_span_is - is this span that text?
 * @word: the span
 * @text: a NUL terminated string
 *
 * Return: true if they are equal byte for byte.
 */
bool ccs_span_is(const struct ccs_span *word, const char *text)
{
	const size_t len = strlen(text);

	return word->len == len && !memcmp(word->text, text, len);
}

/**
 * ccs_span_eat - skip a prefix
 * @span: moved behind @prefix if it starts with it, else left alone
 * @prefix: a NUL terminated string
 *
 * Return: true if it was there.
 */
bool ccs_span_eat(struct ccs_span *span, const char *prefix)
{
	const size_t len = strlen(prefix);

	if (span->len < len || memcmp(span->text, prefix, len))
		return false;
	span->text += len;
	span->len -= len;
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
	const char *stop;

	*part = *rest;
	if (!rest->len)
		return false;
	stop = memchr(rest->text, separator, rest->len);
	part->len = stop ? (size_t)(stop - rest->text) : rest->len;
	rest->text += part->len;
	rest->len -= part->len;
	if (stop) {
		rest->text++;
		rest->len--;
	}
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

	if (!ccs_span_word(&ahead, &word) || !ccs_span_is(&word, keyword))
		return false;
	*rest = ahead;
	return true;
}
