// SPDX-License-Identifier: GPL-2.0-only
/*
 * Printing of the exception policy
 */

#include "acl_group.h"
#include "env.h"
#include "exception_text.h"
#include "namespace.h"
#include "operand.h"
#include "transition.h"
#include "word.h"

/**
 * struct reading - a reader at work
 * @policy: the policy
 * @ns: the namespace that is printed
 * @prefix: what every line begins with
 * @pos: how far it got
 * @emit: where to
 */
struct reading {
	const struct ccs_policy *policy;
	const struct ccs_ns *ns;
	const char *prefix;
	struct ccs_exception_pos *pos;
	struct ccs_emit *emit;
};

/**
 * struct stage - a section of the text
 * @print: print it from the reader's position on; false if it did not fit
 * @which: an enum of what it prints
 * @transition: it decides about transitions
 */
struct stage {
	bool (*print)(const struct reading *reading, int which);
	int which;
	bool transition;
};

static void print_ports(struct ccs_emit *emit,
			const struct ccs_exception *entry)
{
	ccs_emit_text(emit, "deny_autobind ");
	ccs_range_print(emit, &entry->ports);
}

static void print_aggregator(struct ccs_emit *emit,
			     const struct ccs_exception *entry)
{
	const struct ccs_span original = ccs_name_span(entry->first);
	const bool native = !ccs_word_ok(&original);

	ccs_emit_text(emit, "aggregator ");
	ccs_pathname_print(emit, entry->first,
			   native ? CCS_DIALECT_17 : CCS_DIALECT_18);
	ccs_emit(emit, " %s", entry->second->text);
}

static void print_file_pattern(struct ccs_emit *emit,
			       const struct ccs_exception *entry)
{
	ccs_emit_text(emit, "file_pattern ");
	ccs_pathname_print(emit, entry->first, CCS_DIALECT_17);
}

static void print_deny_rewrite(struct ccs_emit *emit,
			       const struct ccs_exception *entry)
{
	ccs_emit_text(emit, "deny_rewrite ");
	ccs_pathname_print(emit, entry->first, CCS_DIALECT_17);
}

static void print_entry(struct ccs_emit *emit,
			const struct ccs_exception *entry)
{
	static void (*const printers[CCS_EXCEPTION_KIND_COUNT])
		(struct ccs_emit *emit, const struct ccs_exception *entry) = {
		[CCS_EXCEPTION_DENY_AUTOBIND] = print_ports,
		[CCS_EXCEPTION_AGGREGATOR] = print_aggregator,
		[CCS_EXCEPTION_TRANSITION] = ccs_transition_print,
		[CCS_EXCEPTION_FILE_PATTERN] = print_file_pattern,
		[CCS_EXCEPTION_DENY_REWRITE] = print_deny_rewrite,
	};

	printers[entry->item.salt](emit, entry);
	ccs_emit_text(emit, "\n");
}

static bool print_entries(const struct reading *reading, int kind)
{
	struct ccs_place *const place = &reading->pos->inner;
	struct ccs_emit *const emit = reading->emit;
	const struct ccs_exception *entry;

	ccs_place_for_each(entry, place, reading->policy,
			   &reading->ns->exceptions[kind]) {
		const size_t mark = emit->len;

		if (ccs_place_passed(place, entry->seq))
			continue;
		ccs_emit_text(emit, reading->prefix);
		print_entry(emit, entry);
		if (!ccs_emit_commit(emit, mark))
			return false;
		ccs_place_pass(place, reading->policy, &entry->node,
			       entry->seq);
	}
	return true;
}

static bool print_members(const struct reading *reading,
			  const struct ccs_group *group)
{
	struct ccs_place *const place = &reading->pos->inner;
	struct ccs_emit *const emit = reading->emit;
	const struct ccs_member *member;

	ccs_place_for_each(member, place, reading->policy, &group->members) {
		const size_t mark = emit->len;

		if (ccs_place_passed(place, member->seq))
			continue;
		ccs_emit_text(emit, reading->prefix);
		ccs_group_print_member(emit, member);
		ccs_emit_text(emit, "\n");
		if (!ccs_emit_commit(emit, mark))
			return false;
		ccs_place_pass(place, reading->policy, &member->node,
			       member->seq);
	}
	return true;
}

static bool print_groups(const struct reading *reading, int kind)
{
	struct ccs_exception_pos *const pos = reading->pos;
	const struct ccs_group *group;

	ccs_place_for_each(group, &pos->outer, reading->policy,
			   &reading->ns->groups[kind]) {
		if (ccs_place_passed(&pos->outer, group->seq))
			continue;
		/* The one at hand when the reader left may be gone. */
		if (group->seq > pos->outer.next)
			pos->inner = (struct ccs_place){};
		pos->outer.next = group->seq;
		if (!print_members(reading, group))
			return false;
		ccs_place_pass(&pos->outer, reading->policy, &group->node,
			       group->seq);
		pos->inner = (struct ccs_place){};
	}
	return true;
}

static bool print_acl_list(const struct reading *reading,
			   const struct ccs_acl_list *list, const char *prefix)
{
	struct ccs_place *const place = &reading->pos->inner;
	struct ccs_emit *const emit = reading->emit;
	const struct ccs_acl *acl;

	ccs_place_for_each(acl, place, reading->policy, &list->entries) {
		const u16 perm = reading->pos->transition_only ?
			ccs_acl_transition_perm(acl) : ccs_acl_perm(acl);
		const size_t mark = emit->len;

		if (ccs_place_passed(place, acl->seq) || !perm)
			continue;
		ccs_acl_print_only(emit, acl, perm, prefix);
		ccs_hits_print(emit, &acl->hits, &reading->pos->clock);
		if (!ccs_emit_commit(emit, mark))
			return false;
		ccs_place_pass(place, reading->policy, &acl->node, acl->seq);
	}
	return true;
}

static bool print_acl_groups(const struct reading *reading, int which)
{
	struct ccs_exception_pos *const pos = reading->pos;

	for (; pos->outer.next < CCS_ACL_GROUP_COUNT; pos->outer.next++) {
		const struct ccs_acl_list *const list =
			ccs_ns_acl_group(reading->ns, pos->outer.next);

		if (list &&
		    !print_acl_list(reading, list,
				    ccs_acl_group_prefix(reading->policy,
							 reading->ns, list)))
			return false;
		pos->inner = (struct ccs_place){};
	}
	return true;
}

/* Only 1.7 can say what is allowed to everybody. */
static bool print_globals(const struct reading *reading, int which)
{
	struct ccs_place *const place = &reading->pos->inner;
	struct ccs_emit *const emit = reading->emit;
	const struct ccs_acl *acl;

	ccs_place_for_each(acl, place, reading->policy,
			   &reading->ns->globals.entries) {
		const size_t mark = emit->len;

		if (ccs_place_passed(place, acl->seq) ||
		    (int)ccs_acl_type(acl) != which)
			continue;
		ccs_acl_print_17(emit, acl, reading->prefix);
		ccs_hits_print(emit, &acl->hits, &reading->pos->clock);
		if (!ccs_emit_commit(emit, mark))
			return false;
		ccs_place_pass(place, reading->policy, &acl->node, acl->seq);
	}
	return true;
}

/* In the order of 1.8, then what only 1.7 has (policy-language 11). */
static const struct stage stages[] = {
	{ print_entries, CCS_EXCEPTION_DENY_AUTOBIND, false },
	{ print_entries, CCS_EXCEPTION_AGGREGATOR, false },
	{ print_entries, CCS_EXCEPTION_TRANSITION, true },
	{ print_groups, CCS_GROUP_PATH, true },
	{ print_groups, CCS_GROUP_NUMBER, true },
	{ print_groups, CCS_GROUP_ADDRESS, true },
	{ print_acl_groups, 0, true },
	{ print_globals, CCS_ACL_PATH, false },
	{ print_globals, CCS_ACL_ENV, false },
	{ print_entries, CCS_EXCEPTION_FILE_PATTERN, false },
	{ print_entries, CCS_EXCEPTION_DENY_REWRITE, false },
};

/**
 * ccs_exception_print - print the exception policy of a namespace
 * @policy: the policy
 * @ns: the namespace
 * @pos: where to go on
 * @emit: the writer
 *
 * Context: Policy lock held.
 * Return: true when everything was printed, false to be called again with an
 * emptier buffer. Objects added in between appear if they are behind.
 */
bool ccs_exception_print(const struct ccs_policy *policy,
			 const struct ccs_ns *ns,
			 struct ccs_exception_pos *pos, struct ccs_emit *emit)
{
	const struct reading reading = {
		.policy = policy,
		.ns = ns,
		.prefix = ccs_ns_prefix(policy, ns),
		.pos = pos,
		.emit = emit,
	};

	for (; pos->stage < ARRAY_SIZE(stages); pos->stage++) {
		const struct stage *const stage = &stages[pos->stage];

		if ((stage->transition || !pos->transition_only) &&
		    !stage->print(&reading, stage->which))
			return false;
		pos->outer = (struct ccs_place){};
		pos->inner = (struct ccs_place){};
	}
	return true;
}
