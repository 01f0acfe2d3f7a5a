// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a granted request does to its thread
 */

#include <linux/sched.h>
#include <linux/slab.h>

#include "blob.h"
#include "core/acl.h"
#include "core/limits.h"
#include "effect.h"
#include "subject.h"

/* A path is put behind the domain's name; a namespace stands for itself. */
static char *destination(const struct ccs_name *domain,
			 const struct ccs_name *automatic)
{
	struct ccs_emit emit = { .size = domain->len + automatic->len + 2 };

	emit.buf = kmalloc(emit.size, GFP_ATOMIC | __GFP_NOWARN);
	if (!emit.buf)
		return NULL;
	if (*automatic->text == '/') {
		ccs_emit_bytes(&emit, domain->text, domain->len);
		ccs_emit_text(&emit, " ");
	}
	ccs_emit_bytes(&emit, automatic->text, automatic->len);
	return emit.buf;
}

/**
 * ccs_effect_note - remember what the deciding entry does
 * @effect: the result; empty before
 * @grant: the entry
 * @domain: name of the domain that it is judged in
 *
 * Context: RCU read side held.
 * Return: 0 or -ENOMEM.
 */
int ccs_effect_note(struct ccs_effect *effect, const struct ccs_grant *grant,
		    const struct ccs_name *domain)
{
	const struct ccs_cond *const cond = grant->acl->cond;

	if (likely(!cond) || (!cond->state_mask && !cond->automatic))
		return 0;
	effect->state_mask = cond->state_mask;
	memcpy(effect->state, cond->state, sizeof(effect->state));
	if (!cond->automatic)
		return 0;
	effect->move = destination(domain, cond->automatic);
	return effect->move ? 0 : -ENOMEM;
}

/**
 * ccs_effect_drop - forget an effect
 * @effect: the effect
 */
void ccs_effect_drop(struct ccs_effect *effect)
{
	if (likely(!effect->move))
		return;
	kfree(effect->move);
	effect->move = NULL;
}

/*
 * What permits an execution, or what belongs to it, has its effect when that
 * succeeds: who fails to execute a program gets nothing of it.
 */
static void set_state(const struct ccs_effect *effect)
{
	struct ccs_task_blob *const task = ccs_task(current);
	u8 *const state = current->in_execve ? task->exec_state : task->state;
	int i;

	for (i = 0; i < CCS_STATE_COUNT; i++)
		if (effect->state_mask & BIT(i))
			state[i] = effect->state[i];
}

/**
 * ccs_effect_apply - have an effect on the current thread
 * @effect: the effect, which is empty afterwards
 * @ident: the domain that the request was judged in. If that is not the
 *	thread's own, there is none: it acts for somebody else
 * @atomic: nothing may sleep; the thread moves on its return to user mode
 *
 * An execution leads where it leads, so it moves in no other way.
 *
 * Context: Any if @atomic, else may sleep.
 */
void ccs_effect_apply(struct ccs_effect *effect, struct ccs_ident *ident,
		      bool atomic)
{
	if (effect->state_mask &&
	    (current->in_execve || ident == ccs_current_ident()))
		set_state(effect);
	if (effect->move && !current->in_execve &&
	    ident == ccs_current_ident()) {
		ccs_subject_move(effect->move, atomic);
		effect->move = NULL;
	}
	ccs_effect_drop(effect);
}
