// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entries taken apart
 */

#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "operands.h"
#include "parts.h"

static bool is_condition(const char *word)
{
	return *word != '/' && *word != '<' && strchr(word, '=');
}

static size_t class_words(const struct ccs_parts *parts)
{
	if (!strcmp(parts->word[0], "file"))
		return 1;
	return strcmp(parts->word[0], "network") ? 0 : 3;
}

static const char *kinds_of(const struct ccs_parts *parts)
{
	const char *const op = parts->word[parts->op];
	char *const line = ccs_format("%s %s %s %.*s x", parts->word[0],
				      parts->op == 1 ? "" : parts->word[1],
				      parts->op == 1 ? "" : parts->word[2],
				      (int)strcspn(op, "/"), op);
	char *const file = ccs_format("file %.*s x", (int)strcspn(op, "/"), op);
	const char *first;
	const char *const kinds = ccs_operands(parts->op == 1 ? file : line,
					       &first);

	free(file);
	free(line);
	return kinds;
}

/**
 * ccs_parts_take - take an entry apart
 * @parts: filled in, for ccs_parts_free()
 * @line: the entry, as the kernel prints it
 *
 * Return: false if it has too few words, or too many.
 */
bool ccs_parts_take(struct ccs_parts *parts, const char *line)
{
	char *rest;

	*parts = (struct ccs_parts){ .text = ccs_strdup(line), .kinds = "" };
	rest = parts->text;
	while (rest && parts->count < CCS_PARTS_MAX)
		parts->word[parts->count++] = strsep(&rest, " ");
	parts->op = class_words(parts);
	if (rest || parts->count < parts->op + 2)
		return false;
	if (parts->op)
		parts->kinds = kinds_of(parts);
	parts->first = parts->op ? parts->op + 1 : parts->count > 2 ? 2 : 1;
	parts->last = parts->first + strlen(parts->kinds);
	while (!parts->op && parts->last < parts->count &&
	       !is_condition(parts->word[parts->last]))
		parts->last++;
	return parts->last <= parts->count;
}

/**
 * ccs_parts_alike - are two entries of one class?
 * @one: an entry
 * @other: another
 *
 * Return: true if both have the same words before the operations.
 */
bool ccs_parts_alike(const struct ccs_parts *one, const struct ccs_parts *other)
{
	const size_t words = one->op ? one->op : one->first;
	size_t i;

	if (one->op != other->op)
		return false;
	for (i = 0; i < words; i++)
		if (i >= other->count || strcmp(one->word[i], other->word[i]))
			return false;
	return true;
}

/**
 * ccs_parts_allow - does an entry allow an operation?
 * @entry: the entry
 * @op: the operation
 *
 * Return: true if it does, or if entries of its class have none.
 */
bool ccs_parts_allow(const struct ccs_parts *entry, const char *op)
{
	const char *at = entry->word[entry->op];
	const size_t len = strlen(op);

	if (!entry->op)
		return true;
	for (; *at; at += strcspn(at, "/"), at += *at == '/')
		if (strcspn(at, "/") == len && !strncmp(at, op, len))
			return true;
	return false;
}

/**
 * ccs_parts_signal - is an entry about signals?
 * @entry: the entry
 *
 * Return: true if it is, so that its first operand is a number.
 */
bool ccs_parts_signal(const struct ccs_parts *entry)
{
	return !strcmp(entry->word[0], "ipc");
}

/**
 * ccs_parts_free - drop the parts
 * @parts: what ccs_parts_take() made, whatever it returned
 */
void ccs_parts_free(struct ccs_parts *parts)
{
	free(parts->text);
	parts->text = NULL;
}
