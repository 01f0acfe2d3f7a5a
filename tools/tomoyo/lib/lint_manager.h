/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is dangerous about managers and profiles
 */

#ifndef CCS_LIB_LINT_MANAGER_H
#define CCS_LIB_LINT_MANAGER_H

#include "finding.h"
#include "list.h"

void ccs_lint_manager(struct ccs_findings *all, const char *root,
		      const struct ccs_item *item);
void ccs_lint_profile(struct ccs_findings *all, const struct ccs_item *item);

#endif /* CCS_LIB_LINT_MANAGER_H */
