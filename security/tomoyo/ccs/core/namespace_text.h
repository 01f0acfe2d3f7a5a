/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Nodes whose lines belong to a namespace
 */

#ifndef CCS_CORE_NAMESPACE_TEXT_H
#define CCS_CORE_NAMESPACE_TEXT_H

#include "emit.h"
#include "env.h"
#include "exception_text.h"
#include "place.h"
#include "policy.h"
#include "profile.h"
#include "span.h"

/**
 * struct ccs_profile_node_pos - how far a reader of all profiles got
 * @ns: the namespace at hand
 * @started: @profile is about it
 * @profile: how far the reader got in it
 *
 * Zeroed to start.
 */
struct ccs_profile_node_pos {
	struct ccs_place ns;
	bool started;
	struct ccs_profile_pos profile;
};

int ccs_profile_node_line(struct ccs_policy *policy,
			  const struct ccs_span *line,
			  struct ccs_reject *reject);
bool ccs_profile_node_print(const struct ccs_policy *policy,
			    struct ccs_profile_node_pos *pos,
			    struct ccs_emit *emit);
int ccs_exception_node_line(struct ccs_policy *policy,
			    const struct ccs_span *line,
			    struct ccs_reject *reject);
bool ccs_exception_node_print(const struct ccs_policy *policy,
			      struct ccs_exception_pos *pos,
			      struct ccs_emit *emit);

#endif /* CCS_CORE_NAMESPACE_TEXT_H */
