/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests that wait for an answer
 */

#ifndef CCS_LIB_PENDING_H
#define CCS_LIB_PENDING_H

#include <stdbool.h>

#include "node.h"
#include "record.h"
#include "rule.h"
#include "strbuf.h"

/**
 * struct ccs_pending - the node ``query`` and what waits there
 * @node: it
 * @fd: for poll(): readable when something waits; -1 if that is on another
 *	machine, where one has to look
 * @only: which requests are taken, of which nothing is known otherwise
 * @others: how many wait that are not
 * @odd: something is there that is no request, which was said
 * @touched: when the kernel last saw that somebody is there, as of ccs_clock()
 * @record: the requests, in the order in which they came
 * @count: their number
 */
struct ccs_pending {
	struct ccs_node node;
	int fd;
	struct ccs_rule_tests only;
	size_t others;
	bool odd;
	long long touched;
	struct ccs_record *record;
	size_t count;
};

int ccs_pending_open(struct ccs_pending *pending);
const char *ccs_pending_only(struct ccs_pending *pending, const char *text);
int ccs_pending_read(struct ccs_pending *pending);
struct ccs_record *ccs_pending_find(const struct ccs_pending *pending,
				    unsigned long serial);
int ccs_pending_answer(struct ccs_pending *pending, unsigned long serial,
		       int answer);
int ccs_pending_policy(unsigned long serial, struct ccs_strbuf *text);
int ccs_pending_add(unsigned long serial, const char *line,
		    struct ccs_strbuf *reason);
int ccs_pending_keep(struct ccs_pending *pending);
unsigned int ccs_pending_timeout(void);
long long ccs_pending_end(const struct ccs_pending *pending,
			  const struct ccs_record *record,
			  unsigned int seconds);
void ccs_pending_close(struct ccs_pending *pending);

#endif /* CCS_LIB_PENDING_H */
