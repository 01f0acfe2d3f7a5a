/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Learning: from a request to the line that grants it
 */

#ifndef CCS_CORE_LEARN_H
#define CCS_CORE_LEARN_H

#include "domain.h"
#include "emit.h"
#include "env.h"
#include "generalise.h"
#include "request.h"
#include "request_print.h"

struct ccs_ns;

/**
 * struct ccs_learn_bound - what a learned line is bound to (semantics 8.5), and
 * what not
 * @handler: the thread is an execute handler
 * @realpath: of an execution: name of the program, all links followed; NULL
 *	not to bind it
 * @argv0: first argument, encoded; NULL not to bind it, if there is none or if
 *	it is incomplete
 * @symlink: what the symbolic link contains, encoded; NULL not to bind it
 * @general: how names are generalised; zeroed not to
 * @domain: the domain that learns; NULL not to generalise ports
 */
struct ccs_learn_bound {
	bool handler;
	const char *realpath;
	const char *argv0;
	const char *symlink;
	struct ccs_general general;
	const struct ccs_domain *domain;
};

size_t ccs_learn_size(const struct ccs_request *request,
		      const struct ccs_learn_bound *bound);
void ccs_learn_print(struct ccs_emit *emit, const struct ccs_ns *ns,
		     const struct ccs_request *request,
		     const struct ccs_learn_bound *bound);
int ccs_learn(struct ccs_policy *policy, struct ccs_domain *domain,
	      const struct ccs_span *line);
bool ccs_learn_near_limit(struct ccs_domain *domain);

#endif /* CCS_CORE_LEARN_H */
