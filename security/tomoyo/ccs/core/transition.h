/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Domain transition control
 */

#ifndef CCS_CORE_TRANSITION_H
#define CCS_CORE_TRANSITION_H

#include "emit.h"
#include "env.h"
#include "name.h"
#include "policy.h"
#include "span.h"

/* X(identifier, keyword): earlier kinds win over later ones (semantics 3.4). */
#define CCS_TRANSITIONS(X)				\
	X(NO_INITIALIZE, "no_initialize_domain")	\
	X(INITIALIZE, "initialize_domain")		\
	X(NO_KEEP, "no_keep_domain")			\
	X(KEEP, "keep_domain")

enum ccs_transition_kind {
#define X(id, keyword) CCS_TRANSITION_##id,
	CCS_TRANSITIONS(X)
#undef X
	CCS_TRANSITION_COUNT
};

/**
 * struct ccs_transition - a domain transition control entry
 * @node: in its namespace, in insertion order; RCU
 * @rcu: for the grace period before it is freed
 * @seq: position for readers of the interface
 * @kind: enum ccs_transition_kind
 * @last: @domain is compared with the last word of a domainname
 * @program: the program, NULL for ``any``
 * @domain: the domain, NULL for ``any``
 */
struct ccs_transition {
	struct list_head node;
	struct rcu_head rcu;
	u64 seq;
	u8 kind;
	bool last;
	struct ccs_name *program;
	struct ccs_name *domain;
};

extern const char *const ccs_transition_names[CCS_TRANSITION_COUNT];

int ccs_transition_line(struct ccs_policy *policy, int kind,
			struct ccs_span rest, bool remove,
			struct ccs_reject *reject);
void ccs_transition_print(struct ccs_emit *emit,
			  const struct ccs_transition *entry);
void ccs_transition_clear(struct ccs_policy *policy, struct ccs_ns *ns);
void ccs_transition_next(const struct ccs_policy *policy,
			 const struct ccs_ns *ns,
			 const struct ccs_span *current_name,
			 const struct ccs_span *program,
			 struct ccs_emit *next);

#endif /* CCS_CORE_TRANSITION_H */
