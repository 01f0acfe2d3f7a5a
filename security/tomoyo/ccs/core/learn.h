/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Learning: from a request to the line that grants it
 */

#ifndef CCS_CORE_LEARN_H
#define CCS_CORE_LEARN_H

#include "domain.h"
#include "emit.h"
#include "env.h"
#include "request.h"

struct ccs_ns;

/**
 * struct ccs_learn_bound - what a learned line is bound to (semantics 8.5)
 * @handler: the thread is an execute handler
 * @realpath: of an execution: name of the program, all links followed; NULL
 *	not to bind it
 * @argv0: first argument, encoded; NULL not to bind it, if there is none or if
 *	it is incomplete
 * @symlink: what the symbolic link contains, encoded; NULL not to bind it
 */
struct ccs_learn_bound {
	bool handler;
	const char *realpath;
	const char *argv0;
	const char *symlink;
};

size_t ccs_request_size(const struct ccs_request *request);
void ccs_request_print(struct ccs_emit *emit,
		       const struct ccs_request *request);
void ccs_learn_print(struct ccs_emit *emit, const struct ccs_ns *ns,
		     const struct ccs_request *request,
		     const struct ccs_learn_bound *bound);
int ccs_learn(struct ccs_policy *policy, struct ccs_domain *domain,
	      const struct ccs_span *line);

#endif /* CCS_CORE_LEARN_H */
