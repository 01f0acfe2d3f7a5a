// SPDX-License-Identifier: GPL-2.0-only
/*
 * Domain transition control: where an execution leads
 */

#include "cond.h"
#include "env.h"
#include "namespace.h"
#include "transition.h"
#include "transition_key.h"
#include "word.h"

/**
 * struct execution - what decides about the destination
 * @ns: namespace of the current domain
 * @current_name: its name
 * @last: the last word of its name
 * @candidate: what is executed
 */
struct execution {
	const struct ccs_ns *ns;
	const struct ccs_str *current_name;
	struct ccs_str last;
	const struct ccs_str *candidate;
};

static bool is_operand(const struct ccs_name *name, const struct ccs_str *str)
{
	return str ? name && ccs_name_is(name, str) : !name;
}

/* Kinds with an entry about just this pair, one bit each; NULL is any. */
static unsigned int kinds_of_pair(const struct ccs_ns *ns,
				  const struct ccs_str *program,
				  const struct ccs_str *domain)
{
	const u32 hash = ccs_transition_key(program ? program->hash : 0,
					    domain ? domain->hash : 0);
	const struct ccs_index_item *item;
	unsigned int kinds = 0;

	item = ccs_index_ref(&ns->exception_index, CCS_EXCEPTION_TRANSITION,
			     NULL, hash);
	for (; item; item = ccs_index_more(item)) {
		const struct ccs_exception *const entry =
			container_of(item, struct ccs_exception, item);

		if (is_operand(entry->first, program) &&
		    is_operand(entry->second, domain))
			kinds |= BIT(item->perm);
	}
	return kinds;
}

static unsigned int kinds_of(const struct execution *exec)
{
	const struct ccs_str *const programs[] = { exec->candidate, NULL };
	const struct ccs_str *const domains[] = {
		exec->current_name, &exec->last, NULL
	};
	unsigned int kinds = 0;
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(programs); i++)
		for (j = 0; j < ARRAY_SIZE(domains); j++)
			kinds |= kinds_of_pair(exec->ns, programs[i],
					       domains[j]);
	return kinds;
}

static bool applies(unsigned int kinds, enum ccs_transition_kind kind,
		    enum ccs_transition_kind no_kind)
{
	return (kinds & BIT(kind)) && !(kinds & BIT(no_kind));
}

static bool at_root(const struct execution *exec)
{
	return exec->current_name->len == exec->ns->name->len;
}

static void stay(struct ccs_destination *next, const struct execution *exec)
{
	next->keep = true;
	ccs_emit_bytes(&next->name, exec->current_name->text,
		       exec->current_name->len);
}

static void go_below(struct ccs_destination *next, const char *base, u32 len,
		     const char *component, u32 component_len)
{
	ccs_emit_bytes(&next->name, base, len);
	ccs_emit_text(&next->name, " ");
	ccs_emit_bytes(&next->name, component, component_len);
}

static void go_to_child(struct ccs_destination *next,
			const struct execution *exec)
{
	go_below(next, exec->current_name->text, exec->current_name->len,
		 exec->candidate->text, exec->candidate->len);
}

static void go_to_parent(struct ccs_destination *next,
			 const struct execution *exec)
{
	if (at_root(exec))
		stay(next, exec);
	else
		ccs_emit_bytes(&next->name, exec->current_name->text,
			       exec->last.text - exec->current_name->text - 1);
}

static void initialize(struct ccs_destination *next,
		       const struct execution *exec)
{
	go_below(next, exec->ns->name->text, exec->ns->name->len,
		 exec->candidate->text, exec->candidate->len);
}

static void reset(struct ccs_destination *next, const struct execution *exec)
{
	next->strict = true;
	ccs_emit_text(&next->name, "<");
	ccs_emit_bytes(&next->name, exec->candidate->text,
		       exec->candidate->len);
	ccs_emit_text(&next->name, ">");
}

static void go_by_preference(struct ccs_destination *next,
			     const struct execution *exec,
			     const struct ccs_cond *preference)
{
	static void (*const symbolic[])(struct ccs_destination *next,
					const struct execution *exec) = {
		[CCS_TRANSIT_KEEP] = stay,
		[CCS_TRANSIT_CHILD] = go_to_child,
		[CCS_TRANSIT_PARENT] = go_to_parent,
		[CCS_TRANSIT_INITIALIZE] = initialize,
		[CCS_TRANSIT_RESET] = reset,
	};
	const struct ccs_name *const target = preference->target;

	next->strict = true;
	if (preference->transit < ARRAY_SIZE(symbolic))
		symbolic[preference->transit](next, exec);
	else if (preference->transit == CCS_TRANSIT_DOMAIN)
		ccs_emit_bytes(&next->name, target->text, target->len);
	else
		go_below(next, exec->current_name->text,
			 exec->current_name->len, target->text, target->len);
}

/*
 * Before the policy is loaded the root domain executes programs without
 * leaving, so that what an initramfs runs stays in one domain.
 */
static bool is_early(const struct ccs_policy *policy,
		     const struct execution *exec)
{
	if (exec->ns != policy->kernel_ns || !at_root(exec))
		return false;
	/* Pairs with the release when the first policy was complete. */
	return !smp_load_acquire(&policy->loaded);
}

static void go_by_control(struct ccs_destination *next,
			  const struct execution *exec,
			  const struct ccs_policy *policy)
{
	const unsigned int kinds = kinds_of(exec);

	if (applies(kinds, CCS_TRANSITION_RESET, CCS_TRANSITION_NO_RESET))
		reset(next, exec);
	else if (applies(kinds, CCS_TRANSITION_INITIALIZE,
			 CCS_TRANSITION_NO_INITIALIZE))
		initialize(next, exec);
	else if (applies(kinds, CCS_TRANSITION_KEEP,
			 CCS_TRANSITION_NO_KEEP) || is_early(policy, exec))
		stay(next, exec);
	else
		go_to_child(next, exec);
}

/**
 * ccs_transition_next - the domain that an execution leads to (semantics 3.4)
 * @policy: the policy
 * @ns: the namespace of the current domain
 * @current_name: its domainname
 * @candidate: what is executed, an encoded path or pattern (semantics 3.3)
 * @preference: condition part of the entry that granted the execution, or of
 *	the handler's; NULL if there is none
 * @next: the result; its buffer is provided by the caller
 *
 * Context: Policy lock or RCU read side held.
 * Return: 0, or -ENAMETOOLONG if the name does not fit, which is a failure to
 * enter the domain like others.
 */
int ccs_transition_next(const struct ccs_policy *policy,
			const struct ccs_ns *ns,
			const struct ccs_str *current_name,
			const struct ccs_str *candidate,
			const struct ccs_cond *preference,
			struct ccs_destination *next)
{
	const struct ccs_span name = { current_name->text, current_name->len };
	const struct ccs_span last = ccs_domainname_last(&name);
	const struct execution exec = {
		.ns = ns,
		.current_name = current_name,
		.last = ccs_str_of(last.text, last.len),
		.candidate = candidate,
	};

	next->keep = false;
	next->strict = false;
	if (preference && preference->transit != CCS_TRANSIT_NONE)
		go_by_preference(next, &exec, preference);
	else
		go_by_control(next, &exec, policy);
	return next->name.overflow ? -ENAMETOOLONG : 0;
}
