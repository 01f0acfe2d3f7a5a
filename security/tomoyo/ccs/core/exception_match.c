// SPDX-License-Identifier: GPL-2.0-only
/*
 * Looking a name or a port up in the exception policy
 */

#include "blocks.h"
#include "env.h"
#include "exception.h"
#include "namespace.h"
#include "pattern.h"
#include "pattern_filter.h"

static const struct ccs_exception *
entry_of(const struct ccs_index_item *item)
{
	return container_of(item, struct ccs_exception, item);
}

/* The first in list order of two, of which the older may be NULL. */
static const struct ccs_exception *
earlier(const struct ccs_exception *best, const struct ccs_exception *entry)
{
	return best && best->seq < entry->seq ? best : entry;
}

static const struct ccs_exception *
first_literal(const struct ccs_ns *ns, enum ccs_exception_kind kind,
	      const struct ccs_str *str)
{
	const struct ccs_exception *best = NULL;
	const struct ccs_index_item *item;

	item = ccs_index_name(&ns->exception_index, kind, str);
	for (; item; item = ccs_index_more(item))
		best = earlier(best, entry_of(item));
	return best;
}

/* The first entry in list order whose operand matches. */
static const struct ccs_exception *
first_match(const struct ccs_ns *ns, enum ccs_exception_kind kind,
	    const struct ccs_str *str)
{
	const struct ccs_exception *best = first_literal(ns, kind, str);
	const struct ccs_index_item *item;
	struct ccs_index_walk walk;
	struct ccs_probe probe;

	item = ccs_index_first(&walk, &ns->exception_index, kind, str);
	if (!item)
		return best;
	ccs_probe_init(&probe, str);
	for (; item; item = ccs_index_next(&walk)) {
		for (; item; item = ccs_index_more(item)) {
			const struct ccs_exception *const entry =
				entry_of(item);

			if (ccs_filter_passes(entry->first, &probe) &&
			    earlier(best, entry) == entry &&
			    ccs_pattern_match(str, entry->first))
				best = entry;
		}
	}
	return best;
}

/**
 * ccs_aggregate - the name that a program is checked under
 * @ns: the namespace of the current domain
 * @str: the program's name
 *
 * Context: Policy lock or RCU read side held.
 * Return: the name that the first aggregator gives it, or NULL to keep its
 * own (semantics 3.3).
 */
const struct ccs_name *ccs_aggregate(const struct ccs_ns *ns,
				     const struct ccs_str *str)
{
	const struct ccs_exception *const entry =
		first_match(ns, CCS_EXCEPTION_AGGREGATOR, str);

	return entry ? entry->second : NULL;
}

/**
 * ccs_file_pattern - what a name is learned as
 * @ns: the namespace of the current domain
 * @str: the name
 *
 * Context: Policy lock or RCU read side held.
 * Return: the first file_pattern that matches, or NULL to learn the name as
 * it is (semantics 8.5).
 */
const struct ccs_name *ccs_file_pattern(const struct ccs_ns *ns,
					const struct ccs_str *str)
{
	const struct ccs_exception *const entry =
		first_match(ns, CCS_EXCEPTION_FILE_PATTERN, str);

	return entry ? entry->first : NULL;
}

/**
 * ccs_rewrite_guarded - does overwriting of any file need allow_rewrite?
 * @ns: the namespace of the current domain
 *
 * Spares everybody who has no deny_rewrite the question about a name.
 *
 * Context: Any.
 * Return: true if there is a deny_rewrite.
 */
bool ccs_rewrite_guarded(const struct ccs_ns *ns)
{
	return !list_empty(&ns->exceptions[CCS_EXCEPTION_DENY_REWRITE]);
}

/**
 * ccs_rewrite_denied - does overwriting need allow_rewrite?
 * @ns: the namespace of the current domain
 * @str: the file's name
 *
 * Context: Policy lock or RCU read side held.
 * Return: true if a deny_rewrite matches.
 */
bool ccs_rewrite_denied(const struct ccs_ns *ns, const struct ccs_str *str)
{
	return first_match(ns, CCS_EXCEPTION_DENY_REWRITE, str);
}

/**
 * ccs_port_denied - may the kernel not choose this port by itself?
 * @policy: the policy
 * @port: the port
 *
 * The ports of all namespaces are one set (semantics 9.4).
 *
 * Context: Policy lock or RCU read side held.
 * Return: true if a deny_autobind names it.
 */
bool ccs_port_denied(const struct ccs_policy *policy, u16 port)
{
	const struct ccs_wide value = { .lo = port };
	struct ccs_blocks_walk walk;

	return ccs_blocks_first(&walk, &policy->denied_ports, 0, &value);
}
