/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a record tells about its request
 */

#ifndef CCS_LIB_FACTS_H
#define CCS_LIB_FACTS_H

#include "list.h"
#include "record.h"

void ccs_facts_of(const struct ccs_record *record, struct ccs_list *facts);
const char *ccs_facts_find(const struct ccs_list *facts, const char *name);

#endif /* CCS_LIB_FACTS_H */
