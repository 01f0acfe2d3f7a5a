/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The difference of two policies, for programs
 */

#ifndef CCS_LIB_DIFF_JSON_H
#define CCS_LIB_DIFF_JSON_H

#include <stdbool.h>

#include "model.h"

bool ccs_diff_same_profile(const struct ccs_model_domain *old,
			   const struct ccs_model_domain *new);
bool ccs_diff_same(const struct ccs_model_domain *old,
		   const struct ccs_model_domain *new);
void ccs_diff_json(const struct ccs_model *old, const struct ccs_model *new,
		   const struct ccs_list *groups);

#endif /* CCS_LIB_DIFF_JSON_H */
