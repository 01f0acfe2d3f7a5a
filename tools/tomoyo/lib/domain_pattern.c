// SPDX-License-Identifier: GPL-2.0-only
/*
 * Patterns of domainnames
 */

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "domain_pattern.h"
#include "fail.h"
#include "match.h"

/**
 * struct ccs_domain_pattern - a pattern of domainnames
 * @whole: it is about all words of a name, not only about the last
 * @word: a pattern for each
 * @count: their number
 */
struct ccs_domain_pattern {
	bool whole;
	struct ccs_pattern **word;
	size_t count;
};

static bool add_word(struct ccs_domain_pattern *pattern, const char *text)
{
	if (!ccs_match_word(text))
		return false;
	pattern->word = ccs_realloc(pattern->word, (pattern->count + 1) *
						   sizeof(*pattern->word));
	pattern->word[pattern->count++] = ccs_match_new(text);
	return true;
}

/**
 * ccs_domain_pattern_new - read a pattern
 * @text: the normalised pattern: a pathname for the program, which a name ends
 *	with, or what begins with ``<`` for all words of a name, one each
 *
 * Return: the pattern, or NULL if it is none.
 */
struct ccs_domain_pattern *ccs_domain_pattern_new(const char *text)
{
	struct ccs_domain_pattern *const pattern =
		ccs_realloc(NULL, sizeof(*pattern));
	char *const copy = ccs_strdup(text);
	char *rest = copy, *word;
	bool good = *text == '<' || (*text == '/' && !strchr(text, ' '));

	*pattern = (struct ccs_domain_pattern){ .whole = *text == '<' };
	while (good && (word = strsep(&rest, " ")))
		good = add_word(pattern, word);
	free(copy);
	if (good)
		return pattern;
	ccs_domain_pattern_free(pattern);
	return NULL;
}

/**
 * ccs_domain_pattern_fits - does the pattern fit a domain?
 * @pattern: the pattern
 * @name: the domain's name
 *
 * Return: true if it does.
 */
bool ccs_domain_pattern_fits(const struct ccs_domain_pattern *pattern,
			     const char *name)
{
	size_t i, len;

	if (!pattern->whole) {
		const char *const last = strrchr(name, ' ');

		return last && ccs_match_name(pattern->word[0], last + 1,
					      strlen(last + 1));
	}
	for (i = 0; i < pattern->count; i++, name += len) {
		name += *name == ' ';
		len = strcspn(name, " ");
		if (!len || !ccs_match_name(pattern->word[i], name, len))
			return false;
	}
	return !*name;
}

/**
 * ccs_domain_pattern_free - drop a pattern
 * @pattern: the pattern, or NULL
 */
void ccs_domain_pattern_free(struct ccs_domain_pattern *pattern)
{
	size_t i;

	for (i = 0; pattern && i < pattern->count; i++)
		ccs_match_free(pattern->word[i]);
	if (pattern)
		free(pattern->word);
	free(pattern);
}
