/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests that wait for a supervisor
 */

#ifndef CCS_QUERY_H
#define CCS_QUERY_H

#include <linux/fs.h>
#include <linux/list.h>
#include <linux/poll.h>
#include <linux/refcount.h>
#include <linux/wait.h>

#include "core/domain.h"
#include "core/emit.h"
#include "core/mem.h"
#include "core/span.h"

/* What a supervisor says (interface 6.3); any other number rejects. */
enum ccs_query_answer {
	CCS_ANSWER_NONE,
	CCS_ANSWER_GRANT,
	CCS_ANSWER_REJECT,
	CCS_ANSWER_RETRY,
	/* No byte, so nobody can say it: there is no supervisor any more. */
	CCS_ANSWER_LEFT = 256,
};

/**
 * struct ccs_query - a request that waits
 * @node: in the list of them; empty once it is answered or given up
 * @users: whoever waits and whoever reads it
 * @ident: the domain that waits, one reference
 * @serial: its number, given when it is queued
 * @retry: how often it was judged again
 * @since: jiffies when it was queued
 * @answer: enum ccs_query_answer or another number, written once
 * @wait: where its task waits
 * @size: room for @text
 * @len: bytes in @text
 * @text: header, domain and request, each with a newline behind it
 */
struct ccs_query {
	struct list_head node;
	refcount_t users;
	struct ccs_ident *ident;
	u64 serial;
	u32 retry;
	unsigned long since;
	u16 answer;
	wait_queue_head_t wait;
	size_t size;
	size_t len;
	char text[];
};

/* For whoever has a request to ask about. */
bool ccs_query_supervised(void);
bool ccs_query_held(void);
u32 ccs_query_round(void);
unsigned long ccs_query_wait_end(void);
struct ccs_query *ccs_query_new(struct ccs_ident *ident, size_t size);
u16 ccs_query_ask(struct ccs_query *query, u32 round,
		  const unsigned long *wait_end);
void ccs_query_put(struct ccs_query *query);

/* For supervisors. */
void ccs_query_open(const struct file *file);
void ccs_query_close(void);
struct ccs_query *ccs_query_next(u64 serial);
struct ccs_ident *ccs_query_ident(u32 serial);
bool ccs_query_answer(u32 serial, u8 answer);
void ccs_query_keep_alive(void);
__poll_t ccs_query_poll(struct file *file, poll_table *wait);

/* For whoever changes more of the policy than a line. */
void ccs_query_retry_all(void);

struct ccs_mem *ccs_query_mem(void);
void ccs_query_print_timeout(struct ccs_emit *emit);
void ccs_query_timeout_line(const struct ccs_span *line);

#endif /* CCS_QUERY_H */
