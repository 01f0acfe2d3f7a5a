/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Patterns for names that are alike
 */

#ifndef CCS_LIB_SUGGEST_H
#define CCS_LIB_SUGGEST_H

#include "list.h"

char *ccs_suggest_pattern(const char *name);
void ccs_suggest(const struct ccs_list *names);

#endif /* CCS_LIB_SUGGEST_H */
