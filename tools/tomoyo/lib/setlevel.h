/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Single lines of profiles in their old spelling
 */

#ifndef CCS_LIB_SETLEVEL_H
#define CCS_LIB_SETLEVEL_H

#include <stdbool.h>

#include "list.h"

bool ccs_setlevel_old(const char *line, struct ccs_list *lines);

#endif /* CCS_LIB_SETLEVEL_H */
