/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Learning the policy of a domain
 */

#ifndef CCS_LIB_LEARN_H
#define CCS_LIB_LEARN_H

#include "fail.h"
#include "learn_state.h"
#include "lesson.h"
#include "proposal.h"

/**
 * struct ccs_learn - a domain that learns, with those below it
 * @top: its name
 * @ns: its namespace
 * @line: line of the exception policy that leads to it, NULL if none is needed
 * @learning: number of the profile that learns
 * @state: what was there before, and what is learned
 * @base: text of the domains without what is learned
 * @lessons: what is learned
 * @proposed: what stood for that in the last round
 * @said: the kernel's last answer to a change
 * @domain: the domain policy in force
 * @exception: the exception policy in force
 * @edition: which policy that is
 */
struct ccs_learn {
	const char *top;
	char *ns;
	char *line;
	char *learning;
	struct ccs_learn_state state;
	struct ccs_strbuf base;
	struct ccs_lessons lessons;
	struct ccs_list proposed;
	struct ccs_strbuf said;
	struct ccs_strbuf domain;
	struct ccs_strbuf exception;
	char *edition;
};

enum ccs_exit ccs_learn_start(struct ccs_learn *learn);
enum ccs_exit ccs_learn_look(struct ccs_learn *learn, size_t *news);
enum ccs_exit ccs_learn_stop(struct ccs_learn *learn);
enum ccs_exit ccs_learn_apply(struct ccs_learn *learn,
			      const struct ccs_proposal *proposal,
			      unsigned int confirm);
void ccs_learn_free(struct ccs_learn *learn);

#endif /* CCS_LIB_LEARN_H */
