/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A message about what was refused
 */

#ifndef CCS_LIB_NOTICE_H
#define CCS_LIB_NOTICE_H

#include <stdbool.h>
#include <stddef.h>

#include "action.h"
#include "notify.h"
#include "record.h"

/* A message has no more records than that; others are counted. */
#define CCS_NOTICE_RECORDS 32

/**
 * struct ccs_notice - what an action is to tell
 * @action: the action
 * @record: the records, those that waited for an answer first
 * @waited: how many of them did
 * @kept: how many there are
 * @count: how many there were
 */
struct ccs_notice {
	const struct ccs_notify_action *action;
	struct ccs_record record[CCS_NOTICE_RECORDS];
	size_t waited;
	size_t kept;
	unsigned long long count;
};

/**
 * struct ccs_notices - what is still to be told
 * @notice: messages, one for each action at most
 * @count: their number
 * @lost: records that never came
 * @first: when the first of it came, as of ccs_clock(); 0 if there is nothing
 */
struct ccs_notices {
	struct ccs_notice *notice;
	size_t count;
	unsigned long long lost;
	long long first;
};

bool ccs_notices_add(struct ccs_notices *all, const struct ccs_notify *notify,
		     struct ccs_record *record);
void ccs_notices_send(struct ccs_notices *all, const struct ccs_notify *notify,
		      struct ccs_actions *running);
void ccs_notices_free(struct ccs_notices *all);

#endif /* CCS_LIB_NOTICE_H */
