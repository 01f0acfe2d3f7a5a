// SPDX-License-Identifier: GPL-2.0-only
/*
 * Nodes whose lines belong to a namespace
 */

#include "env.h"
#include "namespace.h"
#include "namespace_text.h"
#include "word.h"

/*
 * Takes the namespace that a line may begin with; it may come into being, so
 * the caller settles it.
 */
static int take_ns(struct ccs_policy *policy, struct ccs_span *rest,
		   struct ccs_ns **ns, struct ccs_reject *reject)
{
	struct ccs_span word;

	*ns = policy->kernel_ns;
	if (!rest->len || *rest->text != '<')
		return 0;
	*ns = NULL;
	ccs_span_word(rest, &word);
	if (!(policy->dialects & CCS_DIALECT_18))
		return ccs_reject(reject, &word, "1.7 has no namespaces");
	/* The name of its root domain, which is shorter than names may be. */
	if (!ccs_domainname_ok(&word))
		return ccs_reject(reject, &word,
				  "not a namespace, which ends with > and is followed by a blank");
	if (!rest->len)
		return ccs_reject(reject, &word,
				  "a line must follow the namespace");
	*ns = ccs_ns_get(policy, &word);
	return *ns ? 0 : -ENOMEM;
}

/**
 * ccs_profile_node_line - take one line for the node ``profile``
 * @policy: the policy
 * @line: the normalised line (policy-language 12)
 * @reject: filled in if the line is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; nothing is changed on error.
 */
int ccs_profile_node_line(struct ccs_policy *policy,
			  const struct ccs_span *line,
			  struct ccs_reject *reject)
{
	struct ccs_span rest = *line;
	struct ccs_ns *ns;
	int err;

	err = take_ns(policy, &rest, &ns, reject);
	if (!err)
		err = ccs_profile_line(policy, ns, &rest, reject);
	ccs_ns_settle(policy, ns, !err);
	return err;
}

/**
 * ccs_profile_node_print - print what the node ``profile`` shows
 * @policy: the policy
 * @pos: where to go on
 * @emit: the writer
 *
 * Context: Policy lock held.
 * Return: true when everything was printed, false to be called again with an
 * emptier buffer.
 */
bool ccs_profile_node_print(const struct ccs_policy *policy,
			    struct ccs_profile_node_pos *pos,
			    struct ccs_emit *emit)
{
	const struct ccs_ns *ns;

	ccs_place_for_each(ns, &pos->ns, policy, &policy->namespaces) {
		if (ccs_place_passed(&pos->ns, ns->seq))
			continue;
		if (!pos->started)
			pos->profile = (struct ccs_profile_pos){
				.number = -1,
			};
		pos->started = true;
		if (!ccs_profile_print(ns, &pos->profile,
				       ccs_ns_prefix(policy, ns), emit))
			return false;
		ccs_place_pass(&pos->ns, policy, &ns->node, ns->seq);
		pos->started = false;
	}
	return true;
}

/**
 * ccs_exception_node_line - take one line for the node ``exception_policy``
 * @policy: the policy
 * @line: the normalised line (policy-language 11)
 * @reject: filled in if the line is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; nothing is changed on error.
 */
int ccs_exception_node_line(struct ccs_policy *policy,
			    const struct ccs_span *line,
			    struct ccs_reject *reject)
{
	struct ccs_span rest = *line;
	const bool remove = ccs_span_keyword(&rest, "delete");
	const bool exempt = policy->mem.exempt;
	struct ccs_ns *ns;
	int err;

	policy->mem.exempt = exempt || remove;
	err = take_ns(policy, &rest, &ns, reject);
	if (!err)
		err = ccs_exception_line(policy, ns, &rest, remove, reject);
	ccs_ns_settle(policy, ns, !err && !remove);
	policy->mem.exempt = exempt;
	return err;
}

/**
 * ccs_exception_node_print - print what the node ``exception_policy`` shows
 * @policy: the policy
 * @pos: where to go on
 * @emit: the writer
 *
 * Context: Policy lock held.
 * Return: true when everything was printed, false to be called again with an
 * emptier buffer.
 */
bool ccs_exception_node_print(const struct ccs_policy *policy,
			      struct ccs_exception_pos *pos,
			      struct ccs_emit *emit)
{
	const struct ccs_ns *ns;

	ccs_place_for_each(ns, &pos->ns, policy, &policy->namespaces) {
		if (ccs_place_passed(&pos->ns, ns->seq))
			continue;
		if (!ccs_exception_print(policy, ns, pos, emit))
			return false;
		ccs_place_pass(&pos->ns, policy, &ns->node, ns->seq);
		pos->stage = 0;
	}
	return true;
}
