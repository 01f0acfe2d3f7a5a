// SPDX-License-Identifier: GPL-2.0-only
/*
 * Learning from a violation
 */

#include <linux/pid_namespace.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "audit.h"
#include "common.h"
#include "core/learn.h"
#include "core/namespace.h"
#include "later.h"
#include "learned.h"
#include "learning.h"
#include "root.h"
#include "stat.h"

/* What learning has to say, each once. */
enum news {
	NO_NEWS,
	NEAR_LIMIT,
	AT_LIMIT,
	NO_MEMORY,
};

/**
 * struct told - how it is said
 * @note: in the audit log, or NULL
 * @text: in the kernel's log
 */
struct told {
	const char *note;
	const char *text;
};

static const struct told told[] = {
	[NEAR_LIMIT] = {
		"quota_near",
		"has nearly as many entries as its profile allows, learning stops soon",
	},
	[AT_LIMIT] = {
		"quota_exceeded",
		"has as many entries as its profile allows, learning stopped",
	},
	[NO_MEMORY] = {
		NULL,
		"learns nothing: no memory, or its quota for policy is used up",
	},
};

/* Takes note of what is going to be said. */
static enum news news_of(struct ccs_policy *policy, struct ccs_domain *domain,
			 int err)
{
	bool *const said = err == -EDQUOT ? &domain->quota_exceeded :
					    &policy->starved;

	if (!err) {
		policy->starved = false;
		return ccs_learn_near_limit(domain) ? NEAR_LIMIT : NO_NEWS;
	}
	if ((err != -EDQUOT && err != -ENOMEM) || *said)
		return NO_NEWS;
	*said = true;
	return err == -EDQUOT ? AT_LIMIT : NO_MEMORY;
}

static void tell(const struct ccs_check *check, enum news news)
{
	if (news == NO_NEWS)
		return;
	if (told[news].note)
		ccs_audit_note(check, check->ident, told[news].note);
	pr_warn("domain '%s' %s\n", check->ident->name->text,
		told[news].text);
}

/**
 * ccs_learn_line - append a line to the domain of a request
 * @check: the request
 * @line: the line
 *
 * Losing one is harmless: the next such request is a violation again.
 *
 * Context: May sleep.
 */
void ccs_learn_line(struct ccs_check *check, const struct ccs_span *line)
{
	struct ccs_policy *policy;
	struct ccs_domain *domain;
	enum news news = NO_NEWS;
	int err = -ENOENT;

	mutex_lock(&ccs_policy_lock);
	policy = ccs_root_write();
	domain = ccs_domain_of(policy, check->ident);
	if (domain) {
		err = ccs_learned_add(policy, domain, &check->verdict, line);
		news = news_of(policy, domain, err);
	}
	mutex_unlock(&ccs_policy_lock);
	if (!err)
		ccs_stat_update();
	tell(check, news);
}

static bool prefers(const struct ccs_check *check, enum ccs_preference which)
{
	return ccs_root_preference(check->ident, check->verdict.profile,
				   which);
}

/* What an execution is bound to; false if that can't be had. */
static bool bind_exec(struct ccs_check *check, struct ccs_learn_bound *bound)
{
	if (prefers(check, CCS_PREFERENCE_EXEC_REALPATH)) {
		if (ccs_facts_realpath(&check->facts))
			return false;
		bound->realpath = check->facts.realpath.text;
	}
	if (prefers(check, CCS_PREFERENCE_EXEC_ARGV0))
		bound->argv0 = ccs_facts_argv0(&check->facts);
	return true;
}

/*
 * What the line is bound to; false if that can't be had. Variables are bound
 * to no program, though one is at hand.
 */
static bool bind(struct ccs_check *check, struct ccs_learn_bound *bound)
{
	const struct ccs_str *const symlink = check->facts.symlink;

	bound->handler = check->facts.handler;
	if (symlink && prefers(check, CCS_PREFERENCE_SYMLINK_TARGET))
		bound->symlink = symlink->text;
	return !check->facts.bprm || check->request.type != CCS_ACL_PATH ||
	       bind_exec(check, bound);
}

/* The numbers of this process and of those it descends from, but for init. */
static void find_pids(struct ccs_general *general)
{
	struct pid_namespace *const ns = task_active_pid_ns(current);
	struct task_struct *task = current;

	rcu_read_lock();
	while (task->pid && general->pid_count < CCS_GENERAL_PIDS) {
		const pid_t pid = task_tgid_nr_ns(task, ns);

		if (pid <= 1)
			break;
		general->pids[general->pid_count++] = pid;
		task = rcu_dereference(task->real_parent);
	}
	rcu_read_unlock();
}

static u8 kinds_of(const struct ccs_check *check,
		   const struct ccs_domain *domain)
{
	return ccs_general_kinds(domain->ns,
				 ccs_profile_of(domain->ns,
						check->verdict.profile));
}

static bool print_line(const struct ccs_check *check,
		       struct ccs_learn_bound *bound, struct ccs_emit *emit)
{
	const struct ccs_domain *domain;

	rcu_read_lock();
	domain = ccs_domain_of(ccs_root_read(), check->ident);
	if (domain) {
		bound->domain = domain;
		bound->general.kinds = kinds_of(check, domain);
		ccs_learn_print(emit, domain->ns, &check->request, bound);
	}
	rcu_read_unlock();
	return domain && !WARN_ON_ONCE(emit->overflow);
}

/**
 * ccs_learn_from - append the line that would have granted a request
 * @check: the request, which violates
 *
 * Context: Any but NMI if @check is atomic, else may sleep.
 */
void ccs_learn_from(struct ccs_check *check)
{
	struct ccs_learn_bound bound = {};
	struct ccs_emit emit = {};

	if (!bind(check, &bound))
		return;
	if (!check->facts.foreign)
		find_pids(&bound.general);
	emit.size = ccs_learn_size(&check->request, &bound);
	emit.buf = ccs_check_alloc(check, emit.size);
	if (!emit.buf)
		return;
	if (print_line(check, &bound, &emit)) {
		const struct ccs_span line = { emit.buf, emit.len };

		if (check->atomic)
			ccs_later_learn(check, &line);
		else
			ccs_learn_line(check, &line);
	}
	kvfree(emit.buf);
}
