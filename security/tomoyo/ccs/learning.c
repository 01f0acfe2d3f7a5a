// SPDX-License-Identifier: GPL-2.0-only
/*
 * Learning from a violation
 */

#include <linux/rcupdate.h>
#include <linux/slab.h>

#include "audit.h"
#include "common.h"
#include "core/learn.h"
#include "later.h"
#include "learning.h"
#include "root.h"
#include "stat.h"

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
	bool first = false;
	int err = -ENOENT;

	mutex_lock(&ccs_policy_lock);
	policy = ccs_root_write();
	domain = ccs_domain_of(policy, check->ident);
	if (domain)
		err = ccs_learn(policy, domain, line);
	if (err == -EDQUOT) {
		first = !domain->quota_exceeded;
		domain->quota_exceeded = true;
	}
	mutex_unlock(&ccs_policy_lock);
	if (!err)
		ccs_stat_update();
	if (first) {
		ccs_audit_note(check, check->ident, "quota_exceeded");
		pr_warn("domain '%s' has as many entries as its profile allows, learning stopped\n",
			check->ident->name->text);
	}
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

static bool print_line(const struct ccs_check *check,
		       const struct ccs_learn_bound *bound,
		       struct ccs_emit *emit)
{
	const struct ccs_domain *domain;

	rcu_read_lock();
	domain = ccs_domain_of(ccs_root_read(), check->ident);
	if (domain)
		ccs_learn_print(emit, domain->ns, &check->request, bound);
	rcu_read_unlock();
	return domain && !WARN_ON_ONCE(emit->overflow);
}

/* Room for the words of the conditions, besides what they contain. */
#define CONDITION_SIZE 128

/**
 * ccs_learn_from - append the line that would have granted a request
 * @check: the request, which violates
 *
 * Context: Any but NMI if @check is atomic, else may sleep.
 */
void ccs_learn_from(struct ccs_check *check)
{
	struct ccs_learn_bound bound = {};
	size_t size = ccs_request_size(&check->request) + CONDITION_SIZE;
	struct ccs_emit emit;

	if (!bind(check, &bound))
		return;
	if (bound.realpath)
		size += check->facts.realpath.len;
	if (bound.argv0)
		size += CCS_ARGV_MAX;
	if (bound.symlink)
		size += check->facts.symlink->len;
	emit = (struct ccs_emit){ .size = size };
	emit.buf = ccs_check_alloc(check, size);
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
