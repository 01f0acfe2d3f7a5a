// SPDX-License-Identifier: GPL-2.0-only
/*
 * Index of objects by their first operand
 */

#include "env.h"
#include "index.h"

static bool is_pattern(const struct ccs_index_item *item)
{
	const struct ccs_name *const name = item->key;

	return item->kind == CCS_KEY_NAME && name->const_len < name->len;
}

/**
 * ccs_index_add - make an object findable
 * @index: the index
 * @names: the table that names are in; its account is charged
 * @item: the object's item, with key, kind and salt, for a reference also the
 *	hash
 *
 * Of several things that can fail, do this last: what was allocated here may
 * stay when the item is removed again.
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, or -ENOMEM with nothing changed.
 */
int ccs_index_add(struct ccs_index *index, struct ccs_names *names,
		  struct ccs_index_item *item)
{
	ccs_env_assert_writer();
	if (item->kind == CCS_KEY_NAME)
		item->hash = ((const struct ccs_name *)item->key)->hash;
	if (is_pattern(item))
		return ccs_trie_add(&index->patterns, names, item);
	return ccs_slots_add(&index->exact, names->mem, item,
			     ccs_index_same_key);
}

/**
 * ccs_index_remove - make an object unfindable
 * @index: the index
 * @names: the table that names are in
 * @item: the object's item, which is in @index
 *
 * Takes as many steps as there are items with the same key, at most.
 *
 * Context: Policy lock held. Readers may see the item for a grace period.
 */
void ccs_index_remove(struct ccs_index *index, struct ccs_names *names,
		      struct ccs_index_item *item)
{
	if (is_pattern(item))
		ccs_trie_remove(&index->patterns, names, item);
	else
		ccs_slots_remove(&index->exact, names->mem, item,
				 ccs_index_same_key);
}

/**
 * ccs_index_exit - free an index
 * @index: the index; empty afterwards
 * @names: the table that names are in
 *
 * Items that are still in it need not be removed one by one.
 *
 * Context: Policy lock held.
 */
void ccs_index_exit(struct ccs_index *index, struct ccs_names *names)
{
	ccs_slots_exit(&index->exact, names->mem);
	ccs_trie_exit(&index->patterns, names);
}
