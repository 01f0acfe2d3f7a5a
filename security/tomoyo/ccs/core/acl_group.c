// SPDX-License-Identifier: GPL-2.0-only
/*
 * Numbered lists of entries that domains share
 */

#include "acl_group.h"
#include "env.h"
#include "namespace.h"
#include "number.h"

/* Room for the digits of the number. */
#define PREFIX_FORMAT "%sacl_group %u "
#define PREFIX_ROOM sizeof("acl_group 255 ")

static struct ccs_acl_group *group_of(const struct ccs_acl_list *list)
{
	return container_of(list, struct ccs_acl_group, list);
}

static size_t prefix_size(const struct ccs_ns *ns)
{
	return strlen(ns->prefix) + PREFIX_ROOM;
}

static size_t group_size(const struct ccs_ns *ns)
{
	return sizeof(struct ccs_acl_group) + prefix_size(ns);
}

static struct ccs_acl_group *create(struct ccs_policy *policy,
				    const struct ccs_ns *ns, u8 number)
{
	struct ccs_acl_group *const group = ccs_mem_zalloc(&policy->mem,
							   group_size(ns));

	if (!group)
		return NULL;
	ccs_acl_list_init(&group->list);
	snprintf(group->prefix, prefix_size(ns), PREFIX_FORMAT, ns->prefix,
		 number);
	return group;
}

static void destroy(struct ccs_policy *policy, const struct ccs_ns *ns,
		    struct ccs_acl_group *group)
{
	ccs_acl_list_clear(policy, &group->list);
	ccs_mem_free(&policy->mem, group, group_size(ns));
}

/* The group comes into being with its first entry. */
static int first_entry(struct ccs_parse *parse, u8 number,
		       const struct ccs_span *line, bool remove)
{
	struct ccs_policy *const policy = parse->policy;
	struct ccs_ns *const ns = parse->ns;
	struct ccs_acl_group *const group = create(policy, ns, number);
	int err;

	if (!group)
		return -ENOMEM;
	err = ccs_acl_line(parse, &group->list, line, remove);
	if (err || list_empty(&group->list.entries))
		destroy(policy, ns, group);
	else
		/* Pairs with the acquire of whoever looks for the group. */
		smp_store_release(&ns->acl_groups[number], &group->list);
	return err;
}

/**
 * ccs_acl_group_line - take one line about an acl_group
 * @parse: the line
 * @operands: ``N ACL`` (policy-language 11.1)
 * @remove: the line was a ``delete``
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; nothing is changed on error.
 */
int ccs_acl_group_line(struct ccs_parse *parse,
		       const struct ccs_span *operands, bool remove)
{
	struct ccs_span rest = *operands, word;
	struct ccs_acl_list *list;
	u64 number;

	ccs_span_word(&rest, &word);
	if (!ccs_decimal_parse(&word, CCS_ACL_GROUP_COUNT - 1, &number))
		return ccs_reject(parse->reject, &word,
				  "not the number of an acl_group, from 0 to 255");
	if (!rest.len)
		return ccs_reject(parse->reject, &rest,
				  "an entry must follow the group's number");
	list = parse->ns->acl_groups[number];
	if (list)
		return ccs_acl_line(parse, list, &rest, remove);
	return first_entry(parse, number, &rest, remove);
}

/**
 * ccs_acl_group_prefix - what lines about an acl_group begin with
 * @policy: the policy
 * @ns: its namespace
 * @list: the group
 *
 * Context: Policy lock held.
 * Return: directive and number, behind the namespace if there are others.
 */
const char *ccs_acl_group_prefix(const struct ccs_policy *policy,
				 const struct ccs_ns *ns,
				 const struct ccs_acl_list *list)
{
	const char *const prefix = group_of(list)->prefix;
	const bool alone = !*ccs_ns_prefix(policy, ns);

	return alone ? prefix + strlen(ns->prefix) : prefix;
}

/**
 * ccs_acl_group_clear - drop every acl_group of a namespace that nobody reads
 * @policy: the policy
 * @ns: the namespace
 *
 * Context: Policy lock held.
 */
void ccs_acl_group_clear(struct ccs_policy *policy, struct ccs_ns *ns)
{
	int i;

	for (i = 0; i < CCS_ACL_GROUP_COUNT; i++) {
		if (ns->acl_groups[i])
			destroy(policy, ns, group_of(ns->acl_groups[i]));
		ns->acl_groups[i] = NULL;
	}
}
