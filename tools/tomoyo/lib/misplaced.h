/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Lines in the wrong policy
 */

#ifndef CCS_LIB_MISPLACED_H
#define CCS_LIB_MISPLACED_H

#include "scratch.h"

const char *ccs_misplaced(enum ccs_part part, const char *line);

#endif /* CCS_LIB_MISPLACED_H */
