/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Lines that would allow a request
 */

#ifndef CCS_LIB_CANDIDATE_H
#define CCS_LIB_CANDIDATE_H

#include <stdbool.h>

#include "list.h"
#include "record.h"
#include "rewrite.h"
#include "scratch.h"

void ccs_candidates(const struct ccs_record *record, struct ccs_rewrites *rules,
		    struct ccs_list *lines);
bool ccs_candidate_good(const struct ccs_record *record, const char *line,
			struct ccs_remark *error);

#endif /* CCS_LIB_CANDIDATE_H */
