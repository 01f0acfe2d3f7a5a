// SPDX-License-Identifier: GPL-2.0-only
/*
 * Texts that are searched for
 */

#include <string.h>

#include "find.h"

/**
 * find_start - begin to search
 * @find: filled in
 * @text: the text, or ~ and an extended regular expression; used until the end
 * @fold: capitals are as good as small letters
 *
 * Return: false if it is no regular expression; then nothing is found.
 */
bool find_start(struct find *find, const char *text, bool fold)
{
	const int flags = REG_EXTENDED | (fold ? REG_ICASE : 0);

	*find = (struct find){ .text = text, .fold = fold };
	if (*text != FIND_REGULAR)
		return true;
	find->regular = !regcomp(&find->compiled, text + 1, flags);
	return find->regular;
}

/**
 * find_in - look for it in a text
 * @find: what is searched for
 * @text: where
 * @len: set to the length of what was found, in bytes
 *
 * Return: where it is, NULL if it is not there or empty.
 */
const char *find_in(const struct find *find, const char *text, size_t *len)
{
	regmatch_t match;
	const char *at;

	if (!find->regular) {
		*len = strlen(find->text);
		if (!*len || *find->text == FIND_REGULAR)
			return NULL;
		at = find->fold ? strcasestr(text, find->text) :
				  strstr(text, find->text);
		return at;
	}
	if (regexec(&find->compiled, text, 1, &match, 0) ||
	    match.rm_eo == match.rm_so)
		return NULL;
	*len = match.rm_eo - match.rm_so;
	return text + match.rm_so;
}

/**
 * find_stop - end the search
 * @find: what find_start() filled in
 */
void find_stop(struct find *find)
{
	if (find->regular)
		regfree(&find->compiled);
	find->regular = false;
}
