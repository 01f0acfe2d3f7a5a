/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Why a request is refused
 */

#ifndef CCS_LIB_EXPLANATION_H
#define CCS_LIB_EXPLANATION_H

#include <stdbool.h>

#include "fail.h"
#include "near.h"
#include "record.h"
#include "rewrite.h"
#include "verdict.h"

/**
 * struct ccs_explanation - a request and what policy says about it
 * @record: the request; its header may be empty
 * @times: how often it was refused; 0 if somebody only asks
 * @preview: the policy
 * @live: it is the kernel's
 * @rules: rules that make patterns of names
 * @local: times are local
 * @limit: how many entries that come near are wanted
 * @request: the request as 1.8 writes it
 * @facts: what is known about it
 * @gone: there is no such domain
 * @verdict: what policy says now
 * @nearness: entries that come near
 * @lines: lines that would allow it, the narrowest last
 */
struct ccs_explanation {
	const struct ccs_record *record;
	unsigned int times;
	struct ccs_preview *preview;
	bool live;
	bool local;
	struct ccs_rewrites *rules;
	size_t limit;
	char *request;
	struct ccs_list facts;
	bool gone;
	struct ccs_verdict_text verdict;
	struct ccs_nearness nearness;
	struct ccs_list lines;
};

enum ccs_exit ccs_explanation_find(struct ccs_explanation *explanation);
void ccs_explanation_print(const struct ccs_explanation *explanation);
void ccs_explanation_json(const struct ccs_explanation *explanation);
char *ccs_explanation_command(const struct ccs_explanation *explanation);
void ccs_explanation_free(struct ccs_explanation *explanation);

#endif /* CCS_LIB_EXPLANATION_H */
