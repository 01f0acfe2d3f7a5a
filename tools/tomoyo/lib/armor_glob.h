/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * AppArmor's patterns
 */

#ifndef CCS_LIB_ARMOR_GLOB_H
#define CCS_LIB_ARMOR_GLOB_H

#include <stdbool.h>

#include "list.h"

const char *ccs_armor_glob(const char *text, struct ccs_list *patterns);
bool ccs_armor_overlap(const char *pattern, const char *other);
bool ccs_armor_subtract(const char *pattern, const char *other, char **rest);

#endif /* CCS_LIB_ARMOR_GLOB_H */
