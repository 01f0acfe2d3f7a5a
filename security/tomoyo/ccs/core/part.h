/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The texts that a policy consists of
 */

#ifndef CCS_CORE_PART_H
#define CCS_CORE_PART_H

#include "domain.h"
#include "emit.h"
#include "env.h"
#include "namespace_text.h"
#include "place.h"
#include "policy.h"
#include "span.h"

/*
 * X(identifier, name of the node), in the order in which they are copied:
 * groups get the order of their definitions before anything mentions them.
 */
#define CCS_PARTS(X)				\
	X(EXCEPTION, "exception_policy")	\
	X(PROFILE, "profile")			\
	X(MANAGER, "manager")			\
	X(DOMAIN, "domain_policy")

enum ccs_part {
	CCS_PART_NONE,
#define X(id, name) CCS_PART_##id,
	CCS_PARTS(X)
#undef X
	CCS_PART_COUNT
};

/**
 * struct ccs_part_pos - how far a reader of one part got
 * @domain: in the domain policy
 * @exception: in the exception policy
 * @profile: in the profiles
 * @manager: in the managers
 *
 * Zeroed but for what the parts say to start.
 */
struct ccs_part_pos {
	struct ccs_domain_pos domain;
	struct ccs_exception_pos exception;
	struct ccs_profile_node_pos profile;
	struct ccs_place manager;
};

extern const char *const ccs_part_names[CCS_PART_COUNT];

bool ccs_part_print(const struct ccs_policy *policy, enum ccs_part part,
		    struct ccs_part_pos *pos, struct ccs_emit *emit);
int ccs_part_line(struct ccs_policy *policy, enum ccs_part part,
		  struct ccs_ident **cursor, const struct ccs_span *line,
		  struct ccs_reject *reject);
int ccs_part_lines(struct ccs_policy *policy, enum ccs_part part,
		   struct ccs_ident **cursor, char *text,
		   struct ccs_reject *reject);

#endif /* CCS_CORE_PART_H */
