/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Transitions that a thread asks for
 */

#ifndef CCS_TRANSIT_H
#define CCS_TRANSIT_H

#include "core/span.h"

int ccs_transit(const struct ccs_span *name);
int ccs_transit_17(const struct ccs_span *word);

#endif /* CCS_TRANSIT_H */
