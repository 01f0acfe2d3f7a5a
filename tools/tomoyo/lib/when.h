/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Times as people read them
 */

#ifndef CCS_LIB_WHEN_H
#define CCS_LIB_WHEN_H

#include <stdbool.h>

char *ccs_when(const char *utc, bool local);

#endif /* CCS_LIB_WHEN_H */
