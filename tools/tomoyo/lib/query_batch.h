/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests that a program answers
 */

#ifndef CCS_LIB_QUERY_BATCH_H
#define CCS_LIB_QUERY_BATCH_H

#include "fail.h"
#include "pending.h"

/* What the kernel calls the answers to a request. */
enum ccs_answer {
	CCS_ANSWER_NONE,
	CCS_ANSWER_ALLOW,
	CCS_ANSWER_REFUSE,
	CCS_ANSWER_RETRY,
};

/**
 * struct ccs_query_batch - a program on standard input and output
 * @pending: what waits
 * @signals: readable when a signal came
 * @log: where decisions are written down, -1 for nowhere
 * @fallback: the answer after @timeout
 * @timeout: seconds; 0 for never
 * @limit: seconds after which the kernel refuses; 0 for never, since it is
 *	told that somebody is there
 */
struct ccs_query_batch {
	struct ccs_pending *pending;
	int signals;
	int log;
	enum ccs_answer fallback;
	unsigned int timeout;
	unsigned int limit;
};

enum ccs_answer ccs_answer_known(const char *word);
const char *ccs_answer_said(enum ccs_answer answer);
void ccs_query_batch_default(struct ccs_query_batch *batch, const char *word);
void ccs_query_batch_timeout(struct ccs_query_batch *batch, const char *word);
enum ccs_exit ccs_query_batch(struct ccs_query_batch *batch);

#endif /* CCS_LIB_QUERY_BATCH_H */
