/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a check that may not sleep leaves to a worker
 */

#ifndef CCS_LATER_H
#define CCS_LATER_H

#include "audit.h"
#include "core/span.h"

void ccs_later_deliver(struct ccs_record *record);
void ccs_later_learn(const struct ccs_check *check,
		     const struct ccs_span *line);

#endif /* CCS_LATER_H */
