// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines that are learned while policy is about to change
 *
 * What the policy in force learns while another is written aside would be lost
 * with it. So it is noted for as long as somebody may want it, and appended to
 * the policy that comes where that still learns.
 */

#include <linux/slab.h>

#include "core/learn.h"
#include "core/limits.h"
#include "core/namespace.h"
#include "learned.h"
#include "root.h"

/**
 * struct note - a line that was learned
 * @node: in the list of them
 * @pos: its number
 * @ident: the domain that learned it, one reference
 * @item: what was learned about, enum ccs_item
 * @len: bytes in @text
 * @text: the line
 */
struct note {
	struct list_head node;
	u64 pos;
	struct ccs_ident *ident;
	int item;
	size_t len;
	char text[];
};

/* What was learned, while there is somebody to tell; under ccs_policy_lock. */
static struct {
	struct list_head notes;
	u32 count;
	u64 next;
	u32 watchers;
} learned = { .notes = LIST_HEAD_INIT(learned.notes) };

static size_t note_size(size_t len)
{
	return sizeof(struct note) + len;
}

static void drop_notes(void)
{
	struct note *note, *next;

	list_for_each_entry_safe(note, next, &learned.notes, node) {
		ccs_ident_put(note->ident);
		ccs_mem_free(ccs_root_mem(), note, note_size(note->len));
	}
	INIT_LIST_HEAD(&learned.notes);
	learned.count = 0;
}

static void take_note(struct ccs_ident *ident, int item,
		      const struct ccs_span *line)
{
	const u64 pos = learned.next++;
	struct note *note;

	if (!learned.watchers || learned.count == CCS_NOTED_MAX)
		return;
	note = ccs_mem_alloc(ccs_root_mem(), note_size(line->len));
	if (!note)
		return;
	note->pos = pos;
	note->ident = ccs_ident_get(ident);
	note->item = item;
	note->len = line->len;
	memcpy(note->text, line->text, line->len);
	list_add_tail(&note->node, &learned.notes);
	learned.count++;
}

static bool learns(const struct ccs_domain *domain, int item)
{
	return item != CCS_ITEM_NONE &&
	       (ccs_profile_config(domain->ns,
				   ccs_profile_of(domain->ns, domain->profile),
				   item) & CCS_CONFIG_MODE) ==
		       CCS_MODE_LEARNING;
}

/**
 * ccs_learned_add - append a line to a domain that learns
 * @policy: the policy in force
 * @domain: the domain
 * @verdict: what the request was told that the line is learned from
 * @line: the line
 *
 * If the policy is another than that which judged the request, it has to want
 * to learn as well.
 *
 * Context: ccs_policy_lock held; may sleep.
 * Return: as ccs_learn(), or -ESTALE if the domain does not learn any more.
 */
int ccs_learned_add(struct ccs_policy *policy, struct ccs_domain *domain,
		    const struct ccs_verdict *verdict,
		    const struct ccs_span *line)
{
	int err;

	if (verdict->root != policy->serial && !learns(domain, verdict->item))
		return -ESTALE;
	err = ccs_learn(policy, domain, line);
	if (err)
		return err;
	ccs_root_moved(policy);
	take_note(domain->ident, verdict->item, line);
	return 0;
}

/**
 * ccs_learned_now - where notes of what is learned from now on start
 *
 * Context: ccs_policy_lock held.
 * Return: the number.
 */
u64 ccs_learned_now(void)
{
	return learned.next;
}

/**
 * ccs_learned_watch - have what is learned noted from now on
 *
 * Context: ccs_policy_lock held. Call ccs_learned_unwatch() some time.
 * Return: where the notes start.
 */
u64 ccs_learned_watch(void)
{
	learned.watchers++;
	return learned.next;
}

/**
 * ccs_learned_unwatch - nobody here wants the notes any more
 *
 * Context: ccs_policy_lock held.
 */
void ccs_learned_unwatch(void)
{
	if (!--learned.watchers)
		drop_notes();
}

static bool learn_again(struct ccs_policy *policy, const struct note *note,
			bool copied)
{
	const struct ccs_span line = { note->text, note->len };
	struct ccs_domain *const domain = ccs_domain_of(policy, note->ident);

	return domain && (copied || (!domain->deleted &&
				     learns(domain, note->item))) &&
	       !ccs_learn(policy, domain, &line);
}

/**
 * ccs_learned_replay - append what was learned meanwhile to another policy
 * @policy: the policy, which has bodies for all identities
 * @replay: since when; told what became of it
 *
 * Context: ccs_policy_lock held; may sleep.
 */
void ccs_learned_replay(struct ccs_policy *policy, struct ccs_replay *replay)
{
	const struct note *note;

	list_for_each_entry(note, &learned.notes, node)
		if (note->pos >= replay->from &&
		    learn_again(policy, note, replay->copied))
			replay->kept++;
	replay->discarded = learned.next - replay->from - replay->kept;
}
