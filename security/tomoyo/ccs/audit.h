/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Audit records and their queue
 */

#ifndef CCS_AUDIT_H
#define CCS_AUDIT_H

#include <linux/poll.h>

#include "check.h"

/* An audit record waiting for its reader; @text is NUL terminated. */
struct ccs_record {
	struct list_head node;
	size_t size;
	size_t len;
	char text[];
};

size_t ccs_audit_room(struct ccs_check *check);
void ccs_audit_head(struct ccs_emit *emit, struct ccs_check *check,
		    const struct ccs_verdict *verdict);
void ccs_audit_check(struct ccs_check *check);
void ccs_audit_note(const struct ccs_check *check,
		    const struct ccs_ident *ident, const char *note);
void ccs_audit_enqueue(struct ccs_record *record, u32 limit);
void ccs_audit_lose(struct ccs_record *record);
struct ccs_record *ccs_audit_take(void);
void ccs_record_free(struct ccs_record *record);
__poll_t ccs_audit_poll(struct file *file, poll_table *wait);

#endif /* CCS_AUDIT_H */
