// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entering another domain
 */

#include <linux/err.h>

#include "audit.h"
#include "common.h"
#include "core/word.h"
#include "enter.h"
#include "root.h"
#include "stat.h"

/* The new domain starts with what the current one has (semantics 3.5). */
static int create(struct ccs_policy *policy, const struct ccs_domain *from,
		  const struct ccs_span *name, struct ccs_domain **result)
{
	int err;

	if (!ccs_domainname_ok(name))
		return -EINVAL;
	err = ccs_domain_create(policy, name, result);
	if (err && ccs_domain_reclaim_unclaimed(policy))
		err = ccs_domain_create(policy, name, result);
	if (err)
		return err;
	(*result)->unclaimed = true;
	WRITE_ONCE((*result)->profile, READ_ONCE(from->profile));
	return 0;
}

static struct ccs_domain *find(struct ccs_policy *policy,
			       const struct ccs_span *name)
{
	struct ccs_domain *const domain = ccs_domain_find(policy, name);

	if (domain && policy->loaded &&
	    !ccs_profile_of(domain->ns, domain->profile))
		return ERR_PTR(-EINVAL);
	return domain;
}

/* Finds or makes the domain; @created says which. */
static struct ccs_domain *find_or_create(struct ccs_policy *policy,
					 const struct ccs_ident *from,
					 const struct ccs_span *name,
					 bool *created)
{
	const struct ccs_domain *const current_domain =
		from ? ccs_domain_of(policy, from) : NULL;
	struct ccs_domain *domain = find(policy, name);
	int err;

	if (domain)
		return domain;
	if (!current_domain)
		return ERR_PTR(-ENOENT);
	err = create(policy, current_domain, name, &domain);
	if (err)
		return ERR_PTR(err);
	*created = true;
	return domain;
}

static void announce(const struct ccs_check *check,
		     const struct ccs_ident *ident, u8 profile)
{
	char note[sizeof("use_profile 255")];

	ccs_stat_update();
	snprintf(note, sizeof(note), "use_profile %u", profile);
	if (check->verdict.log && check->verdict.mode != CCS_MODE_DISABLED)
		ccs_audit_note(check, ident, note);
}

/**
 * ccs_enter - find or make the domain that an execution leads to
 * @check: the request that leads there
 * @name: its domainname
 *
 * Context: May sleep.
 * Return: the domain's identity with a reference for the caller, or an
 * ERR_PTR() if it can't be entered.
 */
struct ccs_ident *ccs_enter(const struct ccs_check *check,
			    const struct ccs_span *name)
{
	struct ccs_ident *ident;
	struct ccs_domain *domain;
	bool created = false;
	u8 profile = 0;

	mutex_lock(&ccs_policy_lock);
	domain = find_or_create(ccs_root_write(), check->ident, name,
				&created);
	if (!IS_ERR(domain)) {
		ident = ccs_ident_get(domain->ident);
		profile = domain->profile;
	} else {
		ident = ERR_CAST(domain);
	}
	mutex_unlock(&ccs_policy_lock);
	if (created)
		announce(check, ident, profile);
	return ident;
}
