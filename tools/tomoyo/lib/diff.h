/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From one policy to another
 */

#ifndef CCS_LIB_DIFF_H
#define CCS_LIB_DIFF_H

#include "load.h"
#include "model.h"

int ccs_diff_load(struct ccs_load *load, const struct ccs_model *from,
		  const struct ccs_model *to);

#endif /* CCS_LIB_DIFF_H */
