/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Security blobs of credentials and tasks
 */

#ifndef CCS_BLOB_H
#define CCS_BLOB_H

#include <linux/cred.h>
#include <linux/lsm_hooks.h>
#include <linux/sched.h>

#include "core/domain.h"

/**
 * struct ccs_cred_blob - the subject
 * @ident: domain that acts with these credentials, one reference; NULL only if
 *	the credentials were never completed
 *
 * That the domain lives here is what makes a failed execve() leave no trace,
 * and what puts io_uring workers into the domain of whoever submitted.
 */
struct ccs_cred_blob {
	struct ccs_ident *ident;
};

/**
 * struct ccs_task_blob - what belongs to a thread and not to credentials
 * @exec_ident: domain that an execve() in progress leads to, one reference.
 *	Valid only while the task's in_execve is set; a failed execve() leaves
 *	it behind for the next one to drop
 * @manager: the thread was found to be a policy manager; until its next
 *	execve()
 *
 * Touched by its own task only, and by task_alloc of a child.
 */
struct ccs_task_blob {
	struct ccs_ident *exec_ident;
	bool manager;
};

/* Offsets are written by the LSM framework at boot. */
extern struct lsm_blob_sizes ccs_blob_sizes;

static inline struct ccs_cred_blob *ccs_cred(const struct cred *cred)
{
	return cred->security + ccs_blob_sizes.lbs_cred;
}

static inline struct ccs_task_blob *ccs_task(const struct task_struct *task)
{
	return task->security + ccs_blob_sizes.lbs_task;
}

/* The domain that acts: under override_creds() that of those credentials. */
static inline struct ccs_ident *ccs_current_ident(void)
{
	return ccs_cred(current_cred())->ident;
}

#endif /* CCS_BLOB_H */
