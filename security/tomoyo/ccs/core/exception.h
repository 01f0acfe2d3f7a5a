/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Entries of the exception policy
 */

#ifndef CCS_CORE_EXCEPTION_H
#define CCS_CORE_EXCEPTION_H

#include "emit.h"
#include "env.h"
#include "index.h"
#include "name.h"
#include "number.h"
#include "parse.h"
#include "policy.h"
#include "span.h"
#include "table.h"

/*
 * Groups, entries of acl_groups and what is readable everywhere are exception
 * policy too, but objects of their own.
 */
enum ccs_exception_kind {
	CCS_EXCEPTION_DENY_AUTOBIND,
	CCS_EXCEPTION_AGGREGATOR,
	CCS_EXCEPTION_TRANSITION,
	CCS_EXCEPTION_FILE_PATTERN,
	CCS_EXCEPTION_DENY_REWRITE,
	CCS_EXCEPTION_KIND_COUNT
};

/**
 * struct ccs_exception - an entry of the exception policy
 * @node: in its namespace, in insertion order; policy lock
 * @rcu: for the grace period before it is freed, when @node is out of use
 * @item: in the namespace's index, by what it is compared with. Its salt is
 *	the enum ccs_exception_kind; its perm the enum ccs_transition_kind
 * @same: in the namespace's table of equal entries; policy lock
 * @seq: position for readers of the interface and for deciding which of
 *	several entries comes first
 * @first: a pattern; the program of a transition, NULL for ``any``
 * @second: what an aggregator makes of it; the domain of a transition, NULL
 *	for ``any``
 * @ports: of a deny_autobind
 */
struct ccs_exception {
	union {
		struct list_head node;
		struct rcu_head rcu;
	};
	struct ccs_index_item item;
	struct ccs_table_node same;
	u64 seq;
	union {
		struct {
			struct ccs_name *first;
			struct ccs_name *second;
		};
		struct ccs_range ports;
	};
};

int ccs_exception_change(const struct ccs_parse *parse,
			 struct ccs_exception *key, bool remove);
void ccs_exception_clear(struct ccs_policy *policy, struct ccs_ns *ns);

const struct ccs_name *ccs_aggregate(const struct ccs_ns *ns,
				     const struct ccs_str *str);
const struct ccs_name *ccs_file_pattern(const struct ccs_ns *ns,
					const struct ccs_str *str);
bool ccs_rewrite_guarded(const struct ccs_ns *ns);
bool ccs_rewrite_denied(const struct ccs_ns *ns, const struct ccs_str *str);
bool ccs_port_denied(const struct ccs_policy *policy, u16 port);

#endif /* CCS_CORE_EXCEPTION_H */
