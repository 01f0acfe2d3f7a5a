// SPDX-License-Identifier: GPL-2.0-only
/*
 * Edges of an index's trie, read under RCU
 */

#include "env.h"
#include "index_edge.h"
#include "index_size.h"

static size_t table_bytes(u32 size)
{
	return sizeof(struct ccs_edge_table) +
	       (size_t)size * sizeof(struct ccs_edge);
}

static u32 next_size(const struct ccs_edges *edges, u64 need)
{
	return ccs_table_next_size(edges->table ? edges->table->size : 0, need,
				   sizeof(struct ccs_edge_table),
				   sizeof(struct ccs_edge));
}

static bool is_live(const struct ccs_edge *edge)
{
	return edge->node && !(edge->node & CCS_EDGE_STALE);
}

/* The slot that has the key, or the free one that it would go to. */
static struct ccs_edge *slot_of(struct ccs_edge_table *table,
				unsigned long key)
{
	u32 at = ccs_edge_home(table, key);

	while (table->edge[at].key && table->edge[at].key != key)
		if (++at == table->size)
			at = 0;
	return &table->edge[at];
}

static void swap_table(struct ccs_edges *edges, struct ccs_mem *mem,
		       struct ccs_edge_table *next)
{
	struct ccs_edge_table *const old = edges->table;

	/* The copy before the pointer to it; readers only follow that. */
	smp_store_release(&edges->table, next);
	edges->filled = edges->live;
	if (old)
		ccs_mem_free_rcu(mem, old, table_bytes(old->size), rcu);
}

static int replace_table(struct ccs_edges *edges, struct ccs_mem *mem, u32 size)
{
	const struct ccs_edge_table *const old = edges->table;
	struct ccs_edge_table *const table = ccs_mem_zalloc(mem,
							    table_bytes(size));
	u32 i;

	if (!table)
		return -ENOMEM;
	table->size = size;
	for (i = 0; old && i < old->size; i++)
		if (is_live(&old->edge[i]))
			*slot_of(table, old->edge[i].key) = old->edge[i];
	swap_table(edges, mem, table);
	return 0;
}

/**
 * ccs_edges_reserve - make room
 * @edges: the table
 * @mem: the account to charge
 * @more: new edges that ccs_edge_set() shall then be able to take
 *
 * Context: Policy lock held; may sleep.
 * Return: 0 or -ENOMEM.
 */
int ccs_edges_reserve(struct ccs_edges *edges, struct ccs_mem *mem, u32 more)
{
	ccs_env_assert_writer();
	if (edges->table &&
	    (u64)edges->filled + more <= ccs_table_limit(edges->table->size))
		return 0;
	return replace_table(edges, mem,
			     next_size(edges, (u64)edges->live + more));
}

/**
 * ccs_edge_set - make an edge, or let one lead elsewhere
 * @edges: the table, in which there is room
 * @key: the edge
 * @node: the lower node, complete
 *
 * Context: Policy lock held.
 */
void ccs_edge_set(struct ccs_edges *edges, unsigned long key,
		  const struct ccs_trie_node *node)
{
	struct ccs_edge *const edge = slot_of(edges->table, key);

	edges->live += !is_live(edge);
	/* The node's content before the node. */
	smp_store_release(&edge->node, (unsigned long)node);
	if (edge->key)
		return;
	edges->filled++;
	/* The node before the key; pairs with ccs_edge_follow(). */
	smp_store_release(&edge->key, key);
}

/**
 * ccs_edge_clear - remove an edge whose lower node goes
 * @edges: the table
 * @key: the edge
 *
 * Context: Policy lock held.
 */
void ccs_edge_clear(struct ccs_edges *edges, unsigned long key)
{
	struct ccs_edge *const edge = slot_of(edges->table, key);

	if (WARN_ON_ONCE(!is_live(edge)))
		return;
	WRITE_ONCE(edge->node, 0);
	edges->live--;
}

/**
 * ccs_edge_retire - leave an edge to the readers on its upper node, which goes
 * @edges: the table
 * @key: the edge
 *
 * Context: Policy lock held.
 */
void ccs_edge_retire(struct ccs_edges *edges, unsigned long key)
{
	struct ccs_edge *const edge = slot_of(edges->table, key);

	if (WARN_ON_ONCE(!is_live(edge)))
		return;
	WRITE_ONCE(edge->node, edge->node | CCS_EDGE_STALE);
	edges->live--;
}

/**
 * ccs_edges_walk - visit every node
 * @edges: the table
 * @at: where to go on; 0 to start
 *
 * Context: Policy lock held.
 * Return: the next node that a live edge leads to, or NULL.
 */
struct ccs_trie_node *ccs_edges_walk(const struct ccs_edges *edges, u32 *at)
{
	const struct ccs_edge_table *const table = edges->table;

	while (table && *at < table->size) {
		const struct ccs_edge *const edge = &table->edge[(*at)++];

		if (is_live(edge))
			return ccs_edge_node(edge->node);
	}
	return NULL;
}

/**
 * ccs_edges_exit - forget all edges
 * @edges: the table
 * @mem: the account that was charged
 *
 * Context: Policy lock held.
 */
void ccs_edges_exit(struct ccs_edges *edges, struct ccs_mem *mem)
{
	ccs_env_assert_writer();
	edges->live = 0;
	swap_table(edges, mem, NULL);
}
