/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Who gets audit records
 */

#ifndef CCS_AUDIT_H
#define CCS_AUDIT_H

#include <linux/poll.h>

#include "check.h"
#include "core/emit.h"
#include "record.h"

/*
 * X(identifier, node, dialect): queues of records. That of 1.8 is always
 * filled, those of 1.7 while somebody has them open.
 */
#define CCS_LOGS(X)			\
	X(AUDIT, "audit", 18)		\
	X(GRANT, "grant_log", 17)	\
	X(REJECT, "reject_log", 17)

enum ccs_log {
#define X(id, node, dialect) CCS_LOG_##id,
	CCS_LOGS(X)
#undef X
	CCS_LOG_COUNT
};

enum ccs_receiver {
	CCS_RECEIVER_LOG,
	CCS_RECEIVER_EVENT,
	CCS_RECEIVER_AVC,
};

/**
 * struct ccs_log_state - what a log looks like from outside
 * @name: its node
 * @length: records that wait
 * @lost: records that were not kept
 */
struct ccs_log_state {
	const char *name;
	u32 length;
	u64 lost;
};

void ccs_audit_check(struct ccs_check *check);
void ccs_audit_note(const struct ccs_check *check,
		    const struct ccs_ident *ident, const char *note);
void ccs_audit_deliver(struct ccs_record *record);
void ccs_audit_lose(struct ccs_record *record);
void ccs_log_open(enum ccs_log which);
void ccs_log_close(enum ccs_log which);
struct ccs_record *ccs_log_take(enum ccs_log which);
void ccs_record_free(struct ccs_record *record);
__poll_t ccs_log_poll(enum ccs_log which, struct file *file,
		      poll_table *wait);
void ccs_log_state(enum ccs_log which, struct ccs_log_state *state);
void ccs_log_print_lost(struct ccs_emit *emit);

#endif /* CCS_AUDIT_H */
