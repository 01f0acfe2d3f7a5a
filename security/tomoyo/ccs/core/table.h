/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Hash table of objects, for writers
 *
 * Finds the duplicate of an object that is about to be made.
 */

#ifndef CCS_CORE_TABLE_H
#define CCS_CORE_TABLE_H

#include "env.h"
#include "mem.h"

/**
 * struct ccs_table_node - makes an object findable; embedded in it
 * @next: in the same bucket
 */
struct ccs_table_node {
	struct ccs_table_node *next;
};

/* The hash of the object that a node is embedded in; must not change. */
typedef u32 (*ccs_table_hash)(const struct ccs_table_node *node);

/**
 * struct ccs_table - the table; zeroed it is empty and has no memory
 * @buckets: @size chains, or NULL
 * @few: the only chain as long as there is no @buckets
 * @size: a power of two, or 0
 * @count: objects in the table
 *
 * All of it is looked at under the policy lock only.
 */
struct ccs_table {
	struct ccs_table_node **buckets;
	struct ccs_table_node *few;
	u32 size;
	u32 count;
};

/**
 * ccs_table_first - where to look for objects of a hash
 * @table: the table
 * @hash: the hash
 *
 * Context: Policy lock held.
 * Return: a chain, linked by @next, that has all of them and others, or NULL.
 */
static inline struct ccs_table_node *
ccs_table_first(const struct ccs_table *table, u32 hash)
{
	return table->size ? table->buckets[hash & (table->size - 1)] :
			     table->few;
}

void ccs_table_insert(struct ccs_table *table, struct ccs_mem *mem,
		      struct ccs_table_node *node, u32 hash,
		      ccs_table_hash hash_of);
void ccs_table_remove(struct ccs_table *table, struct ccs_mem *mem,
		      struct ccs_table_node *node, ccs_table_hash hash_of);
void ccs_table_exit(struct ccs_table *table, struct ccs_mem *mem);

/**
 * ccs_table_add - add an object
 * @table: the table
 * @mem: the account to charge
 * @node: the object's node
 * @hash_of: gives the hash of an object
 *
 * Context: Policy lock held; may sleep. Cannot fail.
 */
static inline void ccs_table_add(struct ccs_table *table, struct ccs_mem *mem,
				 struct ccs_table_node *node,
				 ccs_table_hash hash_of)
{
	ccs_table_insert(table, mem, node, hash_of(node), hash_of);
}

#endif /* CCS_CORE_TABLE_H */
