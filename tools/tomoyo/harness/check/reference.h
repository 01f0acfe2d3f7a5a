/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Specification of the matcher
 */

#ifndef CCS_HARNESS_CHECK_REFERENCE_H
#define CCS_HARNESS_CHECK_REFERENCE_H

#include "../core/env.h"
#include "../core/span.h"

bool reference_match(struct ccs_span s, struct ccs_span p);

#endif /* CCS_HARNESS_CHECK_REFERENCE_H */
