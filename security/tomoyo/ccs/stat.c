// SPDX-License-Identifier: GPL-2.0-only
/*
 * Counters of what happened
 */

#include <linux/ktime.h>
#include <linux/timekeeping.h>

#include "activation.h"
#include "audit.h"
#include "core/quota.h"
#include "core/word.h"
#include "event.h"
#include "query.h"
#include "root.h"
#include "stat.h"

/* X(identifier, label): lines of the node ``stat`` (interface 7.1). */
#define COUNTERS(X)						\
	X(UPDATE, "update:")					\
	X(LEARNING, "violation in learning mode:")		\
	X(PERMISSIVE, "violation in permissive mode:")		\
	X(ENFORCING, "violation in enforcing mode:")		\
	X(ISOLATION, "refusal by isolation:")

enum counter {
#define X(id, label) COUNT_##id,
	COUNTERS(X)
#undef X
	COUNTER_COUNT
};

static const char *const labels[COUNTER_COUNT] = {
#define X(id, label) [COUNT_##id] = label,
	COUNTERS(X)
#undef X
};

struct counter_state {
	atomic_t count;
	atomic64_t last;
};

/* Counted without a lock; a reader may see a count before its time. */
static struct counter_state counters[COUNTER_COUNT];

/* Counted without a lock; its quota is written under ccs_policy_lock. */
struct ccs_mem ccs_audit_mem;

/**
 * ccs_time_split - a time as people write it
 * @seconds: the time, since 1970
 * @out: the result, in UTC
 */
void ccs_time_split(time64_t seconds, struct ccs_time *out)
{
	struct tm tm;

	time64_to_tm(seconds, 0, &tm);
	*out = (struct ccs_time){
		.year = tm.tm_year + 1900,
		.month = tm.tm_mon + 1,
		.day = tm.tm_mday,
		.hour = tm.tm_hour,
		.minute = tm.tm_min,
		.second = tm.tm_sec,
	};
}

static void count(enum counter which)
{
	atomic_inc(&counters[which].count);
	atomic64_set(&counters[which].last, ktime_get_real_seconds());
}

/**
 * ccs_stat_changed - count a change of policy, and tell of it
 * @change: what happened
 *
 * Context: May sleep.
 */
void ccs_stat_changed(enum ccsecurity_policy_change change)
{
	count(COUNT_UPDATE);
	ccs_event_policy(change);
}

/**
 * ccs_stat_update - count an accepted or learned policy line
 *
 * Context: May sleep.
 */
void ccs_stat_update(void)
{
	ccs_stat_changed(CCSECURITY_POLICY_CHANGE_LINES);
}

/**
 * ccs_stat_isolated - count what isolation refused
 */
void ccs_stat_isolated(void)
{
	count(COUNT_ISOLATION);
}

/**
 * ccs_stat_violation - count a request that no entry grants
 * @mode: the mode it was judged in; disabled is not counted
 */
void ccs_stat_violation(enum ccs_mode mode)
{
	static const u8 of_mode[CCS_MODE_COUNT] = {
		[CCS_MODE_LEARNING] = COUNT_LEARNING,
		[CCS_MODE_PERMISSIVE] = COUNT_PERMISSIVE,
		[CCS_MODE_ENFORCING] = COUNT_ENFORCING,
	};

	if (mode != CCS_MODE_DISABLED)
		count(of_mode[mode]);
}

static void print_counter(struct ccs_emit *emit, enum counter which)
{
	const time64_t last = atomic64_read(&counters[which].last);
	struct ccs_time time;

	ccs_emit(emit, "Policy %-30s %10u", labels[which],
		 (u32)atomic_read(&counters[which].count));
	if (last) {
		ccs_time_split(last, &time);
		ccs_emit(emit, " (Last: %04u/%02u/%02u %02u:%02u:%02u)",
			 time.year, time.month, time.day, time.hour,
			 time.minute, time.second);
	}
	ccs_emit_text(emit, "\n");
}

static struct ccs_mem *mem_of(enum ccs_account account)
{
	struct ccs_mem *const mems[CCS_ACCOUNT_COUNT] = {
		[CCS_ACCOUNT_POLICY] = ccs_root_mem(),
		[CCS_ACCOUNT_AUDIT] = &ccs_audit_mem,
		[CCS_ACCOUNT_QUERY] = ccs_query_mem(),
	};

	return mems[account];
}

/**
 * ccs_stat_counts - what was counted
 * @counts: the result
 *
 * Context: Any.
 */
void ccs_stat_counts(struct ccs_counts *counts)
{
	*counts = (struct ccs_counts){
		.updates = atomic_read(&counters[COUNT_UPDATE].count),
		.learning = atomic_read(&counters[COUNT_LEARNING].count),
		.permissive = atomic_read(&counters[COUNT_PERMISSIVE].count),
		.enforcing = atomic_read(&counters[COUNT_ENFORCING].count),
	};
}

/**
 * ccs_stat_print - print what the node ``stat`` shows (interface 7.1)
 * @emit: the writer
 *
 * Context: Policy lock held.
 */
void ccs_stat_print(struct ccs_emit *emit)
{
	unsigned long total = 0;
	int i;

	for (i = 0; i < COUNT_ISOLATION; i++)
		print_counter(emit, i);
	for (i = 0; i < CCS_ACCOUNT_COUNT; i++) {
		const struct ccs_mem *const mem = mem_of(i);
		const unsigned long used = atomic_long_read(&mem->used);

		ccs_quota_print(emit, i, used, READ_ONCE(mem->quota));
		total += used;
	}
	ccs_emit(emit, "%-38s%10lu\n", "Total memory used:", total);
	ccs_query_print_timeout(emit);
	ccs_log_print_lost(emit);
	ccs_event_print_lost(emit);
	ccs_activation_print(emit);
	/* Behind what the tools of 1.8 know. */
	if (IS_ENABLED(CONFIG_CCSECURITY_ISOLATION))
		print_counter(emit, COUNT_ISOLATION);
}

/**
 * ccs_stat_print_17 - print what the node ``meminfo`` shows (interface 7.2)
 * @emit: the writer
 *
 * Context: Policy lock held.
 */
void ccs_stat_print_17(struct ccs_emit *emit)
{
	unsigned long total = 0;
	int i;

	for (i = 0; i < CCS_ACCOUNT_COUNT; i++) {
		const struct ccs_mem *const mem = mem_of(i);
		const unsigned long used = atomic_long_read(&mem->used);

		ccs_quota_print_17(emit, i, used, READ_ONCE(mem->quota));
		total += used;
	}
	ccs_quota_print_17(emit, CCS_ACCOUNT_COUNT, total, 0);
}

/**
 * ccs_stat_line - set a quota, or how long requests wait
 * @line: a line of the node ``stat`` or ``meminfo``
 * @dialect: CCS_DIALECT_17 for the latter
 *
 * Context: Policy lock held.
 */
void ccs_stat_line(const struct ccs_span *line, u8 dialect)
{
	unsigned long quota;
	const int account = ccs_quota_line(line, dialect, &quota);

	if (account >= 0)
		WRITE_ONCE(mem_of(account)->quota, quota);
	else
		ccs_query_timeout_line(line);
}
