// SPDX-License-Identifier: GPL-2.0-only
/*
 * Audit records and questions
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "record.h"

/* Takes a line off the text; NULL if no newline ends it. */
static char *take_line(const char **text)
{
	const size_t len = strcspn(*text, "\n");
	char *line;

	if ((*text)[len] != '\n')
		return NULL;
	line = ccs_format("%.*s", (int)len, *text);
	*text += len + 1;
	return line;
}

static bool take_serial(struct ccs_record *record, const char **text)
{
	char *const line = take_line(text);
	char end;
	bool good;

	good = line && sscanf(line, "Q%lu-%lu%c", &record->serial,
			      &record->retry, &end) == 2;
	free(line);
	return good;
}

/**
 * ccs_record_take - read a record
 * @record: filled in; to be freed with ccs_record_free() in any case
 * @text: the record as the kernel gives it
 * @query: it is a question, with its number
 *
 * Return: false if it is not a record.
 */
bool ccs_record_take(struct ccs_record *record, const char *text, bool query)
{
	const char *pid;
	size_t len;

	*record = (struct ccs_record){ .query = query };
	if (query && !take_serial(record, &text))
		return false;
	record->header = take_line(&text);
	record->domain = record->header ? take_line(&text) : NULL;
	len = strlen(text);
	if (!record->domain || !len || text[len - 1] != '\n')
		return false;
	record->request = ccs_format("%.*s", (int)len - 1, text);
	pid = strstr(record->header, " (global-pid=");
	return pid && sscanf(pid, " (global-pid=%ld)", &record->pid) == 1;
}

/**
 * ccs_record_value - a value from a record's header
 * @record: the record
 * @block: the block, such as ``task`` or ``path1.parent``
 * @name: the value's name there, such as ``uid``
 *
 * Return: the value as text, for free(), with quotes if it has some; or NULL.
 */
char *ccs_record_value(const struct ccs_record *record, const char *block,
		       const char *name)
{
	char *const start = ccs_format(" %s={", block);
	char *const key = ccs_format(" %s=", name);
	const char *at = strstr(record->header, start);
	const char *const end = at ? strstr(at, " }") : NULL;
	char *value = NULL;

	at = at && end ? strstr(at + strlen(start), key) : NULL;
	if (at && at < end) {
		at += strlen(key);
		value = ccs_format("%.*s", (int)strcspn(at, " "), at);
	}
	free(start);
	free(key);
	return value;
}

/**
 * ccs_record_word - a value from a record's header, outside of blocks
 * @record: the record
 * @name: its name there: ``profile``, ``mode`` or ``granted``
 *
 * Return: the value as text, for free(), or NULL.
 */
char *ccs_record_word(const struct ccs_record *record, const char *name)
{
	char *const key = ccs_format(" %s=", name);
	const char *at = strstr(record->header, key);
	char *value = NULL;

	if (at) {
		at += strlen(key);
		value = ccs_format("%.*s", (int)strcspn(at, " "), at);
	}
	free(key);
	return value;
}

/**
 * ccs_record_text - print a record as the kernel did
 * @record: the record
 * @text: gets its lines
 */
void ccs_record_text(const struct ccs_record *record, struct ccs_strbuf *text)
{
	char *const serial = record->query ?
		ccs_format("Q%lu-%lu\n", record->serial, record->retry) :
		ccs_strdup("");
	char *const lines = ccs_format("%s%s\n%s\n%s\n", serial,
				       record->header, record->domain,
				       record->request);

	ccs_strbuf_puts(text, lines);
	free(lines);
	free(serial);
}

/**
 * ccs_record_free - drop a record
 * @record: the record; empty afterwards
 */
void ccs_record_free(struct ccs_record *record)
{
	free(record->header);
	free(record->domain);
	free(record->request);
	*record = (struct ccs_record){};
}
