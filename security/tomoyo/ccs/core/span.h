/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Cursor over one policy line
 */

#ifndef CCS_CORE_SPAN_H
#define CCS_CORE_SPAN_H

#include "env.h"

/**
 * struct ccs_span - a piece of text that is not NUL terminated
 * @text: its first byte
 * @len: its length in bytes
 *
 * Serves as a word, and as the rest of a line: taking a word from a span moves
 * the span behind it.
 */
struct ccs_span {
	const char *text;
	size_t len;
};

/**
 * struct ccs_reject - what is to be said about a line
 * @word: the word that was wrong; empty if the line as a whole was
 * @why: why the line was refused, a sentence without a full stop; NULL if no
 *	reason was given
 * @warn_word: a word of an accepted line that may not do what was meant, such
 *	as a reference to a group without members
 * @warn: what about it; NULL if there is nothing to be said
 */
struct ccs_reject {
	struct ccs_span word;
	const char *why;
	struct ccs_span warn_word;
	const char *warn;
};

int ccs_reject(struct ccs_reject *reject, const struct ccs_span *word,
	       const char *why);
void ccs_reject_warn(struct ccs_reject *reject, const struct ccs_span *word,
		     const char *why);
size_t ccs_line_end(const char *text, size_t len, bool *normal);
size_t ccs_line_normalise(char *line, size_t len);
struct ccs_span ccs_span_of(const char *text);
bool ccs_span_word(struct ccs_span *rest, struct ccs_span *word);
bool ccs_span_take_keyword(struct ccs_span *rest, const char *keyword);
bool ccs_span_split(struct ccs_span *rest, char separator,
		    struct ccs_span *part);

/**
 * ccs_span_is - is this span that text?
 * @word: the span
 * @text: a NUL terminated string
 *
 * Return: true if they are equal byte for byte.
 */
static inline bool ccs_span_is(const struct ccs_span *word, const char *text)
{
	size_t i;

	/* Most words differ in their first byte from most keywords. */
	for (i = 0; i < word->len; i++)
		if (!text[i] || word->text[i] != text[i])
			return false;
	return !text[i];
}

/**
 * ccs_span_eat - skip a prefix
 * @span: moved behind @prefix if it starts with it, else left alone
 * @prefix: a NUL terminated string
 *
 * Return: true if it was there.
 */
static inline bool ccs_span_eat(struct ccs_span *span, const char *prefix)
{
	size_t len;

	for (len = 0; prefix[len]; len++)
		if (len == span->len || span->text[len] != prefix[len])
			return false;
	span->text += len;
	span->len -= len;
	return true;
}

/**
 * ccs_span_keyword - take the next word if it is this one
 * @rest: the rest of the line, left alone if the word is another
 * @keyword: the word expected
 *
 * Return: true if it was there.
 */
static inline bool ccs_span_keyword(struct ccs_span *rest, const char *keyword)
{
	return rest->len && *rest->text == *keyword &&
	       ccs_span_take_keyword(rest, keyword);
}

#endif /* CCS_CORE_SPAN_H */
