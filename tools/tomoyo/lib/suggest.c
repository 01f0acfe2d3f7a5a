// SPDX-License-Identifier: GPL-2.0-only
/*
 * Patterns for names that are alike
 */

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "strbuf.h"
#include "suggest.h"

/* So few characters of a random part are likely to be a word. */
#define RANDOM_MIN 6

/* What a program makes by chance has digits, or capitals among small letters. */
static bool looks_random(const char *text, size_t len)
{
	bool digit = false, upper = false, lower = false;
	size_t i;

	for (i = 0; i < len; i++) {
		digit |= !!isdigit((unsigned char)text[i]);
		upper |= !!isupper((unsigned char)text[i]);
		lower |= !!islower((unsigned char)text[i]);
	}
	return len >= RANDOM_MIN && ((digit && (upper || lower)) ||
				     (upper && lower));
}

static void add_wildcards(struct ccs_strbuf *out, size_t count)
{
	while (count--)
		ccs_strbuf_puts(out, "\\?");
}

/* Numbers in a word count something. */
static void add_numbered(struct ccs_strbuf *out, const char *text, size_t len)
{
	size_t i = 0;

	while (i < len) {
		const size_t digits = strspn(text + i, "0123456789");

		if (digits)
			ccs_strbuf_puts(out, "\\$");
		else
			ccs_strbuf_add(out, text + i, 1);
		i += digits ? digits : 1;
	}
}

/* Adds a run of letters and digits, or what stands for runs like it. */
static void add_run(struct ccs_strbuf *out, const char *text, size_t len)
{
	const size_t digits = strspn(text, "0123456789");
	const size_t hex = strspn(text, "0123456789abcdef");

	if (digits >= len)
		ccs_strbuf_puts(out, "\\$");
	else if (hex >= len && digits < len && len >= RANDOM_MIN &&
		 strcspn(text, "0123456789") < len)
		ccs_strbuf_puts(out, "\\X");
	else if (looks_random(text, len))
		add_wildcards(out, len);
	else
		add_numbered(out, text, len);
}

/**
 * ccs_suggest_pattern - what names like this one have in common
 * @name: a name without wildcards
 *
 * Numbers count something, and what looks random is. An escaped byte is no run
 * of digits.
 *
 * Return: the pattern, for free(); the name if nothing in it changes.
 */
char *ccs_suggest_pattern(const char *name)
{
	struct ccs_strbuf out = {};

	while (*name) {
		size_t len = 0;

		if (*name == '\\') {
			len = name[1] == '\\' ? 2 : 4;
			ccs_strbuf_add(&out, name, len);
			name += len;
			continue;
		}
		while (isalnum((unsigned char)name[len]))
			len++;
		if (len)
			add_run(&out, name, len);
		else
			ccs_strbuf_add(&out, name, len = 1);
		name += len;
	}
	return out.text;
}

/**
 * ccs_suggest - print rules for ccs-patternize
 * @names: names without wildcards, sorted
 *
 * There is one for each pattern that two names or more have in common.
 */
void ccs_suggest(const struct ccs_list *names)
{
	struct ccs_list patterns = {};
	struct ccs_index index;
	size_t i, j;

	for (i = 0; i < names->count; i++) {
		char *const pattern =
			ccs_suggest_pattern(names->item[i].text);

		ccs_list_add(&patterns, pattern);
		free(pattern);
	}
	ccs_index_init(&index, &patterns);
	for (i = 0; i < index.count; i = j) {
		const char *const text = index.item[i]->text;

		for (j = i + 1; j < index.count &&
		     !strcmp(text, index.item[j]->text); j++)
			;
		if (j - i > 1)
			printf("rewrite path_pattern %s\n", text);
	}
	ccs_index_free(&index);
	ccs_list_free(&patterns);
}
