/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How often, and when, an entry decided
 */

#ifndef CCS_CORE_HITS_H
#define CCS_CORE_HITS_H

#include "emit.h"
#include "env.h"

/*
 * Both are one word of 32 bits, since there is one in every entry: the lower
 * bits count, the others have the time. A count that is full stays there, so
 * that an entry which decides all the time is written to once in a unit of
 * time, and processors don't fight for it.
 */
#define CCS_HITS_BITS	12
#define CCS_HITS_MAX	((1u << CCS_HITS_BITS) - 1)

/* A unit of time has 128 seconds, which counts four years. */
#define CCS_HITS_SHIFT	7
#define CCS_HITS_LAST	(U32_MAX >> CCS_HITS_BITS)

/**
 * struct ccs_hits_clock - what a reader of counters wants to see
 * @shown: the counters
 * @start: what the clock of hits began with, in seconds since the epoch
 */
struct ccs_hits_clock {
	bool shown;
	u64 start;
};

/**
 * ccs_hits_count - count that an entry decided
 * @hits: the entry's word
 * @seconds: since the clock of hits began
 *
 * Of two that come at the same time one may be lost; unused it never seems.
 *
 * Context: Any.
 */
static inline void ccs_hits_count(u32 *hits, u64 seconds)
{
	const u32 old = READ_ONCE(*hits);
	const u32 count = old & CCS_HITS_MAX;
	const u32 unit = min_t(u64, seconds >> CCS_HITS_SHIFT, CCS_HITS_LAST);
	const u32 now = unit << CCS_HITS_BITS |
			(count < CCS_HITS_MAX ? count + 1 : count);

	if (now != old)
		WRITE_ONCE(*hits, now);
}

void ccs_hits_print(struct ccs_emit *emit, const u32 *hits,
		    const struct ccs_hits_clock *clock);

#endif /* CCS_CORE_HITS_H */
