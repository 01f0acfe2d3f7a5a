// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entering another domain
 */

#include <linux/err.h>
#include <linux/jiffies.h>

#include "audit.h"
#include "common.h"
#include "core/namespace.h"
#include "core/word.h"
#include "enter.h"
#include "query.h"
#include "root.h"
#include "stat.h"
#include "supervise.h"

/* Seconds that an execution waits for the profile of its domain. */
#define WAIT_MAX 10

/*
 * The new domain starts with what the current one has, and is in the same
 * namespace: another one is entered only where an administrator made a domain
 * for it (semantics 3.5).
 */
static int create(struct ccs_policy *policy, const struct ccs_domain *from,
		  const struct ccs_span *name, struct ccs_domain **result)
{
	struct ccs_span rest = *name;
	int err;

	if (!ccs_domainname_ok(name) ||
	    !ccs_span_keyword(&rest, from->ns->name->text))
		return -EINVAL;
	err = ccs_domain_create(policy, name, result);
	if (err && ccs_domain_reclaim_unclaimed(policy))
		err = ccs_domain_create(policy, name, result);
	if (err)
		return err;
	(*result)->unclaimed = true;
	WRITE_ONCE((*result)->profile, READ_ONCE(from->profile));
	memcpy((*result)->groups, from->groups, sizeof(from->groups));
	ccs_root_moved(policy);
	return 0;
}

/**
 * struct made - how a domain came to be entered
 * @allowed: a supervisor allows that it is made
 * @created: it was made
 * @awaited: the one whose lines were being written, with a reference, or NULL
 * @profile: its profile number, which it has from the one it was made in
 * @groups: numbers of its acl_groups, one bit each; from there as well
 */
struct made {
	bool allowed;
	bool created;
	struct ccs_ident *awaited;
	u8 profile;
	u64 groups[CCS_ACL_GROUP_COUNT / 64];
};

/* Its profile comes with a line that is being written. */
static struct ccs_domain *await(struct made *made,
				const struct ccs_domain *domain)
{
	ccs_ident_put(made->awaited);
	made->awaited = ccs_ident_get(domain->ident);
	return ERR_PTR(-EBUSY);
}

/*
 * Whose lines were awaited, and are complete, is entered although the name may
 * be another domain's by now, as it would have been a moment ago: with a
 * policy that is written again and again nobody would get there otherwise.
 */
static struct ccs_domain *find(struct ccs_policy *policy,
			       const struct ccs_span *name, struct made *made)
{
	struct ccs_domain *domain =
		made->awaited ? ccs_domain_of(policy, made->awaited) : NULL;

	if (!domain || domain->unset)
		domain = ccs_domain_find(policy, name);
	if (!domain || !policy->loaded)
		return domain;
	if (domain->unset)
		return await(made, domain);
	return ccs_profile_of(domain->ns, domain->profile) ? domain :
							      ERR_PTR(-EINVAL);
}

static bool must_ask(const struct ccs_check *check,
		     const struct ccs_domain *from)
{
	const struct ccs_verdict *const verdict = &check->verdict;

	return verdict->mode == CCS_MODE_ENFORCING &&
	       ccs_preference(from->ns,
			      ccs_profile_of(from->ns, verdict->profile),
			      CCS_PREFERENCE_CREATE_DOMAIN) == CCS_CREATE_ASK;
}

/* Finds or makes the domain; -EPERM if a supervisor has to be asked first. */
static struct ccs_domain *find_or_create(struct ccs_policy *policy,
					 const struct ccs_check *check,
					 const struct ccs_span *name,
					 struct made *made)
{
	const struct ccs_domain *const current_domain =
		check->ident ? ccs_domain_of(policy, check->ident) : NULL;
	struct ccs_domain *domain = find(policy, name, made);
	int err;

	if (domain)
		return domain;
	if (!current_domain)
		return ERR_PTR(-ENOENT);
	if (!made->allowed && must_ask(check, current_domain))
		return ERR_PTR(-EPERM);
	err = create(policy, current_domain, name, &domain);
	if (err)
		return ERR_PTR(err);
	made->created = true;
	return domain;
}

static void announce(const struct ccs_check *check,
		     const struct ccs_ident *ident, const struct made *made)
{
	char note[sizeof("use_profile 255")];
	unsigned int group;

	ccs_stat_update();
	if (!check->verdict.log || check->verdict.mode == CCS_MODE_DISABLED)
		return;
	snprintf(note, sizeof(note), "use_profile %u", made->profile);
	ccs_audit_note(check, ident, note);
	for (group = 0; group < CCS_ACL_GROUP_COUNT; group++) {
		if (!(made->groups[group / 64] & BIT_ULL(group % 64)))
			continue;
		snprintf(note, sizeof(note), "use_group %u", group);
		ccs_audit_note(check, ident, note);
	}
}

/**
 * ccs_enter_verdict - how a transition that is no request is made known
 * @ident: the domain that is left
 *
 * Context: Any.
 * Return: a verdict in the mode that executions have.
 */
struct ccs_verdict ccs_enter_verdict(const struct ccs_ident *ident)
{
	struct ccs_verdict verdict = { .mode = CCS_MODE_DISABLED };
	const struct ccs_policy *policy;
	const struct ccs_domain *domain;
	u8 config;

	rcu_read_lock();
	policy = ccs_root_read();
	domain = ccs_domain_of(policy, ident);
	/* Pairs with ccs_root_activate(). */
	if (domain && smp_load_acquire(&policy->loaded)) {
		verdict.profile = READ_ONCE(domain->profile);
		config = ccs_profile_config(domain->ns,
					    ccs_profile_of(domain->ns,
							   verdict.profile),
					    CCS_ITEM_FILE_EXECUTE);
		verdict.mode = config & CCS_CONFIG_MODE;
		verdict.log = verdict.mode != CCS_MODE_DISABLED &&
			      config & CCS_CONFIG_REJECT_LOG;
	}
	rcu_read_unlock();
	return verdict;
}

static struct ccs_ident *enter_once(const struct ccs_check *check,
				    const struct ccs_span *name,
				    struct made *made, unsigned long *moves)
{
	struct ccs_ident *ident;
	struct ccs_domain *domain;

	mutex_lock(&ccs_policy_lock);
	*moves = ccs_root_moves;
	domain = find_or_create(ccs_root_write(), check, name, made);
	if (!IS_ERR(domain)) {
		ident = ccs_ident_get(domain->ident);
		made->profile = domain->profile;
		memcpy(made->groups, domain->groups, sizeof(made->groups));
	} else {
		ident = ERR_CAST(domain);
	}
	mutex_unlock(&ccs_policy_lock);
	return ident;
}

/*
 * A domain that is being written is entered when its profile is known. Whoever
 * writes it may wait for something that this thread holds, so not for long.
 */
static struct ccs_ident *enter(const struct ccs_check *check,
			       const struct ccs_span *name, struct made *made)
{
	const unsigned long end = jiffies + WAIT_MAX * HZ;
	struct ccs_ident *ident;
	unsigned long moves;
	int err;

	do {
		ident = enter_once(check, name, made, &moves);
		if (ident != ERR_PTR(-EBUSY))
			break;
		err = ccs_root_wait(moves, end);
		ident = ERR_PTR(err);
	} while (!err);
	ccs_ident_put(made->awaited);
	made->awaited = NULL;
	return ident;
}

/**
 * ccs_enter - find or make the domain that an execution leads to
 * @check: the request that leads there
 * @name: its domainname
 *
 * Where domains are not made unasked a supervisor is asked (semantics 3.9).
 * Whoever makes the domain meanwhile, and has it looked for again, has
 * answered as well.
 *
 * Context: May sleep.
 * Return: the domain's identity with a reference for the caller, or an
 * ERR_PTR() if it can't be entered: -EPERM if it would have to be made and
 * nobody allows that.
 */
struct ccs_ident *ccs_enter(struct ccs_check *check,
			    const struct ccs_span *name)
{
	struct made made = {};
	struct ccs_ident *ident;
	u32 retries = 0;

	for (;;) {
		int answer;

		check->round = ccs_query_round();
		ident = enter(check, name, &made);
		if (ident != ERR_PTR(-EPERM))
			break;
		answer = ccs_supervise_domain(check, name, retries++);
		if (answer < 0)
			break;
		made.allowed = answer != CCS_ASK_AGAIN;
	}
	if (made.created)
		announce(check, ident, &made);
	return ident;
}

/**
 * ccs_enter_from - enter a domain without being asked to by a request
 * @from: the domain that is left
 * @name: name of the other
 *
 * Context: May sleep.
 * Return: as ccs_enter().
 */
struct ccs_ident *ccs_enter_from(struct ccs_ident *from,
				 const struct ccs_span *name)
{
	struct ccs_check check = {
		.ident = from,
		.locked = true,
		.verdict = ccs_enter_verdict(from),
	};
	struct ccs_ident *ident;

	ccs_facts_init(&check.facts, NULL, NULL);
	ident = ccs_enter(&check, name);
	ccs_facts_free(&check.facts);
	return ident;
}
