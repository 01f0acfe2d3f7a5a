/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy managers
 */

#ifndef CCS_CORE_MANAGER_H
#define CCS_CORE_MANAGER_H

#include "emit.h"
#include "env.h"
#include "index.h"
#include "name.h"
#include "place.h"
#include "policy.h"
#include "span.h"

/**
 * struct ccs_manager - who may change policy
 * @node: in the policy, in insertion order; policy lock
 * @rcu: for the grace period before it is freed, when @node is out of use
 * @item: in the policy's index of managers; RCU
 * @seq: position for readers of the interface
 * @name: a program's pathname or a domainname, compared literally
 */
struct ccs_manager {
	union {
		struct list_head node;
		struct rcu_head rcu;
	};
	struct ccs_index_item item;
	u64 seq;
	struct ccs_name *name;
};

int ccs_manager_line(struct ccs_policy *policy, const struct ccs_span *line,
		     struct ccs_reject *reject);
bool ccs_manager_print(const struct ccs_policy *policy,
		       struct ccs_place *place, struct ccs_emit *emit);
bool ccs_manager_listed(const struct ccs_policy *policy,
			const struct ccs_str *name);
void ccs_manager_clear(struct ccs_policy *policy);

#endif /* CCS_CORE_MANAGER_H */
