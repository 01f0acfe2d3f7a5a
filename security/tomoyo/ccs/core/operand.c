// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pathname operands
 */

#include "env.h"
#include "operand.h"
#include "pattern.h"
#include "policy.h"
#include "word.h"

/**
 * ccs_operand_parse - read a pathname or ``@path_group``
 * @policy: the policy
 * @ns: the namespace that group names belong to
 * @word: the word
 * @operand: the result; release it with ccs_operand_put()
 * @reject: filled in if the word is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM.
 */
int ccs_operand_parse(struct ccs_policy *policy, struct ccs_ns *ns,
		      const struct ccs_span *word, struct ccs_operand *operand,
		      struct ccs_reject *reject)
{
	struct ccs_span name = *word;
	const bool group = ccs_span_eat(&name, "@");

	*operand = (struct ccs_operand){};
	if (!name.len)
		return ccs_reject(reject, word, group ?
				  "the name of a path_group is missing" :
				  "a pathname or @path_group is missing");
	if (!ccs_word_ok(&name))
		return ccs_reject(reject, word, "not a legal word");
	if (group)
		operand->group = ccs_group_get(policy, ns, &name);
	else
		operand->name = ccs_name_get(&policy->names, &name);
	return operand->group || operand->name ? 0 : -ENOMEM;
}

/**
 * ccs_operand_put - release an operand
 * @policy: the policy
 * @operand: the operand; not changed, since readers may still look at it
 *
 * Context: Policy lock held.
 */
void ccs_operand_put(struct ccs_policy *policy,
		     const struct ccs_operand *operand)
{
	ccs_name_put(&policy->names, operand->name);
	ccs_group_put(policy, operand->group);
}

/**
 * ccs_operand_print - print an operand
 * @emit: the writer
 * @operand: the operand
 */
void ccs_operand_print(struct ccs_emit *emit,
		       const struct ccs_operand *operand)
{
	const struct ccs_name *const name = operand->name ?:
					    operand->group->name;

	if (!operand->name)
		ccs_emit_text(emit, "@");
	ccs_emit_bytes(emit, name->text, name->len);
}

/**
 * ccs_operand_same - are these written alike?
 * @a: an operand
 * @b: another of the same policy
 *
 * Return: true if they are; names are interned, so pointers decide.
 */
bool ccs_operand_same(const struct ccs_operand *a, const struct ccs_operand *b)
{
	return a->name == b->name && a->group == b->group;
}

/**
 * ccs_operand_match - does a name match an operand?
 * @operand: the operand
 * @str: the name of a request
 *
 * Context: Policy lock or RCU read side held.
 * Return: the pattern that matched, a group's member for a group, or NULL.
 */
const struct ccs_name *ccs_operand_match(const struct ccs_operand *operand,
					 const struct ccs_str *str)
{
	if (!operand->name)
		return ccs_group_match(operand->group, str);
	return ccs_pattern_match(str, operand->name) ? operand->name : NULL;
}
