// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hash table of items, read under RCU
 */

#include "env.h"
#include "index_size.h"
#include "index_slots.h"

/* Stands in a slot that had a chain: probes go on, additions take it. */
static struct ccs_index_item gone = { .kind = CCS_SLOT_GONE };

static size_t table_bytes(u32 size)
{
	return sizeof(struct ccs_slot_table) +
	       (size_t)size * sizeof(struct ccs_index_item *);
}

static u32 next_size(const struct ccs_slots *slots, u64 need)
{
	return ccs_table_next_size(slots->table ? slots->table->size : 0, need,
				   sizeof(struct ccs_slot_table),
				   sizeof(struct ccs_index_item *));
}

static struct ccs_index_item **free_slot(struct ccs_slot_table *table,
					 const struct ccs_index_item *item)
{
	u32 at = ccs_slots_home(table, item->hash, item->salt, item->kind);

	while (table->slot[at] && table->slot[at] != &gone)
		at = ccs_slots_after(table, at);
	return &table->slot[at];
}

static void free_table(struct ccs_slots *slots, struct ccs_mem *mem,
		       struct ccs_slot_table *next)
{
	struct ccs_slot_table *const old = slots->table;

	/* The copy before the pointer to it; readers only follow that. */
	smp_store_release(&slots->table, next);
	slots->filled = slots->live;
	if (old)
		ccs_mem_free_rcu(mem, old, table_bytes(old->size), rcu);
}

static int replace_table(struct ccs_slots *slots, struct ccs_mem *mem, u32 size)
{
	const struct ccs_slot_table *const old = slots->table;
	struct ccs_slot_table *const table = ccs_mem_zalloc(mem,
							    table_bytes(size));
	u32 i;

	if (!table)
		return -ENOMEM;
	table->size = size;
	for (i = 0; old && i < old->size; i++)
		if (old->slot[i] && old->slot[i] != &gone)
			*free_slot(table, old->slot[i]) = old->slot[i];
	free_table(slots, mem, table);
	return 0;
}

/**
 * ccs_slots_reserve - make room
 * @slots: the table
 * @mem: the account to charge
 * @more: new keys that ccs_slots_add() shall then be able to take
 *
 * Context: Policy lock held; may sleep.
 * Return: 0 or -ENOMEM.
 */
int ccs_slots_reserve(struct ccs_slots *slots, struct ccs_mem *mem, u32 more)
{
	ccs_env_assert_writer();
	if (slots->table &&
	    (u64)slots->filled + more <= ccs_table_limit(slots->table->size))
		return 0;
	return replace_table(slots, mem,
			     next_size(slots, (u64)slots->live + more));
}

/**
 * ccs_slots_fit - have a table as large as if nothing had ever been removed
 * @slots: the table
 * @mem: the account to charge
 *
 * Takes as many steps as the table has slots. If there is no memory, the table
 * stays as it is.
 *
 * Context: Policy lock held; may sleep.
 */
void ccs_slots_fit(struct ccs_slots *slots, struct ccs_mem *mem)
{
	const u32 size = next_size(&(struct ccs_slots){}, slots->live);

	ccs_env_assert_writer();
	if (slots->table && slots->table->size > size)
		replace_table(slots, mem, size);
}

static struct ccs_index_item **find_slot(const struct ccs_slots *slots,
					 const struct ccs_index_item *item,
					 ccs_slots_same same)
{
	struct ccs_slot_table *const table = slots->table;
	u32 at;

	if (!table)
		return NULL;
	at = ccs_slots_home(table, item->hash, item->salt, item->kind);
	for (; table->slot[at]; at = ccs_slots_after(table, at)) {
		const struct ccs_index_item *const other = table->slot[at];

		if (other->hash == item->hash && other->salt == item->salt &&
		    other->kind == item->kind && same(other, item->key))
			return &table->slot[at];
	}
	return NULL;
}

/**
 * ccs_chain_add - put an item in front of a chain that readers walk
 * @head: the chain
 * @item: the item
 *
 * Context: Policy lock held.
 */
void ccs_chain_add(struct ccs_index_item **head, struct ccs_index_item *item)
{
	item->next = *head;
	/* The item's content before the item; readers only follow that. */
	smp_store_release(head, item);
}

/**
 * ccs_chain_remove - take an item out of a chain that readers walk
 * @head: the chain
 * @item: the item; its own way on stays, for readers that stand on it
 *
 * Context: Policy lock held.
 * Return: false if it was not in there.
 */
bool ccs_chain_remove(struct ccs_index_item **head,
		      const struct ccs_index_item *item)
{
	while (*head && *head != item)
		head = &(*head)->next;
	if (!*head)
		return false;
	WRITE_ONCE(*head, item->next);
	return true;
}

/**
 * ccs_slots_add - add an item
 * @slots: the table
 * @mem: the account to charge
 * @item: the item, complete but for its @next
 * @same: compares keys
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, or -ENOMEM with nothing changed.
 */
int ccs_slots_add(struct ccs_slots *slots, struct ccs_mem *mem,
		  struct ccs_index_item *item, ccs_slots_same same)
{
	struct ccs_index_item **slot = find_slot(slots, item, same);
	int err;

	if (slot) {
		ccs_chain_add(slot, item);
		return 0;
	}
	err = ccs_slots_reserve(slots, mem, 1);
	if (err)
		return err;
	slot = free_slot(slots->table, item);
	slots->filled += !*slot;
	slots->live++;
	item->next = NULL;
	/* The item's content before the item; readers only follow that. */
	smp_store_release(slot, item);
	return 0;
}

/*
 * Nothing was ever pushed past the last slot of a run, so it can be empty
 * again, and then the one before it.
 */
static void clear_slot(struct ccs_slots *slots, u32 at)
{
	struct ccs_slot_table *const table = slots->table;

	WRITE_ONCE(table->slot[at], &gone);
	if (table->slot[ccs_slots_after(table, at)])
		return;
	while (table->slot[at] == &gone) {
		WRITE_ONCE(table->slot[at], NULL);
		slots->filled--;
		at = (at ? at : table->size) - 1;
	}
}

/**
 * ccs_slots_remove - take an item out
 * @slots: the table
 * @mem: the account that was charged
 * @item: an item that is in it
 * @same: compares keys
 *
 * Context: Policy lock held. Readers may see the item for a grace period.
 */
void ccs_slots_remove(struct ccs_slots *slots, struct ccs_mem *mem,
		      struct ccs_index_item *item, ccs_slots_same same)
{
	struct ccs_index_item **const slot = find_slot(slots, item, same);

	ccs_env_assert_writer();
	if (WARN_ON_ONCE(!slot))
		return;
	if (*slot != item || item->next) {
		WARN_ON_ONCE(!ccs_chain_remove(slot, item));
		return;
	}
	clear_slot(slots, slot - slots->table->slot);
	if (!--slots->live)
		free_table(slots, mem, NULL);
}

/**
 * ccs_slots_exit - free the slots
 * @slots: the table
 * @mem: the account that was charged
 *
 * Context: Policy lock held. What items are left is the caller's business.
 */
void ccs_slots_exit(struct ccs_slots *slots, struct ccs_mem *mem)
{
	ccs_env_assert_writer();
	slots->live = 0;
	free_table(slots, mem, NULL);
}
