/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Texts that are searched for
 */

#ifndef EDITOR_FIND_H
#define EDITOR_FIND_H

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>

/* What begins so is a regular expression; no path or domain does. */
#define FIND_REGULAR '~'

/**
 * struct find - a text that is searched for
 * @text: the text
 * @fold: capitals are as good as small letters
 * @regular: it is a regular expression
 * @compiled: that
 */
struct find {
	const char *text;
	bool fold;
	bool regular;
	regex_t compiled;
};

bool find_start(struct find *find, const char *text, bool fold);
const char *find_in(const struct find *find, const char *text, size_t *len);
void find_stop(struct find *find);

#endif /* EDITOR_FIND_H */
