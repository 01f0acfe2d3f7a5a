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
 * struct ccs_reject - why a line was refused
 * @word: the word that was wrong; empty if the line as a whole was
 * @why: the reason, a sentence without a full stop; NULL if none was given
 */
struct ccs_reject {
	struct ccs_span word;
	const char *why;
};

int ccs_reject(struct ccs_reject *reject, const struct ccs_span *word,
	       const char *why);
size_t ccs_line_normalise(char *line, size_t len);
struct ccs_span ccs_span_of(const char *text);
bool ccs_span_is(const struct ccs_span *word, const char *text);
bool ccs_span_eat(struct ccs_span *span, const char *prefix);
bool ccs_span_word(struct ccs_span *rest, struct ccs_span *word);
bool ccs_span_keyword(struct ccs_span *rest, const char *keyword);
bool ccs_span_split(struct ccs_span *rest, char separator,
		    struct ccs_span *part);

#endif /* CCS_CORE_SPAN_H */
