// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines of a list on the screen
 */

#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "row.h"

static struct row *next_row(struct rows *rows)
{
	if (rows->count == rows->room) {
		rows->room = rows->room ? rows->room * 2 : 64;
		rows->row = ccs_realloc(rows->row,
					rows->room * sizeof(*rows->row));
	}
	return &rows->row[rows->count++];
}

/**
 * rows_take - move a line from another list
 * @rows: where it goes, at the end
 * @row: the line; nothing of it is left, but its place
 */
void rows_take(struct rows *rows, struct row *row)
{
	*next_row(rows) = *row;
	rows->items += row->kind == ROW_ITEM;
	*row = (struct row){};
}

/**
 * rows_add - add a line at the end
 * @rows: the list
 * @kind: what it is
 * @id: what it is about; copied
 * @text: what is shown; copied
 *
 * Return: the line, valid until the next one is added.
 */
struct row *rows_add(struct rows *rows, enum row_kind kind, const char *id,
		     const char *text)
{
	struct row *const row = next_row(rows);

	*row = (struct row){
		.kind = kind,
		.id = ccs_strdup(id),
		.text = ccs_strdup(text),
		.profile = -1,
	};
	return row;
}

static const char *sort_key(const struct row *row)
{
	return row->sort ? row->sort : row->id;
}

static int compare(const void *a, const void *b)
{
	return strcmp(sort_key(a), sort_key(b));
}

/**
 * rows_sort - put the lines in order
 * @rows: the list
 */
void rows_sort(struct rows *rows)
{
	if (rows->count)
		qsort(rows->row, rows->count, sizeof(*rows->row), compare);
}

static void free_row(struct row *row)
{
	free(row->fixed);
	free(row->text);
	free(row->find);
	free(row->id);
	free(row->line);
	free(row->why);
	free(row->sort);
}

/**
 * rows_unique - show what is there twice only once
 * @rows: the sorted list
 */
void rows_unique(struct rows *rows)
{
	size_t from, to = 0;

	for (from = 0; from < rows->count; from++) {
		if (to && !strcmp(rows->row[to - 1].id, rows->row[from].id))
			free_row(&rows->row[from]);
		else
			rows->row[to++] = rows->row[from];
	}
	rows->count = to;
}

/**
 * rows_number - count what can be selected
 * @rows: the list
 */
void rows_number(struct rows *rows)
{
	size_t i;

	rows->items = 0;
	for (i = 0; i < rows->count; i++)
		if (rows->row[i].kind == ROW_ITEM)
			rows->row[i].number = rows->items++;
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp((*(struct row *const *)a)->id,
		      (*(struct row *const *)b)->id);
}

/**
 * rows_keep_selection - select what was selected before
 * @rows: the list that was read again
 * @old: the list as it was
 */
void rows_keep_selection(struct rows *rows, const struct rows *old)
{
	const size_t selected = rows_selected(old);
	struct row **index;
	size_t i, n = 0;

	if (!selected)
		return;
	index = ccs_realloc(NULL, selected * sizeof(struct row *));
	for (i = 0; i < old->count; i++)
		if (old->row[i].selected)
			index[n++] = &old->row[i];
	qsort(index, n, sizeof(*index), compare_ids);
	for (i = 0; i < rows->count; i++) {
		struct row *const row = &rows->row[i];
		struct row **const found =
			bsearch(&row, index, n, sizeof(*index), compare_ids);

		if (row->kind != ROW_ITEM || !found)
			continue;
		row->selected = true;
		if ((*found)->why && !row->why)
			row->why = ccs_strdup((*found)->why);
	}
	free(index);
}

/**
 * rows_selected - count what is selected
 * @rows: the list
 *
 * Return: how many lines are.
 */
size_t rows_selected(const struct rows *rows)
{
	size_t i, n = 0;

	for (i = 0; i < rows->count; i++)
		n += rows->row[i].selected;
	return n;
}

/**
 * row_searched - what a search looks at
 * @row: the line
 *
 * Return: the text.
 */
const char *row_searched(const struct row *row)
{
	return row->find ? row->find : row->text;
}

/**
 * rows_free - drop the lines and leave an empty list
 * @rows: the list
 */
void rows_free(struct rows *rows)
{
	size_t i;

	for (i = 0; i < rows->count; i++)
		free_row(&rows->row[i]);
	free(rows->row);
	*rows = (struct rows){};
}
