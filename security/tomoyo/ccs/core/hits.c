// SPDX-License-Identifier: GPL-2.0-only
/*
 * How often, and when, an entry decided
 */

#include "env.h"
#include "hits.h"

/**
 * ccs_hits_print - print the line that follows an entry
 * @emit: the writer
 * @hits: the entry's word
 * @clock: whether the reader wants it, and since when time is counted
 *
 * Context: Any.
 */
void ccs_hits_print(struct ccs_emit *emit, const u32 *hits,
		    const struct ccs_hits_clock *clock)
{
	const u32 word = READ_ONCE(*hits);
	const u64 unit = word >> CCS_HITS_BITS;

	if (!clock->shown)
		return;
	ccs_emit(emit, "# hits=%u", word & CCS_HITS_MAX);
	if (word)
		ccs_emit(emit, " last=%llu", (unsigned long long)
			 (clock->start + (unit << CCS_HITS_SHIFT)));
	ccs_emit_text(emit, "\n");
}
