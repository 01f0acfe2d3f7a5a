/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One request from question to consequence
 */

#ifndef CCS_CHECK_H
#define CCS_CHECK_H

#include "core/decide.h"
#include "core/limits.h"
#include "core/request.h"
#include "facts.h"

/**
 * struct ccs_check - a request being checked
 * @ident: the domain it is judged in
 * @request: the question
 * @facts: answers for conditions
 * @candidate: text of the pattern that granted it, where the caller wants it;
 *	NULL otherwise. CCS_DOMAINNAME_MAX bytes; empty if it is longer
 * @verdict: the answer; its @grant is not valid any more
 */
struct ccs_check {
	struct ccs_ident *ident;
	struct ccs_request request;
	struct ccs_kernel_facts facts;
	char *candidate;
	struct ccs_verdict verdict;
};

enum ccs_mode ccs_mode_of(const struct ccs_ident *ident, enum ccs_item item);
int ccs_check(struct ccs_check *check);
int ccs_check_failed(enum ccs_mode mode, const char *what, int err);

#endif /* CCS_CHECK_H */
