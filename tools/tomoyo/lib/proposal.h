/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy that is proposed after learning
 */

#ifndef CCS_LIB_PROPOSAL_H
#define CCS_LIB_PROPOSAL_H

#include "lesson.h"
#include "list.h"
#include "strbuf.h"

/**
 * struct ccs_proposal_domain - what a domain shall get
 * @name: its name
 * @before: number of its profile now, NULL if there is no such domain
 * @lines: what it gets besides what it has, each line with a newline
 */
struct ccs_proposal_domain {
	char *name;
	char *before;
	struct ccs_strbuf lines;
};

/**
 * struct ccs_proposal - what the policy shall get
 * @profile: number of the profile of all @domain
 * @exception: lines for the exception policy
 * @domain: the domains, by name
 * @count: their number
 * @lines: number of lines in them
 */
struct ccs_proposal {
	const char *profile;
	struct ccs_list exception;
	struct ccs_proposal_domain *domain;
	size_t count;
	size_t lines;
};

void ccs_proposal_make(struct ccs_proposal *proposal,
		       const struct ccs_lessons *lessons, const char *base);
void ccs_proposal_text(const struct ccs_proposal *proposal, const char *base,
		       struct ccs_strbuf *out);
void ccs_proposal_exception(const struct ccs_proposal *proposal,
			    const char *ns, struct ccs_strbuf *out);
void ccs_proposal_print(const struct ccs_proposal *proposal);
void ccs_proposal_json(const struct ccs_proposal *proposal,
		       struct ccs_strbuf *out);
void ccs_proposal_free(struct ccs_proposal *proposal);

#endif /* CCS_LIB_PROPOSAL_H */
