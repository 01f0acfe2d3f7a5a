/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Records of refused requests in a log
 */

#ifndef CCS_LIB_REFUSALS_H
#define CCS_LIB_REFUSALS_H

#include <stdio.h>

#include "record.h"

/**
 * struct ccs_refusal - a request that was refused
 * @record: the record of the last time
 * @times: how often
 */
struct ccs_refusal {
	struct ccs_record record;
	unsigned int times;
};

/**
 * struct ccs_refusals - what was refused, in the order of the last times
 * @refusal: the requests, each domain and request once
 * @count: their number
 */
struct ccs_refusals {
	struct ccs_refusal *refusal;
	size_t count;
};

int ccs_refusals_read(struct ccs_refusals *refusals, FILE *file);
void ccs_refusals_free(struct ccs_refusals *refusals);

#endif /* CCS_LIB_REFUSALS_H */
