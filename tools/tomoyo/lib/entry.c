// SPDX-License-Identifier: GPL-2.0-only
/*
 * An entry taken apart
 */

#include <stdlib.h>
#include <string.h>

#include "entry.h"
#include "fail.h"
#include "operands.h"
#include "strbuf.h"

/* Entries that ccs_operands() has no letters for: words before the operands. */
static const struct {
	const char *start;
	int words;
	const char *kinds;
} others[] = {
	{ "misc env ", 2, "e" },
	{ "ipc signal ", 2, "nd" },
	{ "path_group ", 2, "p" },
	{ "number_group ", 2, "n" },
	{ "address_group ", 2, "a" },
};

static const char *after_words(const char *text, int words)
{
	while (words--) {
		text += strcspn(text, " ");
		text += *text == ' ';
	}
	return text;
}

static const char *kinds_of(const char *line, const char **first)
{
	const char *const kinds = ccs_operands(line, first);
	size_t i;

	if (*kinds)
		return kinds;
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (!strncmp(*first, others[i].start,
			     strlen(others[i].start))) {
			*first = after_words(*first, others[i].words);
			return others[i].kinds;
		}
	*first += strlen(*first);
	return "";
}

/* A domain's name goes on as long as there are pathnames. */
static size_t operand_len(char kind, const char *text)
{
	size_t len = strcspn(text, " ");

	while (kind == 'd' && text[len] == ' ' && text[len + 1] == '/')
		len += 1 + strcspn(text + len + 1, " ");
	return len;
}

/* Conditions compare something; where an execution leads is a name. */
static bool is_condition(const char *word, size_t len)
{
	return *word != '/' && *word != '<' && memchr(word, '=', len);
}

static void take_rest(struct ccs_entry *entry, const char *at)
{
	struct ccs_strbuf transition = {};

	ccs_strbuf_puts(&transition, "");
	while (*at) {
		const size_t len = strcspn(at, " ");
		char *const word = ccs_format("%.*s", (int)len, at);

		if (is_condition(at, len)) {
			ccs_list_add(&entry->conditions, word);
		} else {
			ccs_strbuf_puts(&transition, word);
			ccs_strbuf_puts(&transition, " ");
		}
		free(word);
		at += len + (at[len] == ' ');
	}
	entry->transition = transition.text;
}

/**
 * ccs_entry_take - take an entry apart
 * @entry: filled in; for ccs_entry_free()
 * @text: a normalised line with one operation, as the kernel prints it; must
 *	stay as long as @entry
 *
 * A line that is no entry has a head and nothing else.
 */
void ccs_entry_take(struct ccs_entry *entry, const char *text)
{
	const char *at;
	size_t i;

	*entry = (struct ccs_entry){ .text = text };
	entry->kinds = kinds_of(text, &at);
	entry->head = at - text;
	for (i = 0; entry->kinds[i]; i++) {
		const size_t len = operand_len(entry->kinds[i], at);

		entry->word[i] = ccs_format("%.*s", (int)len, at);
		at += len + (at[len] == ' ');
	}
	take_rest(entry, at);
}

/**
 * ccs_entry_effect - does a condition change what happens, not when?
 * @condition: the condition
 *
 * Return: true if it does.
 */
bool ccs_entry_effect(const char *condition)
{
	return !strncmp(condition, "auto_domain_transition=", 23) ||
	       !strncmp(condition, "grant_log=", 10);
}

/**
 * ccs_entry_free - free what ccs_entry_take() made
 * @entry: the entry
 */
void ccs_entry_free(struct ccs_entry *entry)
{
	size_t i;

	for (i = 0; i < CCS_ENTRY_WORDS; i++)
		free(entry->word[i]);
	free(entry->transition);
	ccs_list_free(&entry->conditions);
}
