/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Listeners of the generic netlink family
 */

#ifndef CCS_SELFTESTS_LISTENER_H
#define CCS_SELFTESTS_LISTENER_H

#include <linux/netlink.h>
#include <stdint.h>

#include "../../../include/uapi/linux/ccsecurity.h"

enum listened {
	GROUP_AUDIT,
	GROUP_QUERY,
	GROUP_POLICY,
	GROUP_COUNT
};

/* More than there are attributes in any set. */
#define ATTRIBUTE_COUNT 16

/**
 * struct event - a message
 * @command: what it is, CCSECURITY_CMD_...
 * @attributes: its attributes, NULL for those it lacks
 * @end: behind the last of them
 * @sequence: its number in its group
 */
struct event {
	int command;
	const struct nlattr *attributes[ATTRIBUTE_COUNT];
	const void *end;
	uint64_t sequence;
};

/**
 * struct listener - one socket
 * @fd: the socket
 * @family: number of the family
 * @groups: numbers of its groups
 * @buf: the last message
 */
struct listener {
	int fd;
	uint16_t family;
	uint32_t groups[GROUP_COUNT];
	char buf[65536];
};

int listener_open(struct listener *listener);
int listener_find(struct listener *listener);
int listener_join(struct listener *listener, enum listened group);
int listener_next(struct listener *listener, int timeout, struct event *event);
int listener_status(struct listener *listener, struct event *event);
void listener_close(struct listener *listener);

uint64_t event_number(const struct event *event, int attribute);
const char *event_text(const struct event *event, int attribute);
uint64_t status_number(const struct event *status, int list, const char *name, int attribute);

#endif /* CCS_SELFTESTS_LISTENER_H */
