// SPDX-License-Identifier: GPL-2.0-only
/*
 * Records for programs that read JSON
 *
 * A header is words. One that ends in ``{`` begins a block or a list, and ``}``
 * ends it; what is quoted has no blanks in it.
 */

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "json.h"
#include "record_json.h"

#define DEPTH 4

/**
 * struct writer - an object that grows
 * @out: where to
 * @depth: blocks that are open
 * @list: the innermost ones that are lists
 * @first: nothing is in the innermost one yet
 */
struct writer {
	struct ccs_strbuf *out;
	unsigned int depth;
	bool list[DEPTH];
	bool first;
};

static void put_key(struct writer *writer, const char *key)
{
	const size_t start = writer->out->len;
	size_t i;

	ccs_strbuf_puts(writer->out, writer->first ? "" : ",");
	writer->first = false;
	if (!key)
		return;
	ccs_json_string(writer->out, key);
	ccs_strbuf_puts(writer->out, ":");
	for (i = start; i < writer->out->len; i++)
		if (writer->out->text[i] == '-')
			writer->out->text[i] = '_';
}

/* What has a leading zero is octal and stays text. */
static bool is_number(const char *text)
{
	if (!isdigit((unsigned char)*text) || (*text == '0' && text[1]))
		return false;
	return !text[strspn(text, "0123456789")] && strlen(text) < 16;
}

static void put_value(struct writer *writer, char *value)
{
	const size_t len = strlen(value);

	if (len > 1 && *value == '"' && value[len - 1] == '"') {
		value[len - 1] = '\0';
		value++;
	} else if (is_number(value)) {
		ccs_strbuf_puts(writer->out, value);
		return;
	} else if (!strcmp(value, "yes") || !strcmp(value, "no")) {
		ccs_strbuf_puts(writer->out, *value == 'y' ? "true" : "false");
		return;
	}
	ccs_json_string(writer->out, value);
}

static void open_block(struct writer *writer, char *word)
{
	char *const name_end = strpbrk(word, "[=");
	const bool list = name_end && *name_end == '[';

	if (name_end)
		*name_end = '\0';
	put_key(writer, word);
	ccs_strbuf_puts(writer->out, list ? "[" : "{");
	writer->first = true;
	writer->list[++writer->depth] = list;
}

static void close_block(struct writer *writer)
{
	ccs_strbuf_puts(writer->out, writer->list[writer->depth--] ? "]" : "}");
	writer->first = false;
}

static void put_pair(struct writer *writer, char *word)
{
	char *value = strchr(word, '=');
	const bool differs = value && value > word && value[-1] == '!';

	if (!value)
		return;
	*value++ = '\0';
	if (differs)
		value[-2] = '\0';
	/* A task has no other type. */
	if (!strcmp(value, "execute_handler")) {
		put_key(writer, "execute_handler");
		ccs_strbuf_puts(writer->out, differs ? "false" : "true");
		return;
	}
	put_key(writer, word);
	put_value(writer, value);
}

static void put_word(struct writer *writer, char *word)
{
	const size_t len = strlen(word);

	/* The pid in the initial namespace is in parentheses. */
	if (*word == '(' && len && word[len - 1] == ')') {
		word[len - 1] = '\0';
		word++;
	}
	if (!strcmp(word, "}")) {
		if (writer->depth)
			close_block(writer);
	} else if (len && word[len - 1] == '{') {
		if (writer->depth + 1 < DEPTH)
			open_block(writer, word);
	} else if (!writer->depth || !writer->list[writer->depth]) {
		put_pair(writer, word);
	} else if (strcmp(word, "...")) {
		put_key(writer, NULL);
		put_value(writer, word);
	} else {
		/* The kernel cut the list. */
		put_key(writer, NULL);
		ccs_strbuf_puts(writer->out, "null");
	}
}

/* Takes ``#YYYY/MM/DD hh:mm:ss#`` off the words. */
static void put_time(struct writer *writer, char **rest)
{
	char text[32];
	unsigned int at[6];
	int len = 0;

	if (sscanf(*rest, "#%4u/%2u/%2u %2u:%2u:%2u#%n", &at[0], &at[1],
		   &at[2], &at[3], &at[4], &at[5], &len) != 6 || !len)
		return;
	*rest += len;
	snprintf(text, sizeof(text), "%04u-%02u-%02uT%02u:%02u:%02uZ",
		 at[0] % 10000, at[1] % 100, at[2] % 100, at[3] % 100,
		 at[4] % 100, at[5] % 100);
	put_key(writer, "time");
	ccs_json_string(writer->out, text);
}

static void put_number(struct writer *writer, const char *key,
		       unsigned long long number)
{
	char text[32];

	put_key(writer, key);
	snprintf(text, sizeof(text), "%llu", number);
	ccs_strbuf_puts(writer->out, text);
}

static void put_text(struct writer *writer, const char *key, const char *text)
{
	put_key(writer, key);
	ccs_json_string(writer->out, text);
}

/**
 * ccs_record_json - add a record as an object, in one line
 * @out: where to; no newline is added
 * @record: the record; a question has its number, too
 * @lost: records before it that were lost
 *
 * Texts stay as policy has them; times are UTC.
 */
void ccs_record_json(struct ccs_strbuf *out, const struct ccs_record *record,
		     unsigned long long lost)
{
	struct writer writer = { .out = out, .first = true };
	char *const copy = ccs_strdup(record->header);
	char *rest = copy, *word;

	ccs_strbuf_puts(out, "{");
	put_number(&writer, "schema", 1);
	put_text(&writer, "type", record->query ? "query" : "audit");
	if (record->query) {
		put_number(&writer, "serial", record->serial);
		put_number(&writer, "retry", record->retry);
	}
	put_time(&writer, &rest);
	while ((word = strsep(&rest, " ")))
		if (*word)
			put_word(&writer, word);
	while (writer.depth)
		close_block(&writer);
	put_text(&writer, "domain", record->domain);
	put_text(&writer, "acl", record->request);
	put_text(&writer, "raw_header", record->header);
	put_number(&writer, "lost", lost);
	ccs_strbuf_puts(out, "}");
	free(copy);
}
