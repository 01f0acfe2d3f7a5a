/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Growing list of lines
 */

#ifndef CCS_LIB_LIST_H
#define CCS_LIB_LIST_H

#include <stdbool.h>
#include <stddef.h>

/**
 * struct ccs_item - one line
 * @text: the line, its own allocation
 * @file: the file it comes from, NULL for none; borrowed
 * @number: its line there
 */
struct ccs_item {
	char *text;
	const char *file;
	unsigned int number;
};

/**
 * struct ccs_list - lines in order; all zeroes is empty
 * @item: the lines
 * @count: their number
 * @room: items allocated
 */
struct ccs_list {
	struct ccs_item *item;
	size_t count;
	size_t room;
};

/**
 * struct ccs_index - the lines of a list, sorted; valid while that is unchanged
 * @item: pointers to the lines
 * @count: their number
 */
struct ccs_index {
	const struct ccs_item **item;
	size_t count;
};

void ccs_list_add(struct ccs_list *list, const char *text);
void ccs_list_add_from(struct ccs_list *list, const char *text,
		       const char *file, unsigned int number);
void ccs_list_unique(struct ccs_list *list);
void ccs_list_drop(struct ccs_list *list, const char *text);
void ccs_list_free(struct ccs_list *list);

void ccs_index_init(struct ccs_index *index, const struct ccs_list *list);
bool ccs_index_has(const struct ccs_index *index, const char *text);
void ccs_index_free(struct ccs_index *index);

#endif /* CCS_LIB_LIST_H */
