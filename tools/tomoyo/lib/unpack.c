// SPDX-License-Identifier: GPL-2.0-only
/*
 * One operation a line
 */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "unpack.h"

static const char *next_word(const char *text)
{
	text += strcspn(text, " ");
	return text + (*text == ' ');
}

static bool starts(const char *text, const char *word)
{
	const size_t len = strlen(word);

	return !strncmp(text, word, len) && text[len] == ' ';
}

/* Returns where the operations are, or NULL if such a line has none. */
static const char *operations(const char *text)
{
	if (*text == '<')
		text = next_word(text);
	if (starts(text, "acl_group"))
		text = next_word(next_word(text));
	if (starts(text, "file"))
		return next_word(text);
	if (!starts(text, "network"))
		return NULL;
	text = next_word(text);
	if (!starts(text, "inet") && !starts(text, "unix"))
		return NULL;
	return next_word(next_word(text));
}

/**
 * ccs_unpack - split a line by its operations
 * @line: a normalised line, such as ``file read/write /tmp/x``
 * @each: called with one line per operation, or with @line if it has none
 * @data: passed to @each
 */
void ccs_unpack(const char *line, ccs_unpack_each each, void *data)
{
	const char *ops = operations(line);
	const char *rest;

	if (!ops) {
		each(line, data);
		return;
	}
	rest = ops + strcspn(ops, " ");
	while (ops < rest) {
		const size_t len = strcspn(ops, "/ ");
		char *one;

		if (len) {
			one = ccs_format("%.*s%.*s%s",
					 (int)(operations(line) - line), line,
					 (int)len, ops, rest);
			each(one, data);
			free(one);
		}
		ops += len + 1;
	}
}
