/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One open node
 */

#ifndef CCS_SESSION_H
#define CCS_SESSION_H

#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/poll.h>

#include "core/domain.h"
#include "core/emit.h"
#include "core/namespace_text.h"
#include "core/part.h"
#include "core/place.h"
#include "core/span.h"
#include "retire.h"

struct ccs_session;
struct ccs_whatif;
struct ccs_transaction;
struct pid;

/**
 * struct ccs_text_node - a node that is read and written by lines
 * @may_open: may the current thread open it? NULL leaves that to permissions
 * @opened: told of each file that is opened. May be NULL.
 * @poll: what can be done without waiting; NULL if everything
 * @print: print what comes next; true at the end. Policy lock held.
 * @line: take a line. Policy lock held; 0, -EINVAL with a reason, -ENOMEM.
 * @free_line: take a line that needs no manager right, or leave it alone:
 *	1 if it was one, 0 if not, or an error; no lock held. May be NULL.
 * @closed: told of each session that ends; releases what the node keeps in
 *	it. May be NULL.
 * @part: the part of policy that it shows and takes, enum ccs_part
 * @pinned: it shows policy in pieces, all of them of the same one
 * @counted: accepted lines count as policy updates
 * @restarts: whoever was told the end starts over with the next read
 */
struct ccs_text_node {
	bool (*may_open)(void);
	void (*opened)(const struct file *file);
	__poll_t (*poll)(struct file *file, poll_table *wait);
	bool (*print)(struct ccs_session *session, struct ccs_emit *emit);
	int (*line)(struct ccs_session *session, const struct ccs_span *line,
		    struct ccs_reject *reject);
	int (*free_line)(struct ccs_session *session,
			 const struct ccs_span *line);
	void (*closed)(struct ccs_session *session);
	u8 part;
	bool pinned;
	bool counted;
	bool restarts;
};

/**
 * struct ccs_session - the state of one open file
 * @lock: serialises its readers and writers
 * @node: what was opened
 * @opener_manages: whoever opened it was a policy manager then. The writer is
 *	asked again for each line: a descriptor passed on, or written to by a
 *	privileged program that was tricked into it, gains nothing.
 * @opener: process that opened it, one reference
 * @transaction: where lines go, or NULL; under ccs_change_lock as well
 * @strict: a refused line fails its write()
 * @written: lines written since it became strict, or since a transaction began
 * @line: bytes of a line that is not complete
 * @line_len: their number
 * @line_size: room for them
 * @skip: the line was too long; what follows up to its end is dropped
 * @planted: somebody who may not write policy wrote a part of the line
 * @domain: domain that entries go to
 * @begun: domain that lines of the current write() have been about, or NULL
 * @makes: it is complete where they end
 * @out: text that was printed and not read yet
 * @out_len: its length
 * @out_pos: how much of it was read
 * @out_size: room for it
 * @done: nothing follows @out
 * @pin: the policy that is read
 * @only: this domain alone is read
 * @transition_only: only what decides about transitions is read
 * @hits_shown: entries are followed by their counters
 * @domain_pos: how far the domain policy was read
 * @exception_pos: how far the exception policy was read
 * @profile_pos: how far the profiles were read
 * @next: how far another list was read
 * @query_pos: the first request that waits and was not read
 * @whatif: the question that the node ``check`` is asked, or NULL
 */
struct ccs_session {
	struct mutex lock; /* Serialises readers and writers of this file. */
	const struct ccs_text_node *node;
	bool opener_manages;
	struct pid *opener;
	struct ccs_transaction *transaction;
	bool strict;
	u64 written;
	char *line;
	size_t line_len;
	size_t line_size;
	bool skip;
	bool planted;
	struct ccs_ident *domain;
	struct ccs_ident *begun;
	bool makes;
	char *out;
	size_t out_len;
	size_t out_pos;
	size_t out_size;
	bool done;
	struct ccs_pin pin;
	struct ccs_ident *only;
	bool transition_only;
	bool hits_shown;
	struct ccs_domain_pos domain_pos;
	struct ccs_exception_pos exception_pos;
	struct ccs_profile_node_pos profile_pos;
	struct ccs_place next;
	u64 query_pos;
	struct ccs_whatif *whatif;
};

extern const struct file_operations ccs_text_fops;

void ccs_session_rewind(struct ccs_session *session);
int ccs_session_answer(struct ccs_session *session, const char *text,
		       size_t len, bool more);

#endif /* CCS_SESSION_H */
