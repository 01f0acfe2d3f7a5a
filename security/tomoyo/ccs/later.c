// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a check that may not sleep leaves to a worker
 *
 * Signals, ptrace and capabilities are judged under spinlocks, some of them
 * with interrupts off. What follows from the verdict takes the policy lock, or
 * wakes a reader, and is done here a moment later, in the order it came.
 */

#include <linux/llist.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "common.h"
#include "later.h"
#include "learning.h"

/* A flood of refused signals must not fill the memory before the worker runs. */
#define PENDING_MAX 1024

/**
 * struct later - one thing to do
 * @node: in the list of them
 * @record: a record for its readers, or NULL
 * @ident: the domain that learns, one reference, or NULL
 * @verdict: on the request that it learns from
 * @len: bytes in @line
 * @line: what it learns
 */
struct later {
	struct llist_node node;
	struct ccs_record *record;
	struct ccs_ident *ident;
	struct ccs_verdict verdict;
	size_t len;
	char line[];
};

/* What is to be done, without a lock: added to here, taken by the worker. */
static struct {
	struct llist_head list;
	atomic_t count;
} pending = { .list = LLIST_HEAD_INIT(pending.list) };

static void learn(struct later *later)
{
	const struct ccs_span line = { later->line, later->len };
	struct ccs_check check = {
		.ident = later->ident,
		.verdict = later->verdict,
	};

	ccs_facts_init(&check.facts, NULL, NULL);
	ccs_learn_line(&check, &line);
	ccs_facts_free(&check.facts);
	ccs_ident_put(later->ident);
}

static void work(struct work_struct *unused)
{
	struct llist_node *const first =
		llist_reverse_order(llist_del_all(&pending.list));
	struct later *later, *next;

	llist_for_each_entry_safe(later, next, first, node) {
		atomic_dec(&pending.count);
		if (later->record)
			ccs_audit_deliver(later->record);
		if (later->ident)
			learn(later);
		kfree(later);
		cond_resched();
	}
}

static DECLARE_WORK(pending_work, work);

static struct later *new_later(size_t len)
{
	struct later *later;

	if (atomic_inc_return(&pending.count) > PENDING_MAX)
		goto full;
	later = kzalloc(struct_size(later, line, len),
			GFP_ATOMIC | __GFP_NOWARN);
	if (later)
		return later;
full:
	atomic_dec(&pending.count);
	return NULL;
}

static void leave(struct later *later)
{
	llist_add(&later->node, &pending.list);
	schedule_work(&pending_work);
}

/**
 * ccs_later_deliver - give a record to those who want it soon
 * @record: the record; taken over
 *
 * Context: Any but NMI.
 */
void ccs_later_deliver(struct ccs_record *record)
{
	struct later *const later = new_later(0);

	if (!later) {
		ccs_audit_lose(record);
		return;
	}
	later->record = record;
	leave(later);
}

/**
 * ccs_later_learn - learn a line soon
 * @check: the request that it is learned from
 * @line: the line; copied
 *
 * Losing one is harmless: the next such request is a violation again.
 *
 * Context: Any but NMI.
 */
void ccs_later_learn(const struct ccs_check *check,
		     const struct ccs_span *line)
{
	struct later *const later = new_later(line->len);

	if (!later)
		return;
	later->ident = ccs_ident_get(check->ident);
	later->verdict = check->verdict;
	later->len = line->len;
	memcpy(later->line, line->text, line->len);
	leave(later);
}
