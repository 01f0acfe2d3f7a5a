/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the kernel tells whoever listens
 */

#ifndef CCS_LIB_EVENTS_H
#define CCS_LIB_EVENTS_H

#include <stdbool.h>
#include <stdint.h>

/* About ten thousand records. */
#define CCS_EVENTS_ROOM (32 << 20)

enum ccs_events_group {
	CCS_EVENTS_AUDIT,
	CCS_EVENTS_QUERY,
	CCS_EVENTS_POLICY,
	CCS_EVENTS_GROUPS
};

/* What the groups are called. */
extern const char *const ccs_events_groups[CCS_EVENTS_GROUPS];

/**
 * struct ccs_events - a listener
 * @fd: its socket, for poll(); -1 for none
 * @family: the kernel's number of the family
 * @last: of each group, number of the last event that it got, or that was sent
 *	before
 * @buf: the last message
 */
struct ccs_events {
	int fd;
	uint16_t family;
	uint64_t last[CCS_EVENTS_GROUPS];
	char *buf;
};

/**
 * struct ccs_event - an event; valid until the next one is read
 * @group: what it is about
 * @missing: events of its group right before it that were lost
 * @header: first line of a record
 * @domain: second line
 * @request: third line
 * @granted: an entry grants it
 * @mode: how it was judged, enum ccsecurity_mode
 * @serial: number of a query
 * @retry: how often it was judged again
 * @state: what became of it, enum ccsecurity_query_state
 * @change: what happened to the policy, enum ccsecurity_policy_change
 * @edition: moved by it
 * @generation: moved by it
 * @pid: the thread, or who changed the policy; 0 for nobody
 * @comm: name of who changed the policy, or NULL
 */
struct ccs_event {
	enum ccs_events_group group;
	uint64_t missing;
	const char *header;
	const char *domain;
	const char *request;
	bool granted;
	unsigned int mode;
	unsigned int serial;
	unsigned int retry;
	unsigned int state;
	unsigned int change;
	uint64_t edition;
	uint64_t generation;
	unsigned int pid;
	const char *comm;
};

int ccs_events_open(struct ccs_events *events, int room, unsigned int groups);
void __attribute__((noreturn)) ccs_events_fail(int err);
int ccs_events_read(struct ccs_events *events, struct ccs_event *event);
uint64_t ccs_events_missing(const struct ccs_events *events,
			    enum ccs_events_group group);
void ccs_events_close(struct ccs_events *events);

#endif /* CCS_LIB_EVENTS_H */
