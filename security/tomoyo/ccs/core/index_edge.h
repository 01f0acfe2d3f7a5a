/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Edges of an index's trie, read under RCU
 *
 * All edges of a trie are in one hash table, by the node they leave and the
 * byte they stand for. A slot's key is written once and never again, so that
 * a reader who found the key may take the node beside it.
 */

#ifndef CCS_CORE_INDEX_EDGE_H
#define CCS_CORE_INDEX_EDGE_H

#include "env.h"
#include "mem.h"

struct ccs_trie_node;

/* Set in an edge whose upper node is gone; only readers on that one use it. */
#define CCS_EDGE_STALE	1UL

/**
 * struct ccs_edge - an edge
 * @key: the upper node and the byte, 0 if the slot is free
 * @node: the lower node, perhaps with %CCS_EDGE_STALE; 0 if it went
 */
struct ccs_edge {
	unsigned long key;
	unsigned long node;
};

/**
 * struct ccs_edge_table - the slots
 * @rcu: for the grace period after it was replaced
 * @size: slots, such that the allocation is a power of two
 * @edge: at least one is free
 */
struct ccs_edge_table {
	struct rcu_head rcu;
	u32 size;
	struct ccs_edge edge[];
};

/**
 * struct ccs_edges - a table of edges; zeroed it is empty
 * @table: the slots, NULL while there is no edge; RCU
 * @live: edges that are neither stale nor gone; policy lock
 * @filled: slots with a key; policy lock
 */
struct ccs_edges {
	struct ccs_edge_table *table;
	u32 live;
	u32 filled;
};

static inline u32 ccs_edge_home(const struct ccs_edge_table *table,
				unsigned long key)
{
	const u32 mixed = (key * 0x9e3779b97f4a7c15ull) >> 32;

	return ((u64)mixed * table->size) >> 32;
}

static inline struct ccs_trie_node *ccs_edge_node(unsigned long node)
{
	return (struct ccs_trie_node *)(node & ~CCS_EDGE_STALE);
}

/**
 * ccs_edge_follow - follow an edge
 * @table: the slots
 * @key: the edge, not 0
 *
 * Context: Policy lock, or the RCU read side that @table was fetched in.
 * Return: its lower node, or NULL.
 */
static inline struct ccs_trie_node *
ccs_edge_follow(const struct ccs_edge_table *table, unsigned long key)
{
	const struct ccs_edge *edge = &table->edge[ccs_edge_home(table, key)];
	unsigned long found;

	/* The key before the node; pairs with ccs_edge_set(). */
	while ((found = smp_load_acquire(&edge->key)) != key) {
		if (!found)
			return NULL;
		if (++edge == &table->edge[table->size])
			edge = table->edge;
	}
	return ccs_edge_node(READ_ONCE(edge->node));
}

int ccs_edges_reserve(struct ccs_edges *edges, struct ccs_mem *mem, u32 more);
void ccs_edge_set(struct ccs_edges *edges, unsigned long key,
		  const struct ccs_trie_node *node);
void ccs_edge_clear(struct ccs_edges *edges, unsigned long key);
void ccs_edge_retire(struct ccs_edges *edges, unsigned long key);
struct ccs_trie_node *ccs_edges_walk(const struct ccs_edges *edges, u32 *at);
void ccs_edges_exit(struct ccs_edges *edges, struct ccs_mem *mem);

#endif /* CCS_CORE_INDEX_EDGE_H */
