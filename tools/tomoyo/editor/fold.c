// SPDX-License-Identifier: GPL-2.0-only
/*
 * Domains whose children are hidden
 */

#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "action.h"
#include "screen.h"

static bool is_below(const char *name, const char *top)
{
	const size_t len = strlen(top);

	return !strncmp(name, top, len) && name[len] == ' ';
}

/* Jump lines hang where children do. */
static bool hangs_at(const struct row *row, const char *top)
{
	return is_below(row->id, top) ||
	       (row->kind == ROW_JUMP && !strcmp(row->id, top));
}

static bool has_children(const struct rows *rows, size_t at)
{
	return at + 1 < rows->count &&
	       hangs_at(&rows->row[at + 1], rows->row[at].id);
}

static void add_count(struct row *row, size_t hidden)
{
	char *const text = ccs_format("%s  [+%zu]", row->text, hidden);

	free(row->text);
	row->text = text;
}

/**
 * fold_rows - hide what is below domains that are folded
 * @ed: the editor
 * @rows: all domains in order; changed
 */
void fold_rows(const struct editor *ed, struct rows *rows)
{
	struct rows shown = {};
	struct ccs_index folded;
	const char *top = NULL;
	size_t i, hidden = 0;

	if (!ed->folded.count)
		return;
	ccs_index_init(&folded, &ed->folded);
	for (i = 0; i < rows->count; i++) {
		struct row *const row = &rows->row[i];

		if (top && hangs_at(row, top)) {
			hidden += row->kind == ROW_ITEM;
			continue;
		}
		if (top)
			add_count(&shown.row[shown.count - 1], hidden);
		hidden = 0;
		top = row->kind != ROW_JUMP && has_children(rows, i) &&
		      ccs_index_has(&folded, row->id) ? row->id : NULL;
		rows_take(&shown, row);
	}
	if (top)
		add_count(&shown.row[shown.count - 1], hidden);
	ccs_index_free(&folded);
	rows_free(rows);
	*rows = shown;
}

/**
 * fold_reveal - show a domain, whatever is folded above it
 * @ed: the editor; its list is not read again
 * @name: the domain's name
 */
void fold_reveal(struct editor *ed, const char *name)
{
	struct ccs_list left = {};
	size_t i;

	for (i = 0; i < ed->folded.count; i++)
		if (!is_below(name, ed->folded.item[i].text))
			ccs_list_add(&left, ed->folded.item[i].text);
	ccs_list_free(&ed->folded);
	ed->folded = left;
}

static bool is_folded(const struct editor *ed, const char *name)
{
	size_t i;

	for (i = 0; i < ed->folded.count; i++)
		if (!strcmp(ed->folded.item[i].text, name))
			return true;
	return false;
}

/* The cursor goes up to what is above it. */
static void go_above(struct editor *ed, const char *name)
{
	struct screen *const screen = editor_screen(ed);
	size_t i;

	for (i = screen->cursor; i-- > 0;)
		if (screen->rows.row[i].kind != ROW_JUMP &&
		    is_below(name, screen->rows.row[i].id)) {
			screen->cursor = i;
			return;
		}
}

/**
 * do_fold - hide what is below the domain; if that is so, go to what is above
 * @front: the person
 */
void do_fold(struct front *front)
{
	struct editor *const ed = front->ed;
	const struct screen *const screen = editor_screen(ed);
	const struct row *const row = editor_row(ed);

	if (!row)
		return;
	if (row->kind == ROW_JUMP || is_folded(ed, row->id) ||
	    !has_children(&screen->rows, screen->cursor)) {
		go_above(ed, row->id);
		return;
	}
	ccs_list_add(&ed->folded, row->id);
	editor_load(ed);
}

/**
 * do_unfold - show what is below the domain
 * @front: the person
 */
void do_unfold(struct front *front)
{
	struct editor *const ed = front->ed;
	const struct row *const row = editor_row(ed);

	if (!row)
		return;
	ccs_list_drop(&ed->folded, row->id);
	editor_load(ed);
}
