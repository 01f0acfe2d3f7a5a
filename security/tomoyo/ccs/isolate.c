// SPDX-License-Identifier: GPL-2.0-only
/*
 * Keeping processes of one user away from each other
 *
 * Users and pathnames can't tell the guests of a host apart that all run one
 * program as one user. So a process may get an id, for good, and then acts on
 * none but those of the same id. Who has no id is asked nothing.
 */

#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "audit.h"
#include "common.h"
#include "core/emit.h"
#include "core/escape.h"
#include "enter.h"
#include "fowner.h"
#include "isolate.h"
#include "stat.h"

/* A record without the names of domains. */
#define NOTE_SIZE 512

/**
 * struct refusal - what was refused to whom
 * @what: the operation
 * @ident: domain of who wanted it
 * @mine: the isolation of that
 * @pid: its process, 0 if it is not the current one
 * @other: the isolation of the other
 * @other_ident: its domain, NULL if unknown
 * @other_pid: its process, 0 if unknown
 */
struct refusal {
	const char *what;
	struct ccs_ident *ident;
	const struct ccs_isolation *mine;
	pid_t pid;
	const struct ccs_isolation *other;
	const struct ccs_ident *other_ident;
	pid_t other_pid;
};

/**
 * ccs_isolation_put - let go of an isolation
 * @isolation: the isolation; NULL is ignored
 *
 * Context: Any, RCU callbacks included.
 */
void ccs_isolation_put(struct ccs_isolation *isolation)
{
	if (isolation && refcount_dec_and_test(&isolation->users))
		kfree_rcu(isolation, rcu);
}

/**
 * ccs_maker_new - label what the current process makes
 *
 * Context: May sleep; file system locks may be held.
 * Return: the label, or NULL without memory.
 */
struct ccs_maker *ccs_maker_new(void)
{
	struct ccs_maker *const maker = kzalloc(sizeof(*maker), GFP_NOFS |
						__GFP_ACCOUNT);

	if (!maker)
		return NULL;
	maker->isolation = ccs_isolation_get(ccs_isolation_of_current());
	maker->ident = ccs_ident_get(ccs_current_ident());
	maker->pid = task_tgid_nr(current);
	return maker;
}

/**
 * ccs_maker_free - free a label
 * @maker: the label; NULL is ignored
 *
 * Context: Any, RCU callbacks included.
 */
void ccs_maker_free(struct ccs_maker *maker)
{
	if (!maker)
		return;
	ccs_isolation_put(maker->isolation);
	ccs_ident_put(maker->ident);
	kfree_rcu(maker, rcu);
}

/**
 * ccs_isolate_fifo - have a label ready for the FIFO that will be made
 * @name: its name
 *
 * Context: May sleep; file system locks are held.
 * Return: 0 or -ENOMEM.
 */
int ccs_isolate_fifo(const struct dentry *name)
{
	struct ccs_task_blob *const task = ccs_task(current);

	ccs_maker_free(task->fifo);
	task->fifo = ccs_maker_new();
	if (!task->fifo)
		return -ENOMEM;
	task->fifo->name = name;
	return 0;
}

/**
 * ccs_isolation_permits - may one process act on another?
 * @mine: the isolation of who acts, NULL if unrestricted
 * @other: that of the other
 *
 * Return: true if it may.
 */
bool ccs_isolation_permits(const struct ccs_isolation *mine,
			   const struct ccs_isolation *other)
{
	if (!mine || mine == other)
		return true;
	if (!other)
		return !mine->len;
	return mine->len == other->len &&
	       !memcmp(mine->id, other->id, mine->len);
}

/**
 * ccs_isolation_text - how a state is written
 * @isolation: the isolation, or NULL
 *
 * Return: the id, or a sign that there is none.
 */
const char *ccs_isolation_text(const struct ccs_isolation *isolation)
{
	if (!isolation)
		return "-";
	return isolation->len ? isolation->id : "?";
}

static void print_side(struct ccs_emit *emit, const char *side, pid_t pid,
		       const struct ccs_isolation *isolation)
{
	const char *const text = ccs_isolation_text(isolation);

	ccs_emit(emit, " %s={", side);
	if (pid)
		ccs_emit(emit, " global-pid=%d", pid);
	ccs_emit_text(emit, " uuid=\"");
	ccs_encode(emit, text, strlen(text));
	ccs_emit_text(emit, "\"");
}

static void print_refusal(struct ccs_emit *emit, const struct refusal *refusal)
{
	const struct ccs_ident *const other = refusal->other_ident;

	ccs_emit(emit, "isolate %s", refusal->what);
	print_side(emit, "self", refusal->pid, refusal->mine);
	ccs_emit_text(emit, " }");
	print_side(emit, "other", refusal->other_pid, refusal->other);
	if (other)
		ccs_emit(emit, " domain=\"%s\"", other->name->text);
	ccs_emit_text(emit, " }");
}

/* Left to the worker always: most of the hooks must not sleep. */
static noinline_for_stack void write_record(const struct refusal *refusal,
					    const char *note)
{
	struct ccs_check check = {
		.ident = refusal->ident,
		.atomic = true,
		.verdict = ccs_enter_verdict(refusal->ident),
	};

	check.verdict.mode = CCS_MODE_ENFORCING;
	ccs_facts_init(&check.facts, NULL, NULL);
	check.facts.foreign = !refusal->pid;
	ccs_audit_note(&check, check.ident, note);
	ccs_facts_free(&check.facts);
}

static void record(const struct refusal *refusal)
{
	struct ccs_emit emit = { .size = NOTE_SIZE };

	if (refusal->other_ident)
		emit.size += refusal->other_ident->name->len;
	emit.buf = kmalloc(emit.size, GFP_ATOMIC | __GFP_NOWARN);
	if (!emit.buf || !refusal->ident) {
		pr_warn_ratelimited("isolation refused what can't be told: no memory\n");
	} else {
		print_refusal(&emit, refusal);
		write_record(refusal, emit.buf);
	}
	kfree(emit.buf);
}

/* Context: RCU read side held. */
static int refuse(const struct refusal *refusal)
{
	ccs_stat_isolated();
	record(refusal);
	return -EPERM;
}

static int refuse_current(const char *what, const struct ccs_isolation *other,
			  const struct ccs_ident *other_ident, pid_t other_pid)
{
	return refuse(&(struct refusal){
		.what = what,
		.ident = ccs_current_ident(),
		.mine = ccs_isolation_of_current(),
		.pid = task_tgid_nr(current),
		.other = other,
		.other_ident = other_ident,
		.other_pid = other_pid,
	});
}

/**
 * ccs_isolate_judge - may the current process act on another?
 * @what: the operation, one word for the record
 * @to: the other
 * @quiet: don't count or record it
 *
 * Context: Any but NMI and interrupts.
 * Return: 0 or -EPERM.
 */
int ccs_isolate_judge(const char *what, struct task_struct *to,
		      bool quiet)
{
	const struct ccs_isolation *other;
	int err = 0;

	rcu_read_lock();
	other = READ_ONCE(ccs_task(to)->isolation);
	if (!ccs_isolation_permits(ccs_isolation_of_current(), other))
		err = quiet ? -EPERM :
			      refuse_current(what, other, ccs_ident_of(to),
					     task_tgid_nr(to));
	rcu_read_unlock();
	return err;
}

/**
 * ccs_isolate_pid - the same for a process that is known by its number
 * @what: the operation, one word for the record
 * @pid: the number, in the initial pid namespace; whoever is gone may be
 *	asked about
 * @quiet: don't count or record it
 *
 * Context: Any but NMI and interrupts.
 * Return: 0 or -EPERM.
 */
int ccs_isolate_pid(const char *what, pid_t pid, bool quiet)
{
	struct task_struct *task;
	int err = 0;

	rcu_read_lock();
	task = pid_task(find_pid_ns(pid, &init_pid_ns), PIDTYPE_PID);
	if (task)
		err = ccs_isolate_judge(what, task, quiet);
	rcu_read_unlock();
	return err;
}

/**
 * ccs_isolate_maker - may the current process use what another has made?
 * @what: the operation, one word for the record
 * @maker: who made it, NULL if unrestricted
 *
 * Context: Any but NMI and interrupts.
 * Return: 0 or -EPERM.
 */
int ccs_isolate_maker(const char *what, const struct ccs_maker *maker)
{
	const struct ccs_isolation *const other = maker ? maker->isolation :
							  NULL;
	int err = 0;

	rcu_read_lock();
	if (!ccs_isolation_permits(ccs_isolation_of_current(), other))
		err = refuse_current(what, other, maker ? maker->ident : NULL,
				     maker ? maker->pid : 0);
	rcu_read_unlock();
	return err;
}

/**
 * ccs_isolate_unknown - refuse what is about nobody that could be found
 * @what: the operation, one word for the record
 *
 * Context: Any but NMI and interrupts.
 * Return: -EPERM.
 */
int ccs_isolate_unknown(const char *what)
{
	int err;

	rcu_read_lock();
	err = refuse_current(what, NULL, NULL, 0);
	rcu_read_unlock();
	return err;
}

/**
 * ccs_isolate_owner - may a file's events be told to a task?
 * @file: the file; whoever chose the task is asked, and not whose I/O it is
 * @to: the task
 *
 * Context: Under the lock of the file's f_owner. Any but NMI.
 * Return: 0 or -EPERM.
 */
int ccs_isolate_owner(const struct file *file, struct task_struct *to)
{
	const struct ccs_isolation *const mine = ccs_fowner_isolation(file);
	const struct ccs_isolation *other;
	int err = 0;

	if (likely(!mine))
		return 0;
	rcu_read_lock();
	other = READ_ONCE(ccs_task(to)->isolation);
	if (!ccs_isolation_permits(mine, other))
		err = refuse(&(struct refusal){
			.what = "signal",
			.ident = ccs_fowner(file),
			.mine = mine,
			.other = other,
			.other_ident = ccs_ident_of(to),
			.other_pid = task_tgid_nr(to),
		});
	rcu_read_unlock();
	return err;
}

/**
 * ccs_isolate_trace_me - may the current process have its parent trace it?
 * @parent: the parent; it must be allowed to, as if it had asked itself
 *
 * Context: tasklist_lock held for writing.
 * Return: 0 or -EPERM.
 */
int ccs_isolate_trace_me(struct task_struct *parent)
{
	const struct ccs_isolation *const mine = ccs_isolation_of_current();
	const struct ccs_isolation *other;
	int err = 0;

	rcu_read_lock();
	other = READ_ONCE(ccs_task(parent)->isolation);
	if (!ccs_isolation_permits(mine, other) ||
	    !ccs_isolation_permits(other, mine))
		err = refuse_current("ptrace", other, ccs_ident_of(parent),
				     task_tgid_nr(parent));
	rcu_read_unlock();
	return err;
}
