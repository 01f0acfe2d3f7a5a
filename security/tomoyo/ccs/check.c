// SPDX-License-Identifier: GPL-2.0-only
/*
 * One request from question to consequence
 */

#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "audit.h"
#include "check.h"
#include "common.h"
#include "core/exception.h"
#include "core/namespace.h"
#include "hits.h"
#include "learning.h"
#include "query.h"
#include "root.h"
#include "stat.h"
#include "subject.h"
#include "supervise.h"
#include "tell.h"

static enum ccs_mode mode_of(const struct ccs_policy *policy,
			     const struct ccs_domain *domain,
			     enum ccs_item item)
{
	/* Pairs with ccs_root_activate(). */
	if (!smp_load_acquire(&policy->loaded))
		return CCS_MODE_DISABLED;
	if (!domain)
		return CCS_MODE_ENFORCING;
	return ccs_profile_config(domain->ns,
				  ccs_profile_of(domain->ns,
						 READ_ONCE(domain->profile)),
				  item) & CCS_CONFIG_MODE;
}

/*
 * That nothing at all is checked for an identity is remembered with it until
 * something moves, so that a disabled domain costs next to nothing.
 */
static void note_disabled(const struct ccs_policy *policy,
			  struct ccs_ident *ident,
			  const struct ccs_domain *domain, unsigned long moves)
{
	const struct ccs_profile *profile;

	if (!domain ||
	    READ_ONCE(policy->kinds) & BIT(CCS_ACL_AUTO_TRANSITION))
		return;
	profile = ccs_profile_of(domain->ns, READ_ONCE(domain->profile));
	if (!READ_ONCE(policy->loaded) || !profile ||
	    READ_ONCE(profile->disabled))
		WRITE_ONCE(ident->disabled, moves);
}

/* Out of line, so that disabled mode does not pay for it. */
static noinline enum ccs_mode find_mode(struct ccs_ident *ident,
					enum ccs_item item)
{
	/* Pairs with ccs_root_moved(): read before what it tells about. */
	const unsigned long moves = smp_load_acquire(&ccs_root_moves);
	const struct ccs_domain *domain;
	const struct ccs_policy *policy;
	enum ccs_mode mode;

	rcu_read_lock();
	policy = ccs_root_read();
	domain = ident ? ccs_domain_of(policy, ident) : NULL;
	mode = mode_of(policy, domain, item);
	if (mode == CCS_MODE_DISABLED)
		note_disabled(policy, ident, domain, moves);
	rcu_read_unlock();
	return mode;
}

/**
 * ccs_mode_of - the mode that an item has in a domain
 * @ident: the domain
 * @item: the item
 *
 * A caller uses it to return before a name is computed.
 *
 * Context: Any.
 * Return: the mode; disabled before policy is loaded; enforcing without a
 * domain, and for one that the policy does not know, which must not happen.
 */
enum ccs_mode ccs_mode_of(struct ccs_ident *ident, enum ccs_item item)
{
	return ident && ccs_is_disabled(ident) ? CCS_MODE_DISABLED :
						 find_mode(ident, item);
}

/**
 * ccs_enforces - does a domain enforce anything?
 * @ident: the domain
 *
 * Context: Any.
 * Return: true if an item is in enforcing mode.
 */
bool ccs_enforces(struct ccs_ident *ident)
{
	int item;

	for (item = 0; item < CCS_ITEM_COUNT; item++)
		if (ccs_mode_of(ident, item) == CCS_MODE_ENFORCING)
			return true;
	return false;
}

/**
 * ccs_file_rules - how a domain checks what is done to files
 * @ident: the domain
 * @item: what the operations are under
 * @rules: filled in
 *
 * Context: Any.
 */
void ccs_file_rules(struct ccs_ident *ident, enum ccs_item item,
		    struct ccs_file_rules *rules)
{
	/* As in find_mode(). */
	const unsigned long moves = smp_load_acquire(&ccs_root_moves);
	const struct ccs_policy *policy;
	const struct ccs_domain *domain;

	rcu_read_lock();
	policy = ccs_root_read();
	domain = ident ? ccs_domain_of(policy, ident) : NULL;
	rules->serial = policy->serial;
	rules->mode = mode_of(policy, domain, item);
	rules->rewrite = CCS_MODE_DISABLED;
	rules->is_17 = domain && ccs_ns_is_17(domain->ns);
	if (domain && ccs_rewrite_guarded(domain->ns))
		rules->rewrite = mode_of(policy, domain,
					 CCS_ITEM_FILE_REWRITE);
	if (rules->mode == CCS_MODE_DISABLED)
		note_disabled(policy, ident, domain, moves);
	rcu_read_unlock();
}

/**
 * ccs_ident_is_17 - is a domain in a namespace of 1.7?
 * @ident: the domain, or NULL
 *
 * Context: Any.
 * Return: true if it is.
 */
bool ccs_ident_is_17(const struct ccs_ident *ident)
{
	const struct ccs_domain *domain;
	bool is_17;

	rcu_read_lock();
	domain = ident ? ccs_domain_of(ccs_root_read(), ident) : NULL;
	is_17 = domain && ccs_ns_is_17(domain->ns);
	rcu_read_unlock();
	return is_17;
}

/**
 * ccs_overwriting_denied - does a deny_rewrite name this file?
 * @ident: the domain that wants to overwrite it
 * @name: the file's name
 *
 * Context: Any.
 * Return: true if it needs allow_rewrite; also for an identity that the policy
 * does not know.
 */
bool ccs_overwriting_denied(const struct ccs_ident *ident,
			    const struct ccs_str *name)
{
	const struct ccs_domain *domain;
	bool denied;

	rcu_read_lock();
	domain = ident ? ccs_domain_of(ccs_root_read(), ident) : NULL;
	denied = !domain || ccs_rewrite_denied(domain->ns, name);
	rcu_read_unlock();
	return denied;
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

/*
 * Is the entry about the place where the object is mounted? Where 1.8 made
 * the policy, one that means everything below / does not mean procfs.
 */
static bool is_meant(const struct ccs_check *check,
		     const struct ccs_domain *domain)
{
	const struct ccs_mounted *const mounted = check->mounted;
	const struct ccs_name *const pattern = check->verdict.grant.pattern;

	if (!mounted || ccs_ns_is_17(domain->ns))
		return true;
	return pattern && pattern->len >= mounted->mount &&
	       !memcmp(pattern->text, mounted->str.text, mounted->mount);
}

static int decide_once(struct ccs_check *check)
{
	const struct ccs_policy *policy;
	const struct ccs_domain *domain;
	int err = -EPERM;

	rcu_read_lock();
	policy = ccs_root_read();
	domain = check->ident ? ccs_domain_of(policy, check->ident) : NULL;
	if (domain)
		err = ccs_decide(policy, domain, &check->request,
				 &check->verdict);
	else
		check->verdict = (struct ccs_verdict){
			.mode = policy->loaded ? CCS_MODE_ENFORCING :
						 CCS_MODE_DISABLED,
			.root = policy->serial,
		};
	if (!err && check->verdict.granted && !is_meant(check, domain))
		check->verdict.granted = false;
	if (!err && check->decided)
		check->decided(check, policy, domain);
	if (!err && check->verdict.granted && !check->quiet)
		ccs_hit(&check->verdict.grant);
	if (!err && check->verdict.granted)
		err = ccs_effect_note(&check->effect, &check->verdict.grant,
				      domain->ident->name);
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

/*
 * Judges once more by the name that the object has where it is mounted. That
 * is done only for what would be a violation, so it costs nothing otherwise.
 */
static void decide_mounted(struct ccs_check *check)
{
	const struct ccs_verdict refused = check->verdict;
	const struct ccs_str name = check->request.path[0];
	struct ccs_mounted mounted;

	if (!ccs_mounted_name(&mounted, check->facts.path1, &name))
		return;
	check->mounted = &mounted;
	check->request.path[0] = mounted.str;
	if (decide(check) || !check->verdict.granted)
		check->verdict = refused;
	check->request.path[0] = name;
	check->mounted = NULL;
	ccs_mounted_free(&mounted);
}

static bool has_other_name(const struct ccs_check *check)
{
	return !check->verdict.granted &&
	       check->verdict.mode != CCS_MODE_DISABLED && !check->atomic &&
	       check->facts.path1 && !check->facts.bprm;
}

/**
 * ccs_check_alloc - memory for a request, which may have to be had at once
 * @check: the request
 * @size: bytes
 *
 * Context: Any if @check is atomic, else may sleep.
 * Return: the memory, for kvfree(), or NULL.
 */
void *ccs_check_alloc(const struct ccs_check *check, size_t size)
{
	return check->atomic ? kmalloc(size, GFP_ATOMIC | __GFP_NOWARN) :
			       kvmalloc(size, GFP_NOFS | __GFP_NOWARN);
}

static int violate(struct ccs_check *check)
{
	const enum ccs_mode mode = check->verdict.mode;

	ccs_stat_violation(mode);
	ccs_console_tell(check);
	if (mode == CCS_MODE_LEARNING)
		ccs_learn_from(check);
	return mode == CCS_MODE_ENFORCING ? ccs_supervise(check) : 0;
}

/* As ccs_check(), or CCS_ASK_AGAIN. */
static int check_once(struct ccs_check *check)
{
	int err;

	check->effect = (struct ccs_effect){};
	check->when = 0;
	err = decide(check);
	if (err) {
		check->verdict.granted = false;
		err = ccs_check_failed(check->verdict.mode, "a condition",
				       err);
		return ccs_tell_verdict(check, err);
	}
	if (has_other_name(check))
		decide_mounted(check);
	if (check->verdict.mode == CCS_MODE_DISABLED) {
		ccs_effect_drop(&check->effect);
		return 0;
	}
	if (check->quiet) {
		ccs_effect_drop(&check->effect);
		return check->verdict.granted ||
		       check->verdict.mode != CCS_MODE_ENFORCING ? 0 : -EPERM;
	}
	ccs_tell_check(check);
	if (check->verdict.log)
		ccs_audit_check(check);
	if (!check->verdict.granted)
		return ccs_tell_verdict(check, violate(check));
	if (check->facts.foreign)
		ccs_effect_drop(&check->effect);
	else
		ccs_effect_apply(&check->effect, check->ident, check->atomic);
	return 0;
}

/**
 * ccs_check - judge a request and do what its mode says (semantics 7, 8)
 * @check: the request; on return @check->verdict says how it was judged
 *
 * Context: Any but NMI if @check is atomic, else may sleep. File system locks
 * may be held.
 * Return: 0 if the request may go on, -EPERM if it is denied, or another error
 * that denies it.
 */
int ccs_check(struct ccs_check *check)
{
	int err;

	for (;;) {
		if (!check->again)
			check->round = ccs_query_round();
		err = check_once(check);
		if (err != CCS_ASK_AGAIN)
			return err;
		check->retries++;
		err = check->again ? check->again(check) : 0;
		if (err)
			return err;
	}
}

/**
 * ccs_check_granted - record a request that needs no entry
 * @check: the request
 *
 * Context: as ccs_check().
 */
void ccs_check_granted(struct ccs_check *check)
{
	const struct ccs_policy *policy;
	const struct ccs_domain *domain;

	rcu_read_lock();
	policy = ccs_root_read();
	domain = ccs_domain_of(policy, check->ident);
	if (domain)
		ccs_decide_granted(policy, domain, &check->request,
				   &check->verdict);
	rcu_read_unlock();
	if (domain && check->verdict.log)
		ccs_audit_check(check);
}
