// SPDX-License-Identifier: GPL-2.0-only
/*
 * Transitions that a thread asks for
 */

#include <linux/err.h>
#include <linux/slab.h>

#include "check.h"
#include "core/escape.h"
#include "core/limits.h"
#include "enter.h"
#include "hits.h"
#include "root.h"
#include "subject.h"
#include "transit.h"

static int arrive(struct ccs_ident *to)
{
	int err;

	if (IS_ERR(to))
		return -ENOENT;
	err = ccs_subject_set(to);
	ccs_ident_put(to);
	return err;
}

static bool is_permitted(const struct ccs_ident *ident,
			 const struct ccs_span *name)
{
	struct ccs_kernel_facts facts;
	const struct ccs_request request = {
		.type = CCS_ACL_MANUAL_TRANSITION,
		.path = { ccs_str_of(name->text, name->len) },
		.facts = &facts.base,
	};
	const struct ccs_domain *domain;
	struct ccs_grant grant;
	bool found;

	ccs_facts_init(&facts, NULL, NULL);
	rcu_read_lock();
	domain = ccs_domain_of(ccs_root_read(), ident);
	found = domain && ccs_find_entry(domain, &request, &grant) > 0;
	if (found)
		ccs_hit(&grant);
	rcu_read_unlock();
	ccs_facts_free(&facts);
	return found;
}

static int transit(struct ccs_ident *from, const struct ccs_span *name)
{
	if (!is_permitted(from, name))
		return -EPERM;
	return arrive(ccs_enter_from(from, name));
}

/**
 * ccs_transit - move the current thread to a domain (semantics 3.7)
 * @name: a legal domainname
 *
 * Whether an entry permits it depends on no mode, and is not recorded.
 *
 * Context: May sleep; not in a hook.
 * Return: 0; -EPERM; -ENOENT if the domain can't be entered; -ENOMEM.
 */
int ccs_transit(const struct ccs_span *name)
{
	struct ccs_ident *const from = ccs_subject();

	return from ? transit(from, name) : -EPERM;
}

static bool exists(const struct ccs_span *name)
{
	bool found;

	mutex_lock(&ccs_policy_lock);
	found = ccs_domain_find(ccs_root_write(), name);
	mutex_unlock(&ccs_policy_lock);
	return found;
}

/* In enforcing mode only an administrator makes domains (semantics 3.7). */
static int enter_governed(struct ccs_check *check,
			  const struct ccs_span *name)
{
	if (check->verdict.mode == CCS_MODE_ENFORCING && !exists(name))
		return -ENOENT;
	return arrive(ccs_enter(check, name));
}

static int transit_governed(struct ccs_ident *from,
			    const struct ccs_span *name)
{
	struct ccs_check check = {
		.ident = from,
		.request = {
			.type = CCS_ACL_MANUAL_TRANSITION,
			.governor = CCS_ITEM_FILE_TRANSIT + 1,
			.path = { ccs_str_of(name->text, name->len) },
			.facts = &check.facts.base,
		},
	};
	int err;

	ccs_facts_init(&check.facts, NULL, NULL);
	err = ccs_check(&check) ?: enter_governed(&check, name);
	ccs_facts_free(&check.facts);
	return err;
}

/*
 * Where 1.7's item is off and 1.8's rules apply, this must not be a way around
 * them.
 */
static bool is_governed(struct ccs_ident *ident)
{
	return ccs_ident_is_17(ident) ||
	       ccs_mode_of(ident, CCS_ITEM_FILE_TRANSIT) != CCS_MODE_DISABLED;
}

/**
 * ccs_transit_17 - move the current thread as 1.7 did (semantics 3.7)
 * @word: a raw word; ``//`` and this, encoded, is what the name of the current
 *	domain is continued with
 *
 * Context: May sleep; not in a hook.
 * Return: 0; -EPERM; -ENOENT if the domain can't be entered; -ENOMEM, also for
 * a name that is too long.
 */
int ccs_transit_17(const struct ccs_span *word)
{
	struct ccs_ident *const from = ccs_subject();
	struct ccs_emit emit = { .size = CCS_DOMAINNAME_MAX };
	struct ccs_span name;
	int err = -ENOMEM;

	if (!from)
		return -EPERM;
	emit.buf = kmalloc(emit.size, GFP_KERNEL);
	if (!emit.buf)
		return -ENOMEM;
	ccs_emit(&emit, "%s //", from->name->text);
	ccs_encode(&emit, word->text, word->len);
	name = (struct ccs_span){ emit.buf, emit.len };
	if (!emit.overflow)
		err = is_governed(from) ? transit_governed(from, &name) :
					  transit(from, &name);
	kfree(emit.buf);
	return err;
}
