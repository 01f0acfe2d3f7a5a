/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Putting another policy in force
 */

#ifndef CCS_COMMIT_H
#define CCS_COMMIT_H

#include "core/emit.h"
#include "core/part.h"
#include "core/policy.h"
#include "core/span.h"

/**
 * struct ccs_commit - another policy to be put in force
 * @next: the policy; taken over
 * @parts: what was written of it, one bit each; the others are copied from the
 *	policy in force
 * @learned: since when learned lines are appended to it
 * @exact: only if the policy in force is still @edition
 * @edition: the edition it has to be
 * @confirm: seconds until it is undone unless it is confirmed, 0 for never
 * @reply: told the new edition and what else there is to know
 * @reject: filled in if it is refused
 * @buf: where @reject may point to; for kvfree()
 * @size: of @buf
 */
struct ccs_commit {
	struct ccs_policy *next;
	u8 parts;
	u64 learned;
	bool exact;
	u64 edition;
	u32 confirm;
	struct ccs_emit *reply;
	struct ccs_reject reject;
	char *buf;
	size_t size;
};

int ccs_commit(struct ccs_commit *commit);

#endif /* CCS_COMMIT_H */
