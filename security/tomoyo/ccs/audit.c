// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who gets audit records
 */

#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#include "audit.h"
#include "avc.h"
#include "common.h"
#include "core/word.h"
#include "event.h"
#include "later.h"
#include "root.h"
#include "stat.h"

/**
 * struct log - records that wait for the readers of a node
 * @records: oldest first
 * @len: their number
 * @openers: open files; a log of 1.7 is kept while there is any
 * @lost: records that were not kept
 * @told: the kernel log says so since there was room
 * @wait: readers that poll
 *
 * What is not atomic is written under queue_lock.
 */
struct log {
	struct list_head records;
	u32 len;
	u32 openers;
	atomic64_t lost;
	atomic_t told;
	wait_queue_head_t wait;
};

/* Held for moments only, never while memory is allocated or copied. */
static DEFINE_SPINLOCK(queue_lock);

/* Under queue_lock. */
static struct log logs[CCS_LOG_COUNT] = {
#define X(id, node, dialect) [CCS_LOG_##id] = {				\
	.records = LIST_HEAD_INIT(logs[CCS_LOG_##id].records),		\
	.wait = __WAIT_QUEUE_HEAD_INITIALIZER(logs[CCS_LOG_##id].wait),	\
},
	CCS_LOGS(X)
#undef X
};

static const char *const log_names[CCS_LOG_COUNT] = {
#define X(id, node, dialect) [CCS_LOG_##id] = node,
	CCS_LOGS(X)
#undef X
};

static const u8 log_dialects[CCS_LOG_COUNT] = {
#define X(id, node, dialect) [CCS_LOG_##id] = CCS_DIALECT_##dialect,
	CCS_LOGS(X)
#undef X
};

/* Counts what is not kept; says so once until there is room again. */
static void lose(enum ccs_log which, const char *why)
{
	struct log *const log = &logs[which];

	atomic64_inc(&log->lost);
	if (!atomic_xchg(&log->told, 1))
		pr_warn_ratelimited("records for %s are lost: %s\n",
				    log_names[which], why);
}

static bool is_kept(enum ccs_log which)
{
	return which == CCS_LOG_AUDIT || READ_ONCE(logs[which].openers);
}

/* Returns NULL, or why it is not in the log. */
static const char *add(struct log *log, struct ccs_record *record)
{
	const char *why = NULL;

	spin_lock(&queue_lock);
	if (!is_kept(record->log)) {
		why = "";
	} else if (log->len >= record->limit) {
		why = "the queue is full";
	} else {
		list_add_tail(&record->node, &log->records);
		WRITE_ONCE(log->len, log->len + 1);
	}
	spin_unlock(&queue_lock);
	return why;
}

static void enqueue(struct ccs_record *record)
{
	const enum ccs_log which = record->log;
	struct log *const log = &logs[which];
	const char *why;

	record = ccs_record_shrink(record);
	record->charged = struct_size(record, text, record->len + 1);
	if (!ccs_mem_charge(&ccs_audit_mem, record->charged)) {
		record->charged = 0;
		ccs_record_free(record);
		lose(which, "quota");
		return;
	}
	why = add(log, record);
	if (!why) {
		wake_up(&log->wait);
		return;
	}
	ccs_record_free(record);
	if (*why)
		lose(which, why);
}

/**
 * ccs_audit_deliver - give a record to those who want it
 * @record: the record; taken over
 *
 * Context: May sleep. File system locks may be held.
 */
void ccs_audit_deliver(struct ccs_record *record)
{
	if (record->to & BIT(CCS_RECEIVER_AVC))
		ccs_avc_log(record);
	if (record->to & BIT(CCS_RECEIVER_EVENT))
		ccs_event_audit(record);
	if (record->to & BIT(CCS_RECEIVER_LOG))
		enqueue(record);
	else
		ccs_record_free(record);
}

static void lose_for(u8 to, enum ccs_log which, const char *why)
{
	if (to & BIT(CCS_RECEIVER_LOG))
		lose(which, why);
	if (to & BIT(CCS_RECEIVER_EVENT))
		ccs_event_lose(CCS_EVENT_AUDIT);
}

/**
 * ccs_audit_lose - give up a record that can't be kept
 * @record: the record; freed
 *
 * Context: Any but NMI.
 */
void ccs_audit_lose(struct ccs_record *record)
{
	lose_for(record->to, record->log, "too many at once");
	ccs_record_free(record);
}

/**
 * struct news - what there is to record
 * @check: the request
 * @ident: the domain that it is about
 * @note: the last line, NULL if that is the request
 * @limit: how long a log may be
 */
struct news {
	struct ccs_check *check;
	const struct ccs_ident *ident;
	const char *note;
	u32 limit;
};

static void write(const struct news *news, enum ccs_log which, u8 to)
{
	struct ccs_record *const record =
		ccs_record_new(news->check, news->ident, news->note,
			       log_dialects[which]);

	if (!record) {
		lose_for(to, which, "no memory");
		return;
	}
	record->log = which;
	record->to = to;
	record->limit = news->limit;
	if (news->check->atomic)
		ccs_later_deliver(record);
	else
		ccs_audit_deliver(record);
}

/* Is it worth writing the record? A log of no length loses nothing. */
static bool has_room(enum ccs_log which, u32 limit)
{
	if (!limit || !is_kept(which))
		return false;
	if (READ_ONCE(logs[which].len) < limit)
		return true;
	lose(which, "the queue is full");
	return false;
}

static void tell(struct news *news, bool granted)
{
	const struct ccs_verdict *const verdict = &news->check->verdict;
	const enum ccs_log log17 = granted ? CCS_LOG_GRANT : CCS_LOG_REJECT;
	u8 to = 0;

	news->limit = ccs_root_preference(news->check->ident, verdict->profile,
					  granted ?
					  CCS_PREFERENCE_MAX_GRANT_LOG :
					  CCS_PREFERENCE_MAX_REJECT_LOG);
	if (has_room(CCS_LOG_AUDIT, news->limit))
		to |= BIT(CCS_RECEIVER_LOG);
	if (ccs_event_wanted(CCS_EVENT_AUDIT))
		to |= BIT(CCS_RECEIVER_EVENT);
	if (!granted && !news->note && ccs_avc_wanted(verdict->mode))
		to |= BIT(CCS_RECEIVER_AVC);
	if (to)
		write(news, CCS_LOG_AUDIT, to);
	if (has_room(log17, news->limit))
		write(news, log17, BIT(CCS_RECEIVER_LOG));
}

/**
 * ccs_audit_check - record a checked request
 * @check: the request, with its verdict
 *
 * Context: Any but NMI if @check is atomic, else may sleep.
 */
void ccs_audit_check(struct ccs_check *check)
{
	struct news news = { .check = check, .ident = check->ident };

	tell(&news, check->verdict.granted);
}

/**
 * ccs_audit_note - record something about a domain
 * @check: the request that led to it
 * @ident: the domain
 * @note: such as ``use_profile 3`` or ``quota_exceeded``
 *
 * Context: May sleep.
 */
void ccs_audit_note(const struct ccs_check *check,
		    const struct ccs_ident *ident, const char *note)
{
	struct news news = {
		/* Only a request makes facts be fetched. */
		.check = (struct ccs_check *)check,
		.ident = ident,
		.note = note,
	};

	tell(&news, false);
}

/**
 * ccs_log_open - somebody reads a log
 * @which: the log
 *
 * Context: May sleep.
 */
void ccs_log_open(enum ccs_log which)
{
	spin_lock(&queue_lock);
	WRITE_ONCE(logs[which].openers, logs[which].openers + 1);
	spin_unlock(&queue_lock);
}

/**
 * ccs_log_close - somebody does not read a log any more
 * @which: the log; one of 1.7 without readers is emptied
 *
 * Context: May sleep.
 */
void ccs_log_close(enum ccs_log which)
{
	struct log *const log = &logs[which];
	struct ccs_record *record, *next;
	LIST_HEAD(unread);

	spin_lock(&queue_lock);
	WRITE_ONCE(log->openers, log->openers - 1);
	if (!is_kept(which)) {
		list_splice_init(&log->records, &unread);
		WRITE_ONCE(log->len, 0);
	}
	spin_unlock(&queue_lock);
	list_for_each_entry_safe(record, next, &unread, node)
		ccs_record_free(record);
}

/**
 * ccs_log_take - take the oldest record of a log
 * @which: the log
 *
 * Context: May sleep.
 * Return: the record, which the caller frees with ccs_record_free(), or NULL.
 */
struct ccs_record *ccs_log_take(enum ccs_log which)
{
	struct log *const log = &logs[which];
	struct ccs_record *record;

	spin_lock(&queue_lock);
	record = list_first_entry_or_null(&log->records, struct ccs_record,
					  node);
	if (record) {
		list_del(&record->node);
		WRITE_ONCE(log->len, log->len - 1);
	}
	spin_unlock(&queue_lock);
	atomic_set(&log->told, 0);
	return record;
}

/**
 * ccs_record_free - free a record
 * @record: the record; NULL is ignored
 *
 * Context: Any but NMI, as far as it is in no log.
 */
void ccs_record_free(struct ccs_record *record)
{
	if (!record)
		return;
	if (record->charged)
		ccs_mem_uncharge(&ccs_audit_mem, record->charged);
	kvfree(record);
}

/**
 * ccs_log_poll - wait for a record
 * @which: the log
 * @file: its open node
 * @wait: the caller's table
 *
 * Return: readable if the log is not empty; always writable, as the original
 * reports (interface 2.7).
 */
__poll_t ccs_log_poll(enum ccs_log which, struct file *file, poll_table *wait)
{
	poll_wait(file, &logs[which].wait, wait);
	return EPOLLOUT | EPOLLWRNORM |
	       (READ_ONCE(logs[which].len) ? EPOLLIN | EPOLLRDNORM : 0);
}

/**
 * ccs_log_state - how a log stands
 * @which: the log
 * @state: the result
 */
void ccs_log_state(enum ccs_log which, struct ccs_log_state *state)
{
	*state = (struct ccs_log_state){
		.name = log_names[which],
		.length = READ_ONCE(logs[which].len),
		.lost = atomic64_read(&logs[which].lost),
	};
}

/**
 * ccs_log_print_lost - print how many records of each log were lost
 * @emit: the writer
 */
void ccs_log_print_lost(struct ccs_emit *emit)
{
	struct ccs_log_state state;
	int i;

	for (i = 0; i < CCS_LOG_COUNT; i++) {
		ccs_log_state(i, &state);
		ccs_emit(emit, "Records lost by %-21s %10llu\n", state.name,
			 state.lost);
	}
}
