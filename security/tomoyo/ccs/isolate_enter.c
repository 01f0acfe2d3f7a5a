// SPDX-License-Identifier: GPL-2.0-only
/*
 * How a process becomes isolated
 */

#include <linux/err.h>
#include <linux/mutex.h>
#include <linux/ptrace.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/uuid.h>

#include "common.h"
#include "core/acl_kind.h"
#include "core/decide.h"
#include "facts.h"
#include "isolate.h"
#include "root.h"

/* Charged to whoever enters; no @id for the half restricted. */
static struct ccs_isolation *new_isolation(const char *id, size_t len)
{
	struct ccs_isolation *const isolation =
		kzalloc(sizeof(*isolation), GFP_KERNEL_ACCOUNT);

	if (!isolation)
		return NULL;
	ccs_isolate_begin();
	refcount_set(&isolation->users, 1);
	isolation->len = len;
	memcpy(isolation->id, id, len);
	return isolation;
}

/*
 * Who traces whom was decided when it began, so it must not reach across what
 * separates the two from now on. Context: tasklist_lock held.
 */
static bool is_traced_across(const struct ccs_isolation *isolation)
{
	const struct task_struct *const tracer =
		rcu_dereference_protected(current->parent,
					  lockdep_is_held(&tasklist_lock));
	const struct task_struct *tracee;

	if (current->ptrace &&
	    !ccs_isolation_permits(ccs_task(tracer)->isolation, isolation))
		return true;
	list_for_each_entry(tracee, &current->ptraced, ptrace_entry)
		if (!ccs_isolation_permits(isolation,
					   ccs_task(tracee)->isolation))
			return true;
	return false;
}

/* Takes over the reference. Others read it under RCU. */
static void set(struct ccs_isolation *isolation)
{
	struct ccs_task_blob *const task = ccs_task(current);
	struct ccs_isolation *const before = task->isolation;

	/* What it consists of is seen no later than itself. */
	smp_store_release(&task->isolation, isolation);
	ccs_isolation_put(before);
}

/*
 * The lock keeps tracers away, and tasklist_lock those that want to be traced.
 * All that shares the memory would have to change at once, so nothing may.
 */
static int enter_locked(struct ccs_isolation *isolation)
{
	bool across;

	if (!current_is_single_threaded())
		return -EBUSY;
	/* For writing: the tracer may be about to isolate itself as well. */
	write_lock_irq(&tasklist_lock);
	across = is_traced_across(isolation);
	if (!across)
		set(ccs_isolation_get(isolation));
	write_unlock_irq(&tasklist_lock);
	return across ? -EBUSY : 0;
}

static int enter(const char *id, size_t len)
{
	struct ccs_isolation *isolation;
	int err;

	/* Workers, and who acts with the credentials of another, do not. */
	if (current_cred() != current_real_cred() ||
	    current->flags & (PF_KTHREAD | PF_IO_WORKER))
		return -EPERM;
	isolation = new_isolation(id, len);
	if (!isolation)
		return -ENOMEM;
	err = mutex_lock_interruptible(&current->signal->cred_guard_mutex);
	if (!err) {
		err = enter_locked(isolation);
		mutex_unlock(&current->signal->cred_guard_mutex);
	}
	ccs_isolation_put(isolation);
	return err;
}

/**
 * ccs_isolate_half - the current process announces that it will isolate
 *
 * Nothing changes if it has done so, or is isolated.
 *
 * Context: May sleep; not in a hook.
 * Return: 0; -EBUSY if others share its memory or it is traced across; -EPERM;
 * -ENOMEM; -EINTR.
 */
int ccs_isolate_half(void)
{
	return ccs_isolation_of_current() ? 0 : enter("", 0);
}

/**
 * ccs_isolate_self - isolate the current process, for good
 * @id: its id
 * @len: the length of that in bytes
 *
 * Context: May sleep; not in a hook.
 * Return: as ccs_isolate_half(); -EPERM also if it has an id; -EINVAL if @id
 * is none.
 */
int ccs_isolate_self(const char *id, size_t len)
{
	const struct ccs_isolation *const now = ccs_isolation_of_current();

	if (now && now->len)
		return -EPERM;
	if (!ccs_isolation_id_ok(id, len))
		return -EINVAL;
	return enter(id, len);
}

/* The id that an entry says; none if each execve() gets its own. */
static int copy_id(const struct ccs_acl *acl, char *id)
{
	const struct ccs_span word = ccs_name_span(ccs_acl_name(acl));

	if (ccs_span_is(&word, CCS_ISOLATION_RANDOM))
		return 0;
	return ccs_isolation_decode(&word, id);
}

/* 1 if an entry says so, 0 if not, -EAGAIN if facts must be fetched first. */
static int find(const struct ccs_ident *ident, struct ccs_kernel_facts *facts,
		char *id, int *len)
{
	const struct ccs_request request = {
		.type = CCS_ACL_AUTO_ISOLATE,
		.facts = &facts->base,
	};
	const struct ccs_domain *domain;
	struct ccs_grant grant;
	int found = 0;

	rcu_read_lock();
	domain = ccs_domain_of(ccs_root_read(), ident);
	if (domain)
		found = ccs_find_entry(domain, &request, &grant);
	if (found > 0) {
		*len = copy_id(grant.acl, id);
		if (*len < 0)
			found = *len;
	}
	rcu_read_unlock();
	return found;
}

static int find_with_facts(const struct ccs_ident *ident,
			   const struct linux_binprm *bprm, char *id, int *len)
{
	struct ccs_kernel_facts facts;
	int found;

	ccs_facts_init(&facts, &bprm->file->f_path, bprm);
	found = find(ident, &facts, id, len);
	while (found == -EAGAIN)
		found = ccs_facts_fetch(&facts) ?:
			find(ident, &facts, id, len);
	ccs_facts_free(&facts);
	return found;
}

static int stage(const char *id, size_t len)
{
	struct ccs_isolation *const isolation = new_isolation(id, len);
	bool across;

	if (!isolation)
		return -ENOMEM;
	read_lock(&tasklist_lock);
	across = is_traced_across(isolation);
	read_unlock(&tasklist_lock);
	if (across) {
		ccs_isolation_put(isolation);
		return -EPERM;
	}
	ccs_task(current)->exec_isolation = isolation;
	return 0;
}

static void forget_stage(struct ccs_task_blob *task)
{
	ccs_isolation_put(task->exec_isolation);
	task->exec_isolation = NULL;
}

/**
 * ccs_isolate_exec - isolate what is executed, if policy wants it to be
 * @next: the domain that it will run in
 * @bprm: the program
 *
 * A process that has an id keeps it.
 *
 * Context: May sleep; cred_guard_mutex held.
 * Return: 0, or an error that denies.
 */
int ccs_isolate_exec(const struct ccs_ident *next,
		     const struct linux_binprm *bprm)
{
	struct ccs_task_blob *const task = ccs_task(current);
	char id[CCS_ISOLATION_ID_MAX + 1];
	u8 uuid[16];
	int len = 0;
	int err;

	forget_stage(task);
	if (likely(!ccs_root_had(CCS_ACL_AUTO_ISOLATE)) ||
	    (task->isolation && task->isolation->len))
		return 0;
	err = find_with_facts(next, bprm, id, &len);
	if (err > 0 && !len) {
		generate_random_uuid(uuid);
		len = snprintf(id, sizeof(id), "%pUb", uuid);
	}
	if (err > 0)
		err = stage(id, len);
	if (err < 0)
		pr_warn_ratelimited("pid %d: isolation failed: %d, denied\n",
				    task_pid_nr(current), err);
	return err;
}

/**
 * ccs_isolate_arrive - the program is executed
 *
 * Context: Single-threaded; credentials are committed.
 */
void ccs_isolate_arrive(void)
{
	struct ccs_task_blob *const task = ccs_task(current);
	bool across;

	if (likely(!task->exec_isolation))
		return;
	/* A child may have asked to be traced since that was looked at. */
	write_lock_irq(&tasklist_lock);
	across = is_traced_across(task->exec_isolation);
	set(task->exec_isolation);
	write_unlock_irq(&tasklist_lock);
	task->exec_isolation = NULL;
	if (!across)
		return;
	pr_warn_ratelimited("pid %d: isolation failed: traced, killed\n",
			    task_pid_nr(current));
	/* The kernel does not outlive its init. */
	if (!is_global_init(current))
		send_sig(SIGKILL, current, 1);
}
