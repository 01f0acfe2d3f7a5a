/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The clock that hits are counted by
 */

#ifndef CCS_HITS_H
#define CCS_HITS_H

#include <linux/timekeeping.h>

#include "core/acl.h"

/* Counts that an entry decided; RCU read side held. */
static inline void ccs_hit(const struct ccs_grant *grant)
{
	if (grant->acl)
		ccs_acl_hit(grant->acl, ktime_get_seconds());
}

/* How readers see it: time is counted from boot, and told since the epoch. */
static inline struct ccs_hits_clock ccs_hits_clock(bool shown)
{
	return (struct ccs_hits_clock){
		.shown = shown,
		/* Two clocks in whole seconds would differ by one at times. */
		.start = ktime_divns(ktime_mono_to_real(0), NSEC_PER_SEC),
	};
}

#endif /* CCS_HITS_H */
