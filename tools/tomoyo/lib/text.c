// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel's view of text
 */

#include "escape.h"
#include "fail.h"
#include "span.h"
#include "text.h"
#include "word.h"

/**
 * ccs_text_normalise - bring a line into the form the kernel reads
 * @line: the bytes, with room for one more; changed in place
 * @len: their number
 *
 * Return: the new length.
 */
size_t ccs_text_normalise(char *line, size_t len)
{
	return ccs_line_normalise(line, len);
}

/**
 * ccs_text_domainname - is this a legal domainname?
 * @text: a normalised line
 *
 * Return: true if it is.
 */
bool ccs_text_domainname(const char *text)
{
	const struct ccs_span name = ccs_span_of(text);

	return ccs_domainname_ok(&name);
}

/**
 * ccs_text_decode - the raw bytes that a word stands for
 * @word: a word of policy
 *
 * Return: the bytes, for free(), or NULL if the word has wildcards or is none.
 */
char *ccs_text_decode(const char *word)
{
	const struct ccs_span span = ccs_span_of(word);
	char *const raw = ccs_strdup(word);
	const ssize_t len = ccs_word_ok(&span) ?
		ccs_decode(raw, span.text, span.len) : -EINVAL;

	if (len < 0) {
		free(raw);
		return NULL;
	}
	raw[len] = '\0';
	return raw;
}

/**
 * ccs_text_encode - make raw bytes printable the way policy does
 * @raw: the bytes, NUL terminated
 * @out: the result, NUL terminated; cut at the last character that fits
 * @size: bytes there are in @out
 */
void ccs_text_encode(const char *raw, char *out, size_t size)
{
	struct ccs_emit emit = { .buf = out, .size = size };

	*out = '\0';
	for (; *raw; raw++) {
		const size_t mark = emit.len;

		ccs_encode(&emit, raw, 1);
		if (!ccs_emit_commit(&emit, mark))
			return;
	}
}
