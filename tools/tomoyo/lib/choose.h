/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Choice of a profile file
 */

#ifndef CCS_LIB_CHOOSE_H
#define CCS_LIB_CHOOSE_H

#include <stdbool.h>

#include "words.h"

bool ccs_choose_readable(const char *dir, const char *file);
char *ccs_choose_profile(const char *dir, struct ccs_words *words);

#endif /* CCS_LIB_CHOOSE_H */
