/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Patterns within patterns
 */

#ifndef CCS_LIB_SUBSUME_H
#define CCS_LIB_SUBSUME_H

#include <stdbool.h>

bool ccs_subsume(const char *wide, const char *narrow);

#endif /* CCS_LIB_SUBSUME_H */
