// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lists of ACL entries
 */

#include "acl.h"
#include "acl_kind.h"
#include "env.h"
#include "policy.h"
#include "word.h"

/**
 * ccs_acl_list_init - make an empty list
 * @list: zeroed
 */
void ccs_acl_list_init(struct ccs_acl_list *list)
{
	INIT_LIST_HEAD(&list->entries);
}

static struct ccs_acl *acl_of(struct ccs_table_node *node)
{
	return container_of(node, struct ccs_acl, same);
}

/* Hash of everything that makes entries equal; operations are merged. */
static u32 identity_of(const struct ccs_acl *acl)
{
	const struct ccs_acl_kind *const kind = ccs_acl_kind_of(acl);
	u32 hash = ccs_env_mix(acl->item.salt, acl->cond ? acl->cond->hash : 0);
	int i;

	for (i = 0; i < kind->count; i++)
		hash = ccs_env_mix(hash, ccs_field_hash(&kind->fields[i],
							acl));
	return hash;
}

static u32 identity_of_node(const struct ccs_table_node *node)
{
	return identity_of(container_of(node, struct ccs_acl, same));
}

static bool is_same(const struct ccs_acl *a, const struct ccs_acl *b)
{
	const struct ccs_acl_kind *const kind = ccs_acl_kind_of(a);
	int i;

	if (a->item.key != b->item.key || a->item.salt != b->item.salt ||
	    a->cond != b->cond)
		return false;
	for (i = 0; i < kind->count; i++)
		if (!ccs_field_same(&kind->fields[i], a, b))
			return false;
	return true;
}

static struct ccs_acl *find_same(const struct ccs_acl_list *list,
				 const struct ccs_acl *acl, u32 identity)
{
	struct ccs_table_node *node = ccs_table_first(&list->same, identity);

	for (; node; node = node->next)
		if (is_same(acl_of(node), acl))
			return acl_of(node);
	return NULL;
}

static u32 weight_of(const struct ccs_acl *acl, u16 perm)
{
	static const u8 each[] = {
		[CCS_LEARN_ENTRY] = 1,
		[CCS_LEARN_NOTHING] = 0,
	};
	const u8 weight = ccs_acl_kind_of(acl)->weight;

	if (weight == CCS_LEARN_OPERATIONS)
		return hweight16(perm);
	return perm ? each[weight] : 0;
}

static void set_perm(struct ccs_acl_list *list, struct ccs_acl *acl, u16 perm)
{
	list->learned += weight_of(acl, perm);
	list->learned -= weight_of(acl, acl->item.perm);
	WRITE_ONCE(acl->item.perm, perm);
}

/* A condition may move a thread as an entry of that kind does. */
static u16 kinds_of(const struct ccs_acl *acl)
{
	const u16 kind = BIT(ccs_acl_type(acl));

	return acl->cond && acl->cond->automatic ?
	       kind | BIT(CCS_ACL_AUTO_TRANSITION) : kind;
}

/* Puts an entry where requests find it. */
static int publish(struct ccs_policy *policy, struct ccs_acl_list *list,
		   struct ccs_acl *acl)
{
	const struct ccs_addr_range *const addresses = ccs_acl_addresses(acl);

	WRITE_ONCE(policy->kinds, policy->kinds | kinds_of(acl));
	if (addresses)
		return ccs_blocks_add(&list->addresses, &policy->mem,
				      ccs_addr_salt(addresses->family),
				      &addresses->range, acl);
	if (acl->item.kind == CCS_KEY_REF)
		WRITE_ONCE(list->grouped, list->grouped |
					  BIT(ccs_acl_type(acl)));
	return ccs_index_add(&list->index, &policy->names, &acl->item);
}

static void withdraw(struct ccs_policy *policy, struct ccs_acl_list *list,
		     struct ccs_acl *acl)
{
	const struct ccs_addr_range *const addresses = ccs_acl_addresses(acl);

	if (addresses)
		ccs_blocks_remove(&list->addresses, &policy->mem,
				  ccs_addr_salt(addresses->family),
				  &addresses->range, acl);
	else
		ccs_index_remove(&list->index, &policy->names, &acl->item);
}

static void drop(struct ccs_policy *policy, struct ccs_acl_list *list,
		 struct ccs_acl *acl)
{
	withdraw(policy, list, acl);
	set_perm(list, acl, 0);
	ccs_table_remove(&list->same, &policy->mem, &acl->same,
			 identity_of_node);
	list_del(&acl->node);
	policy->removals++;
	ccs_acl_free(policy, acl);
}

/* 1.7 has one handler of each kind: another one takes its place. */
static void replace_handler(struct ccs_policy *policy,
			    struct ccs_acl_list *list,
			    const struct ccs_acl *acl)
{
	struct ccs_acl *other, *next;

	list_for_each_entry_safe(other, next, &list->entries, node)
		if (other != acl && !other->cond &&
		    other->item.salt == acl->item.salt)
			drop(policy, list, other);
}

/*
 * The position of an entry that comes last. Four thousand million lines later
 * the others move up; whoever is in the middle of reading them misses the rest.
 */
static u32 next_seq(struct ccs_policy *policy, struct ccs_acl_list *list)
{
	struct ccs_acl *acl;

	if (list->last_seq == U32_MAX) {
		list->last_seq = 0;
		list_for_each_entry(acl, &list->entries, node)
			WRITE_ONCE(acl->seq, ++list->last_seq);
		policy->removals++;
	}
	return ++list->last_seq;
}

/*
 * Takes over @acl. Operations are merged into an entry with the same operands
 * and condition, so that a line costs its entry once (policy-language 8.4).
 */
static int add(const struct ccs_parse *parse, struct ccs_acl_list *list,
	       struct ccs_acl *acl)
{
	struct ccs_policy *const policy = parse->policy;
	const u32 identity = identity_of(acl);
	struct ccs_acl *const same = find_same(list, acl, identity);
	const u16 perm = acl->item.perm;
	int err;

	if (same) {
		set_perm(list, same, same->item.perm | perm);
		ccs_acl_free(policy, acl);
		return 0;
	}
	acl->item.perm = 0;
	acl->seq = next_seq(policy, list);
	err = publish(policy, list, acl);
	if (err) {
		ccs_acl_free(policy, acl);
		return err;
	}
	set_perm(list, acl, perm);
	list_add_tail(&acl->node, &list->entries);
	ccs_table_insert(&list->same, &policy->mem, &acl->same, identity,
			 identity_of_node);
	if (ccs_acl_kind_of(acl)->plain17 && parse->dialect == CCS_DIALECT_17)
		replace_handler(policy, list, acl);
	return 0;
}

/* Takes operations away; removing what is not there is fine. */
static void take_away(struct ccs_policy *policy, struct ccs_acl_list *list,
		      struct ccs_acl *acl)
{
	struct ccs_acl *const same = find_same(list, acl, identity_of(acl));
	u16 perm;

	if (same) {
		perm = same->item.perm & ~acl->item.perm;
		if (perm)
			set_perm(list, same, perm);
		else
			drop(policy, list, same);
	}
	ccs_acl_free(policy, acl);
}

/**
 * ccs_acl_line - add an ACL line to a list or take it away
 * @parse: the line's context; its dialect is set to what the line is in
 * @list: the list
 * @line: the normalised line, without ``delete``
 * @remove: take it away
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; nothing is changed on error.
 */
int ccs_acl_line(struct ccs_parse *parse, struct ccs_acl_list *list,
		 const struct ccs_span *line, bool remove)
{
	struct ccs_mem *const mem = &parse->policy->mem;
	const bool exempt = mem->exempt;
	struct ccs_acl *acl;
	int err;

	ccs_env_assert_writer();
	mem->exempt = exempt || remove;
	err = ccs_acl_parse(parse, line, &acl);
	if (!err && acl && remove)
		take_away(parse->policy, list, acl);
	else if (!err && acl)
		err = add(parse, list, acl);
	mem->exempt = exempt;
	return err;
}

/**
 * ccs_acl_list_clear - drop every entry of a list
 * @policy: the policy
 * @list: the list, which no reader will look into again
 *
 * Context: Policy lock held.
 */
void ccs_acl_list_clear(struct ccs_policy *policy, struct ccs_acl_list *list)
{
	struct ccs_acl *acl, *next;

	list_for_each_entry_safe(acl, next, &list->entries, node)
		drop(policy, list, acl);
	ccs_table_exit(&list->same, &policy->mem);
	ccs_index_exit(&list->index, &policy->names);
}

/**
 * ccs_acl_transition_perm - what of an entry is about transitions?
 * @acl: the entry
 *
 * Return: operations that ``select transition_only`` shows, 0 if the entry is
 * not shown (policy-language 8.5).
 */
u16 ccs_acl_transition_perm(const struct ccs_acl *acl)
{
	const u16 perm = ccs_acl_perm(acl);

	if (ccs_acl_type(acl) == CCS_ACL_AUTO_ISOLATE)
		return 0;
	if (ccs_acl_kind_of(acl)->weight == CCS_LEARN_NOTHING ||
	    (acl->cond && acl->cond->automatic))
		return perm;
	return ccs_acl_type(acl) == CCS_ACL_PATH ?
	       perm & BIT(CCS_PATH_EXECUTE) : 0;
}
