/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy that is written aside and put in force at once
 */

#ifndef CCS_TRANSACTION_H
#define CCS_TRANSACTION_H

#include <linux/list.h>
#include <linux/types.h>

#include "core/emit.h"
#include "core/policy.h"
#include "core/span.h"

struct ccs_session;
struct pid;

/* Room for a name and its NUL. */
#define CCS_TRANSACTION_NAME 64

enum ccs_transaction_state {
	CCS_TRANSACTION_OPEN,
	CCS_TRANSACTION_COMMITTED,
	CCS_TRANSACTION_DISCARDED,
};

/**
 * struct ccs_transaction - policy being written aside
 * @node: in the list of open ones
 * @sessions: open nodes that write it, and those that do not know yet that it
 *	is over
 * @state: what became of it
 * @policy: what is written; NULL once it is over
 * @parts: what takes part, one bit each
 * @learned: where notes of lines that were learned since it began start
 * @opener: process that opened the node it began on; others do not join
 * @failed: a line was refused, so it can't be committed
 * @why: which and why, for a reader, or NULL if there was no memory for that
 * @name: by which other nodes join; empty if none may
 *
 * Under ccs_change_lock.
 */
struct ccs_transaction {
	struct list_head node;
	int sessions;
	enum ccs_transaction_state state;
	struct ccs_policy *policy;
	u8 parts;
	u64 learned;
	struct pid *opener;
	bool failed;
	char *why;
	char name[CCS_TRANSACTION_NAME];
};

int ccs_transaction_begin(struct ccs_session *session,
			  const struct ccs_span *name, const char **why);
struct ccs_transaction *ccs_transaction_of(struct ccs_session *session);
void ccs_transaction_finish(struct ccs_transaction *tx,
			    enum ccs_transaction_state state);
void ccs_transaction_leave(struct ccs_session *session);
void ccs_transaction_close(struct ccs_session *session);

int ccs_transaction_line(struct ccs_session *session,
			 const struct ccs_span *line,
			 struct ccs_reject *reject);
void ccs_transaction_pause(struct ccs_session *session);
void ccs_transaction_lost(struct ccs_session *session,
			  const struct ccs_reject *reject);
int ccs_transaction_word(struct ccs_session *session,
			 const struct ccs_span *line);
void ccs_transaction_print(struct ccs_emit *emit);

#endif /* CCS_TRANSACTION_H */
