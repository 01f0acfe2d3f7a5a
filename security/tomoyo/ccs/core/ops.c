// SPDX-License-Identifier: GPL-2.0-only
/*
 * Operations and their categories
 */

#include "env.h"
#include "ops.h"

const char *const ccs_category_names[CCS_CATEGORY_COUNT] = {
#define X(id, keyword) [CCS_CATEGORY_##id] = keyword,
	CCS_CATEGORIES(X)
#undef X
};

const char *const ccs_item_names[CCS_ITEM_COUNT] = {
#define X(id, category, keyword) [CCS_ITEM_##id] = keyword,
	CCS_ITEMS(X)
#undef X
};

const u8 ccs_item_category[CCS_ITEM_COUNT] = {
#define X(id, category, keyword) [CCS_ITEM_##id] = CCS_CATEGORY_##category,
	CCS_ITEMS(X)
#undef X
};

const char *const ccs_path_op_names[CCS_PATH_OP_COUNT] = {
#define X(id, item, keyword) [CCS_PATH_##id] = keyword,
	CCS_PATH_OPS(X)
#undef X
};

const u8 ccs_path_op_item[CCS_PATH_OP_COUNT] = {
#define X(id, item, keyword) [CCS_PATH_##id] = CCS_ITEM_##item,
	CCS_PATH_OPS(X)
#undef X
};

/**
 * ccs_keyword_index - find a word in a table of keywords
 * @names: the table
 * @count: its length
 * @word: the word
 *
 * Return: the index, or -1 if the word is not there.
 */
int ccs_keyword_index(const char *const *names, int count,
		      const struct ccs_span *word)
{
	int i;

	for (i = 0; i < count; i++)
		if (ccs_span_is(word, names[i]))
			return i;
	return -1;
}
