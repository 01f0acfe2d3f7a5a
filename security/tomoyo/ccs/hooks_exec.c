// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks around execve()
 */

#include <linux/binfmts.h>
#include <linux/err.h>
#include <linux/lsm_hooks.h>

#include "blob.h"
#include "check_exec.h"
#include "compat.h"
#include "handler.h"
#include "hooks.h"
#include "isolate.h"
#include "loader.h"
#include "setup.h"
#include "subject.h"
#include "tell.h"

/*
 * The next domain goes into the credentials that only a successful execve()
 * commits, and into the task, for the interpreters that are opened before.
 * It is staged also if it is the current one: that is how file_open() tells an
 * interpreter from the program itself.
 */
static void stage(const struct linux_binprm *bprm, struct ccs_ident *next)
{
	struct ccs_cred_blob *const cred = ccs_cred(bprm->cred);
	struct ccs_task_blob *const task = ccs_task(current);

	ccs_ident_put(cred->ident);
	cred->ident = next;
	ccs_ident_put(task->exec_ident);
	task->exec_ident = ccs_ident_get(next);
	task->exec_bprm = bprm;
}

/* Also if it fails: the powers were meant to be dropped. */
static void begin(struct ccs_task_blob *task)
{
	task->manager = false;
	task->exec_handler = false;
	memcpy(task->exec_state, task->state, sizeof(task->state));
}

static int hook_bprm_creds_for_exec(struct linux_binprm *bprm)
{
	struct ccs_ident *next;
	int err;

	if (!ccs_bprm_is_check(bprm)) {
		ccs_loader_exec(bprm->filename);
		begin(ccs_task(current));
	}
	next = ccs_check_exec(ccs_subject(), bprm);
	if (IS_ERR(next))
		return PTR_ERR(next);
	err = ccs_bprm_is_check(bprm) ? 0 : ccs_isolate_exec(next, bprm);
	if (err || ccs_bprm_is_check(bprm))
		ccs_ident_put(next);
	else
		stage(bprm, next);
	return err;
}

/* The last moment at which the old domain is known, and nothing can fail. */
static void hook_bprm_committing_creds(CCS_COMMITTED_CONST
				       struct linux_binprm *bprm)
{
	ccs_tell_transition(ccs_current_ident(), ccs_cred(bprm->cred)->ident);
}

static void hook_bprm_committed_creds(CCS_COMMITTED_CONST
				      struct linux_binprm *bprm)
{
	struct ccs_task_blob *const task = ccs_task(current);

	ccs_ident_put(task->exec_ident);
	task->exec_ident = NULL;
	task->handler = task->exec_handler;
	memcpy(task->state, task->exec_state, sizeof(task->state));
	ccs_isolate_arrive();
	/* The new credentials say where the thread is. */
	ccs_subject_arrived();
}

static struct security_hook_list exec_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(bprm_creds_for_exec, hook_bprm_creds_for_exec),
	LSM_HOOK_INIT(bprm_committing_creds, hook_bprm_committing_creds),
	LSM_HOOK_INIT(bprm_committed_creds, hook_bprm_committed_creds),
};

/**
 * ccs_add_exec_hooks - register the hooks of this file
 */
void __init ccs_add_exec_hooks(void)
{
	ccs_add_hooks(exec_hooks, ARRAY_SIZE(exec_hooks));
	ccs_handler_init(ccs_judges_first(&exec_hooks[0]));
}
