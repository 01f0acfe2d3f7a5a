/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where audit records come from
 */

#ifndef CCS_LIB_FEED_H
#define CCS_LIB_FEED_H

#include <poll.h>
#include <stdbool.h>

#include "events.h"
#include "fail.h"
#include "list.h"
#include "strbuf.h"

#define CCS_FEED_NODES 2
/* Descriptors that ccs_feed_poll() fills in. */
#define CCS_FEED_POLL (CCS_FEED_NODES + 1)

enum ccs_feed_source {
	CCS_FEED_AUTO,
	CCS_FEED_EVENTS,
	CCS_FEED_NODE,
};

/**
 * struct ccs_feed_node - a node that records come from
 * @fd: its descriptor, -1 for none
 * @part: a record of which not everything was read yet
 */
struct ccs_feed_node {
	int fd;
	struct ccs_strbuf part;
};

/**
 * struct ccs_feed - what records are taken from
 * @node: nodes
 * @events: a listener, which every record comes to as well
 * @room: bytes of events that may wait
 * @twice: records of a node that may come as events, too
 * @caught_up: records of nodes come as events and are not taken
 * @lost: records that the kernel said it lost
 * @asked: when it was asked that, in milliseconds
 * @last: when the last record was made, as records say it
 * @take: called for each record, with the index of its node
 * @tell: called when records were lost
 * @data: passed to both
 */
struct ccs_feed {
	struct ccs_feed_node node[CCS_FEED_NODES];
	struct ccs_events events;
	int room;
	struct ccs_list twice;
	bool caught_up;
	unsigned long long lost;
	long long asked;
	char last[32];
	void (*take)(const char *record, unsigned int node, void *data);
	void (*tell)(unsigned long long count, const char *when, void *data);
	void *data;
};

void ccs_feed_open(struct ccs_feed *feed, enum ccs_feed_source source);
void ccs_feed_open_old(struct ccs_feed *feed);
void ccs_feed_start(struct ccs_feed *feed);
void ccs_feed_poll(const struct ccs_feed *feed, struct pollfd *input);
void ccs_feed_drain(struct ccs_feed *feed, const struct pollfd *input);
void ccs_feed_finish(struct ccs_feed *feed);

#endif /* CCS_LIB_FEED_H */
