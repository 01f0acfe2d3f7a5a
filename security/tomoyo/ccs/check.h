/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One request from question to consequence
 */

#ifndef CCS_CHECK_H
#define CCS_CHECK_H

#include "core/decide.h"
#include "core/limits.h"
#include "core/request.h"
#include "effect.h"
#include "facts.h"
#include "mounted.h"

/**
 * struct ccs_check - a request being checked
 * @ident: the domain it is judged in; NULL denies
 * @atomic: nothing may sleep: records and learning are left to a worker, and
 *	nobody waits
 * @at_once: a denial is not made to last (semantics 8.6)
 * @quiet: nobody is to know: no record, no learning, no count, no waiting
 * @locked: locks may be held that it does not tell of, so nobody prolongs its
 *	waiting
 * @request: the question
 * @facts: answers for conditions
 * @decided: told the verdict while its @grant is valid, under the policy's
 *	read side, so it may not sleep; NULL if nobody wants to know
 * @again: prepares it for being judged again, since a supervisor has changed
 *	the policy; 0, or an error that denies; NULL if nothing is to be done.
 *	Who sets it sets @round, too, here and before the request is judged
 * @verdict: the answer; its @grant is not valid any more
 * @effect: what being granted does to the thread
 * @mounted: the other name that the first object is looked up by, or NULL
 * @retries: how often it was judged again
 * @round: of ccs_query_retry_all(), when it was judged
 * @when: the second that texts about it name, 0 if there is none yet
 */
struct ccs_check {
	struct ccs_ident *ident;
	bool atomic;
	bool at_once;
	bool quiet;
	bool locked;
	struct ccs_request request;
	struct ccs_kernel_facts facts;
	void (*decided)(struct ccs_check *check,
			const struct ccs_policy *policy,
			const struct ccs_domain *domain);
	int (*again)(struct ccs_check *check);
	struct ccs_verdict verdict;
	struct ccs_effect effect;
	const struct ccs_mounted *mounted;
	u32 retries;
	u32 round;
	time64_t when;
};

/**
 * struct ccs_file_rules - what is known about a file before there is a name
 * @serial: of the policy that says so
 * @mode: what the operations are under
 * @rewrite: mode of file::rewrite; disabled if no deny_rewrite is there
 * @is_17: as 1.7 did it (semantics 5.2)
 */
struct ccs_file_rules {
	u64 serial;
	enum ccs_mode mode;
	enum ccs_mode rewrite;
	bool is_17;
};

enum ccs_mode ccs_mode_of(struct ccs_ident *ident, enum ccs_item item);
bool ccs_enforces(struct ccs_ident *ident);
void ccs_file_rules(struct ccs_ident *ident, enum ccs_item item,
		    struct ccs_file_rules *rules);
bool ccs_overwriting_denied(const struct ccs_ident *ident,
			    const struct ccs_str *name);
bool ccs_ident_is_17(const struct ccs_ident *ident);
int ccs_check(struct ccs_check *check);
void ccs_check_granted(struct ccs_check *check);
void *ccs_check_alloc(const struct ccs_check *check, size_t size);
int ccs_check_failed(enum ccs_mode mode, const char *what, int err);

#endif /* CCS_CHECK_H */
