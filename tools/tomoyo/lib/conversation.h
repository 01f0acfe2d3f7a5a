/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A person answers requests that wait
 */

#ifndef CCS_LIB_CONVERSATION_H
#define CCS_LIB_CONVERSATION_H

#include <stdbool.h>

#include "countdown.h"
#include "edit.h"
#include "pending.h"
#include "prompt.h"
#include "query_batch.h"
#include "rewrite.h"

/*
 * Seconds after which a terminal that takes no output is taken for lost: the
 * kernel holds what comes up as long as somebody seems to be there.
 */
#define CCS_CONVERSATION_STUCK 15

/**
 * struct ccs_conversation - what is on the screen
 * @pending: what waits
 * @rules: rules that make patterns of names
 * @log: where decisions are written down, -1 for nowhere
 * @bell: a request rings
 * @color: a record is coloured
 * @local: times are said in local time, too
 * @fallback: the answer after @timeout
 * @timeout: seconds; 0 for never
 * @limit: seconds after which the kernel refuses; 0 for never, since it is
 *	told that somebody is there
 * @asked: there is a request on the screen
 * @serial: its number
 * @shown: when it was shown
 * @pid: the thread that the last one was of
 * @told: how many were said to wait besides
 * @countdown: how long it still waits
 * @column: where its prompt ends
 * @editing: a line for it is being typed
 * @prompt: where it is typed
 * @edit: the line
 * @over: there is nobody any more
 */
struct ccs_conversation {
	struct ccs_pending *pending;
	struct ccs_rewrites *rules;
	int log;
	bool bell;
	bool color;
	bool local;
	enum ccs_answer fallback;
	unsigned int timeout;
	unsigned int limit;
	bool asked;
	unsigned long serial;
	long long shown;
	long pid;
	size_t told;
	struct ccs_countdown countdown;
	unsigned int column;
	bool editing;
	struct ccs_prompt prompt;
	struct ccs_edit edit;
	bool over;
};

void ccs_conversation_look(struct ccs_conversation *talk);
void ccs_conversation_key(struct ccs_conversation *talk, int key);
void ccs_conversation_tick(struct ccs_conversation *talk);
void ccs_conversation_resized(struct ccs_conversation *talk);
int ccs_conversation_pause(const struct ccs_conversation *talk, int pause);
void ccs_conversation_end(struct ccs_conversation *talk);

#endif /* CCS_LIB_CONVERSATION_H */
