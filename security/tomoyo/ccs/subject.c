// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which domain a request is judged in
 *
 * That of the acting credentials, unless an automatic transition leads on from
 * there. No hook may commit credentials, since its caller may hold on to the
 * old ones. So where a thread has moved to is kept with the thread, which is
 * judged there at once, and its credentials follow when it returns to user
 * mode.
 */

#include <linux/cred.h>
#include <linux/err.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/task_work.h>

#include "blob.h"
#include "check.h"
#include "common.h"
#include "compat.h"
#include "core/acl_kind.h"
#include "enter.h"
#include "hits.h"
#include "root.h"
#include "subject.h"
#include "tell.h"

/* Transitions that one request may take (semantics 3.6). */
#define STEPS_MAX 255

/**
 * struct step - an automatic transition
 * @from: the domain that is left
 * @buf: room for a domainname, or NULL if only @name.len is asked for
 * @name: where it leads; no length if nowhere
 * @known: the identity of that, if it needs no looking up; one reference
 */
struct step {
	struct ccs_ident *from;
	char *buf;
	struct ccs_span name;
	struct ccs_ident *known;
};

/*
 * Workers never return to user mode, and whoever acts with the credentials of
 * another does not move those: such requests are judged where the transition
 * leads, each time again.
 */
static bool can_move(void)
{
	return current_cred() == current_real_cred() &&
	       !(current->flags &
		 (PF_KTHREAD | PF_IO_WORKER | PF_USER_WORKER));
}

static bool is_named(const struct ccs_ident *ident,
		     const struct ccs_name *name)
{
	return ident->name == name ||
	       (ident->name->len == name->len &&
		!memcmp(ident->name->text, name->text, name->len));
}

/* Where the last request came to, if that is still the domain of this name. */
static struct ccs_ident *recall(const struct ccs_policy *policy,
				const struct ccs_name *name)
{
	struct ccs_ident *const visited = ccs_task(current)->visited;
	const struct ccs_domain *domain;

	if (!visited || !is_named(visited, name))
		return NULL;
	domain = ccs_domain_of(policy, visited);
	return domain && !domain->deleted ? ccs_ident_get(visited) : NULL;
}

static void take_step(struct step *step, const struct ccs_policy *policy,
		      const struct ccs_name *to)
{
	/* An entry of a group that the destination uses as well. */
	if (is_named(step->from, to))
		return;
	step->name = (struct ccs_span){ step->buf, to->len };
	if (!step->buf)
		return;
	memcpy(step->buf, to->text, to->len + 1);
	step->known = recall(policy, to);
}

/* Only conditions about the task can hold: there is no object yet. */
static noinline_for_stack int find_step(struct step *step)
{
	struct ccs_kernel_facts facts;
	const struct ccs_request request = {
		.type = CCS_ACL_AUTO_TRANSITION,
		.facts = &facts.base,
	};
	const struct ccs_policy *policy;
	const struct ccs_domain *domain;
	struct ccs_grant grant;
	int found = 0;

	step->name.len = 0;
	step->known = NULL;
	ccs_facts_init(&facts, NULL, NULL);
	rcu_read_lock();
	policy = ccs_root_read();
	domain = ccs_domain_of(policy, step->from);
	if (domain)
		found = ccs_find_entry(domain, &request, &grant);
	if (found > 0) {
		ccs_hit(&grant);
		take_step(step, policy, ccs_acl_name(grant.acl));
	}
	rcu_read_unlock();
	ccs_facts_free(&facts);
	return min(found, 0);
}

/* The thread must not go on where it is not meant to be any more. */
static void die(const char *name)
{
	pr_warn_ratelimited("ERROR: Unable to transit to '%s' domain.\n",
			    name);
	if (can_move() && !is_global_init(current))
		send_sig(SIGKILL, current, 1);
}

static struct ccs_ident *fail(struct ccs_ident *start, const char *name)
{
	die(name);
	return is_global_init(current) && !ccs_enforces(start) ? start : NULL;
}

static void commit(struct callback_head *work);

/* If it fails, the thread is exiting; then nobody minds its credentials. */
static void queue_commit(struct ccs_task_blob *task)
{
	if (task->move_queued)
		return;
	init_task_work(&task->move, commit);
	task->move_queued = !task_work_add(current, &task->move, TWA_RESUME);
}

/*
 * Takes over the reference. The hook that moves the thread goes on to ask in
 * the domain that it began in, so that one is kept until the thread moves
 * again, which is once in a hook after it began.
 */
static void arrive(struct ccs_ident *ident)
{
	struct ccs_task_blob *const task = ccs_task(current);
	struct ccs_ident **const at = can_move() ? &task->pending :
						   &task->visited;
	struct ccs_ident *const before = task->left;

	if (at == &task->pending)
		ccs_tell_transition(ccs_current_ident(), ident);
	task->left = *at;
	WRITE_ONCE(*at, ident);
	ccs_ident_put(before);
	if (at == &task->pending)
		queue_commit(task);
}

static struct ccs_ident *enter_step(const struct step *step)
{
	return step->known ?: ccs_enter_from(step->from, &step->name);
}

/* Goes on as long as entries lead on; NULL if there is no way to arrive. */
static struct ccs_ident *walk(struct step *step)
{
	int steps;

	ccs_ident_get(step->from);
	for (steps = 0; steps < STEPS_MAX; steps++) {
		const int err = find_step(step);
		struct ccs_ident *next;

		if (!err && !step->name.len)
			return step->from;
		next = err ? ERR_PTR(err) : enter_step(step);
		if (IS_ERR(next))
			break;
		ccs_ident_put(step->from);
		step->from = next;
	}
	ccs_ident_put(step->from);
	return NULL;
}

static noinline_for_stack struct ccs_ident *follow(struct ccs_ident *start)
{
	struct step step = { .from = start };
	struct ccs_ident *end;
	const int err = find_step(&step);

	if (!err && !step.name.len)
		return start;
	step.buf = kmalloc(CCS_DOMAINNAME_MAX, GFP_NOFS);
	if (!step.buf)
		return fail(start, "?");
	*step.buf = '\0';
	end = walk(&step);
	if (end)
		arrive(end);
	else
		end = fail(start, step.buf);
	kfree(step.buf);
	return end;
}

/**
 * ccs_subject - the domain that the current request is judged in
 *
 * Context: May sleep.
 * Return: the domain, which lasts as long as the hook that asks; NULL if the
 * request has to be denied.
 */
struct ccs_ident *ccs_subject(void)
{
	struct ccs_ident *const ident = ccs_current_ident();

	ccs_task(current)->wait_end = 0;
	if (unlikely(ccs_task(current)->pending) && can_move())
		queue_commit(ccs_task(current));
	if (likely(!ccs_root_had(CCS_ACL_AUTO_TRANSITION)) || !ident)
		return ident;
	return follow(ident);
}

/**
 * ccs_subject_atomic - the same where nothing may sleep
 *
 * A domain can't be entered here. The thread moves on its return to user mode;
 * until then it is in a domain that it was meant to have left.
 *
 * Context: Any.
 * Return: as ccs_subject(); NULL if an automatic transition should come first
 * and anything is enforced.
 */
struct ccs_ident *ccs_subject_atomic(void)
{
	struct step step = { .from = ccs_current_ident() };

	if (likely(!ccs_root_had(CCS_ACL_AUTO_TRANSITION)) || !step.from)
		return step.from;
	if (!find_step(&step) && !step.name.len)
		return step.from;
	if (can_move())
		queue_commit(ccs_task(current));
	pr_warn_ratelimited("domain '%s' can't be left at once\n",
			    step.from->name->text);
	return ccs_enforces(step.from) ? NULL : step.from;
}

static void move_to(const char *name)
{
	const struct ccs_span span = { name, strlen(name) };
	struct ccs_ident *const from = ccs_current_ident();
	struct ccs_ident *to;

	if (!from)
		return;
	to = ccs_enter_from(from, &span);
	if (IS_ERR(to))
		die(name);
	else
		arrive(to);
}

/**
 * ccs_subject_move - move the current thread to another domain
 * @name: its domainname; taken over, freed by kfree()
 * @atomic: nothing may sleep; it moves on its return to user mode
 *
 * A thread that can't move stays: what it was granted was judged where it is.
 *
 * Context: Any if @atomic, else may sleep.
 */
void ccs_subject_move(char *name, bool atomic)
{
	struct ccs_task_blob *const task = ccs_task(current);

	if (can_move() && atomic) {
		swap(task->wanted, name);
		queue_commit(task);
	} else if (can_move()) {
		move_to(name);
	}
	kfree(name);
}

/**
 * ccs_subject_arrived - the credentials say where the thread is
 *
 * Context: Any.
 */
void ccs_subject_arrived(void)
{
	struct ccs_task_blob *const task = ccs_task(current);
	struct ccs_ident *const pending = task->pending;

	WRITE_ONCE(task->pending, NULL);
	ccs_ident_put(pending);
	ccs_ident_put(task->left);
	task->left = NULL;
	kfree(task->wanted);
	task->wanted = NULL;
}

/**
 * ccs_subject_set - move the current thread, and its credentials with it
 * @ident: the domain
 *
 * Context: May sleep; not in a hook, whose caller may hold on to credentials.
 * Return: 0, -EPERM while it acts with the credentials of another, or -ENOMEM.
 */
int ccs_subject_set(struct ccs_ident *ident)
{
	struct cred *cred;

	if (!can_move())
		return -EPERM;
	cred = prepare_creds();
	if (!cred)
		return -ENOMEM;
	ccs_tell_transition(ccs_current_ident(), ident);
	ccs_ident_put(ccs_cred(cred)->ident);
	ccs_cred(cred)->ident = ccs_ident_get(ident);
	commit_creds(cred);
	ccs_subject_arrived();
	return 0;
}

/*
 * Runs on return to user mode. Without memory the thread stays judged where it
 * has moved to, and its next request tries again.
 */
static void commit(struct callback_head *work)
{
	struct ccs_task_blob *const task =
		container_of(work, struct ccs_task_blob, move);
	char *const wanted = task->wanted;
	const bool moves = can_move() && !(current->flags & PF_EXITING);

	task->wanted = NULL;
	task->wait_end = 0;
	if (moves && wanted)
		move_to(wanted);
	kfree(wanted);
	if (moves)
		ccs_subject();
	task->move_queued = false;
	if (moves && task->pending)
		ccs_subject_set(task->pending);
}

/**
 * ccs_subject_inherit - a child starts where its parent is
 * @to: the child's blob
 * @task: the child
 *
 * Its first request has its credentials follow. A worker starts with the
 * credentials that it is given.
 *
 * Context: May sleep.
 */
void ccs_subject_inherit(struct ccs_task_blob *to,
			 const struct task_struct *task)
{
	if (!(task->flags & (PF_KTHREAD | PF_IO_WORKER | PF_USER_WORKER)))
		to->pending = ccs_ident_get(ccs_task(current)->pending);
}

/**
 * ccs_subject_free - forget where a task was
 * @task: its blob
 *
 * Context: Any, RCU callbacks and softirq included.
 */
void ccs_subject_free(struct ccs_task_blob *task)
{
	ccs_ident_put(task->pending);
	ccs_ident_put(task->visited);
	ccs_ident_put(task->left);
	kfree(task->wanted);
}
