/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Profiles that are compared
 */

#ifndef CCS_LIB_DIFF_PROFILE_H
#define CCS_LIB_DIFF_PROFILE_H

#include "fail.h"
#include "model.h"

enum ccs_exit ccs_profile_read(struct ccs_model *model, const char *where);
char *ccs_profile_unset(const struct ccs_model_domain *new, const char *line);

#endif /* CCS_LIB_DIFF_PROFILE_H */
