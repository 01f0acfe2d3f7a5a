// SPDX-License-Identifier: GPL-2.0-only
/*
 * How far long work has come
 *
 * Told on a terminal only, and only when somebody begins to wonder.
 */

#include <stdio.h>
#include <unistd.h>

#include "clock.h"
#include "fail.h"
#include "progress.h"

#define FIRST_AFTER	500
#define AGAIN_AFTER	200

/**
 * ccs_progress_tell - so much is done
 * @progress: the work
 * @done: lines done
 * @total: lines there are
 */
void ccs_progress_tell(struct ccs_progress *progress, size_t done,
		       size_t total)
{
	long long now;

	/* The clock is not for free either. */
	if (progress->mute || done % 512)
		return;
	now = ccs_clock();
	if (!progress->start) {
		progress->start = now;
		progress->mute = ccs_fail_is_quiet() ||
				 !isatty(STDERR_FILENO);
		return;
	}
	if (now - progress->start < FIRST_AFTER ||
	    now - progress->told < AGAIN_AFTER)
		return;
	fprintf(stderr, "\r%s: %zu of %zu lines", ccs_fail_program(), done,
		total);
	progress->told = now;
	progress->shown = true;
}

/**
 * ccs_progress_end - the work is done
 * @progress: the work
 */
void ccs_progress_end(struct ccs_progress *progress)
{
	if (progress->shown)
		fprintf(stderr, "\r\033[K");
}
