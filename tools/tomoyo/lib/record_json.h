/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Records for programs that read JSON
 */

#ifndef CCS_LIB_RECORD_JSON_H
#define CCS_LIB_RECORD_JSON_H

#include "record.h"
#include "strbuf.h"

void ccs_record_json(struct ccs_strbuf *out, const struct ccs_record *record,
		     unsigned long long lost);

#endif /* CCS_LIB_RECORD_JSON_H */
