/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Events for whoever listens
 */

#ifndef CCS_EVENT_H
#define CCS_EVENT_H

#include <uapi/linux/ccsecurity.h>

#include "core/emit.h"
#include "record.h"

/* X(identifier, name of the multicast group) */
#define CCS_EVENT_GROUPS(X)			\
	X(AUDIT, CCSECURITY_MCGRP_AUDIT)	\
	X(QUERY, CCSECURITY_MCGRP_QUERY)	\
	X(POLICY, CCSECURITY_MCGRP_POLICY)

enum ccs_event_group {
#define X(id, name) CCS_EVENT_##id,
	CCS_EVENT_GROUPS(X)
#undef X
	CCS_EVENT_GROUP_COUNT
};

/**
 * struct ccs_event_state - what a group looks like from outside
 * @name: of the multicast group
 * @sequence: number of the last event
 * @lost: events that were sent to nobody
 */
struct ccs_event_state {
	const char *name;
	u64 sequence;
	u64 lost;
};

bool ccs_event_wanted(enum ccs_event_group group);
void ccs_event_audit(const struct ccs_record *record);
void ccs_event_query(u32 serial, u32 retry, enum ccsecurity_query_state state);
void ccs_event_policy(enum ccsecurity_policy_change change);
void ccs_event_lose(enum ccs_event_group group);
void ccs_event_state(enum ccs_event_group group,
		     struct ccs_event_state *state);
void ccs_event_print_lost(struct ccs_emit *emit);

#endif /* CCS_EVENT_H */
