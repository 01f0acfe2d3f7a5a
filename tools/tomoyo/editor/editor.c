// SPDX-License-Identifier: GPL-2.0-only
/*
 * The policy editor without its screen
 */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "editor.h"
#include "find.h"
#include "screen.h"

/**
 * editor_init - start with the defaults
 * @ed: filled in
 */
void editor_init(struct editor *ed)
{
	*ed = (struct editor){
		.ns = ccs_strdup(ROOT_NS),
		.proc = "/proc",
		.save_dir = "/etc/ccs",
		.mouse = true,
	};
	config_init(&ed->config);
	ccs_confirm_init(&ed->confirm);
}

/**
 * editor_free - drop everything
 * @ed: the editor
 */
void editor_free(struct editor *ed)
{
	size_t i;

	for (i = 0; i < SCREEN_COUNT; i++) {
		rows_free(&ed->screen[i].rows);
		free(ed->screen[i].search);
		free(ed->screen[i].filter);
	}
	free(ed->ns);
	free(ed->domain);
	free(ed->wanted);
	ccs_list_free(&ed->folded);
	free(ed->side_of);
	free(ed->message);
	rows_free(&ed->side);
	request_stop(ed);
	tree_free(&ed->tree);
	ccs_edit_free(&ed->edit);
	history_free(&ed->history);
	config_free(&ed->config);
	ccs_rewrites_free(&ed->rules);
	ccs_list_free(&ed->store.dropped);
	if (ed->store.scratch)
		ccs_scratch_free(ed->store.scratch);
}

/**
 * editor_say - show a message until the next key
 * @ed: the editor
 * @bad: it is an error
 * @format: the text
 */
void editor_say(struct editor *ed, bool bad, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		ccs_die(CCS_EXIT_IO, "out of memory");
	va_end(args);
	free(ed->message);
	ed->message = text;
	ed->bad = bad;
}

/**
 * editor_offline - are files edited?
 * @ed: the editor
 *
 * Return: true if no kernel is.
 */
bool editor_offline(const struct editor *ed)
{
	return ed->store.scratch;
}

/**
 * editor_screen - the list that is shown
 * @ed: the editor
 *
 * Return: the list.
 */
struct screen *editor_screen(struct editor *ed)
{
	return &ed->screen[ed->now];
}

/**
 * editor_row - the line the cursor is on
 * @ed: the editor
 *
 * Return: the line, NULL if the list is empty.
 */
struct row *editor_row(struct editor *ed)
{
	struct screen *const screen = editor_screen(ed);

	return screen->cursor < screen->rows.count ?
		&screen->rows.row[screen->cursor] : NULL;
}

static bool in_row(const struct find *find, const struct row *row)
{
	size_t len;

	return find_in(find, row_searched(row), &len) ||
	       find_in(find, row->id, &len);
}

static void drop_hidden(const struct editor *ed, struct screen *screen)
{
	struct rows shown = {};
	struct find find;
	size_t i;

	if (ed->now == SCREEN_TREE && !screen->filter)
		fold_rows(ed, &screen->rows);
	if (!screen->filter)
		return;
	find_start(&find, screen->filter, ed->fold);
	for (i = 0; i < screen->rows.count; i++)
		if (in_row(&find, &screen->rows.row[i]))
			rows_take(&shown, &screen->rows.row[i]);
	find_stop(&find);
	rows_free(&screen->rows);
	screen->rows = shown;
}

static bool same_row(const struct row *a, const struct row *b)
{
	return a->kind == b->kind && !strcmp(a->id, b->id) &&
	       (a->kind != ROW_JUMP || !strcmp(a->line, b->line));
}

/* The cursor stays on its line, or where that was. */
static void keep_cursor(struct screen *screen, const struct rows *old)
{
	const struct rows *const rows = &screen->rows;
	size_t i;

	for (i = 0; screen->cursor < old->count && i < rows->count; i++)
		if (same_row(&rows->row[i], &old->row[screen->cursor])) {
			screen->cursor = i;
			return;
		}
	if (screen->cursor >= rows->count)
		screen->cursor = rows->count ? rows->count - 1 : 0;
}

/**
 * editor_load - read the list that is shown again
 * @ed: the editor; what is selected stays so
 *
 * Return: 0, or -errno after a message.
 */
int editor_load(struct editor *ed)
{
	const struct screen_kind *const kind = &screen_kinds[ed->now];
	struct screen *const screen = editor_screen(ed);
	struct rows old = screen->rows;
	int err;

	free(ed->side_of);
	ed->side_of = NULL;
	screen->rows = (struct rows){};
	ed->edition = store_edition(&ed->store);
	err = kind->load(ed, &screen->rows);
	rows_number(&screen->rows);
	drop_hidden(ed, screen);
	rows_keep_selection(&screen->rows, &old);
	keep_cursor(screen, &old);
	rows_free(&old);
	if (err == -ENOENT && ed->now == SCREEN_ACL)
		editor_say(ed, true, "ERROR: there is no domain %s",
			   ed->domain ? ed->domain : "");
	else if (err)
		editor_say(ed, true, "ERROR: cannot read %s: %s",
			   ed->now == SCREEN_DENIED ? ed->log : kind->node,
			   strerror(-err));
	return err;
}

/**
 * editor_go - show another list
 * @ed: the editor
 * @id: which one
 */
void editor_go(struct editor *ed, enum screen_id id)
{
	if (id != ed->now)
		ed->before = ed->now;
	if (id != SCREEN_PENDING)
		request_stop(ed);
	ed->now = id;
	editor_load(ed);
}

/**
 * editor_open - show the entries of a domain
 * @ed: the editor
 * @domain: its name
 * @pid: the process that it was chosen by, 0 for none
 */
void editor_open(struct editor *ed, const char *domain, long pid)
{
	struct screen *const acl = &ed->screen[SCREEN_ACL];

	if (!ed->domain || strcmp(ed->domain, domain)) {
		rows_free(&acl->rows);
		acl->cursor = 0;
		acl->top = 0;
		acl->offset = 0;
		free(ed->domain);
		ed->domain = ccs_strdup(domain);
	}
	ed->pid = pid;
	ed->origin = ed->now;
	editor_go(ed, SCREEN_ACL);
}

/**
 * editor_side - entries of the domain that the cursor is on
 * @ed: the editor, with the list of domains
 *
 * Return: the entries, valid until something is read again.
 */
const struct rows *editor_side(struct editor *ed)
{
	const struct row *const row = editor_row(ed);
	const char *const name = row && row->kind == ROW_ITEM ? row->id : "";
	char *const domain = ed->domain;
	const long pid = ed->pid;

	if (ed->side_of && !strcmp(ed->side_of, name))
		return &ed->side;
	rows_free(&ed->side);
	free(ed->side_of);
	ed->side_of = ccs_strdup(name);
	ed->domain = ed->side_of;
	ed->pid = 0;
	if (*name)
		load_acl(ed, &ed->side);
	ed->domain = domain;
	ed->pid = pid;
	return &ed->side;
}

/**
 * editor_set_ns - show another namespace
 * @ed: the editor
 * @ns: its name
 * @len: bytes of that
 */
void editor_set_ns(struct editor *ed, const char *ns, size_t len)
{
	char *const copy = ccs_format("%.*s", (int)len, ns);
	size_t i;

	if (strcmp(copy, ed->ns))
		for (i = 0; i < SCREEN_COUNT; i++) {
			ed->screen[i].cursor = 0;
			ed->screen[i].top = 0;
			ed->screen[i].offset = 0;
		}
	free(ed->ns);
	ed->ns = copy;
}

/**
 * editor_put_cursor - move the cursor to a line
 * @ed: the editor
 * @id: what the line is about; jumps are not meant
 */
void editor_put_cursor(struct editor *ed, const char *id)
{
	struct screen *const screen = editor_screen(ed);
	size_t i;

	for (i = 0; i < screen->rows.count; i++)
		if (screen->rows.row[i].kind != ROW_JUMP &&
		    !strcmp(screen->rows.row[i].id, id))
			screen->cursor = i;
}

/**
 * editor_move - move the cursor
 * @ed: the editor
 * @step: lines down, negative for up; ends at the first or the last line
 */
void editor_move(struct editor *ed, long step)
{
	struct screen *const screen = editor_screen(ed);
	const long last = (long)screen->rows.count - 1;
	long at = (long)screen->cursor + step;

	at = at > last ? last : at;
	screen->cursor = at < 0 ? 0 : at;
}

/**
 * editor_can_find - can this be searched for?
 * @ed: the editor
 * @text: the text
 *
 * Return: true, or false after a message.
 */
bool editor_can_find(struct editor *ed, const char *text)
{
	struct find find;
	const bool good = find_start(&find, text, ed->fold);

	if (!good)
		editor_say(ed, true, "ERROR: not a regular expression: %s",
			   text + 1);
	find_stop(&find);
	return good;
}

static const char *searched(const struct editor *ed, const struct row *row)
{
	if (!ed->screen[ed->now].full)
		return row_searched(row);
	return ed->now == SCREEN_PROCESS ? row->line : row->id;
}

static bool search(struct editor *ed, long from, int step)
{
	struct screen *const screen = editor_screen(ed);
	struct find find;
	bool found = false;
	size_t len;
	long i;

	find_start(&find, screen->search, ed->fold);
	for (i = from; i >= 0 && i < (long)screen->rows.count && !found;
	     i += step) {
		found = find_in(&find, searched(ed, &screen->rows.row[i]),
				&len);
		if (found)
			screen->cursor = i;
	}
	find_stop(&find);
	return found;
}

/**
 * editor_search - look for the text that is searched for
 * @ed: the editor
 * @from: index of the first line that is looked at
 * @step: 1 for forward, -1 for backward
 *
 * What is folded in the tree comes out if it is not found otherwise.
 *
 * Return: true if it was found; the cursor is there then.
 */
bool editor_search(struct editor *ed, long from, int step)
{
	const struct screen *const screen = editor_screen(ed);
	const long distance = from - (long)screen->cursor;
	bool found;

	if (!editor_can_find(ed, screen->search))
		return false;
	found = search(ed, from, step);
	if (!found && ed->now == SCREEN_TREE && ed->folded.count) {
		ccs_list_free(&ed->folded);
		editor_load(ed);
		found = search(ed, from ? (long)screen->cursor + distance : 0,
			       step);
	}
	if (!found)
		editor_say(ed, true, "not found: %s", screen->search);
	return found;
}

/**
 * editor_select - select a line, or not any more
 * @ed: the editor
 * @row: the line
 * @on: select it
 */
void editor_select(struct editor *ed, struct row *row, bool on)
{
	if (row->kind != ROW_ITEM)
		return;
	row->selected = on;
	if (on)
		return;
	free(row->why);
	row->why = NULL;
}

/**
 * editor_pick - find what an operation is about
 * @ed: the editor; if nothing is selected, the line of the cursor gets selected
 *
 * Return: how many lines are selected; after 0 there is a message.
 */
size_t editor_pick(struct editor *ed)
{
	struct row *const row = editor_row(ed);

	if (!rows_selected(&editor_screen(ed)->rows) && row)
		editor_select(ed, row, true);
	if (!rows_selected(&editor_screen(ed)->rows))
		editor_say(ed, true,
			   "Select lines with the space bar first.");
	return rows_selected(&editor_screen(ed)->rows);
}
