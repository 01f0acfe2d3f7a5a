// SPDX-License-Identifier: GPL-2.0-only
/*
 * Changes that could lock somebody out
 *
 * A change is made in memory first. Who loses what must go on is told before
 * it is made; and what puts a domain into enforcing mode is on trial, because
 * who puts the own shell into it perhaps can't type anything any more: the
 * kernel undoes it unless it is confirmed in time.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/guard.h"
#include "action.h"
#include "op.h"
#include "screen.h"

/* An added entry or domain takes nothing away from anybody. */
static bool harmless(const struct editor *ed, operation op)
{
	return op == op_add && ed->now != SCREEN_PROFILE &&
	       ed->now != SCREEN_EXCEPTION;
}

static bool read_policy(struct editor *ed, struct ccs_guard *guard)
{
	static const char *const nodes[] = {
		"exception_policy", "profile", "manager", "domain_policy",
	};
	size_t i;
	int err = 0;

	guard->preview = ccs_preview_new();
	for (i = 0; i < sizeof(nodes) / sizeof(nodes[0]) && !err; i++) {
		struct ccs_strbuf text = {};

		err = store_read(&ed->store, nodes[i], NULL, &text);
		if (!err)
			ccs_preview_text(guard->preview, nodes[i], text.text);
		ccs_strbuf_free(&text);
	}
	return !err;
}

/* The change in memory: what would be lost? */
static void try_it(struct editor *ed, struct ccs_guard *guard, operation op,
		   const char *text, struct ccs_list *denied)
{
	guard->proc = ed->proc;
	/* What can't be judged is on trial. */
	guard->newly = true;
	if (!read_policy(ed, guard))
		return;
	ccs_guard_begin(guard);
	ed->store.trial = guard->preview;
	op(ed, text);
	ed->store.trial = NULL;
	ccs_guard_look(guard, denied);
}

static bool agreed(struct front *front, const struct ccs_list *denied)
{
	struct ccs_list page = {};
	size_t i;
	int key;

	ccs_list_add(&page, "This change would lock somebody out:");
	for (i = 0; i < denied->count; i++) {
		ccs_list_add(&page, "");
		show_wrapped(front, &page, denied->item[i].text);
	}
	ccs_list_add(&page, "");
	ccs_list_add(&page,
		     "y makes it all the same; with another key nothing is changed.");
	key = front->ops->page(front, &page);
	ccs_list_free(&page);
	return key == 'y' || key == 'Y';
}

static void settle(struct front *front, operation op)
{
	struct editor *const ed = front->ed;
	const bool keep = front->ops->until(front, "Keep the change? (y/n)",
					    ed->confirm.until) == 1;
	int err;

	if (!keep && op == op_undo)
		op_redo(ed, NULL);
	else if (!keep)
		op_undo(ed, NULL);
	err = store_keep(&ed->history.why);
	if (keep && !err)
		editor_say(ed, false, "It stays; u undoes it.");
	if (!keep || !err)
		return;
	editor_load(ed);
	editor_say(ed, true, "ERROR: not kept, the kernel has undone it: %s",
		   ed->history.why.text ? ed->history.why.text :
		   strerror(-err));
}

/* A kernel that can't, or that has nothing to go back to yet, says EINVAL. */
static bool may_undo(int armed)
{
	return armed != -EINVAL && armed != -EOPNOTSUPP;
}

/*
 * The kernel goes back by itself, even if this program dies. Without that
 * nothing is done, unless it is a kernel that can't and nobody asked for it.
 */
static int do_armed(struct front *front, unsigned int seconds, operation op,
		    const char *text)
{
	struct editor *const ed = front->ed;
	const int armed = store_arm(seconds, &ed->confirm, &ed->history.why);
	int err;

	if (armed && (may_undo(armed) || ed->confirm.seconds >= 0)) {
		editor_say(ed, true, "ERROR: nothing was changed, it would not be undone: %s",
			   ed->history.why.len ? ed->history.why.text :
						 strerror(-armed));
		return armed;
	}
	ed->store.armed = !armed;
	err = op(ed, text);
	ed->store.armed = false;
	if (armed)
		return err;
	/* If nothing came of it, there is nothing to go back to. */
	if (ed->changed)
		settle(front, op);
	else
		store_keep(&ed->history.why);
	return err;
}

/* What is on the screen may be no more. */
static bool is_stale(struct editor *ed)
{
	if (!ed->edition || store_edition(&ed->store) == ed->edition)
		return false;
	editor_load(ed);
	editor_say(ed, true,
		   "Somebody else has changed the policy: look, and do it again.");
	return true;
}

/**
 * guard_do - change policy, unless that locks somebody out
 * @front: the person, who may want it all the same
 * @op: what changes it; called twice, the first time on a policy in memory
 * @text: what was typed
 *
 * Return: 0 or -errno, always with a message; -ECANCELED if the person does
 * not want it after all, -ESTALE if somebody else was faster.
 */
int guard_do(struct front *front, operation op, const char *text)
{
	struct editor *const ed = front->ed;
	struct ccs_list denied = {};
	struct ccs_guard guard;
	unsigned int seconds = 0;
	int err = 0;

	if (harmless(ed, op))
		return op(ed, text);
	if (is_stale(ed))
		return -ESTALE;
	ccs_guard_init(&guard);
	try_it(ed, &guard, op, text, &denied);
	if (guard.newly && !editor_offline(ed))
		seconds = ccs_confirm_seconds(&ed->confirm);
	if (denied.count && !agreed(front, &denied)) {
		editor_say(ed, false, "Nothing was changed.");
		err = -ECANCELED;
	} else {
		err = seconds ? do_armed(front, seconds, op, text) :
				op(ed, text);
	}
	ed->edition = store_edition(&ed->store);
	ccs_list_free(&denied);
	ccs_guard_free(&guard);
	return err;
}
