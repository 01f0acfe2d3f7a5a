// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks on signals
 *
 * The entries of the system calls judge what goes to one process, where a
 * denial may wait. The hooks judge every receiver that the entries have not:
 * members of groups, whoever took the place of what the entry saw, and owners
 * of files.
 */

#include <linux/ccsecurity.h>
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/lsm_hooks.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>

#include "asked.h"
#include "blob.h"
#include "check_capability.h"
#include "check_signal.h"
#include "compat.h"
#include "fowner.h"
#include "hooks.h"
#include "isolate.h"
#include "setup.h"
#include "subject.h"

static int receive_from_other(struct task_struct *to, int sig,
			      struct ccs_ident *from)
{
	int err;

	rcu_read_lock();
	err = ccs_check_signal(&(struct ccs_signal){
		.from = from,
		.to = ccs_ident_of(to),
		.sig = sig,
		.atomic = true,
		.foreign = true,
	});
	rcu_read_unlock();
	return err;
}

static int receive_from_current(struct task_struct *to, int sig)
{
	struct ccs_ident *const from = ccs_subject_atomic();
	const struct ccs_ident *ident;
	int err = 0;

	if (!ccs_was_asked())
		err = ccs_check_capability_atomic(from,
						  CCS_ITEM_CAPABILITY_SYS_KILL);
	if (err)
		return err;
	rcu_read_lock();
	ident = ccs_ident_of(to);
	if (!ident || !ccs_was_asked_signal(sig, ident->id))
		err = ccs_check_signal(&(struct ccs_signal){
			.from = from,
			.to = ident,
			.sig = sig,
			.to_self = same_thread_group(to, current),
			.atomic = true,
		});
	rcu_read_unlock();
	return err;
}

/*
 * Nobody is asked about what nobody sends: signals of the kernel don't come
 * here; a task whose parent is exiting wanted to be told; and a BPF program
 * runs in an interrupt of whoever it may be.
 */
static int hook_task_kill(struct task_struct *to, struct kernel_siginfo *info,
			  int sig, const struct cred *cred)
{
	int err;

	if (cred)
		return sig ? receive_from_other(to, sig,
						ccs_cred(cred)->ident) : 0;
	if (!in_task() || (current->flags & PF_EXITING))
		return 0;
	err = ccs_isolate_task("signal", to);
	if (err || !sig)
		return err;
	return receive_from_current(to, sig);
}

/* Under the lock of the owner, with interrupts off. */
static void hook_file_set_fowner(struct file *file)
{
	ccs_fowner_set(file, ccs_subject_atomic());
}

/* Whoever's I/O it was, the signal is sent by who asked for it. */
static int hook_file_send_sigiotask(struct task_struct *to,
				    struct fown_struct *fown, int sig)
{
	const struct file *const file = ccs_fown_file(fown);

	return ccs_isolate_owner(file, to) ?:
	       receive_from_other(to, sig ? sig : SIGIO, ccs_fowner(file));
}

static void hook_file_free_security(struct file *file)
{
	ccs_fowner_forget(file);
}

/*
 * A thread that moves on lets go of what was read, which may be the last to
 * do so; but then it is somewhere else. What credentials have lasts as long
 * as they do.
 */
static struct ccs_ident *get_ident_of(const struct task_struct *task)
{
	struct ccs_ident *ident;

	do {
		ident = ccs_ident_of(task);
	} while (ident && !refcount_inc_not_zero(&ident->users));
	return ident;
}

/* The domain that the only process meant is in; one reference. */
static struct ccs_ident *ident_of(pid_t pid, bool *self)
{
	struct ccs_ident *ident = NULL;
	struct task_struct *task;

	rcu_read_lock();
	task = find_task_by_vpid(pid);
	if (task) {
		ident = get_ident_of(task);
		*self = same_thread_group(task, current);
	}
	rcu_read_unlock();
	return ident;
}

static int send_to(pid_t pid, int sig, struct ccs_ident *from)
{
	bool self = false;
	struct ccs_ident *const to = ident_of(pid, &self);
	int err;

	/* The call reports that there is no such process. */
	if (!to)
		return 0;
	err = ccs_check_signal(&(struct ccs_signal){
		.from = from,
		.to = to,
		.sig = sig,
		.to_self = self,
	});
	if (!err)
		ccs_asked_signal(sig, to->id);
	ccs_ident_put(to);
	return err;
}

/**
 * ccs_kill - a signal is about to be sent
 * @pid: as kill(2) takes it
 * @sig: the signal
 *
 * Context: Entry of a system call. May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_kill(pid_t pid, int sig)
{
	struct ccs_ident *from;
	int err;

	if (!ccs_active)
		return 0;
	ccs_asked_nothing();
	if (!sig || !valid_signal(sig))
		return 0;
	from = ccs_subject();
	err = ccs_check_capability(from, CCS_ITEM_CAPABILITY_SYS_KILL);
	if (err)
		return err;
	ccs_asked_call();
	return pid > 0 ? send_to(pid, sig, from) : 0;
}

static struct security_hook_list signal_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(task_kill, hook_task_kill),
	LSM_HOOK_INIT(file_set_fowner, hook_file_set_fowner),
	LSM_HOOK_INIT(file_send_sigiotask, hook_file_send_sigiotask),
	LSM_HOOK_INIT(file_free_security, hook_file_free_security),
};

/**
 * ccs_add_signal_hooks - register the hooks of this file
 */
void __init ccs_add_signal_hooks(void)
{
	ccs_add_hooks(signal_hooks, ARRAY_SIZE(signal_hooks));
}
