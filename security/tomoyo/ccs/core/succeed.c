// SPDX-License-Identifier: GPL-2.0-only
/*
 * One policy takes the place of another
 *
 * Tasks hold identities. So that not one of them has to be touched, the policy
 * that comes gets a body for every identity that somebody is in: its own
 * domain of that name if it has one, else one that grants nothing.
 */

#include "acl.h"
#include "domain.h"
#include "env.h"
#include "group.h"
#include "namespace.h"
#include "parse.h"
#include "succeed.h"

static bool is_carried(const struct ccs_succession *all, enum ccs_part part)
{
	return all->carried & BIT(part);
}

static struct ccs_ns *ns_like(const struct ccs_policy *policy,
			      const struct ccs_ns *ns)
{
	const struct ccs_span name = ccs_name_span(ns->name);

	return ccs_ns_find(policy, &name);
}

static struct ccs_ns *first_ns(const struct ccs_policy *policy)
{
	return list_entry(policy->namespaces.next, struct ccs_ns, node);
}

static void move_last(struct ccs_policy *policy, struct ccs_ns *ns)
{
	list_move_tail(&ns->node, &policy->namespaces);
	ns->seq = policy->next_seq++;
}

/* What was copied prints in the order that it had. */
static void keep_order(struct ccs_succession *all)
{
	const u64 mark = all->next->next_seq;
	const struct ccs_ns *ns;

	list_for_each_entry(ns, &all->now->namespaces, node) {
		struct ccs_ns *const same = ns_like(all->next, ns);

		if (!same)
			continue;
		move_last(all->next, same);
		if (is_carried(all, CCS_PART_EXCEPTION))
			ccs_group_order(all->next, same, ns);
	}
	while (first_ns(all->next)->seq < mark)
		move_last(all->next, first_ns(all->next));
}

static void tell_deleted(struct ccs_succession *all,
			 const struct ccs_domain *domain)
{
	const size_t mark = all->reply ? all->reply->len : 0;

	if (!all->reply)
		return;
	ccs_emit(all->reply, "deleted %s\n", domain->ident->name->text);
	if (!ccs_emit_commit(all->reply, mark))
		all->untold++;
}

static void inherit(struct ccs_domain *domain, const struct ccs_domain *from)
{
	domain->profile = from->profile;
	memcpy(domain->groups, from->groups, sizeof(domain->groups));
}

static void take_flags(struct ccs_domain *domain, const struct ccs_domain *from)
{
	domain->unclaimed = from->unclaimed;
	domain->unset = from->unset;
	domain->begun = from->begun;
	domain->quota_exceeded |= from->quota_exceeded;
	domain->transition_failed |= from->transition_failed;
	domain->ignore_global_read |= from->ignore_global_read;
	domain->ignore_global_env |= from->ignore_global_env;
}

/* Do its tasks have a profile that says what they may do? */
static bool is_complete(const struct ccs_policy *policy,
			const struct ccs_domain *domain)
{
	return !domain->unset &&
	       (!policy->loaded || ccs_profile_of(domain->ns, domain->profile));
}

/*
 * The domain that execve() led here from, or one further up, or NULL. Those
 * are left out that say nothing yet: whoever is like them is not checked.
 */
static const struct ccs_domain *ancestor(const struct ccs_policy *policy,
					 const struct ccs_domain *domain)
{
	struct ccs_span name = ccs_name_span(domain->ident->name);
	const struct ccs_domain *found = NULL;

	while (name.len && !found) {
		name.len--;
		if (name.text[name.len] == ' ')
			found = ccs_domain_find(policy, &name);
		if (found && !is_complete(policy, found))
			found = NULL;
	}
	return found;
}

static int take_lines(struct ccs_parse *parse, struct ccs_acl_list *list,
		      char *text)
{
	char *end;
	int err = 0;

	for (; *text && !err; text = end + 1) {
		struct ccs_span line = { .text = text };

		end = strchr(text, '\n');
		if (WARN_ON_ONCE(!end))
			return -EINVAL;
		*end = '\0';
		line.len = end - text;
		err = ccs_acl_line(parse, list, &line, false);
	}
	return err;
}

/* A native entry of 1.7 may take a line for each of its operations. */
#define ENTRY_SIZE	(64 * 1024)
#define ENTRY_MAX	(16 * CCS_LINE_MAX)

static int grow(struct ccs_emit *emit)
{
	const size_t size = emit->size ? emit->size * 2 : ENTRY_SIZE;

	ccs_env_free(emit->buf);
	*emit = (struct ccs_emit){};
	if (size > ENTRY_MAX)
		return -EFBIG;
	emit->buf = ccs_env_alloc(size);
	emit->size = emit->buf ? size : 0;
	return emit->buf ? 0 : -ENOMEM;
}

static int print_entry(struct ccs_emit *emit, const struct ccs_acl *acl)
{
	int err = emit->size ? 0 : grow(emit);

	while (!err) {
		emit->len = 0;
		emit->overflow = false;
		ccs_acl_print_only(emit, acl, ccs_acl_perm(acl), "");
		if (!emit->overflow)
			break;
		err = grow(emit);
	}
	return err;
}

static int copy_entries(struct ccs_policy *policy, struct ccs_domain *to,
			const struct ccs_domain *from)
{
	struct ccs_reject reject = {};
	struct ccs_parse parse = {
		.policy = policy,
		.ns = to->ns,
		.reject = &reject,
		.domain = to->ident->name,
	};
	struct ccs_emit emit = {};
	const struct ccs_acl *acl;
	int err = 0;

	list_for_each_entry(acl, &from->acls.entries, node) {
		err = print_entry(&emit, acl) ?:
		      take_lines(&parse, &to->acls, emit.buf);
		if (err)
			break;
	}
	ccs_env_free(emit.buf);
	return err;
}

/**
 * struct heir - what goes on as the domain of an identity
 * @ns: its namespace
 * @like: what it has profile and groups from
 * @live: it is not deleted
 * @entries: what it has entries from, or NULL
 */
struct heir {
	struct ccs_ns *ns;
	const struct ccs_domain *like;
	bool live;
	const struct ccs_domain *entries;
};

/*
 * What was made since goes on as execve() would have made it then. If there
 * was nothing to make it from, it is treated as the kernel's own domain.
 */
static void choose_before(const struct ccs_succession *all,
			  const struct ccs_domain *old,
			  const struct ccs_domain *found, struct heir *heir)
{
	const struct ccs_domain *const up = ancestor(all->next, old);

	heir->like = found ?: up ?: all->next->root;
	heir->ns = heir->like->ns;
	heir->live = up && !found;
	heir->entries = found;
}

static int choose(const struct ccs_succession *all,
		  const struct ccs_domain *old, struct heir *heir)
{
	const bool carried = is_carried(all, CCS_PART_DOMAIN);
	const struct ccs_span name = ccs_name_span(old->ident->name);

	heir->ns = ns_like(all->next, old->ns);
	heir->like = old;
	heir->live = carried && !old->deleted;
	heir->entries = carried && old->deleted ? old : NULL;
	if (heir->ns)
		return 0;
	return ccs_reject(all->reject, &name,
			  "a task is in this domain, whose namespace would be gone");
}

static int make_heir(struct ccs_succession *all, struct ccs_domain *old,
		     const struct heir *heir)
{
	struct ccs_domain *domain;
	int err = ccs_domain_create_for(all->next, heir->ns, old->ident,
					&domain);

	if (err)
		return err;
	inherit(domain, heir->like);
	/* Whose lines are still being written: nobody is to get there yet. */
	domain->unset = old->unset;
	if (heir->live)
		take_flags(domain, old);
	else
		ccs_domain_delete(all->next, domain);
	if (heir->entries)
		err = copy_entries(all->next, domain, heir->entries);
	if (!heir->live && !old->deleted)
		tell_deleted(all, domain);
	return err;
}

/*
 * The domain of the same name. A deleted one of a policy that is copied stays
 * apart from the one that took its name; in a new policy it may come back.
 */
static struct ccs_domain *successor(const struct ccs_succession *all,
				    const struct ccs_domain *old)
{
	const struct ccs_span name = ccs_name_span(old->ident->name);

	if (old->deleted && is_carried(all, CCS_PART_DOMAIN))
		return NULL;
	return ccs_domain_find(all->next, &name);
}

/*
 * What a domain lacks is from what it was in the policy that is left. If that
 * does not fit, it goes on as choose_before() has it.
 */
static void make_complete(struct ccs_succession *all, struct ccs_domain *domain,
			  const struct ccs_domain *since)
{
	const bool gone = domain->unset && (!since || since->deleted);
	const struct ccs_domain *like = since;
	struct ccs_ns *ns = domain->ns;

	if (!since || !ccs_profile_of(ns, since->profile)) {
		like = ancestor(all->next, domain) ?: all->next->root;
		ns = like->ns;
	}
	inherit(domain, like);
	domain->unset = domain->unset && since && since->unset;
	domain->begun = domain->unset && since->begun;
	if (!gone && ns == domain->ns)
		return;
	domain->ns = ns;
	ccs_domain_delete(all->next, domain);
}

static int pass_on(struct ccs_succession *all, struct ccs_domain *old)
{
	struct ccs_domain *const found = successor(all, old);
	struct heir heir;

	if (ccs_domain_of(all->next, old->ident))
		return 0;
	if (found && is_carried(all, CCS_PART_DOMAIN))
		take_flags(found, old);
	if (ccs_ident_idle(old->ident))
		return 0;
	/* It had no tasks, so make_all_complete() left it as it was. */
	if (all->undo && found && !is_complete(all->next, found))
		make_complete(all, found, old);
	/* Unless it is that of other tasks already. */
	if (found && !ccs_domain_of(all->now, found->ident))
		return ccs_domain_adopt(all->next, found, old->ident);
	if (all->undo)
		choose_before(all, old, found, &heir);
	else if (choose(all, old, &heir))
		return -EINVAL;
	return make_heir(all, old, &heir);
}

static int pass_on_all(struct ccs_succession *all, struct list_head *domains)
{
	struct ccs_domain *domain;
	int err = 0;

	list_for_each_entry(domain, domains, node) {
		const int failed = pass_on(all, domain);

		err = err ?: failed;
		if (failed && !all->undo)
			break;
	}
	return err;
}

/*
 * What was being written when the policy was left has been completed since, or
 * deleted, in the one that came; nobody else will ever complete it. What had no
 * profile that is defined may have got one, and tasks.
 */
static void make_all_complete(struct ccs_succession *all)
{
	struct ccs_domain *domain, *next;

	list_for_each_entry_safe(domain, next, &all->next->domains, node)
		if (domain->unset || (!is_complete(all->next, domain) &&
				      !ccs_ident_idle(domain->ident)))
			make_complete(all, domain,
				      ccs_domain_of(all->now, domain->ident));
}

/**
 * ccs_succeed - have one policy ready to take the place of another
 * @all: what is to be done
 *
 * A domain that somebody is in, and that the policy that comes does not have,
 * goes on as a deleted one: with its name, profile and groups, without its
 * entries. So nobody is less restricted than before, and no program that any
 * user can start makes a new policy impossible.
 *
 * Takes as many steps as there are domains, so lines and entries are read
 * before.
 *
 * Context: Policy lock held, and nobody else writes @all->next; may sleep.
 * Return: 0; -EINVAL with a reason; or -ENOMEM. Unless that is to be undone,
 * @all->next is of no use any more after an error.
 */
int ccs_succeed(struct ccs_succession *all)
{
	int err;

	if (all->undo)
		make_all_complete(all);
	else
		keep_order(all);
	if (is_carried(all, CCS_PART_MANAGER))
		all->next->manage_by_non_root = all->now->manage_by_non_root;
	err = pass_on_all(all, &all->now->domains);
	if (err && !all->undo)
		return err;
	err = pass_on_all(all, &all->now->deleted) ?: err;
	/* Each identity that was taken over may have left a gap. */
	ccs_slots_fit(&all->next->by_id.exact, &all->next->mem);
	return err;
}

static int lacks_something(const struct list_head *domains,
			   struct ccs_reject *reject)
{
	const struct ccs_domain *domain;

	list_for_each_entry(domain, domains, node) {
		const struct ccs_span name = ccs_name_span(domain->ident->name);

		if (!ccs_profile_version_ok(domain->ns->version))
			return ccs_reject(reject, &name,
					  "the domain's namespace has no PROFILE_VERSION");
		/* A number may still come before anybody enters it. */
		if (!domain->unset && !ccs_profile_of(domain->ns, domain->profile))
			return ccs_reject(reject, &name,
					  "the domain's profile is not defined");
	}
	return 0;
}

/**
 * ccs_policy_complete - can a policy be enforced?
 * @policy: the policy
 * @reject: filled in if not; names a domain
 *
 * Context: Policy lock held.
 * Return: 0 or -EINVAL.
 */
int ccs_policy_complete(const struct ccs_policy *policy,
			struct ccs_reject *reject)
{
	/* Tasks may still be in a deleted domain. */
	return lacks_something(&policy->domains, reject) ?:
	       lacks_something(&policy->deleted, reject);
}
