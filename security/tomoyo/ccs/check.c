// SPDX-License-Identifier: GPL-2.0-only
/*
 * One request from question to consequence
 */

#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "audit.h"
#include "check.h"
#include "common.h"
#include "core/learn.h"
#include "root.h"
#include "stat.h"

/**
 * ccs_mode_of - the mode that an item has in a domain
 * @ident: the domain
 * @item: the item
 *
 * A caller uses it to return before a name is computed.
 *
 * Context: Any.
 * Return: the mode; disabled before policy is loaded; enforcing for an
 * identity that the policy does not know, which must not happen.
 */
enum ccs_mode ccs_mode_of(const struct ccs_ident *ident, enum ccs_item item)
{
	enum ccs_mode mode = CCS_MODE_ENFORCING;
	const struct ccs_policy *policy;
	const struct ccs_domain *domain;

	rcu_read_lock();
	policy = ccs_root_read();
	domain = ident ? ccs_domain_of(policy, ident) : NULL;
	/* Pairs with ccs_root_activate(). */
	if (!smp_load_acquire(&policy->loaded))
		mode = CCS_MODE_DISABLED;
	else if (!WARN_ON_ONCE(!domain))
		mode = ccs_profile_config(ccs_profile_of(domain->ns,
							 READ_ONCE(domain->profile)),
					  item) & CCS_CONFIG_MODE;
	rcu_read_unlock();
	return mode;
}

/**
 * ccs_check_failed - a request could not be judged
 * @mode: the mode it is under
 * @what: what could not be had, for the log
 * @err: why
 *
 * Return: @err in enforcing mode, since an error must not open anything; 0 in
 * the others. Counted and logged in each but disabled.
 */
int ccs_check_failed(enum ccs_mode mode, const char *what, int err)
{
	if (mode == CCS_MODE_DISABLED)
		return 0;
	ccs_stat_violation(mode);
	pr_warn_ratelimited("pid %d: %s failed: %d, %s\n",
			    task_pid_nr(current), what, err,
			    mode == CCS_MODE_ENFORCING ? "denied" : "allowed");
	return mode == CCS_MODE_ENFORCING ? err : 0;
}

static void keep_candidate(struct ccs_check *check)
{
	const struct ccs_name *const pattern = check->verdict.grant.pattern;

	if (!check->candidate || !check->verdict.granted)
		return;
	check->candidate[0] = '\0';
	if (pattern->len < CCS_DOMAINNAME_MAX)
		memcpy(check->candidate, pattern->text, pattern->len + 1);
}

static int decide_once(struct ccs_check *check)
{
	const struct ccs_policy *policy;
	const struct ccs_domain *domain;
	int err = -EPERM;

	rcu_read_lock();
	policy = ccs_root_read();
	domain = check->ident ? ccs_domain_of(policy, check->ident) : NULL;
	if (!WARN_ON_ONCE(!domain))
		err = ccs_decide(policy, domain, &check->request,
				 &check->verdict);
	else
		check->verdict = (struct ccs_verdict){
			.mode = policy->loaded ? CCS_MODE_ENFORCING :
						 CCS_MODE_DISABLED,
		};
	if (!err)
		keep_candidate(check);
	rcu_read_unlock();
	return err;
}

/* Judges as often as facts have to be fetched in between. */
static int decide(struct ccs_check *check)
{
	for (;;) {
		int err = decide_once(check);

		if (err != -EAGAIN)
			return err;
		err = ccs_facts_fetch(&check->facts);
		if (err)
			return err;
	}
}

static int learn_line(struct ccs_check *check, const struct ccs_span *line)
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
	return err;
}

/*
 * Learns by writing the line that would have granted the request. Losing one
 * is harmless: the next such request is a violation again.
 */
static void learn(struct ccs_check *check)
{
	const bool exec = check->facts.bprm;
	struct ccs_learn_exec bound = {};
	size_t size = check->request.path.len + 128;
	struct ccs_emit emit;

	if (exec) {
		if (ccs_facts_realpath(&check->facts))
			return;
		bound.realpath = check->facts.realpath.str.text;
		bound.argv0 = ccs_facts_argv0(&check->facts);
		size += check->facts.realpath.str.len + CCS_ARGV_MAX;
	}
	emit = (struct ccs_emit){ .size = size };
	emit.buf = kvmalloc(size, GFP_NOFS | __GFP_NOWARN);
	if (!emit.buf)
		return;
	ccs_learn_print(&emit, &check->request, exec ? &bound : NULL);
	if (!WARN_ON_ONCE(emit.overflow)) {
		const struct ccs_span line = { emit.buf, emit.len };

		learn_line(check, &line);
	}
	kvfree(emit.buf);
}

/* A denied program in a loop would eat the CPU; let it wait (semantics 8.6). */
static void penalise(const struct ccs_verdict *verdict)
{
	const struct ccs_profile *profile;
	u32 tenths = 0;

	rcu_read_lock();
	profile = ccs_profile_of(&ccs_root_read()->ns, verdict->profile);
	if (profile)
		tenths = READ_ONCE(profile->preference[CCS_PREFERENCE_PENALTY]);
	rcu_read_unlock();
	if (tenths)
		schedule_timeout_interruptible(tenths * HZ / 10);
}

static int violate(struct ccs_check *check)
{
	const enum ccs_mode mode = check->verdict.mode;

	ccs_stat_violation(mode);
	if (mode == CCS_MODE_LEARNING)
		learn(check);
	if (mode != CCS_MODE_ENFORCING)
		return 0;
	penalise(&check->verdict);
	return -EPERM;
}

/**
 * ccs_check - judge a request and do what its mode says (semantics 7, 8)
 * @check: the request; on return @check->verdict says how it was judged
 *
 * Context: May sleep. File system locks may be held.
 * Return: 0 if the request may go on, -EPERM if it is denied, or another error
 * that denies it.
 */
int ccs_check(struct ccs_check *check)
{
	const int err = decide(check);

	if (err) {
		check->verdict.granted = false;
		return ccs_check_failed(check->verdict.mode, "a condition",
					err);
	}
	if (check->verdict.mode == CCS_MODE_DISABLED)
		return 0;
	if (check->verdict.log)
		ccs_audit_check(check);
	return check->verdict.granted ? 0 : violate(check);
}
