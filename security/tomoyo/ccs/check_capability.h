/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests for capabilities
 */

#ifndef CCS_CHECK_CAPABILITY_H
#define CCS_CHECK_CAPABILITY_H

#include "core/domain.h"
#include "core/items.h"

int ccs_check_capability(struct ccs_ident *ident, enum ccs_item item);
int ccs_check_capability_atomic(struct ccs_ident *ident, enum ccs_item item);
int ccs_check_capability_quiet(struct ccs_ident *ident, enum ccs_item item);

#endif /* CCS_CHECK_CAPABILITY_H */
