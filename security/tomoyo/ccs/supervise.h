/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a violation leads to
 */

#ifndef CCS_SUPERVISE_H
#define CCS_SUPERVISE_H

#include "check.h"
#include "core/span.h"

/* Instead of an error: the request has to be judged again. */
#define CCS_ASK_AGAIN 1

void ccs_console_tell(const struct ccs_check *check);
int ccs_supervise(struct ccs_check *check);
int ccs_supervise_domain(struct ccs_check *check, const struct ccs_span *name,
			 u32 retries);

#endif /* CCS_SUPERVISE_H */
