// SPDX-License-Identifier: GPL-2.0-only
/*
 * Undoing a change that nobody confirms
 *
 * Who locks itself out with a new policy can't take it back. So a change may
 * say that it is to be confirmed: until then the policy before it is kept as
 * it is, and put in force again if time runs out, whatever became of the
 * writer. That needs no memory but for domains that were made since.
 */

#include <linux/jiffies.h>
#include <linux/workqueue.h>

#include "common.h"
#include "core/succeed.h"
#include "learned.h"
#include "reclaim.h"
#include "retire.h"
#include "rollback.h"
#include "root.h"
#include "stat.h"

static void undo_late(struct work_struct *work);
static DECLARE_DELAYED_WORK(undo_work, undo_late);

/* What is gone back to unless that is confirmed; under ccs_policy_lock. */
static struct {
	struct ccs_policy *before;
	u64 edition;
	unsigned long until;
	u64 learned;
	u32 undone;
} armed;

/**
 * ccs_rollback_armed - does a change wait to be confirmed?
 *
 * Context: ccs_policy_lock held.
 * Return: true if one does.
 */
bool ccs_rollback_armed(void)
{
	return armed.before;
}

/**
 * ccs_rollback_edition - what waits to be confirmed
 *
 * Context: ccs_policy_lock held.
 * Return: the edition that the change made.
 */
u64 ccs_rollback_edition(void)
{
	return armed.edition;
}

/**
 * ccs_rollback_arm - have a change undone unless it is confirmed
 * @before: the policy before it, which is kept; must be one that can be
 *	enforced
 * @edition: the edition that the change made
 * @seconds: until it is undone
 *
 * Context: Both locks held; nothing is armed.
 */
void ccs_rollback_arm(struct ccs_policy *before, u64 edition, u32 seconds)
{
	armed.before = before;
	armed.edition = edition;
	armed.until = jiffies + seconds * HZ;
	armed.learned = ccs_learned_watch();
	mod_delayed_work(system_long_wq, &undo_work, seconds * HZ);
}

static void disarm(void)
{
	armed.before = NULL;
	ccs_learned_unwatch();
}

/**
 * ccs_rollback_confirm - keep the change
 *
 * Context: Both locks held; something is armed.
 * Return: the policy before it, to be retired.
 */
struct ccs_policy *ccs_rollback_confirm(void)
{
	struct ccs_policy *const before = armed.before;

	disarm();
	cancel_delayed_work(&undo_work);
	return before;
}

/* Goes back; an error concerns a task whose domain now grants nothing. */
static int undo(struct ccs_policy *now, struct ccs_replay *replay)
{
	struct ccs_reject reject = {};
	struct ccs_succession all = {
		.next = armed.before,
		.now = now,
		.undo = true,
		.reject = &reject,
	};
	int err;

	replay->from = armed.learned;
	all.next->mem.exempt = true;
	err = ccs_succeed(&all);
	all.next->mem.exempt = false;
	ccs_learned_replay(all.next, replay);
	ccs_root_publish(all.next);
	armed.undone++;
	disarm();
	return err;
}

static void tell_undone(u64 edition, int err, const struct ccs_replay *replay)
{
	ccs_stat_changed(CCSECURITY_POLICY_CHANGE_ROLLED_BACK);
	pr_crit("POLICY EDITION %llu WAS NOT CONFIRMED IN TIME AND IS UNDONE\n",
		edition);
	if (replay->kept || replay->discarded)
		pr_info("of lines learned since, %u are kept and %u discarded\n",
			replay->kept, replay->discarded);
	if (err)
		pr_err("domains that were made since are refused everything: %d\n",
		       err);
}

static void undo_late(struct work_struct *work)
{
	struct ccs_replay replay = {};
	struct ccs_policy *now = NULL;
	u64 edition = 0;
	int err = 0;

	mutex_lock(&ccs_change_lock);
	mutex_lock(&ccs_policy_lock);
	/* It may have been confirmed just now, and another armed since. */
	if (armed.before && time_after_eq(jiffies, armed.until)) {
		now = ccs_root_write();
		edition = armed.edition;
		err = undo(now, &replay);
	}
	mutex_unlock(&ccs_policy_lock);
	if (now) {
		tell_undone(edition, err, &replay);
		ccs_retire(now);
		ccs_reclaim_start();
	}
	mutex_unlock(&ccs_change_lock);
}

/**
 * ccs_rollback_print - print what the node ``stat`` says of it
 * @emit: the writer
 *
 * Context: ccs_policy_lock held.
 */
void ccs_rollback_print(struct ccs_emit *emit)
{
	const long left = armed.before ? (long)(armed.until - jiffies) : 0;

	ccs_emit(emit, "Policy %-30s %10u\n", "changes undone:", armed.undone);
	if (armed.before)
		ccs_emit(emit, "Policy %-30s %10ld (Edition: %llu)\n",
			 "seconds left to confirm:", max(left, 0L) / HZ,
			 armed.edition);
}
