/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a person is asked
 */

#ifndef CCS_LIB_ASKING_H
#define CCS_LIB_ASKING_H

#include <stdbool.h>

#include "edit.h"
#include "record.h"
#include "rewrite.h"

bool ccs_asking_domain(const struct ccs_record *record);
unsigned int ccs_asking_prompt(const struct ccs_record *record);
void ccs_asking_offer(const struct ccs_record *record,
		      struct ccs_rewrites *rules, struct ccs_edit *edit);
bool ccs_asking_good(const struct ccs_record *record, const char *line);

#endif /* CCS_LIB_ASKING_H */
