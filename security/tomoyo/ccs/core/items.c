// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a profile can set by itself
 */

#include "env.h"
#include "items.h"

const char *const ccs_category_names[CCS_CATEGORY_COUNT] = {
#define X(id, keyword) [CCS_CATEGORY_##id] = keyword,
	CCS_CATEGORIES(X)
#undef X
};

/* NULL where the dialect does not know the item. */
const char *const ccs_item_names_18[CCS_ITEM_COUNT] = {
#define X(id, category, keyword18, keyword17, flags) \
	[CCS_ITEM_##id] = keyword18,
	CCS_ITEMS(X)
#undef X
};

const char *const ccs_item_names_17[CCS_ITEM_COUNT] = {
#define X(id, category, keyword18, keyword17, flags) \
	[CCS_ITEM_##id] = keyword17,
	CCS_ITEMS(X)
#undef X
};

const u8 ccs_item_category[CCS_ITEM_COUNT] = {
#define X(id, category, keyword18, keyword17, flags) \
	[CCS_ITEM_##id] = CCS_CATEGORY_##category,
	CCS_ITEMS(X)
#undef X
};

const u8 ccs_item_flags[CCS_ITEM_COUNT] = {
#define X(id, category, keyword18, keyword17, flags) [CCS_ITEM_##id] = flags,
	CCS_ITEMS(X)
#undef X
};

/**
 * ccs_item_name - how an item is printed
 * @item: the item
 *
 * Return: its name in 1.8, or in 1.7 if only that has it.
 */
const char *ccs_item_name(enum ccs_item item)
{
	return ccs_item_names_18[item] ?: ccs_item_names_17[item];
}
