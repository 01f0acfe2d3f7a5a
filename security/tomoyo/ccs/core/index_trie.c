// SPDX-License-Identifier: GPL-2.0-only
/*
 * Patterns by their constant prefix, read under RCU
 *
 * A node stands for a prefix that patterns have, or where such prefixes part.
 * It never changes its place: a node that comes in between is complete before
 * the edge above is turned to it, and of one that goes the edge below stays
 * for readers who stand on it. So a reader never misses what was there before
 * it started, and no item ever moves.
 */

#include "env.h"
#include "index_trie.h"
#include "swar.h"

/* The id that edges of roots begin with; a node's own is above it. */
#define ROOT_ID		1UL
#define BYTE_BITS	8
#define LAST_ID		(~0UL >> BYTE_BITS)

/**
 * struct ccs_trie_node - a prefix
 * @items: patterns that have exactly this one; RCU
 * @text: begins with it; the text of @name
 * @name: held
 * @id: what edges from here begin with
 * @depth: bytes of the prefix
 * @children: edges from here; policy lock
 * @bytes: their bytes, added without carry: an only child's byte; policy lock
 * @rcu: for the grace period before it is freed
 */
struct ccs_trie_node {
	struct ccs_index_item *items;
	const char *text;
	struct ccs_name *name;
	unsigned long id;
	u32 depth;
	u16 children;
	u8 bytes;
	struct rcu_head rcu;
};

/**
 * struct place - where a prefix is, or where it would be
 * @above: the edge to @parent
 * @parent: the node above, NULL if that is the root
 * @key: the edge from it
 * @node: where that one leads, NULL if there is none
 * @same: bytes that the prefix and @node have in common
 */
struct place {
	unsigned long above;
	struct ccs_trie_node *parent;
	unsigned long key;
	struct ccs_trie_node *node;
	u32 same;
};

static unsigned long key_of(unsigned long id, u8 byte)
{
	return id << BYTE_BITS | byte;
}

static unsigned long key_below(const struct ccs_trie_node *node,
			       const char *text)
{
	return key_of(node->id, text[node->depth]);
}

static u32 common_len(const char *a, const char *b, u32 from, u32 to)
{
	while (from < to && a[from] == b[from])
		from++;
	return from;
}

static bool is_exact(const struct place *place, const struct ccs_name *name)
{
	return place->node && place->same == place->node->depth &&
	       place->same == name->const_len;
}

/* Goes down while the prefix has a whole node and more. */
static struct place find_place(const struct ccs_trie *trie, u8 salt,
			       const struct ccs_name *name)
{
	struct place place = { .key = key_of(ROOT_ID, salt) };

	while (trie->edges.table) {
		place.node = ccs_edge_follow(trie->edges.table, place.key);
		if (!place.node)
			break;
		place.same = common_len(place.node->text, name->text,
					place.same, min(place.node->depth,
							name->const_len));
		if (place.same < place.node->depth ||
		    place.same == name->const_len)
			break;
		place.above = place.key;
		place.parent = place.node;
		place.key = key_below(place.node, name->text);
	}
	return place;
}

static struct ccs_trie_node *new_node(struct ccs_trie *trie,
				      struct ccs_names *names,
				      const struct ccs_index_item *item,
				      u32 depth)
{
	/* Held for good by the node; the key itself is only read. */
	struct ccs_name *const name = (struct ccs_name *)item->key;
	struct ccs_trie_node *node;

	if (trie->last_id >= LAST_ID - ROOT_ID)
		return NULL;
	node = ccs_mem_zalloc(names->mem, sizeof(*node));
	if (!node)
		return NULL;
	node->id = ROOT_ID + ++trie->last_id;
	node->name = ccs_name_hold(name);
	node->text = name->text;
	node->depth = depth;
	return node;
}

static void free_node(struct ccs_names *names, struct ccs_trie_node *node)
{
	if (!node)
		return;
	ccs_name_put(names, node->name);
	ccs_mem_free_rcu(names->mem, node, sizeof(*node), rcu);
}

/* Adds or removes, which is the same. */
static void count_child(struct ccs_trie_node *node, unsigned long key,
			int count)
{
	if (!node)
		return;
	node->children += count;
	node->bytes ^= (u8)key;
}

static void add_child(struct ccs_trie *trie, struct ccs_trie_node *node,
		      const struct ccs_trie_node *child)
{
	const unsigned long key = key_below(node, child->text);

	ccs_edge_set(&trie->edges, key, child);
	count_child(node, key, 1);
}

/**
 * struct addition - nodes that come with a new prefix
 * @branch: goes between @place's two nodes, or NULL
 * @leaf: has the new prefix and the item; @branch if that one does
 */
struct addition {
	struct ccs_trie_node *branch;
	struct ccs_trie_node *leaf;
};

static void free_addition(struct ccs_names *names,
			  const struct addition *added)
{
	if (added->leaf != added->branch)
		free_node(names, added->leaf);
	free_node(names, added->branch);
}

static int prepare(struct ccs_trie *trie, struct ccs_names *names,
		   const struct place *place,
		   const struct ccs_index_item *item, struct addition *added)
{
	const struct ccs_name *const name = item->key;

	if (place->node) {
		added->branch = new_node(trie, names, item, place->same);
		if (!added->branch)
			return -ENOMEM;
	}
	if (place->node && place->same == name->const_len)
		added->leaf = added->branch;
	else
		added->leaf = new_node(trie, names, item, name->const_len);
	if (!added->leaf)
		return -ENOMEM;
	/* At most the branch's two edges are new: the one above it is not. */
	return ccs_edges_reserve(&trie->edges, names->mem, 2);
}

static void publish(struct ccs_trie *trie, const struct place *place,
		    const struct addition *added)
{
	if (!added->branch) {
		ccs_edge_set(&trie->edges, place->key, added->leaf);
		count_child(place->parent, place->key, 1);
		return;
	}
	add_child(trie, added->branch, place->node);
	if (added->leaf != added->branch)
		add_child(trie, added->branch, added->leaf);
	ccs_edge_set(&trie->edges, place->key, added->branch);
}

/**
 * ccs_trie_add - add a pattern
 * @trie: the trie
 * @names: the table its name is in; its account is charged
 * @item: the item; its key is a &struct ccs_name
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, or -ENOMEM with nothing changed.
 */
int ccs_trie_add(struct ccs_trie *trie, struct ccs_names *names,
		 struct ccs_index_item *item)
{
	const struct place place = find_place(trie, item->salt, item->key);
	struct addition added = {};
	int err;

	if (is_exact(&place, item->key)) {
		ccs_chain_add(&place.node->items, item);
		return 0;
	}
	err = prepare(trie, names, &place, item, &added);
	if (err) {
		free_addition(names, &added);
		return err;
	}
	ccs_chain_add(&added.leaf->items, item);
	publish(trie, &place, &added);
	return 0;
}

/* Takes out a node that has no items and one child. */
static void merge(struct ccs_trie *trie, struct ccs_names *names,
		  unsigned long key, struct ccs_trie_node *node)
{
	const unsigned long below = key_of(node->id, node->bytes);
	const struct ccs_trie_node *const child =
		ccs_edge_follow(trie->edges.table, below);

	if (WARN_ON_ONCE(!child))
		return;
	ccs_edge_set(&trie->edges, key, child);
	ccs_edge_retire(&trie->edges, below);
	free_node(names, node);
}

static bool is_passage(const struct ccs_trie_node *node)
{
	return node && !node->items && node->children == 1;
}

/**
 * ccs_trie_remove - take a pattern out
 * @trie: the trie
 * @names: the table its name is in
 * @item: an item that is in it
 *
 * Context: Policy lock held. Readers may see the item for a grace period.
 */
void ccs_trie_remove(struct ccs_trie *trie, struct ccs_names *names,
		     struct ccs_index_item *item)
{
	const struct place place = find_place(trie, item->salt, item->key);
	struct ccs_trie_node *const node = place.node;

	ccs_env_assert_writer();
	if (WARN_ON_ONCE(!is_exact(&place, item->key)) ||
	    WARN_ON_ONCE(!ccs_chain_remove(&node->items, item)))
		return;
	if (is_passage(node)) {
		merge(trie, names, place.key, node);
	} else if (!node->items && !node->children) {
		ccs_edge_clear(&trie->edges, place.key);
		count_child(place.parent, place.key, -1);
		free_node(names, node);
		if (is_passage(place.parent))
			merge(trie, names, place.above, place.parent);
	}
	if (!trie->edges.live)
		ccs_edges_exit(&trie->edges, names->mem);
}

/**
 * ccs_trie_exit - free the nodes
 * @trie: the trie
 * @names: the table of names
 *
 * Context: Policy lock held. What items are left is the caller's business.
 */
void ccs_trie_exit(struct ccs_trie *trie, struct ccs_names *names)
{
	struct ccs_trie_node *node;
	u32 at = 0;

	while ((node = ccs_edges_walk(&trie->edges, &at)))
		free_node(names, node);
	ccs_edges_exit(&trie->edges, names->mem);
}

/**
 * ccs_trie_first - find the patterns that a name may match
 * @walk: where the search is
 * @trie: the trie
 * @salt: of the items
 * @str: the name, which must outlive the search
 *
 * Context: Policy lock or RCU read side held until the search ends.
 * Return: the chain of the shortest prefix of @str that items have, or NULL.
 */
const struct ccs_index_item *ccs_trie_first(struct ccs_trie_walk *walk,
					    const struct ccs_trie *trie,
					    u8 salt, const struct ccs_str *str)
{
	walk->table = READ_ONCE(trie->edges.table);
	if (!walk->table)
		return NULL;
	walk->text = str->text;
	walk->len = str->len;
	walk->same = 0;
	walk->key = key_of(ROOT_ID, salt);
	return ccs_trie_next(walk);
}

/* Is the prefix of a node one of the name's, as its first bytes are? */
static bool fits(const char *text, u32 len, const struct ccs_trie_node *node,
		 u32 same)
{
	return node->depth <= len &&
	       (node->depth <= same ||
		ccs_swar_same(text + same, node->text + same,
			      node->depth - same));
}

/**
 * ccs_trie_next - go on where ccs_trie_first() left off
 * @walk: where the search is; the last call returned a chain
 *
 * Return: the chain of the next longer prefix, or NULL.
 */
const struct ccs_index_item *ccs_trie_next(struct ccs_trie_walk *walk)
{
	const struct ccs_edge_table *const table = walk->table;
	const struct ccs_index_item *items = NULL;
	const char *const text = walk->text;
	const u32 len = walk->len;
	unsigned long key = walk->key;
	u32 same = walk->same;

	while (!items) {
		const struct ccs_trie_node *const node =
			ccs_edge_follow(table, key);

		if (!node || !fits(text, len, node, same))
			return NULL;
		same = node->depth + 1;
		/* Behind the name's end is a NUL, which no edge stands for. */
		key = key_below(node, text);
		items = READ_ONCE(node->items);
	}
	walk->key = key;
	walk->same = same;
	return items;
}
