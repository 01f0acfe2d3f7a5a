// SPDX-License-Identifier: GPL-2.0-only
/*
 * What happened to policy, as lists
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../lib/fail.h"
#include "../lib/record.h"
#include "find.h"
#include "screen.h"

/* Bytes of a log that are looked at, and records of it that are shown. */
#define LOG_MAX (4 * 1024 * 1024)
#define RECORDS_MAX 1000

static void add_piece(struct ccs_strbuf *all, const struct piece *piece)
{
	size_t i;

	ccs_strbuf_puts(all, all->len ? "\n" : "");
	ccs_strbuf_puts(all, piece->node);
	for (i = 0; i < piece->done.count; i++) {
		ccs_strbuf_puts(all, "\n  ");
		ccs_strbuf_puts(all, piece->done.item[i].text);
	}
}

/**
 * load_changes - list what was changed
 * @ed: the editor
 * @rows: the list
 *
 * Return: 0.
 */
int load_changes(struct editor *ed, struct rows *rows)
{
	size_t i, n;

	for (i = 0; i < ed->history.count; i++) {
		const struct change *const change = &ed->history.change[i];
		char *const text = ccs_format("%s%s", change->what,
					      change->undone ? " (undone)" :
							       "");
		struct row *const row = rows_add(rows, ROW_ITEM, text, text);
		struct ccs_strbuf all = {};

		for (n = 0; n < change->pieces; n++)
			add_piece(&all, &change->piece[n]);
		row->fixed = ccs_strdup(" ");
		row->why = all.text;
		free(text);
	}
	return 0;
}

static void add_of_domain(struct rows *rows, const char *domain, const char *line)
{
	char *const id = ccs_format("%s\n%s", domain, line);
	char *const text = ccs_format("%s   (%s)", line, tree_last(domain));
	struct row *const row = rows_add(rows, ROW_ITEM, id, text);

	row->fixed = ccs_strdup(" ");
	row->line = ccs_strdup(domain);
	free(text);
	free(id);
}

static bool is_entry(const char *line)
{
	return *line && *line != '#' && *line != '<';
}

/**
 * load_unused - list entries that have decided nothing so far
 * @ed: the editor
 * @rows: the list
 *
 * Return: 0 or -errno.
 */
int load_unused(struct editor *ed, struct rows *rows)
{
	struct ccs_strbuf text = {};
	const int err = store_read(&ed->store, "domain_policy", "select stats",
				   &text);
	char *rest = text.text, *line, *domain = NULL, *entry = NULL;

	while (!err && (line = strsep(&rest, "\n"))) {
		if (*line == '<')
			domain = line;
		else if (!strcmp(line, "# hits=0") && entry && domain &&
			 tree_same_ns(domain, ed->ns))
			add_of_domain(rows, domain, entry);
		entry = is_entry(line) ? line : NULL;
	}
	ccs_strbuf_free(&text);
	return err;
}

/**
 * load_found - list lines of all domains, of every namespace, with a text
 * @ed: the editor; nothing is searched for before somebody did
 * @rows: the list
 *
 * Return: 0 or -errno.
 */
int load_found(struct editor *ed, struct rows *rows)
{
	struct ccs_strbuf text = {};
	const int err = ed->wanted ? store_read(&ed->store, "domain_policy",
						NULL, &text) : 0;
	char *rest = text.text, *line, *domain = NULL;
	struct find find;
	size_t len;

	find_start(&find, ed->wanted ? ed->wanted : "", ed->fold);
	while (!err && rest && (line = strsep(&rest, "\n"))) {
		if (*line == '<')
			domain = line;
		else if (domain && is_entry(line) &&
			 strncmp(line, "use_profile ", 12) &&
			 find_in(&find, line, &len))
			add_of_domain(rows, domain, line);
	}
	find_stop(&find);
	ccs_strbuf_free(&text);
	return err;
}

/* The newest records are at the end of a log. */
static int read_end(const char *path, struct ccs_strbuf *text)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	off_t size;
	ssize_t n;

	if (fd < 0)
		return -errno;
	size = lseek(fd, 0, SEEK_END);
	lseek(fd, size > LOG_MAX ? size - LOG_MAX : 0, SEEK_SET);
	while (text->len < LOG_MAX &&
	       (n = read(fd, ccs_strbuf_reserve(text, 65536), 65536)) > 0)
		text->len += n;
	ccs_strbuf_puts(text, "");
	close(fd);
	return 0;
}

static bool is_known(const struct rows *rows, const char *id)
{
	size_t i;

	for (i = 0; i < rows->count; i++)
		if (!strcmp(rows->row[i].id, id))
			return true;
	return false;
}

static void add_record(const struct editor *ed, struct rows *rows,
		       const char *text)
{
	struct ccs_record record;
	struct row *row;
	char *id, *shown;

	if (!ccs_record_take(&record, text, false) ||
	    !strstr(record.header, " granted=no") ||
	    !tree_same_ns(record.domain, ed->ns)) {
		ccs_record_free(&record);
		return;
	}
	id = ccs_format("%s\n%s", record.domain, record.request);
	shown = ccs_format("%s   (%s)", record.request,
			   tree_last(record.domain));
	if (!is_known(rows, id)) {
		row = rows_add(rows, ROW_ITEM, id, shown);
		row->fixed = ccs_strdup(" ");
		row->line = ccs_strdup(record.domain);
		row->why = ccs_format("%.*s", (int)strlen(text) - 1, text);
	}
	free(id);
	free(shown);
	ccs_record_free(&record);
}

/**
 * load_denied - list requests that a log says were refused, the newest first
 * @ed: the editor
 * @rows: the list
 *
 * Return: 0 or -errno.
 */
int load_denied(struct editor *ed, struct rows *rows)
{
	struct ccs_strbuf text = {};
	const int err = ed->log ? read_end(ed->log, &text) : 0;
	char *at, *start;

	ccs_strbuf_puts(&text, "");
	at = text.text + text.len;
	while (!err && at > text.text && rows->count < RECORDS_MAX) {
		/* It begins where a line has a date behind a #. */
		while (at > text.text && at[-1] == '\n')
			*--at = '\0';
		if (at == text.text)
			break;
		*at = '\n';
		at[1] = '\0';
		for (start = at; start > text.text; start--)
			if (start[-1] == '\n' && start[0] == '#' &&
			    start[1] >= '0' && start[1] <= '9')
				break;
		add_record(ed, rows, start);
		at = start;
	}
	ccs_strbuf_free(&text);
	return err;
}
