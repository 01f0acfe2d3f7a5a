/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Saved versions of the policy
 */

#ifndef CCS_LIB_VERSIONS_H
#define CCS_LIB_VERSIONS_H

#include <stdbool.h>

#include "fail.h"

#define CCS_VERSION_COMMENT "COMMENT"

enum ccs_exit ccs_versions_list(const char *top, bool json);
enum ccs_exit ccs_versions_prune(const char *top, unsigned int keep);
enum ccs_exit ccs_versions_back(const char *top, const char *name);

#endif /* CCS_LIB_VERSIONS_H */
