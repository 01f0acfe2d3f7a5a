/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Example policies under scarce memory
 */

#ifndef CCS_HARNESS_CHECK_SWEEP_H
#define CCS_HARNESS_CHECK_SWEEP_H

#include "kunit.h"

void ccs_sweep(const char *path, struct kunit_totals *totals);

#endif /* CCS_HARNESS_CHECK_SWEEP_H */
