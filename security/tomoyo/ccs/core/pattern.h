/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Pathname pattern matching
 */

#ifndef CCS_CORE_PATTERN_H
#define CCS_CORE_PATTERN_H

#include "env.h"
#include "name.h"

bool ccs_pattern_match(const struct ccs_str *str, const struct ccs_name *name);

#endif /* CCS_CORE_PATTERN_H */
