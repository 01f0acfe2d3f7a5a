/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Counters of what happened
 */

#ifndef CCS_STAT_H
#define CCS_STAT_H

#include <uapi/linux/ccsecurity.h>

#include "core/emit.h"
#include "core/mem.h"
#include "core/profile.h"

struct ccs_time {
	u32 year;
	u8 month;
	u8 day;
	u8 hour;
	u8 minute;
	u8 second;
};

/**
 * struct ccs_counts - what was counted, as ``stat`` shows it
 * @updates: accepted or learned lines of policy
 * @learning: requests that no entry granted, in learning mode
 * @permissive: in permissive mode
 * @enforcing: in enforcing mode
 */
struct ccs_counts {
	u32 updates;
	u32 learning;
	u32 permissive;
	u32 enforcing;
};

/* Memory of records that wait in the audit queue. */
extern struct ccs_mem ccs_audit_mem;

void ccs_time_split(time64_t seconds, struct ccs_time *out);
void ccs_stat_changed(enum ccsecurity_policy_change change);
void ccs_stat_update(void);
void ccs_stat_isolated(void);
void ccs_stat_violation(enum ccs_mode mode);
void ccs_stat_print(struct ccs_emit *emit);
void ccs_stat_print_17(struct ccs_emit *emit);
void ccs_stat_line(const struct ccs_span *line, u8 dialect);
void ccs_stat_counts(struct ccs_counts *counts);

#endif /* CCS_STAT_H */
