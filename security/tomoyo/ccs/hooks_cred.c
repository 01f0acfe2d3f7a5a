// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks that keep the subject
 */

#include <linux/lsm_hooks.h>

#include "blob.h"
#include "compat.h"
#include "hooks.h"
#include "isolate.h"
#include "setup.h"
#include "subject.h"

/*
 * Every execve() copies its credentials before in_execve is set, so what a
 * failed one left behind is dropped here, before anything can ask for it.
 */
static void drop_stale_exec(void)
{
	struct ccs_task_blob *const task = ccs_task(current);
	struct ccs_ident *const stale = task->exec_ident;

	if (likely(!stale) || current->in_execve)
		return;
	task->exec_ident = NULL;
	ccs_ident_put(stale);
}

static int hook_cred_prepare(struct cred *new, const struct cred *old,
			     gfp_t gfp)
{
	drop_stale_exec();
	/* A copy of one's own says where the thread has moved to. */
	ccs_cred(new)->ident = ccs_ident_get(old == current_cred() ?
					     ccs_current_ident() :
					     ccs_cred(old)->ident);
	return 0;
}

static void hook_cred_transfer(struct cred *new, const struct cred *old)
{
	struct ccs_cred_blob *const blob = ccs_cred(new);
	struct ccs_ident *const before = blob->ident;

	blob->ident = ccs_ident_get(ccs_cred(old)->ident);
	ccs_ident_put(before);
}

/* Filled in by cred_transfer(); the domain of who asks, until then. */
static int hook_cred_alloc_blank(struct cred *cred, gfp_t gfp)
{
	ccs_cred(cred)->ident = ccs_ident_get(ccs_current_ident());
	return 0;
}

/* May be an RCU callback; sees a zeroed blob if another LSM failed first. */
static void hook_cred_free(struct cred *cred)
{
	ccs_ident_put(ccs_cred(cred)->ident);
}

static int hook_task_alloc(struct task_struct *task,
			   ccs_clone_flags_t clone_flags)
{
	const struct ccs_task_blob *const from = ccs_task(current);
	struct ccs_task_blob *const to = ccs_task(task);

	to->manager = from->manager;
	to->handler = from->handler;
	memcpy(to->state, from->state, sizeof(to->state));
	ccs_subject_inherit(to, task);
	ccs_isolate_inherit(to);
	return 0;
}

static void hook_task_free(struct task_struct *task)
{
	ccs_ident_put(ccs_task(task)->exec_ident);
	ccs_subject_free(ccs_task(task));
	ccs_isolate_free(ccs_task(task));
}

static struct security_hook_list cred_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(cred_alloc_blank, hook_cred_alloc_blank),
	LSM_HOOK_INIT(cred_free, hook_cred_free),
	LSM_HOOK_INIT(cred_prepare, hook_cred_prepare),
	LSM_HOOK_INIT(cred_transfer, hook_cred_transfer),
	LSM_HOOK_INIT(task_alloc, hook_task_alloc),
	LSM_HOOK_INIT(task_free, hook_task_free),
};

/**
 * ccs_add_cred_hooks - register the hooks of this file
 */
void __init ccs_add_cred_hooks(void)
{
	ccs_add_hooks(cred_hooks, ARRAY_SIZE(cred_hooks));
}
