// SPDX-License-Identifier: GPL-2.0-only
/*
 * Finding the entry that decides
 *
 * A request looks its first operand up instead of walking the list: the cost
 * is that of the entries about this name, not of all entries. Candidates come
 * in any order; the one with the lowest position in the list decides, as if
 * the list had been walked.
 */

#include "acl.h"
#include "acl_kind.h"
#include "env.h"
#include "group.h"
#include "namespace.h"
#include "operand.h"
#include "pattern.h"
#include "pattern_filter.h"

/**
 * struct search - a request looking for its entry
 * @request: the request
 * @kind: the kind of entry that can grant it
 * @salt: of that kind's index items
 * @perm: operations that one entry must grant
 * @best: the first entry in list order that grants, so far
 * @pattern: what matched there
 * @member: position of that pattern in its group
 * @err: what evaluating a condition said, if not yes or no
 * @err_seq: position of that entry
 */
struct search {
	const struct ccs_request *request;
	const struct ccs_acl_kind *kind;
	u8 salt;
	u16 perm;
	const struct ccs_acl *best;
	const struct ccs_name *pattern;
	u64 member;
	int err;
	u64 err_seq;
};

/* Operands other than the one that the entry was found by. */
static bool operands_match(const struct search *search,
			   const struct ccs_acl *acl)
{
	int i;

	for (i = 0; i < search->kind->count; i++)
		if (search->kind->fields[i].offset &&
		    !ccs_field_match(&search->kind->fields[i], acl,
				     search->request))
			return false;
	return true;
}

static bool comes_too_late(const struct search *search,
			   const struct ccs_acl *acl, u64 member)
{
	u32 seq, best;

	if (!search->best)
		return false;
	seq = READ_ONCE(acl->seq);
	best = READ_ONCE(search->best->seq);
	return seq > best || (seq == best && member >= search->member);
}

/* Asked before all else: most entries about an object grant something else. */
static inline bool permits(const struct search *search,
			   const struct ccs_acl *acl)
{
	return (ccs_acl_perm(acl) & search->perm) == search->perm;
}

static void consider(struct search *search, const struct ccs_acl *acl,
		     const struct ccs_name *pattern, u64 member)
{
	int held;

	if (comes_too_late(search, acl, member) ||
	    !operands_match(search, acl))
		return;
	held = ccs_cond_eval(acl->cond, search->request->facts);
	if (held > 0) {
		search->best = acl;
		search->pattern = pattern;
		search->member = member;
	} else if (held < 0 && (!search->err || acl->seq < search->err_seq)) {
		search->err = held;
		search->err_seq = acl->seq;
	}
}

static const struct ccs_acl *acl_of(const struct ccs_index_item *item)
{
	return container_of(item, const struct ccs_acl, item);
}

static void consider_chain(struct search *search,
			   const struct ccs_index_item *item,
			   const struct ccs_name *pattern, u64 member)
{
	for (; item; item = ccs_index_more(item))
		if (permits(search, acl_of(item)))
			consider(search, acl_of(item), pattern, member);
}

/* Literal entries: what they are found by is what matched. */
static void consider_names(struct search *search,
			   const struct ccs_index_item *item)
{
	if (item)
		consider_chain(search, item, item->key, 0);
}

/* Entries kept by no key, or by the hash of a text alone. */
static void consider_hash(struct search *search,
			  const struct ccs_acl_list *list, u32 hash)
{
	consider_chain(search, ccs_index_ref(&list->index, search->salt, NULL,
					     hash), NULL, 0);
}

/*
 * Most constant prefixes belong to one pattern. Where many share one, a few
 * instructions tell those that can't match.
 */
static void search_patterns(struct search *search,
			    const struct ccs_acl_list *list,
			    const struct ccs_str *str)
{
	const struct ccs_index_item *item;
	struct ccs_index_walk walk;
	struct ccs_probe probe;

	probe.len = 0;
	item = ccs_index_first(&walk, &list->index, search->salt, str);
	for (; item; item = ccs_index_next(&walk)) {
		const bool crowded = ccs_index_more(item);

		if (crowded && !probe.len)
			ccs_probe_init(&probe, str);
		for (; item; item = ccs_index_more(item)) {
			const struct ccs_name *const name = item->key;

			if ((!crowded || ccs_filter_passes(name, &probe)) &&
			    permits(search, acl_of(item)) &&
			    !comes_too_late(search, acl_of(item), 0) &&
			    ccs_pattern_match(str, name))
				consider(search, acl_of(item), name, 0);
		}
	}
}

/* Groups are turned around: which groups is the name in? */
static void search_groups(struct search *search, const struct ccs_ns *ns,
			  const struct ccs_acl_list *list,
			  const struct ccs_str *str)
{
	const struct ccs_member *member;
	struct ccs_group_walk walk;

	for (member = ccs_group_hits_first(&walk, ns, str); member;
	     member = ccs_group_hits_next(&walk))
		consider_chain(search,
			       ccs_index_ref(&list->index, search->salt,
					     member->group,
					     member->group->name->hash),
			       member->name, member->seq);
}

static void search_path(struct search *search, const struct ccs_ns *ns,
			const struct ccs_acl_list *list)
{
	const struct ccs_str *const str =
		&search->request->path[search->kind->key];

	consider_names(search, ccs_index_name(&list->index, search->salt,
					      str));
	search_patterns(search, list, str);
	if (READ_ONCE(list->grouped) & BIT(search->request->type))
		search_groups(search, ns, list, str);
}

static void search_address(struct search *search, const struct ccs_ns *ns,
			   const struct ccs_acl_list *list)
{
	const struct ccs_addr *const address = &search->request->address;
	struct ccs_blocks_walk walk;
	const struct ccs_acl *acl;

	for (acl = ccs_blocks_first(&walk, &list->addresses,
				    ccs_addr_salt(address->family),
				    &address->value); acl;
	     acl = ccs_blocks_next(&walk))
		if (acl->item.salt == search->salt && permits(search, acl))
			consider(search, acl, NULL, 0);
	consider_hash(search, list, 0);
}

static void search_number(struct search *search, const struct ccs_ns *ns,
			  const struct ccs_acl_list *list)
{
	const u64 number = search->request->number[0];

	consider_chain(search,
		       ccs_index_ref(&list->index, search->salt,
				     (const void *)(unsigned long)(number + 1),
				     number), NULL, 0);
}

static void search_text(struct search *search, const struct ccs_ns *ns,
			const struct ccs_acl_list *list)
{
	consider_hash(search, list, search->request->path[0].hash);
}

/* A domainname covers those below it: look up each that ends at a word. */
static void search_prefix(struct search *search, const struct ccs_ns *ns,
			  const struct ccs_acl_list *list)
{
	const struct ccs_str *const whole = &search->request->path[0];
	u32 len;

	for (len = 1; len <= whole->len; len++)
		if (len == whole->len || whole->text[len] == ' ')
			consider_hash(search, list,
				      ccs_env_hash(whole->text, len));
}

static void search_all(struct search *search, const struct ccs_ns *ns,
		       const struct ccs_acl_list *list)
{
	consider_hash(search, list, 0);
}

/**
 * ccs_acl_match - find the entry that grants a request
 * @ns: the namespace that the list's groups belong to
 * @list: the list
 * @request: the request
 * @grant: filled in when granted
 *
 * Context: Policy lock or RCU read side held.
 * Return: 1 if the first entry in list order that covers it is in @grant, 0 if
 * there is none, -EAGAIN if facts must be fetched first, or an error that must
 * deny.
 */
int ccs_acl_match(const struct ccs_ns *ns, const struct ccs_acl_list *list,
		  const struct ccs_request *request, struct ccs_grant *grant)
{
	static void (*const lookups[])(struct search *search,
				       const struct ccs_ns *ns,
				       const struct ccs_acl_list *list) = {
		[CCS_LOOKUP_PATH] = search_path,
		[CCS_LOOKUP_ADDRESS] = search_address,
		[CCS_LOOKUP_NUMBER] = search_number,
		[CCS_LOOKUP_TEXT] = search_text,
		[CCS_LOOKUP_PREFIX] = search_prefix,
		[CCS_LOOKUP_ALL] = search_all,
	};
	struct search search = {
		.request = request,
		.kind = &ccs_acl_kinds[request->type],
		.salt = request->type << 2 | request->protocol,
		.perm = BIT(request->op) | request->also,
	};

	lookups[search.kind->lookup](&search, ns, list);
	if (search.err && (!search.best || search.err_seq < search.best->seq))
		return search.err;
	if (!search.best)
		return 0;
	grant->acl = search.best;
	grant->pattern = search.pattern;
	return 1;
}
