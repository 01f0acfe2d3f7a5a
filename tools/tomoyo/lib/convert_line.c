// SPDX-License-Identifier: GPL-2.0-only
/*
 * One old line and the new ones that it becomes
 */

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "convert_line.h"
#include "convert_report.h"
#include "fail.h"
#include "scratch.h"
#include "text.h"

/**
 * ccs_convert_refuse - list a line that isn't converted, or not exactly
 * @convert: the policy
 * @item: the line
 * @format: why
 */
void ccs_convert_refuse(struct ccs_convert *convert,
			const struct ccs_item *item, const char *format, ...)
{
	va_list args;
	char *why;

	va_start(args, format);
	if (vasprintf(&why, format, args) < 0)
		ccs_die(CCS_EXIT_IO, "out of memory");
	va_end(args);
	ccs_convert_left(convert, item, why);
	free(why);
	convert->lossy = true;
}

static bool manager_ok(const char *line)
{
	if (*line == '<')
		return ccs_text_domainname(line);
	return !strcmp(line, "manage_by_non_root") ||
	       (*line == '/' && !strchr(line, ' '));
}

static bool exception_ok(struct ccs_convert *convert, const char *line,
			 struct ccs_strbuf *reason)
{
	struct ccs_remark error, warning;

	if (ccs_scratch_try(convert->scratch, CCS_PART_EXCEPTION, line, &error,
			    &warning))
		return true;
	if (error.len) {
		ccs_strbuf_add(reason, line + error.at, error.len);
		ccs_strbuf_puts(reason, ": ");
	}
	ccs_strbuf_puts(reason, error.why);
	return false;
}

/* What the kernel would refuse must not get as far as a file. */
static bool accepted(struct ccs_convert *convert, enum ccs_convert_kind kind,
		     const char *line, struct ccs_strbuf *reason)
{
	switch (kind) {
	case CCS_CONVERT_PROFILE:
		return !ccs_scratch_profile(convert->scratch, line, reason);
	case CCS_CONVERT_DOMAIN:
		return !ccs_scratch_domain(convert->scratch, line, reason);
	case CCS_CONVERT_MANAGER:
		return manager_ok(line);
	default:
		return exception_ok(convert, line, reason);
	}
}

/**
 * ccs_convert_emit - add a new line, if the kernel's parser accepts it
 * @convert: the policy
 * @kind: the policy that the new line belongs to
 * @item: the old line, to be listed if not
 * @line: the new one
 */
void ccs_convert_emit(struct ccs_convert *convert, enum ccs_convert_kind kind,
		      const struct ccs_item *item, const char *line)
{
	struct ccs_strbuf reason = {};

	if (accepted(convert, kind, line, &reason)) {
		ccs_strbuf_puts(&convert->out[kind], line);
		ccs_strbuf_puts(&convert->out[kind], "\n");
	} else {
		ccs_convert_refuse(convert, item, "%s", reason.len ?
				   reason.text : "not a legal line");
	}
	ccs_strbuf_free(&reason);
}

/**
 * ccs_convert_keyword - find how a line is written
 * @table: the lines there are, up to one without a word
 * @line: the line
 *
 * Return: the row whose words the line begins with, NULL if there is none.
 */
const struct ccs_convert_keyword *
ccs_convert_keyword(const struct ccs_convert_keyword *table, const char *line)
{
	for (; table->old; table++) {
		const size_t len = strlen(table->old);

		if (!strncmp(table->old, line, len) &&
		    (!line[len] || line[len] == ' '))
			return table;
	}
	return NULL;
}

/**
 * ccs_convert_operands - take the operands of a line
 * @rest: what is behind its keyword; set to what is behind the operands, which
 *	  is NULL at the end of the line
 * @count: how many there are
 * @operands: set to them, as one string
 *
 * Return: false if there are fewer.
 */
bool ccs_convert_operands(char **rest, unsigned int count, char **operands)
{
	char *end = *rest;

	*operands = *rest;
	for (; count; count--) {
		if (!end)
			return false;
		end = strchr(end, ' ');
		if (end)
			end++;
	}
	if (end)
		end[-1] = '\0';
	*rest = end;
	return true;
}

/**
 * ccs_convert_words - are there exactly so many words?
 * @rest: the words, NULL for none
 * @count: how many
 *
 * Return: true if there are.
 */
bool ccs_convert_words(char *rest, unsigned int count)
{
	for (; rest && count; count--) {
		rest = strchr(rest, ' ');
		if (rest)
			rest++;
	}
	return !rest && !count;
}

/**
 * ccs_convert_patterned - has a word a wildcard?
 * @word: the word
 *
 * Return: true if a backslash begins neither an octal number nor another one.
 */
bool ccs_convert_patterned(const char *word)
{
	while ((word = strchr(word, '\\'))) {
		word++;
		if (*word != '\\' && (*word < '0' || *word > '3'))
			return true;
		word++;
	}
	return false;
}

/**
 * ccs_convert_decimal - is a word a decimal number and nothing else?
 * @word: the word
 *
 * Return: true if it is.
 */
bool ccs_convert_decimal(const char *word)
{
	return *word && !word[strspn(word, "0123456789")];
}

/**
 * ccs_convert_value - what is behind a key
 * @item: a line of two words
 * @key: the first of them
 *
 * Return: the second, NULL if the first is another.
 */
const char *ccs_convert_value(const struct ccs_item *item, const char *key)
{
	const size_t len = strlen(key);

	if (strncmp(item->text, key, len) || item->text[len] != ' ')
		return NULL;
	return item->text + len + 1;
}
