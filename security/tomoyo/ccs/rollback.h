/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Undoing a change that nobody confirms
 */

#ifndef CCS_ROLLBACK_H
#define CCS_ROLLBACK_H

#include "core/emit.h"
#include "core/policy.h"

bool ccs_rollback_armed(void);
void ccs_rollback_arm(struct ccs_policy *before, u64 edition, u32 seconds);
struct ccs_policy *ccs_rollback_confirm(void);
u64 ccs_rollback_edition(void);
void ccs_rollback_print(struct ccs_emit *emit);

#endif /* CCS_ROLLBACK_H */
