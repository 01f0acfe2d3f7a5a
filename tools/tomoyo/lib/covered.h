/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Lines that gave way to more general ones
 */

#ifndef CCS_LIB_COVERED_H
#define CCS_LIB_COVERED_H

#include "model.h"

void ccs_covered_groups(struct ccs_list *groups, const char *where);
void ccs_covered_find(const struct ccs_list *groups,
		      const struct ccs_model_domain *old,
		      const struct ccs_model_domain *new,
		      void (*tell)(const char *line, const char *by,
				   void *data), void *data);

#endif /* CCS_LIB_COVERED_H */
