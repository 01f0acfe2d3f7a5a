/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which domain a request is judged in
 */

#ifndef CCS_SUBJECT_H
#define CCS_SUBJECT_H

#include <linux/sched.h>

#include "blob.h"
#include "root.h"

/* Is it known that nothing is checked for a domain? Context: Any. */
static inline bool ccs_is_disabled(const struct ccs_ident *ident)
{
	return READ_ONCE(ident->disabled) == READ_ONCE(ccs_root_moves);
}

/**
 * ccs_subject_disabled - the same of the domain that a request is judged in
 *
 * For hooks that are called so often that it counts. There is no transition
 * that has to come first, or it would not be known.
 *
 * Context: Any.
 * Return: true if nothing is checked; false tells nothing.
 */
static inline bool ccs_subject_disabled(void)
{
	const struct ccs_ident *const ident = ccs_cred(current_cred())->ident;

	return likely(ident) && ccs_is_disabled(ident) &&
	       likely(!ccs_task(current)->pending);
}

struct ccs_ident *ccs_subject(void);
struct ccs_ident *ccs_subject_atomic(void);
void ccs_subject_move(char *name, bool atomic);
int ccs_subject_set(struct ccs_ident *ident);
void ccs_subject_arrived(void);
void ccs_subject_inherit(struct ccs_task_blob *to,
			 const struct task_struct *task);
void ccs_subject_free(struct ccs_task_blob *task);

#endif /* CCS_SUBJECT_H */
