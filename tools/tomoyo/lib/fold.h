/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Records that come again and again
 */

#ifndef CCS_LIB_FOLD_H
#define CCS_LIB_FOLD_H

#include <stdbool.h>
#include <stddef.h>

/* Different records that are remembered at once. */
#define CCS_FOLD_MAX 64

/**
 * struct ccs_fold_one - a record that was stored
 * @key: what makes another one the same
 * @since: when, as ccs_clock() says it
 * @times: how often it came again
 */
struct ccs_fold_one {
	char *key;
	long long since;
	unsigned long times;
};

/**
 * struct ccs_fold - records of late; all zeroes is none
 * @one: them, the oldest first
 * @count: their number
 */
struct ccs_fold {
	struct ccs_fold_one one[CCS_FOLD_MAX];
	size_t count;
};

bool ccs_fold_again(struct ccs_fold *fold, const char *record);
void ccs_fold_remember(struct ccs_fold *fold, const char *record);
bool ccs_fold_full(const struct ccs_fold *fold);
char *ccs_fold_end(struct ccs_fold *fold, unsigned int seconds);
bool ccs_fold_waits(const struct ccs_fold *fold);

#endif /* CCS_LIB_FOLD_H */
