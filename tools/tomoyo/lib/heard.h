/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Refusals that came as events
 */

#ifndef CCS_LIB_HEARD_H
#define CCS_LIB_HEARD_H

#include <stdbool.h>
#include <stddef.h>

#include "record.h"

/* More are taken for those that have no question. */
#define CCS_HEARD_MAX 256

/**
 * struct ccs_heard - events whose question may still come
 * @record: their records, in the order in which they came
 * @since: when each came, as of ccs_clock()
 * @count: their number
 */
struct ccs_heard {
	struct ccs_record record[CCS_HEARD_MAX];
	long long since[CCS_HEARD_MAX];
	size_t count;
};

void ccs_heard_add(struct ccs_heard *heard, const char *text);
void ccs_heard_match(struct ccs_heard *heard, const struct ccs_record *record);
bool ccs_heard_take(struct ccs_heard *heard, struct ccs_record *record);
void ccs_heard_free(struct ccs_heard *heard);

#endif /* CCS_LIB_HEARD_H */
