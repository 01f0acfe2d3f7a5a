/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What would the policy say?
 */

#ifndef CCS_CORE_WHATIF_H
#define CCS_CORE_WHATIF_H

#include "domain.h"
#include "emit.h"
#include "env.h"
#include "given.h"
#include "request.h"
#include "span.h"

/**
 * struct ccs_whatif - a question that is being written
 * @domain: the domain it is about, with a reference, or NULL
 * @profile: number of the profile to judge it under, -1 for the domain's own
 * @asked: there is a @request
 * @request: what is asked
 * @names: memory of its names
 * @given: what is known about it
 * @why: why the last line was refused, or NULL
 * @word: which word that was, as far as there is room
 */
struct ccs_whatif {
	struct ccs_ident *domain;
	int profile;
	bool asked;
	struct ccs_request request;
	char *names;
	struct ccs_given given;
	const char *why;
	char word[64];
};

void ccs_whatif_init(struct ccs_whatif *whatif);
void ccs_whatif_clear(struct ccs_whatif *whatif);
int ccs_whatif_line(struct ccs_policy *policy, struct ccs_whatif *whatif,
		    const struct ccs_span *line, struct ccs_reject *reject);
bool ccs_whatif_print(const struct ccs_policy *policy,
		      struct ccs_whatif *whatif, struct ccs_emit *emit);

#endif /* CCS_CORE_WHATIF_H */
