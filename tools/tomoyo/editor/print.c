// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lists without a terminal
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/json.h"
#include "print.h"
#include "screen.h"

/**
 * print_find - find a list by what programs call it
 * @word: the word
 *
 * Return: its enum screen_id, or -1.
 */
int print_find(const char *word)
{
	int id;

	for (id = 0; id < SCREEN_COUNT; id++)
		if (!strcmp(screen_kinds[id].word, word))
			return id;
	return -1;
}

static void add_text(struct ccs_strbuf *out, const char *name,
		     const char *text, size_t len)
{
	char *const copy = ccs_format("%.*s", (int)len, text);

	ccs_strbuf_puts(out, ",\"");
	ccs_strbuf_puts(out, name);
	ccs_strbuf_puts(out, "\":");
	ccs_json_string(out, copy);
	free(copy);
}

static void add_number(struct ccs_strbuf *out, const char *name, long number)
{
	char *const text = ccs_format(",\"%s\":%ld", name, number);

	ccs_strbuf_puts(out, text);
	free(text);
}

/* What the columns before a domain show as signs. */
static void add_marks(struct ccs_strbuf *out, const struct row *row)
{
	ccs_strbuf_puts(out, strchr(row->fixed, '#') ? ",\"keeps\":true" : "");
	ccs_strbuf_puts(out, strchr(row->fixed, '*') ? ",\"target\":true" : "");
	ccs_strbuf_puts(out, strchr(row->fixed, '!') ?
			     ",\"unreachable\":true" : "");
}

static void add_row(struct editor *ed, struct ccs_strbuf *out,
		    const struct row *row)
{
	static const char *const kinds[] = { "item", "jump", "missing" };
	const char *const line = strchr(row->id, '\n');
	const char *const text = row->text + strspn(row->text, " ");

	ccs_strbuf_puts(out, "{\"kind\":\"");
	ccs_strbuf_puts(out, kinds[row->kind]);
	ccs_strbuf_puts(out, "\"");
	if (row->kind == ROW_ITEM)
		add_number(out, "number", row->number);
	if (line)
		add_text(out, "domain", row->id, line - row->id);
	add_text(out, "line", line ? line + 1 : row->id,
		 strlen(line ? line + 1 : row->id));
	add_text(out, "text", text, strlen(text));
	if (row->profile >= 0)
		add_number(out, "profile", row->profile);
	if (row->kind == ROW_JUMP)
		add_text(out, "to", row->line, strlen(row->line));
	else if (ed->now == SCREEN_TREE)
		add_marks(out, row);
	if (row->selected)
		ccs_strbuf_puts(out, ",\"selected\":true");
	if (row->why)
		add_text(out, "why", row->why, strlen(row->why));
	ccs_strbuf_puts(out, "}");
}

static void print_json(struct editor *ed)
{
	const struct rows *const rows = &editor_screen(ed)->rows;
	struct ccs_strbuf out = {};
	size_t i;

	ccs_strbuf_puts(&out, "{\"list\":\"");
	ccs_strbuf_puts(&out, screen_kinds[ed->now].word);
	ccs_strbuf_puts(&out, "\"");
	if (ed->now == SCREEN_ACL && ed->domain)
		add_text(&out, "domain", ed->domain, strlen(ed->domain));
	else
		add_text(&out, "namespace", ed->ns, strlen(ed->ns));
	ccs_strbuf_puts(&out, ",\"rows\":[");
	for (i = 0; i < rows->count; i++) {
		ccs_strbuf_puts(&out, i ? "," : "");
		add_row(ed, &out, &rows->row[i]);
	}
	ccs_strbuf_puts(&out, "]}\n");
	fwrite(out.text, 1, out.len, stdout);
	ccs_strbuf_free(&out);
}

static void print_row(const struct row *row)
{
	if (!row->fixed)
		printf("%s\n", row->text);
	else if (row->kind == ROW_ITEM)
		printf("%c%4u:%s%s\n", row->selected ? '&' : ' ', row->number,
		       row->fixed, row->text);
	else
		printf("%6s%s%s\n", "", row->fixed, row->text);
}

/**
 * print_list - print the list that is shown
 * @ed: the editor
 * @json: for a program
 */
void print_list(struct editor *ed, bool json)
{
	const struct rows *const rows = &editor_screen(ed)->rows;
	size_t i;

	if (json) {
		print_json(ed);
		return;
	}
	for (i = 0; i < rows->count; i++)
		print_row(&rows->row[i]);
}
