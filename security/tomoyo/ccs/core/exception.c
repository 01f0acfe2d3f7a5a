// SPDX-License-Identifier: GPL-2.0-only
/*
 * Text of the exception policy
 */

#include "env.h"
#include "exception.h"
#include "group.h"
#include "ops.h"
#include "transition.h"
#include "word.h"

static int group_line(struct ccs_policy *policy, struct ccs_span rest,
		      bool remove, struct ccs_reject *reject)
{
	struct ccs_span name, member;

	ccs_span_word(&rest, &name);
	if (!ccs_word_ok(&name))
		return ccs_reject(reject, &name,
				  "the group's name is not a legal word");
	ccs_span_word(&rest, &member);
	if (!ccs_word_ok(&member))
		return ccs_reject(reject, &member,
				  "the group's member is not a legal word");
	if (rest.len)
		return ccs_reject(reject, &rest, "nothing may follow here");
	return remove ? ccs_group_remove(policy, &policy->ns, &name, &member) :
			ccs_group_add(policy, &policy->ns, &name, &member);
}

static int entry_line(struct ccs_policy *policy, struct ccs_span rest,
		      bool remove, struct ccs_reject *reject)
{
	struct ccs_span word;
	int kind;

	ccs_span_word(&rest, &word);
	if (ccs_span_is(&word, "path_group"))
		return group_line(policy, rest, remove, reject);
	kind = ccs_keyword_index(ccs_transition_names, CCS_TRANSITION_COUNT,
				 &word);
	if (kind < 0)
		return ccs_reject(reject, &word, "unknown directive");
	return ccs_transition_line(policy, kind, rest, remove, reject);
}

/**
 * ccs_exception_line - take one line of exception policy
 * @policy: the policy
 * @line: the normalised line (policy-language 11.1)
 * @reject: filled in if the line is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; nothing is changed on error.
 */
int ccs_exception_line(struct ccs_policy *policy, const struct ccs_span *line,
		       struct ccs_reject *reject)
{
	struct ccs_span rest = *line;
	const bool remove = ccs_span_keyword(&rest, "delete");
	int err;

	ccs_span_keyword(&rest, CCS_KERNEL_NAMESPACE);
	policy->mem.exempt = remove;
	err = entry_line(policy, rest, remove, reject);
	policy->mem.exempt = false;
	return err;
}

static bool print_transitions(const struct ccs_policy *policy,
			      struct ccs_exception_pos *pos,
			      struct ccs_emit *emit)
{
	const struct ccs_transition *entry;

	list_for_each_entry(entry, &policy->ns.transitions, node) {
		const size_t mark = emit->len;

		if (entry->seq < pos->next)
			continue;
		ccs_transition_print(emit, entry);
		if (!ccs_emit_commit(emit, mark))
			return false;
		pos->next = entry->seq + 1;
	}
	return true;
}

static bool print_members(const struct ccs_group *group,
			  struct ccs_exception_pos *pos, struct ccs_emit *emit)
{
	const struct ccs_member *member;

	list_for_each_entry(member, &group->members, node) {
		const size_t mark = emit->len;

		if (member->seq < pos->next)
			continue;
		ccs_emit_text(emit, "path_group ");
		ccs_emit_bytes(emit, group->name->text, group->name->len);
		ccs_emit_text(emit, " ");
		ccs_emit_bytes(emit, member->name->text, member->name->len);
		ccs_emit_text(emit, "\n");
		if (!ccs_emit_commit(emit, mark))
			return false;
		pos->next = member->seq + 1;
	}
	return true;
}

static bool print_groups(const struct ccs_policy *policy,
			 struct ccs_exception_pos *pos, struct ccs_emit *emit)
{
	const struct ccs_group *group;

	list_for_each_entry(group, &policy->ns.path_groups, node) {
		if (group->seq < pos->outer)
			continue;
		if (group->seq > pos->outer)
			pos->next = 0;
		pos->outer = group->seq;
		if (!print_members(group, pos, emit))
			return false;
		pos->outer = group->seq + 1;
		pos->next = 0;
	}
	return true;
}

/**
 * ccs_exception_print - print what the node ``exception_policy`` shows
 * @policy: the policy
 * @pos: where to go on; zeroed to start
 * @emit: the writer
 *
 * Context: Policy lock held.
 * Return: true when everything was printed, false to be called again with an
 * emptier buffer.
 */
bool ccs_exception_print(const struct ccs_policy *policy,
			 struct ccs_exception_pos *pos, struct ccs_emit *emit)
{
	static bool (*const stages[])(const struct ccs_policy *policy,
				      struct ccs_exception_pos *pos,
				      struct ccs_emit *emit) = {
		print_transitions,
		print_groups,
	};

	for (; pos->stage < ARRAY_SIZE(stages); pos->stage++) {
		if (!stages[pos->stage](policy, pos, emit))
			return false;
		pos->outer = 0;
		pos->next = 0;
	}
	return true;
}
