// SPDX-License-Identifier: GPL-2.0-only
/*
 * The right to change policy
 */

#include <linux/cred.h>
#include <linux/sched.h>
#include <linux/uidgid.h>

#include "blob.h"
#include "common.h"
#include "core/manager.h"
#include "manage.h"
#include "realpath.h"
#include "root.h"

static bool is_root(void)
{
	const struct cred *const cred = current_cred();

	return uid_eq(cred->uid, GLOBAL_ROOT_UID) &&
	       uid_eq(cred->euid, GLOBAL_ROOT_UID);
}

static bool listed(const struct ccs_str *program)
{
	const struct ccs_name *const name = ccs_current_ident()->name;
	const struct ccs_str domain = {
		.text = name->text,
		.len = name->len,
		.hash = name->hash,
	};
	const struct ccs_policy *policy;
	bool found;

	rcu_read_lock();
	policy = ccs_root_read();
	found = (is_root() || READ_ONCE(policy->manage_by_non_root)) &&
		(ccs_manager_listed(policy, &domain) ||
		 (program->text && ccs_manager_listed(policy, program)));
	rcu_read_unlock();
	return found;
}

/* Once per process in a row, or a program in a loop would fill the log. */
static void refuse(const struct ccs_str *program)
{
	static pid_t last;

	if (READ_ONCE(last) == task_pid_nr(current))
		return;
	WRITE_ONCE(last, task_pid_nr(current));
	pr_warn_ratelimited("%s ( %s ) is not permitted to update policies.\n",
			    ccs_current_ident()->name->text,
			    program->text ?: "<unknown>");
}

/* Kept apart, since clearing its stack takes longer than the answer mostly. */
static noinline_for_stack bool become_manager(struct ccs_task_blob *task)
{
	struct ccs_namebuf program;

	if (WARN_ON_ONCE(!ccs_current_ident()))
		return false;
	ccs_namebuf_init(&program);
	ccs_realpath_exe(&program);
	task->manager = listed(&program.str);
	if (!task->manager)
		refuse(&program.str);
	ccs_namebuf_free(&program);
	return task->manager;
}

/**
 * ccs_may_manage - may the current task change policy? (semantics 15.1)
 *
 * Context: May sleep.
 * Return: true before policy is loaded and for policy managers; the thread is
 * marked as one until its next execve().
 */
bool ccs_may_manage(void)
{
	struct ccs_task_blob *const task = ccs_task(current);

	return task->manager || !ccs_root_loaded() || become_manager(task);
}
