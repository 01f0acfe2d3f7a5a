/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Index of objects by their first operand
 *
 * What a request looks at does not depend on how many objects there are, but
 * for those with the same key, and patterns with the same constant prefix.
 */

#ifndef CCS_CORE_INDEX_H
#define CCS_CORE_INDEX_H

#include "env.h"
#include "index_slots.h"
#include "index_trie.h"
#include "name.h"
#include "swar.h"

/**
 * enum ccs_key_kind - what an item is found by
 * @CCS_KEY_NAME: a &struct ccs_name, literal or pattern
 * @CCS_KEY_REF: any object, by identity; the owner gives the hash
 */
enum ccs_key_kind {
	CCS_KEY_NAME,
	CCS_KEY_REF,
};

/**
 * struct ccs_index - the index; zeroed it is empty and has no memory
 * @exact: literal names and references
 * @patterns: names with wildcards
 */
struct ccs_index {
	struct ccs_slots exact;
	struct ccs_trie patterns;
};

#ifdef CONFIG_64BIT
static_assert(sizeof(struct ccs_index) <= 48);
#endif

/**
 * struct ccs_index_walk - a search for patterns
 * @trie: where it is
 */
struct ccs_index_walk {
	struct ccs_trie_walk trie;
};

int ccs_index_add(struct ccs_index *index, struct ccs_names *names,
		  struct ccs_index_item *item);
void ccs_index_remove(struct ccs_index *index, struct ccs_names *names,
		      struct ccs_index_item *item);
void ccs_index_exit(struct ccs_index *index, struct ccs_names *names);

/* Names are interned, so between items identity decides for both kinds. */
static inline bool ccs_index_same_key(const struct ccs_index_item *item,
				      const void *key)
{
	return item->key == key;
}

static inline bool ccs_index_same_text(const struct ccs_index_item *item,
				       const void *key)
{
	const struct ccs_name *const name = item->key;
	const struct ccs_str *const str = key;

	return name->len == str->len &&
	       ccs_swar_same(name->text, str->text, str->len);
}

/**
 * ccs_index_ref - find the items that refer to an object
 * @index: the index
 * @salt: of the items
 * @key: the object
 * @hash: its hash, as the items have it
 *
 * Context: Policy lock or RCU read side held.
 * Return: the head of their chain, or NULL.
 */
static inline const struct ccs_index_item *
ccs_index_ref(const struct ccs_index *index, u8 salt, const void *key, u32 hash)
{
	return ccs_slots_find(&index->exact, hash, salt, CCS_KEY_REF,
			      ccs_index_same_key, key);
}

/**
 * ccs_index_name - find the items whose literal name is a request's
 * @index: the index
 * @salt: of the items
 * @str: the name of the request
 *
 * Context: Policy lock or RCU read side held.
 * Return: the head of their chain, or NULL.
 */
static inline const struct ccs_index_item *
ccs_index_name(const struct ccs_index *index, u8 salt,
	       const struct ccs_str *str)
{
	return ccs_slots_find(&index->exact, str->hash, salt, CCS_KEY_NAME,
			      ccs_index_same_text, str);
}

/**
 * ccs_index_more - go on in a chain
 * @item: an item of it
 *
 * Context: Policy lock or RCU read side held.
 * Return: the next item, or NULL.
 */
static inline const struct ccs_index_item *
ccs_index_more(const struct ccs_index_item *item)
{
	return READ_ONCE(item->next);
}

/**
 * ccs_index_first - find the patterns that a name may match
 * @walk: where the search is
 * @index: the index
 * @salt: of the items
 * @str: the name, which must outlive the search
 *
 * The items of a chain have a constant prefix that @str begins with; whether
 * @str matches is for the caller to find out.
 *
 * Context: Policy lock or RCU read side held until the search ends.
 * Return: the chain with the shortest prefix, or NULL.
 */
static inline const struct ccs_index_item *
ccs_index_first(struct ccs_index_walk *walk, const struct ccs_index *index,
		u8 salt, const struct ccs_str *str)
{
	return ccs_trie_first(&walk->trie, &index->patterns, salt, str);
}

/**
 * ccs_index_next - go on where ccs_index_first() left off
 * @walk: where the search is; the last call returned a chain
 *
 * Return: the chain with the next longer prefix, or NULL.
 */
static inline const struct ccs_index_item *
ccs_index_next(struct ccs_index_walk *walk)
{
	return ccs_trie_next(&walk->trie);
}

#endif /* CCS_CORE_INDEX_H */
