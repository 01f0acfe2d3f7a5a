// SPDX-License-Identifier: GPL-2.0-only
/*
 * Growing list of lines
 */

#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "list.h"

/**
 * ccs_list_add_from - add a copy of a line at the end
 * @list: the list
 * @text: the line
 * @file: the file it comes from; must outlive the list
 * @number: its line there
 */
void ccs_list_add_from(struct ccs_list *list, const char *text,
		       const char *file, unsigned int number)
{
	if (list->count == list->room) {
		list->room = list->room ? list->room * 2 : 16;
		list->item = ccs_realloc(list->item,
					 list->room * sizeof(*list->item));
	}
	list->item[list->count++] = (struct ccs_item){
		.text = ccs_strdup(text),
		.file = file,
		.number = number,
	};
}

/**
 * ccs_list_add - add a copy of a line that comes from no file
 * @list: the list
 * @text: the line
 */
void ccs_list_add(struct ccs_list *list, const char *text)
{
	ccs_list_add_from(list, text, NULL, 0);
}

/* By text; of equal lines the first in the list comes first. */
static int compare(const void *a, const void *b)
{
	const struct ccs_item *const x = *(struct ccs_item *const *)a;
	const struct ccs_item *const y = *(struct ccs_item *const *)b;
	const int order = strcmp(x->text, y->text);

	return order ? order : (x > y) - (x < y);
}

/**
 * ccs_index_init - sort the lines of a list, which itself keeps its order
 * @index: filled in
 * @list: the list
 */
void ccs_index_init(struct ccs_index *index, const struct ccs_list *list)
{
	size_t i;

	index->count = list->count;
	index->item = ccs_realloc(NULL, (list->count + 1) *
					sizeof(*index->item));
	for (i = 0; i < list->count; i++)
		index->item[i] = &list->item[i];
	qsort(index->item, index->count, sizeof(*index->item), compare);
}

static int compare_text(const void *text, const void *item)
{
	return strcmp(text, (*(struct ccs_item *const *)item)->text);
}

/**
 * ccs_index_has - is a line there?
 * @index: the index
 * @text: the line
 *
 * Return: true if it is.
 */
bool ccs_index_has(const struct ccs_index *index, const char *text)
{
	return bsearch(text, index->item, index->count, sizeof(*index->item),
		       compare_text);
}

/**
 * ccs_index_free - drop an index
 * @index: the index
 */
void ccs_index_free(struct ccs_index *index)
{
	free(index->item);
}

/* Closes the gaps that lines without text are. */
static void compact(struct ccs_list *list)
{
	size_t from, to = 0;

	for (from = 0; from < list->count; from++)
		if (list->item[from].text)
			list->item[to++] = list->item[from];
	list->count = to;
}

/**
 * ccs_list_unique - keep only the first of equal lines
 * @list: the list; the order stays
 */
void ccs_list_unique(struct ccs_list *list)
{
	struct ccs_index index;
	const char *last = NULL;
	size_t i;

	ccs_index_init(&index, list);
	for (i = 0; i < index.count; i++) {
		struct ccs_item *const item =
			&list->item[index.item[i] - list->item];

		if (last && !strcmp(last, item->text)) {
			free(item->text);
			item->text = NULL;
		} else {
			last = item->text;
		}
	}
	ccs_index_free(&index);
	compact(list);
}

/**
 * ccs_list_drop - take every copy of a line out
 * @list: the list; the order stays
 * @text: the line
 */
void ccs_list_drop(struct ccs_list *list, const char *text)
{
	size_t i;

	for (i = 0; i < list->count; i++) {
		if (strcmp(list->item[i].text, text))
			continue;
		free(list->item[i].text);
		list->item[i].text = NULL;
	}
	compact(list);
}

/**
 * ccs_list_free - free the lines and leave an empty list
 * @list: the list
 */
void ccs_list_free(struct ccs_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		free(list->item[i].text);
	free(list->item);
	*list = (struct ccs_list){};
}
