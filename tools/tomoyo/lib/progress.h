/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How far long work has come
 */

#ifndef CCS_LIB_PROGRESS_H
#define CCS_LIB_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * struct ccs_progress - long work; all zeroes is work that begins
 * @start: when it began, in milliseconds of ccs_clock()
 * @told: when it was told last
 * @shown: something is on the screen
 * @mute: nobody is to be told
 */
struct ccs_progress {
	long long start;
	long long told;
	bool shown;
	bool mute;
};

void ccs_progress_tell(struct ccs_progress *progress, size_t done,
		       size_t total);
void ccs_progress_end(struct ccs_progress *progress);

#endif /* CCS_LIB_PROGRESS_H */
