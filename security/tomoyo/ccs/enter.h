/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Entering another domain
 */

#ifndef CCS_ENTER_H
#define CCS_ENTER_H

#include "check.h"

struct ccs_verdict ccs_enter_verdict(const struct ccs_ident *ident);
struct ccs_ident *ccs_enter(struct ccs_check *check,
			    const struct ccs_span *name);
struct ccs_ident *ccs_enter_from(struct ccs_ident *from,
				 const struct ccs_span *name);

#endif /* CCS_ENTER_H */
