/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Text of memory quotas
 */

#ifndef CCS_CORE_QUOTA_H
#define CCS_CORE_QUOTA_H

#include "emit.h"
#include "env.h"
#include "span.h"

/* X(identifier, label of 1.8, label of 1.7), in output order (interface 7.1). */
#define CCS_ACCOUNTS(X)							  \
	X(POLICY, "Memory used by policy:", "Policy:")			  \
	X(AUDIT, "Memory used by audit log:", "Audit logs:")		  \
	X(QUERY, "Memory used by query message:", "Query lists:")

enum ccs_account {
#define X(id, label18, label17) CCS_ACCOUNT_##id,
	CCS_ACCOUNTS(X)
#undef X
	CCS_ACCOUNT_COUNT
};

int ccs_quota_line(const struct ccs_span *line, u8 dialect,
		   unsigned long *quota);
void ccs_quota_print(struct ccs_emit *emit, enum ccs_account account,
		     unsigned long used, unsigned long quota);
void ccs_quota_print_17(struct ccs_emit *emit, enum ccs_account account,
			unsigned long used, unsigned long quota);

#endif /* CCS_CORE_QUOTA_H */
