/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Lines of a list on the screen
 */

#ifndef EDITOR_ROW_H
#define EDITOR_ROW_H

#include <stdbool.h>
#include <stddef.h>

enum row_kind {
	ROW_ITEM,
	ROW_JUMP,
	ROW_MISSING,
};

/**
 * struct row - a line
 * @kind: only a ROW_ITEM has a number and can be selected
 * @number: its number
 * @fixed: what stands behind the number and does not scroll
 * @text: what scrolls
 * @find: what searches look at, NULL for @text
 * @id: what it is about: a domain, a line of policy, a process id
 * @line: what would be typed to have the same again, NULL for @id
 * @why: why something selected it, NULL for no reason
 * @note: what is said where the cursor is here, NULL for nothing
 * @sort: by what the list is sorted, NULL for @id
 * @profile: number of the profile, -1 for none
 * @selected: an operation is about it
 */
struct row {
	enum row_kind kind;
	unsigned int number;
	char *fixed;
	char *text;
	char *find;
	char *id;
	char *line;
	char *why;
	const char *note;
	char *sort;
	int profile;
	bool selected;
};

/**
 * struct rows - the lines of a list; all zeroes is empty
 * @row: the lines
 * @count: how many there are
 * @room: lines allocated
 * @items: how many have a number
 */
struct rows {
	struct row *row;
	size_t count;
	size_t room;
	size_t items;
};

struct row *rows_add(struct rows *rows, enum row_kind kind, const char *id,
		     const char *text);
void rows_take(struct rows *rows, struct row *row);
void rows_sort(struct rows *rows);
void rows_unique(struct rows *rows);
void rows_number(struct rows *rows);
void rows_keep_selection(struct rows *rows, const struct rows *old);
size_t rows_selected(const struct rows *rows);
const char *row_searched(const struct row *row);
void rows_free(struct rows *rows);

#endif /* EDITOR_ROW_H */
