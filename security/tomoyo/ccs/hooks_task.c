// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks on tracing other tasks and on their priorities
 *
 * Both are capabilities, which name no task: the entry of a system call asks
 * once, whatever number of tasks it is about.
 */

#include <linux/ccsecurity.h>
#include <linux/lsm_hooks.h>
#include <linux/ptrace.h>
#include <linux/sched.h>

#include "asked.h"
#include "check_capability.h"
#include "compat.h"
#include "hooks.h"
#include "isolate.h"
#include "setup.h"
#include "subject.h"

static int enter_call(enum ccs_item item)
{
	int err;

	if (!ccs_active)
		return 0;
	ccs_asked_nothing();
	err = ccs_check_capability(ccs_subject(), item);
	if (!err)
		ccs_asked_call();
	return err;
}

static int check_unasked(enum ccs_item item)
{
	if (ccs_was_asked())
		return 0;
	return ccs_check_capability_atomic(ccs_subject_atomic(), item);
}

/*
 * Reading what a task is like is left to /proc; everything by which a task can
 * be changed, or its memory and files be taken, attaches.
 */
static int hook_ptrace_access_check(struct task_struct *child,
				    unsigned int mode)
{
	const int err = ccs_isolate_trace(child, mode & PTRACE_MODE_NOAUDIT);

	if (err || !(mode & PTRACE_MODE_ATTACH))
		return err;
	if (mode & PTRACE_MODE_NOAUDIT)
		return ccs_check_capability_quiet(ccs_subject_atomic(),
						  CCS_ITEM_CAPABILITY_SYS_PTRACE);
	return check_unasked(CCS_ITEM_CAPABILITY_SYS_PTRACE);
}

static int hook_ptrace_traceme(struct task_struct *parent)
{
	return ccs_isolate_trace_me(parent) ?:
	       check_unasked(CCS_ITEM_CAPABILITY_SYS_PTRACE);
}

static int hook_task_setnice(struct task_struct *task, int nice)
{
	return ccs_isolate_task("setnice", task) ?:
	       check_unasked(CCS_ITEM_CAPABILITY_SYS_NICE);
}

static int hook_task_setioprio(struct task_struct *task, int ioprio)
{
	return ccs_isolate_task("setioprio", task) ?:
	       check_unasked(CCS_ITEM_CAPABILITY_SYS_NICE);
}

static int hook_task_setscheduler(struct task_struct *task)
{
	return ccs_isolate_task("setscheduler", task) ?:
	       check_unasked(CCS_ITEM_CAPABILITY_SYS_NICE);
}

/**
 * ccs_ptrace - ptrace() is called, whatever the request
 *
 * Context: Entry of a system call. May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_ptrace(void)
{
	return enter_call(CCS_ITEM_CAPABILITY_SYS_PTRACE);
}

/**
 * ccs_setpriority - nice() or setpriority() is called
 *
 * Context: Entry of a system call. May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_setpriority(void)
{
	return enter_call(CCS_ITEM_CAPABILITY_SYS_NICE);
}

static struct security_hook_list task_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(ptrace_access_check, hook_ptrace_access_check),
	LSM_HOOK_INIT(ptrace_traceme, hook_ptrace_traceme),
	LSM_HOOK_INIT(task_setnice, hook_task_setnice),
	LSM_HOOK_INIT(task_setioprio, hook_task_setioprio),
	LSM_HOOK_INIT(task_setscheduler, hook_task_setscheduler),
};

/**
 * ccs_add_task_hooks - register the hooks of this file
 */
void __init ccs_add_task_hooks(void)
{
	ccs_add_hooks(task_hooks, ARRAY_SIZE(task_hooks));
}
