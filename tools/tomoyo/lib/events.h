/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Audit records as events
 */

#ifndef CCS_LIB_EVENTS_H
#define CCS_LIB_EVENTS_H

#include <stdbool.h>
#include <stdint.h>

/* About ten thousand records. */
#define CCS_EVENTS_ROOM (32 << 20)

/**
 * struct ccs_events - a listener
 * @fd: its socket, for poll(); -1 for none
 * @family: the kernel's number of the family
 * @last: number of the last event that it got, or that was sent before
 * @buf: the last message
 */
struct ccs_events {
	int fd;
	uint16_t family;
	uint64_t last;
	char *buf;
};

/**
 * struct ccs_event - a record; valid until the next one is read
 * @missing: events right before it that were lost
 * @header: first line
 * @domain: second line
 * @request: third line
 * @granted: an entry grants it
 * @enforcing: it was judged in enforcing mode
 */
struct ccs_event {
	uint64_t missing;
	const char *header;
	const char *domain;
	const char *request;
	bool granted;
	bool enforcing;
};

int ccs_events_open(struct ccs_events *events, int room);
int ccs_events_read(struct ccs_events *events, struct ccs_event *event);
uint64_t ccs_events_missing(const struct ccs_events *events);
void ccs_events_close(struct ccs_events *events);

#endif /* CCS_LIB_EVENTS_H */
