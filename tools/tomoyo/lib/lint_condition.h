/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Conditions that never hold
 */

#ifndef CCS_LIB_LINT_CONDITION_H
#define CCS_LIB_LINT_CONDITION_H

#include "finding.h"
#include "list.h"

void ccs_lint_condition(struct ccs_findings *all, const struct ccs_item *item);

#endif /* CCS_LIB_LINT_CONDITION_H */
