// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where audit records come from
 *
 * Who listens to events takes nothing away from others, and may be as slow as
 * its own buffer allows. What was recorded before it listened is in the node
 * only. The node is emptied all the same: records that nobody takes out count
 * as lost as soon as it is full.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "feed.h"
#include "iface.h"
#include "node.h"

#define PIECE 65536
#define LOST "Records lost by audit"

/* How often the kernel is asked what it lost, in milliseconds. */
#define ASK 1000

static void open_node(struct ccs_feed_node *node, const char *name)
{
	node->fd = openat(ccs_iface_dir(), name, O_RDONLY | O_CLOEXEC);
	if (node->fd < 0)
		exit(ccs_iface_fail(name, -errno));
}

static unsigned long long ask_lost(void)
{
	struct ccs_strbuf text = {};
	unsigned long long count = 0;
	const char *at;

	if (!ccs_node_read("stat", &text)) {
		at = strstr(text.text, LOST);
		if (at)
			count = strtoull(at + strlen(LOST), NULL, 10);
	}
	ccs_strbuf_free(&text);
	return count;
}

/* Events are of the kernel that runs, which other nodes are not of. */
static bool is_own_kernel(void)
{
	return !strcmp(ccs_iface_path(), CCS_SECURITYFS "/ccs");
}

/**
 * ccs_feed_open - begin to get records
 * @feed: with its functions and @room; the rest is filled in
 * @source: events, the node ``audit``, or events if they can be had and
 *	otherwise the node
 *
 * Ends the program, after a message, if that is not possible.
 */
void ccs_feed_open(struct ccs_feed *feed, enum ccs_feed_source source)
{
	int err = -ENOENT;

	feed->node[0].fd = -1;
	feed->node[1].fd = -1;
	feed->events.fd = -1;
	if (source != CCS_FEED_EVENTS)
		open_node(&feed->node[0], "audit");
	if (source == CCS_FEED_NODE ||
	    (source == CCS_FEED_AUTO && !is_own_kernel()))
		return;
	err = ccs_events_open(&feed->events, feed->room,
			      1u << CCS_EVENTS_AUDIT);
	if (!err)
		return;
	if (source == CCS_FEED_EVENTS)
		ccs_events_fail(err);
	ccs_warn("cannot listen to events (%s), so the node is read",
		 strerror(-err));
}

/**
 * ccs_feed_open_old - begin to get records of 1.7
 * @feed: with its functions; the rest is filled in
 *
 * The first node has what was granted, the second what was not. Ends the
 * program, after a message, if they can't be opened.
 */
void ccs_feed_open_old(struct ccs_feed *feed)
{
	feed->events.fd = -1;
	open_node(&feed->node[0], "grant_log");
	open_node(&feed->node[1], "reject_log");
}

/* Remembers when the record was made: what is between two #. */
static void note_time(struct ccs_feed *feed, const char *record)
{
	size_t len;

	if (*record != '#')
		return;
	len = strcspn(record + 1, "#\n");
	if (len < sizeof(feed->last))
		snprintf(feed->last, sizeof(feed->last), "%.*s", (int)len,
			 record + 1);
}

static void tell_lost(struct ccs_feed *feed, unsigned long long count,
		      const char *next)
{
	const char *const last = *feed->last ? feed->last : "the start";
	char *when;

	if (!count)
		return;
	when = next ? ccs_format("between %s and %.*s (UTC)", last,
				 (int)strcspn(next + 1, "#"), next + 1) :
		      ccs_format("after %s (UTC)", last);
	feed->tell(count, when, feed->data);
	free(when);
}

static bool came_already(struct ccs_feed *feed, const char *record)
{
	size_t i;

	for (i = 0; i < feed->twice.count; i++)
		if (!strcmp(feed->twice.item[i].text, record)) {
			ccs_list_drop(&feed->twice, record);
			return true;
		}
	return false;
}

static void take_node(struct ccs_feed *feed, struct ccs_feed_node *node)
{
	if (feed->caught_up)
		return;
	if (feed->events.fd >= 0)
		ccs_list_add(&feed->twice, node->part.text);
	note_time(feed, node->part.text);
	feed->take(node->part.text, node - feed->node, feed->data);
}

/* Reads what is there; a record ends with a NUL. */
static void drain_node(struct ccs_feed *feed, struct ccs_feed_node *node)
{
	char piece[PIECE];
	ssize_t n;

	while ((n = read(node->fd, piece, sizeof(piece))) > 0) {
		const char *at = piece;

		while (n) {
			const size_t len = strnlen(at, n);

			ccs_strbuf_add(&node->part, at, len);
			if (len == (size_t)n)
				break;
			if (node->part.len)
				take_node(feed, node);
			node->part.len = 0;
			at += len + 1;
			n -= len + 1;
		}
	}
	if (n < 0 && errno != EINTR && errno != EAGAIN)
		ccs_die(CCS_EXIT_IO, "can't read records: %s", strerror(errno));
}

/* The node loses what comes while it is full. */
static void check_lost(struct ccs_feed *feed)
{
	const long long now = ccs_clock();
	unsigned long long lost;

	if (now - feed->asked < ASK)
		return;
	feed->asked = now;
	lost = ask_lost();
	if (lost > feed->lost)
		tell_lost(feed, lost - feed->lost, NULL);
	feed->lost = lost;
}

static void take_event(struct ccs_feed *feed, const struct ccs_event *event)
{
	char *const record = ccs_format("%s\n%s\n%s\n", event->header,
					event->domain, event->request);

	tell_lost(feed, event->missing, event->header);
	if (!came_already(feed, record)) {
		note_time(feed, record);
		feed->take(record, 0, feed->data);
	}
	free(record);
}

static void drain_events(struct ccs_feed *feed)
{
	struct ccs_event event;
	int ret;

	while ((ret = ccs_events_read(&feed->events, &event)) > 0)
		take_event(feed, &event);
	if (!ret)
		return;
	if (feed->node[0].fd < 0)
		ccs_die(CCS_EXIT_IO, "can't read events: %s", strerror(-ret));
	ccs_warn("can't read events (%s), so the node is read",
		 strerror(-ret));
	ccs_events_close(&feed->events);
	feed->caught_up = false;
}

/**
 * ccs_feed_start - take the records that wait already
 * @feed: what was opened
 *
 * A record that was made since events are listened to is in both places.
 */
void ccs_feed_start(struct ccs_feed *feed)
{
	feed->lost = ask_lost();
	if (feed->events.fd < 0)
		return;
	if (feed->node[0].fd >= 0)
		drain_node(feed, &feed->node[0]);
	drain_events(feed);
	ccs_list_free(&feed->twice);
	feed->caught_up = feed->events.fd >= 0;
}

/**
 * ccs_feed_poll - what to wait for
 * @feed: what records come from
 * @input: CCS_FEED_POLL elements; filled in
 */
void ccs_feed_poll(const struct ccs_feed *feed, struct pollfd *input)
{
	int i;

	for (i = 0; i < CCS_FEED_NODES; i++)
		input[i] = (struct pollfd){ feed->node[i].fd, POLLIN, 0 };
	input[i] = (struct pollfd){ feed->events.fd, POLLIN, 0 };
}

/**
 * ccs_feed_drain - take the records that came
 * @feed: what they come from
 * @input: what poll() said
 */
void ccs_feed_drain(struct ccs_feed *feed, const struct pollfd *input)
{
	int i;

	if (input[CCS_FEED_NODES].revents && feed->events.fd >= 0)
		drain_events(feed);
	for (i = 0; i < CCS_FEED_NODES; i++)
		if (input[i].revents)
			drain_node(feed, &feed->node[i]);
	if (feed->events.fd < 0)
		check_lost(feed);
}

/**
 * ccs_feed_finish - take what is left, and stop
 * @feed: what was opened
 */
void ccs_feed_finish(struct ccs_feed *feed)
{
	int i;

	if (feed->events.fd >= 0)
		drain_events(feed);
	if (feed->events.fd >= 0)
		tell_lost(feed, ccs_events_missing(&feed->events,
						   CCS_EVENTS_AUDIT), NULL);
	for (i = 0; i < CCS_FEED_NODES; i++) {
		if (feed->node[i].fd >= 0)
			close(feed->node[i].fd);
		ccs_strbuf_free(&feed->node[i].part);
	}
	ccs_events_close(&feed->events);
	ccs_list_free(&feed->twice);
}
