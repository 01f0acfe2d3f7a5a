// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy managers
 */

#include "env.h"
#include "manager.h"
#include "word.h"

static const struct ccs_manager *
manager_of(const struct ccs_index_item *item)
{
	return container_of(item, struct ccs_manager, item);
}

/* Names are compared as text, so what is indexed is no more than a hash. */
static const struct ccs_manager *find(const struct ccs_policy *policy,
				      const struct ccs_str *name)
{
	const struct ccs_index_item *item;

	item = ccs_index_ref(&policy->manager_index, 0, NULL, name->hash);
	for (; item; item = ccs_index_more(item))
		if (ccs_name_is(manager_of(item)->name, name))
			return manager_of(item);
	return NULL;
}

static void drop(struct ccs_policy *policy, struct ccs_manager *manager)
{
	ccs_index_remove(&policy->manager_index, &policy->names,
			 &manager->item);
	list_del(&manager->node);
	policy->removals++;
	ccs_name_put(&policy->names, manager->name);
	ccs_mem_free_rcu(&policy->mem, manager, sizeof(*manager), rcu);
}

static int publish(struct ccs_policy *policy, struct ccs_manager *manager)
{
	int err;

	manager->item.kind = CCS_KEY_REF;
	manager->item.hash = manager->name->hash;
	err = ccs_index_add(&policy->manager_index, &policy->names,
			    &manager->item);
	if (err)
		return err;
	manager->seq = policy->next_seq++;
	list_add_tail(&manager->node, &policy->managers);
	return 0;
}

static int add(struct ccs_policy *policy, const struct ccs_span *name)
{
	struct ccs_manager *const manager = ccs_mem_zalloc(&policy->mem,
							   sizeof(*manager));
	int err = -ENOMEM;

	if (!manager)
		return -ENOMEM;
	manager->name = ccs_name_get(&policy->names, name);
	if (manager->name)
		err = publish(policy, manager);
	if (!err)
		return 0;
	ccs_name_put(&policy->names, manager->name);
	ccs_mem_free(&policy->mem, manager, sizeof(*manager));
	return err;
}

/* As 1.8 says it, if that is spoken, since there the least is refused. */
static const char *manager_why(const struct ccs_policy *policy,
			       const struct ccs_span *name)
{
	static const u8 dialects[] = { CCS_DIALECT_18, CCS_DIALECT_17 };
	const char *why = NULL;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(dialects); i++) {
		const char *reason;

		if (!(policy->dialects & dialects[i]))
			continue;
		reason = ccs_manager_why(name, dialects[i]);
		if (!reason)
			return NULL;
		if (!why)
			why = reason;
	}
	return why;
}

/**
 * ccs_manager_line - take one line for managers (policy-language 13)
 * @policy: the policy
 * @line: the normalised line
 * @reject: filled in if the line is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; nothing is changed on error.
 */
int ccs_manager_line(struct ccs_policy *policy, const struct ccs_span *line,
		     struct ccs_reject *reject)
{
	struct ccs_span name = *line;
	const bool remove = ccs_span_keyword(&name, "delete");
	const struct ccs_manager *manager;
	struct ccs_str str;
	const char *why;
	int err = 0;

	if (ccs_span_is(&name, "manage_by_non_root")) {
		WRITE_ONCE(policy->manage_by_non_root, !remove);
		return 0;
	}
	why = manager_why(policy, &name);
	if (why)
		return ccs_reject(reject, &name, why);
	str = ccs_str_of(name.text, name.len);
	manager = find(policy, &str);
	if (!manager && !remove)
		err = add(policy, &name);
	if (manager && remove)
		drop(policy, (struct ccs_manager *)manager);
	return err;
}

/**
 * ccs_manager_print - print managers as the node ``manager`` shows them
 * @policy: the policy
 * @place: where to go on; zeroed to start
 * @emit: the writer
 *
 * Context: Policy lock held.
 * Return: true when everything was printed, false to be called again.
 */
bool ccs_manager_print(const struct ccs_policy *policy,
		       struct ccs_place *place, struct ccs_emit *emit)
{
	const struct ccs_manager *manager;

	ccs_place_for_each(manager, place, policy, &policy->managers) {
		const size_t mark = emit->len;

		if (ccs_place_passed(place, manager->seq))
			continue;
		ccs_emit_bytes(emit, manager->name->text, manager->name->len);
		ccs_emit_text(emit, "\n");
		if (!ccs_emit_commit(emit, mark))
			return false;
		ccs_place_pass(place, policy, &manager->node, manager->seq);
	}
	return true;
}

/**
 * ccs_manager_listed - is this a manager?
 * @policy: the policy
 * @name: a program's pathname or a domainname
 *
 * Context: Policy lock or RCU read side held.
 * Return: true if it is.
 */
bool ccs_manager_listed(const struct ccs_policy *policy,
			const struct ccs_str *name)
{
	return find(policy, name);
}

/**
 * ccs_manager_clear - drop all managers
 * @policy: the policy
 *
 * Context: Policy lock held.
 */
void ccs_manager_clear(struct ccs_policy *policy)
{
	struct ccs_manager *manager, *next;

	list_for_each_entry_safe(manager, next, &policy->managers, node)
		drop(policy, manager);
	ccs_index_exit(&policy->manager_index, &policy->names);
}
