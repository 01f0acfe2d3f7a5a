/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Changes that take effect at once
 */

#ifndef CCS_LIB_CHANGE_H
#define CCS_LIB_CHANGE_H

#include "node.h"
#include "progress.h"

#define CCS_CHANGE_MAX 4

/**
 * struct ccs_change - a transaction on nodes of policy
 * @node: the nodes that take part
 * @count: their number
 * @edition: of the policy when it began
 * @progress: how far writing has come
 */
struct ccs_change {
	struct ccs_node node[CCS_CHANGE_MAX];
	unsigned int count;
	unsigned long long edition;
	struct ccs_progress progress;
};

int ccs_change_begin(struct ccs_change *change, const char *const *nodes,
		     unsigned int count);
int ccs_change_put(struct ccs_change *change, unsigned int which,
		   const char *text);
int ccs_change_commit(struct ccs_change *change, unsigned int seconds,
		      struct ccs_strbuf *answer);
const char *ccs_change_reason(const struct ccs_change *change);
void ccs_change_close(struct ccs_change *change);

#endif /* CCS_LIB_CHANGE_H */
