/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Hash table of items, read under RCU
 *
 * Open addressing with linear probing. An item never moves within a table, so
 * a reader can't miss one; a full table is replaced by a copy.
 */

#ifndef CCS_CORE_INDEX_SLOTS_H
#define CCS_CORE_INDEX_SLOTS_H

#include "env.h"
#include "mem.h"

/**
 * struct ccs_index_item - what makes an object findable; embedded in it
 * @next: others with the same key
 * @key: what it is found by; says @kind
 * @hash: of @key
 * @salt: keys of different salt never meet
 * @kind: what @key is
 * @perm: the owner's
 *
 * @next is written under the policy lock, all else but @perm is immutable
 * while the item is in an index. Once removed, an item is neither freed nor
 * added again before a grace period has passed.
 */
struct ccs_index_item {
	struct ccs_index_item *next;
	const void *key;
	u32 hash;
	u8 salt;
	u8 kind;
	u16 perm;
};

#ifdef CONFIG_64BIT
static_assert(sizeof(struct ccs_index_item) == 24);
#endif

/* Kind of the item that stands where one was removed; nobody looks for it. */
#define CCS_SLOT_GONE	0xff

/**
 * struct ccs_slot_table - the slots
 * @rcu: for the grace period after it was replaced
 * @size: slots, such that the allocation is a power of two
 * @slot: the head of a chain each, &CCS_SLOT_GONE's item or NULL; at least
 *	one is NULL
 */
struct ccs_slot_table {
	struct rcu_head rcu;
	u32 size;
	struct ccs_index_item *slot[];
};

/**
 * struct ccs_slots - a hash table; zeroed it is empty
 * @table: the slots, NULL while there is no item; RCU
 * @live: slots that have a chain; policy lock
 * @filled: slots that are not NULL; policy lock
 */
struct ccs_slots {
	struct ccs_slot_table *table;
	u32 live;
	u32 filled;
};

/* Are the keys equal, given that hash, salt and kind are? */
typedef bool (*ccs_slots_same)(const struct ccs_index_item *item,
			       const void *key);

static inline u32 ccs_slots_home(const struct ccs_slot_table *table, u32 hash,
				 u8 salt, u8 kind)
{
	const u32 mixed = (hash ^ (kind << 8 | salt)) * 0x9e3779b1u;

	return ((u64)mixed * table->size) >> 32;
}

static inline u32 ccs_slots_after(const struct ccs_slot_table *table, u32 at)
{
	return at + 1 == table->size ? 0 : at + 1;
}

/**
 * ccs_slots_find - find the items of a key
 * @slots: the table
 * @hash: of the key
 * @salt: of the items
 * @kind: of the items
 * @same: compares keys; a constant, so that it is inlined
 * @key: the key
 *
 * Context: Policy lock or RCU read side held.
 * Return: the head of their chain, or NULL.
 */
static __always_inline struct ccs_index_item *
ccs_slots_find(const struct ccs_slots *slots, u32 hash, u8 salt, u8 kind,
	       ccs_slots_same same, const void *key)
{
	const struct ccs_slot_table *const table = READ_ONCE(slots->table);
	struct ccs_index_item *item;
	u32 at;

	if (!table)
		return NULL;
	at = ccs_slots_home(table, hash, salt, kind);
	while ((item = READ_ONCE(table->slot[at]))) {
		if (item->hash == hash && item->salt == salt &&
		    item->kind == kind && same(item, key))
			return item;
		if (++at == table->size)
			at = 0;
	}
	return NULL;
}

int ccs_slots_reserve(struct ccs_slots *slots, struct ccs_mem *mem, u32 more);
void ccs_slots_fit(struct ccs_slots *slots, struct ccs_mem *mem);
int ccs_slots_add(struct ccs_slots *slots, struct ccs_mem *mem,
		  struct ccs_index_item *item, ccs_slots_same same);
void ccs_slots_remove(struct ccs_slots *slots, struct ccs_mem *mem,
		      struct ccs_index_item *item, ccs_slots_same same);
void ccs_slots_exit(struct ccs_slots *slots, struct ccs_mem *mem);
void ccs_chain_add(struct ccs_index_item **head, struct ccs_index_item *item);
bool ccs_chain_remove(struct ccs_index_item **head,
		      const struct ccs_index_item *item);

#endif /* CCS_CORE_INDEX_SLOTS_H */
