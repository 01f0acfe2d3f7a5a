/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Asking what policy would say
 */

#ifndef CCS_LIB_QUESTION_H
#define CCS_LIB_QUESTION_H

#include "fail.h"
#include "list.h"
#include "preview.h"
#include "strbuf.h"

/**
 * struct ccs_question - a request that is asked about
 * @domain: who asks; a profile to judge it under may follow
 * @request: the entry that would grant it
 * @facts: what is known besides
 */
struct ccs_question {
	const char *domain;
	const char *request;
	struct ccs_list facts;
};

/**
 * struct ccs_answer - what policy says
 * @parts: ``key=value``, one or several of a key
 */
struct ccs_answer {
	struct ccs_list parts;
};

enum ccs_exit ccs_question_ask(const struct ccs_question *question,
			       struct ccs_preview *preview,
			       struct ccs_answer *answer);
const char *ccs_answer_value(const struct ccs_answer *answer, const char *key,
			     size_t *from);
void ccs_answer_free(struct ccs_answer *answer);

#endif /* CCS_LIB_QUESTION_H */
