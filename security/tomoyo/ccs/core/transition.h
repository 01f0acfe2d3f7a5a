/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Domain transition control
 */

#ifndef CCS_CORE_TRANSITION_H
#define CCS_CORE_TRANSITION_H

#include "cond.h"
#include "emit.h"
#include "env.h"
#include "exception.h"
#include "name.h"
#include "parse.h"
#include "policy.h"
#include "span.h"

/*
 * X(identifier, keyword, dialects): earlier kinds win over later ones
 * (semantics 3.4).
 */
#define CCS_TRANSITIONS(X)						  \
	X(NO_RESET, "no_reset_domain", CCS_DIALECT_18)			  \
	X(RESET, "reset_domain", CCS_DIALECT_18)			  \
	X(NO_INITIALIZE, "no_initialize_domain", CCS_DIALECTS)		  \
	X(INITIALIZE, "initialize_domain", CCS_DIALECTS)		  \
	X(NO_KEEP, "no_keep_domain", CCS_DIALECTS)			  \
	X(KEEP, "keep_domain", CCS_DIALECTS)

enum ccs_transition_kind {
#define X(id, keyword, dialects) CCS_TRANSITION_##id,
	CCS_TRANSITIONS(X)
#undef X
	CCS_TRANSITION_COUNT
};

/**
 * struct ccs_destination - where an execution leads
 * @name: the domainname; the caller provides the buffer
 * @keep: it is the current domain, which may even be a deleted one: nothing
 *	is to be entered
 * @strict: the policy asked for just this domain. If it can't be entered then
 *	the execution fails with -ENOMEM, whatever the mode (semantics 3.5)
 */
struct ccs_destination {
	struct ccs_emit name;
	bool keep;
	bool strict;
};

int ccs_transition_line(const struct ccs_parse *parse,
			enum ccs_transition_kind kind,
			const struct ccs_span *operands, bool remove);
void ccs_transition_print(struct ccs_emit *emit,
			  const struct ccs_exception *entry);
int ccs_transition_next(const struct ccs_policy *policy,
			const struct ccs_ns *ns,
			const struct ccs_str *current_name,
			const struct ccs_str *candidate,
			const struct ccs_cond *preference,
			struct ccs_destination *next);

#endif /* CCS_CORE_TRANSITION_H */
