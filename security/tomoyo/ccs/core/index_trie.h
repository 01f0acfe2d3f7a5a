/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Patterns by their constant prefix, read under RCU
 */

#ifndef CCS_CORE_INDEX_TRIE_H
#define CCS_CORE_INDEX_TRIE_H

#include "env.h"
#include "index_edge.h"
#include "index_slots.h"
#include "name.h"

/**
 * struct ccs_trie - a radix trie; zeroed it is empty
 * @edges: between its nodes, and from its roots, one a salt
 * @last_id: of the node made last; ids are never used twice
 */
struct ccs_trie {
	struct ccs_edges edges;
	unsigned long last_id;
};

/**
 * struct ccs_trie_walk - a reader's way down
 * @table: the edges as they were when it started
 * @text: the name whose prefixes are looked for
 * @len: its length in bytes
 * @same: bytes of it that are known to agree
 * @key: the next edge
 */
struct ccs_trie_walk {
	const struct ccs_edge_table *table;
	const char *text;
	u32 len;
	u32 same;
	unsigned long key;
};

int ccs_trie_add(struct ccs_trie *trie, struct ccs_names *names,
		 struct ccs_index_item *item);
void ccs_trie_remove(struct ccs_trie *trie, struct ccs_names *names,
		     struct ccs_index_item *item);
void ccs_trie_exit(struct ccs_trie *trie, struct ccs_names *names);
const struct ccs_index_item *ccs_trie_first(struct ccs_trie_walk *walk,
					    const struct ccs_trie *trie,
					    u8 salt, const struct ccs_str *str);
const struct ccs_index_item *ccs_trie_next(struct ccs_trie_walk *walk);

#endif /* CCS_CORE_INDEX_TRIE_H */
