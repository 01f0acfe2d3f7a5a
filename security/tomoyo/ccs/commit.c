// SPDX-License-Identifier: GPL-2.0-only
/*
 * Putting another policy in force
 */

#include <linux/slab.h>

#include "commit.h"
#include "common.h"
#include "core/succeed.h"
#include "learned.h"
#include "retire.h"
#include "rollback.h"
#include "root.h"
#include "stat.h"

/* Large, since the lock is taken for each of these. */
#define PIECE_SIZE	(64 * 1024)
#define PIECE_MAX	(16 * CCS_LINE_MAX)

static int grow(struct ccs_commit *commit)
{
	const size_t size = commit->size ? commit->size * 2 : PIECE_SIZE;

	kvfree(commit->buf);
	commit->buf = NULL;
	commit->size = 0;
	if (size > PIECE_MAX)
		return -EFBIG;
	commit->buf = kvmalloc(size, GFP_KERNEL | __GFP_NOWARN);
	if (!commit->buf)
		return -ENOMEM;
	commit->size = size;
	return 0;
}

/* Prints the next piece; 1 at the end, 0, or an error. */
static int print_piece(struct ccs_commit *commit, enum ccs_part part,
		       struct ccs_part_pos *pos)
{
	bool done = false;
	int err = commit->size ? 0 : grow(commit);

	while (!err) {
		struct ccs_emit emit = {
			.buf = commit->buf,
			.size = commit->size,
		};

		*commit->buf = '\0';
		mutex_lock(&ccs_policy_lock);
		done = ccs_part_print(ccs_root_write(), part, pos, &emit);
		mutex_unlock(&ccs_policy_lock);
		if (done || emit.len)
			break;
		err = grow(commit);
	}
	return err ?: done;
}

/*
 * Copies a part of the policy in force. Only requests change that meanwhile:
 * what they learn is noted, and domains that they make are found afterwards.
 */
static int carry(struct ccs_commit *commit, enum ccs_part part)
{
	struct ccs_part_pos pos = {};
	struct ccs_ident *cursor = NULL;
	int done = 0, err = 0;

	while (!done && !err) {
		done = print_piece(commit, part, &pos);
		if (done < 0)
			err = done;
		else
			err = ccs_part_lines(commit->next, part, &cursor,
					     commit->buf, &commit->reject);
		cond_resched();
	}
	ccs_ident_put(cursor);
	return err;
}

static u8 carried(const struct ccs_commit *commit)
{
	return ~commit->parts & (BIT(CCS_PART_COUNT) - 1) &
	       ~BIT(CCS_PART_NONE);
}

static int carry_all(struct ccs_commit *commit)
{
	int part, err = 0;

	/* What was learned until now is copied. */
	if (carried(commit) & BIT(CCS_PART_DOMAIN)) {
		mutex_lock(&ccs_policy_lock);
		commit->learned = ccs_learned_now();
		mutex_unlock(&ccs_policy_lock);
	}
	for (part = 0; part < CCS_PART_COUNT && !err; part++)
		if (carried(commit) & BIT(part))
			err = carry(commit, part);
	return err;
}

static int refuse(struct ccs_commit *commit, int err, const char *why)
{
	commit->reject.why = why;
	return err;
}

/* What can be said before anything is done. */
static int check_first(struct ccs_commit *commit)
{
	const struct ccs_policy *const now = ccs_root_write();

	if (ccs_rollback_armed())
		return refuse(commit, -EBUSY,
			      "another change waits to be confirmed");
	if (commit->exact && commit->edition != now->edition)
		return refuse(commit, -ESTALE,
			      "this is not the edition that is in force");
	if (commit->confirm && !now->loaded)
		return refuse(commit, -EINVAL,
			      "nothing is in force yet that it could be undone to");
	return 0;
}

static void tell_learned(struct ccs_emit *reply, const char *what, u32 count)
{
	if (reply && count)
		ccs_emit(reply, "%s %u\n", what, count);
}

static int replace(struct ccs_commit *commit, struct ccs_emit *deleted)
{
	struct ccs_policy *const now = ccs_root_write();
	struct ccs_succession all = {
		.next = commit->next,
		.now = now,
		.carried = carried(commit),
		.reply = deleted,
		.reject = &commit->reject,
	};
	struct ccs_replay replay = {
		.from = commit->learned,
		.copied = carried(commit) & BIT(CCS_PART_DOMAIN),
	};
	int err;

	err = ccs_succeed(&all);
	if (!err && now->loaded)
		err = ccs_policy_complete(commit->next, &commit->reject);
	if (err)
		return err;
	ccs_learned_replay(commit->next, &replay);
	ccs_root_publish(commit->next);
	ccs_emit(commit->reply, "committed %llu\n", commit->next->edition);
	tell_learned(commit->reply, "learned", replay.kept);
	tell_learned(commit->reply, "discarded", replay.discarded);
	tell_learned(commit->reply, "unlisted", all.untold);
	if (commit->confirm) {
		ccs_emit(commit->reply, "confirm %u\n", commit->confirm);
		ccs_rollback_arm(now, commit->next->edition, commit->confirm);
	}
	return 0;
}

static void tell(const struct ccs_commit *commit)
{
	ccs_stat_changed(commit->confirm ? CCSECURITY_POLICY_CHANGE_ARMED :
					   CCSECURITY_POLICY_CHANGE_COMMITTED);
	pr_info("policy was replaced, this is edition %llu\n",
		commit->next->edition);
}

static int replace_locked(struct ccs_commit *commit, struct ccs_emit *deleted,
			  struct ccs_policy **now)
{
	int err;

	mutex_lock(&ccs_policy_lock);
	*now = ccs_root_write();
	err = replace(commit, deleted);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

/* Room for names of domains that the reply lists. */
#define LIST_SIZE (64 * 1024)

static int carry_and_replace(struct ccs_commit *commit)
{
	struct ccs_emit deleted = { .size = LIST_SIZE };
	struct ccs_policy *now;
	int err;

	err = carry_all(commit);
	if (err)
		return err;
	deleted.buf = kvzalloc(LIST_SIZE, GFP_KERNEL);
	if (!deleted.buf)
		return -ENOMEM;
	err = replace_locked(commit, &deleted, &now);
	if (!err) {
		ccs_emit_bytes(commit->reply, deleted.buf, deleted.len);
		tell(commit);
		if (!commit->confirm)
			ccs_retire(now);
	}
	kvfree(deleted.buf);
	return err;
}

/**
 * ccs_commit - put another policy in force, or change nothing
 * @commit: the policy and how
 *
 * The one in force is replaced with one pointer. Before, what belongs to the
 * parts that were not written is copied, and every task's domain is given what
 * it may do from then on.
 *
 * Context: ccs_change_lock held; may sleep.
 * Return: 0; -ESTALE if the edition is another; -EBUSY if a change is not
 * confirmed yet; -EINVAL with a reason; or -ENOMEM. @commit->next is gone in
 * each case.
 */
int ccs_commit(struct ccs_commit *commit)
{
	int err;

	mutex_lock(&ccs_policy_lock);
	err = check_first(commit);
	mutex_unlock(&ccs_policy_lock);
	if (!err)
		err = carry_and_replace(commit);
	if (err)
		ccs_retire(commit->next);
	return err;
}
