// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy managers
 */

#include "env.h"
#include "manager.h"
#include "word.h"

static struct ccs_manager *find(const struct ccs_policy *policy,
				const struct ccs_str *name)
{
	struct ccs_manager *manager;

	list_for_each_entry_rcu(manager, &policy->managers, node,
				ccs_env_writer())
		if (ccs_name_is(manager->name, name))
			return manager;
	return NULL;
}

static void drop(struct ccs_policy *policy, struct ccs_manager *manager)
{
	list_del_rcu(&manager->node);
	ccs_name_put(&policy->names, manager->name);
	ccs_mem_free_rcu(&policy->mem, manager, sizeof(*manager), rcu);
}

static int add(struct ccs_policy *policy, const struct ccs_span *name)
{
	struct ccs_manager *const manager = ccs_mem_zalloc(&policy->mem,
							   sizeof(*manager));

	if (!manager)
		return -ENOMEM;
	manager->name = ccs_name_get(&policy->names, name);
	if (!manager->name) {
		ccs_mem_free(&policy->mem, manager, sizeof(*manager));
		return -ENOMEM;
	}
	manager->seq = policy->next_seq++;
	list_add_tail_rcu(&manager->node, &policy->managers);
	return 0;
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
	struct ccs_manager *manager;
	struct ccs_str str;

	if (ccs_span_is(&name, "manage_by_non_root")) {
		WRITE_ONCE(policy->manage_by_non_root, !remove);
		return 0;
	}
	if (!ccs_word_ok(&name) && !ccs_domainname_ok(&name))
		return ccs_reject(reject, &name,
				  "not a program or a domainname");
	str = ccs_str_of(name.text, name.len);
	manager = find(policy, &str);
	if (!manager)
		return remove ? 0 : add(policy, &name);
	if (remove)
		drop(policy, manager);
	return 0;
}

/**
 * ccs_manager_print - print managers as the node ``manager`` shows them
 * @policy: the policy
 * @next: position of the next one; 0 to start
 * @emit: the writer
 *
 * Context: Policy lock held.
 * Return: true when everything was printed, false to be called again.
 */
bool ccs_manager_print(const struct ccs_policy *policy, u64 *next,
		       struct ccs_emit *emit)
{
	const struct ccs_manager *manager;

	list_for_each_entry(manager, &policy->managers, node) {
		const size_t mark = emit->len;

		if (manager->seq < *next)
			continue;
		ccs_emit_bytes(emit, manager->name->text, manager->name->len);
		ccs_emit_text(emit, "\n");
		if (!ccs_emit_commit(emit, mark))
			return false;
		*next = manager->seq + 1;
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
}
