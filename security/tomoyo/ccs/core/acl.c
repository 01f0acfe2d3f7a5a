// SPDX-License-Identifier: GPL-2.0-only
/*
 * ACL entries of every kind
 */

#include "acl.h"
#include "env.h"
#include "policy.h"

static const struct ccs_acl_kind *const kinds[CCS_ACL_TYPE_COUNT] = {
	[CCS_ACL_PATH] = &ccs_acl_path_kind,
};

/* First words of a line and the kind that reads the rest. */
static const struct {
	const char *keyword;
	enum ccs_acl_type type;
} directives[] = {
	{ "file", CCS_ACL_PATH },
};

static int directive_of(struct ccs_span *rest)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(directives); i++)
		if (ccs_span_keyword(rest, directives[i].keyword))
			return directives[i].type;
	return -1;
}

/**
 * ccs_acl_free - free an entry that was never added
 * @policy: the policy
 * @acl: the entry; NULL is ignored
 *
 * Context: Policy lock held.
 */
void ccs_acl_free(struct ccs_policy *policy, struct ccs_acl *acl)
{
	if (!acl)
		return;
	kinds[acl->type]->put(policy, acl);
	ccs_cond_put(policy, acl->cond);
	ccs_mem_free_rcu(&policy->mem, acl, kinds[acl->type]->size, rcu);
}

static int parse_entry(struct ccs_policy *policy, struct ccs_ns *ns,
		       struct ccs_span *rest, struct ccs_acl *acl,
		       struct ccs_reject *reject)
{
	const int err = kinds[acl->type]->parse(policy, ns, rest, acl, reject);

	return err ?: ccs_cond_parse(policy, ns, rest, &acl->cond, reject);
}

/**
 * ccs_acl_parse - read one ACL line (policy-language 8.2)
 * @policy: the policy
 * @ns: the namespace that group names belong to
 * @line: the normalised line
 * @result: the entry, not yet in any list
 * @reject: filled in if the line is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; nothing is changed on error.
 */
int ccs_acl_parse(struct ccs_policy *policy, struct ccs_ns *ns,
		  const struct ccs_span *line, struct ccs_acl **result,
		  struct ccs_reject *reject)
{
	struct ccs_span rest = *line, word;
	const int type = directive_of(&rest);
	struct ccs_acl *acl;
	int err;

	if (type < 0) {
		ccs_span_word(&rest, &word);
		return ccs_reject(reject, &word, "unknown directive");
	}
	acl = ccs_mem_zalloc(&policy->mem, kinds[type]->size);
	if (!acl)
		return -ENOMEM;
	acl->type = type;
	err = parse_entry(policy, ns, &rest, acl, reject);
	if (err) {
		ccs_acl_free(policy, acl);
		return err;
	}
	*result = acl;
	return 0;
}

static struct ccs_acl *find_same(const struct list_head *list,
				 const struct ccs_acl *acl)
{
	struct ccs_acl *other;

	list_for_each_entry(other, list, node)
		if (other->type == acl->type &&
		    ccs_cond_same(other->cond, acl->cond) &&
		    kinds[acl->type]->same(other, acl))
			return other;
	return NULL;
}

/**
 * ccs_acl_add - add an entry to a list (policy-language 8.4)
 * @policy: the policy
 * @list: the list
 * @acl: the entry, owned by the list or freed afterwards
 *
 * Operations are merged into an entry with the same operands and condition.
 *
 * Context: Policy lock held.
 */
void ccs_acl_add(struct ccs_policy *policy, struct list_head *list,
		 struct ccs_acl *acl)
{
	struct ccs_acl *const same = find_same(list, acl);

	ccs_env_assert_writer();
	if (same) {
		WRITE_ONCE(same->perm, same->perm | acl->perm);
		ccs_acl_free(policy, acl);
		return;
	}
	acl->seq = policy->next_seq++;
	list_add_tail_rcu(&acl->node, list);
}

static void drop(struct ccs_policy *policy, struct ccs_acl *acl)
{
	list_del_rcu(&acl->node);
	ccs_acl_free(policy, acl);
}

/**
 * ccs_acl_remove - take operations away (policy-language 8.4)
 * @policy: the policy
 * @list: the list
 * @acl: which operations of which entry; freed
 *
 * An entry without operations is dropped. Removing what is not there is fine.
 *
 * Context: Policy lock held.
 */
void ccs_acl_remove(struct ccs_policy *policy, struct list_head *list,
		    struct ccs_acl *acl)
{
	struct ccs_acl *const same = find_same(list, acl);

	ccs_env_assert_writer();
	if (same) {
		WRITE_ONCE(same->perm, same->perm & ~acl->perm);
		if (!same->perm)
			drop(policy, same);
	}
	ccs_acl_free(policy, acl);
}

/**
 * ccs_acl_clear - drop every entry of a list
 * @policy: the policy
 * @list: the list
 *
 * Context: Policy lock held.
 */
void ccs_acl_clear(struct ccs_policy *policy, struct list_head *list)
{
	struct ccs_acl *acl, *next;

	list_for_each_entry_safe(acl, next, list, node)
		drop(policy, acl);
}

/**
 * ccs_acl_print - print an entry in canonical form, without a newline
 * @emit: the writer
 * @acl: the entry
 */
void ccs_acl_print(struct ccs_emit *emit, const struct ccs_acl *acl)
{
	kinds[acl->type]->print(emit, acl);
	ccs_cond_print(emit, acl->cond);
}

/**
 * ccs_acl_count - how much of its learning quota a list has used
 * @list: the list
 *
 * Context: Policy lock held.
 * Return: every operation of every entry counts one (semantics 8.4).
 */
u32 ccs_acl_count(const struct list_head *list)
{
	const struct ccs_acl *acl;
	u32 count = 0;

	list_for_each_entry(acl, list, node)
		count += hweight16(acl->perm);
	return count;
}

/**
 * ccs_acl_match - find the entry that grants a request
 * @list: the list
 * @request: the request
 * @grant: filled in when granted
 *
 * Context: Policy lock or RCU read side held.
 * Return: 1 if the first entry in list order that covers it is in @grant, 0 if
 * there is none, -EAGAIN if facts must be fetched first, or an error that must
 * deny.
 */
int ccs_acl_match(const struct list_head *list,
		  const struct ccs_request *request, struct ccs_grant *grant)
{
	const struct ccs_acl *acl;

	list_for_each_entry_rcu(acl, list, node, ccs_env_writer()) {
		int held;

		if (acl->type != request->type ||
		    !(READ_ONCE(acl->perm) & BIT(request->op)))
			continue;
		grant->pattern = kinds[acl->type]->match(acl, request);
		if (!grant->pattern)
			continue;
		held = ccs_cond_eval(acl->cond, request->facts);
		if (!held)
			continue;
		grant->acl = acl;
		return held;
	}
	return 0;
}
