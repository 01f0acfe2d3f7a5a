// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hash table of objects, for writers
 */

#include "env.h"
#include "table.h"

/* Up to FEW objects are in one chain, then buckets have CHAIN_MAX each. */
#define FEW		16
#define FIRST_SIZE	8
#define CHAIN_MAX	4

/* Growing hashes every object again, so better seldom than in small steps. */
#define GROWTH		4

static struct ccs_table_node **bucket_of(struct ccs_table *table, u32 hash)
{
	return table->size ? &table->buckets[hash & (table->size - 1)] :
			     &table->few;
}

static size_t bytes_of(u32 size)
{
	return (size_t)size * sizeof(struct ccs_table_node *);
}

static void push(struct ccs_table_node **bucket, struct ccs_table_node *node)
{
	node->next = *bucket;
	*bucket = node;
}

/* If there is no memory the chains just grow longer. */
static void grow(struct ccs_table *table, struct ccs_mem *mem,
		 ccs_table_hash hash_of)
{
	const struct ccs_table old = *table;
	const u32 size = old.size ? old.size * GROWTH : FIRST_SIZE;
	struct ccs_table_node **const buckets =
		ccs_mem_zalloc(mem, bytes_of(size));
	u32 i;

	if (!buckets)
		return;
	table->buckets = buckets;
	table->size = size;
	table->few = NULL;
	for (i = 0; i < max(old.size, 1u); i++) {
		struct ccs_table_node *node = old.size ? old.buckets[i] :
							 old.few;

		while (node) {
			struct ccs_table_node *const next = node->next;

			push(bucket_of(table, hash_of(node)), node);
			node = next;
		}
	}
	ccs_mem_free(mem, old.buckets, bytes_of(old.size));
}

/**
 * ccs_table_insert - add an object whose hash is known
 * @table: the table
 * @mem: the account to charge
 * @node: the object's node
 * @hash: its hash
 * @hash_of: gives the hash of others
 *
 * Context: Policy lock held; may sleep. Cannot fail.
 */
void ccs_table_insert(struct ccs_table *table, struct ccs_mem *mem,
		      struct ccs_table_node *node, u32 hash,
		      ccs_table_hash hash_of)
{
	ccs_env_assert_writer();
	if (table->count >= (table->size ? table->size * CHAIN_MAX : FEW))
		grow(table, mem, hash_of);
	push(bucket_of(table, hash), node);
	table->count++;
}

/**
 * ccs_table_remove - take an object out
 * @table: the table
 * @mem: the account that was charged
 * @node: the object's node, which is in @table
 * @hash_of: gives its hash
 *
 * Context: Policy lock held.
 */
void ccs_table_remove(struct ccs_table *table, struct ccs_mem *mem,
		      struct ccs_table_node *node, ccs_table_hash hash_of)
{
	struct ccs_table_node **at = bucket_of(table, hash_of(node));

	ccs_env_assert_writer();
	while (*at && *at != node)
		at = &(*at)->next;
	if (WARN_ON_ONCE(!*at))
		return;
	*at = node->next;
	if (!--table->count)
		ccs_table_exit(table, mem);
}

/**
 * ccs_table_exit - free a table
 * @table: the table; empty afterwards
 * @mem: the account that was charged
 *
 * Objects that are still in it need not be removed one by one.
 *
 * Context: Policy lock held.
 */
void ccs_table_exit(struct ccs_table *table, struct ccs_mem *mem)
{
	ccs_env_assert_writer();
	ccs_mem_free(mem, table->buckets, bytes_of(table->size));
	*table = (struct ccs_table){};
}
