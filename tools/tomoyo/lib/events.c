// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the kernel tells whoever listens
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../../../include/uapi/linux/ccsecurity.h"
#include "events.h"
#include "fail.h"
#include "genl.h"

/* Three lines of up to 32 KiB, and some numbers. */
#define MESSAGE_SIZE 131072

const char *const ccs_events_groups[CCS_EVENTS_GROUPS] = {
	[CCS_EVENTS_AUDIT] = CCSECURITY_MCGRP_AUDIT,
	[CCS_EVENTS_QUERY] = CCSECURITY_MCGRP_QUERY,
	[CCS_EVENTS_POLICY] = CCSECURITY_MCGRP_POLICY,
};

/**
 * struct search - numbers of groups in a list
 * @name: the attribute with a group's name
 * @number: the attribute with the number
 * @list: only attributes of this type; -1 for all
 * @of: the numbers that were found
 * @found: which were, a bit each
 */
struct search {
	int name;
	int number;
	int list;
	uint64_t of[CCS_EVENTS_GROUPS];
	unsigned int found;
};

static void search_one(const struct nlattr *attr, void *data)
{
	const struct nlattr *sorted[CCS_GENL_ATTRS];
	struct search *const search = data;
	const char *name;
	int i;

	if (search->list >= 0 && ccs_genl_type(attr) != search->list)
		return;
	ccs_genl_sort_inside(attr, sorted);
	name = ccs_genl_text(sorted[search->name]);
	for (i = 0; name && i < CCS_EVENTS_GROUPS; i++)
		if (!strcmp(name, ccs_events_groups[i])) {
			search->of[i] = ccs_genl_number(sorted[search->number]);
			search->found |= 1u << i;
		}
}

/* Numbers of the groups themselves. Return: 0 or -errno. */
static int find_groups(struct ccs_events *events, struct search *search)
{
	const struct nlattr *sorted[CCS_GENL_ATTRS];
	struct ccs_genl_reply reply;
	const int err = ccs_genl_ask(events->fd, GENL_ID_CTRL,
				     CTRL_CMD_GETFAMILY,
				     CCSECURITY_FAMILY_NAME, &reply);

	if (err)
		return err;
	*search = (struct search){
		.name = CTRL_ATTR_MCAST_GRP_NAME,
		.number = CTRL_ATTR_MCAST_GRP_ID,
		.list = -1,
	};
	ccs_genl_sort(reply.attrs, reply.len, sorted);
	events->family = ccs_genl_number(sorted[CTRL_ATTR_FAMILY_ID]);
	ccs_genl_inside(sorted[CTRL_ATTR_MCAST_GROUPS], search_one, search);
	return 0;
}

/* Numbers of the last events that anybody was sent. Return: 0 or -errno. */
static int last_events(uint16_t family, uint64_t *last)
{
	struct search search = {
		.name = CCSECURITY_A_GROUP_NAME,
		.number = CCSECURITY_A_GROUP_SEQUENCE,
		.list = CCSECURITY_A_STATUS_GROUP,
	};
	const int fd = ccs_genl_open();
	struct ccs_genl_reply reply;
	int err;

	if (fd < 0)
		return fd;
	err = ccs_genl_ask(fd, family, CCSECURITY_CMD_STATUS, NULL, &reply);
	if (!err)
		ccs_genl_visit(reply.attrs, reply.len, search_one, &search);
	close(fd);
	memcpy(last, search.of, sizeof(search.of));
	return err || search.found ? err : -EBADMSG;
}

static void enlarge(int fd, int size)
{
	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size)))
		setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
}

static int join(int fd, int group)
{
	return setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group,
			  sizeof(group)) ? -errno : 0;
}

static int join_groups(struct ccs_events *events, unsigned int groups)
{
	struct search search;
	int err = find_groups(events, &search);
	int i;

	if (!err && groups & ~search.found)
		err = -ENOENT;
	for (i = 0; !err && i < CCS_EVENTS_GROUPS; i++)
		if (groups & 1u << i)
			err = join(events->fd, search.of[i]);
	return err ? err : last_events(events->family, events->last);
}

/**
 * ccs_events_open - listen
 * @events: filled in; to be closed after success only
 * @room: bytes that may wait to be read; memory that is used only if needed
 * @groups: what to listen to, 1 << enum ccs_events_group each
 *
 * Return: 0 or -errno: -ENOENT if this kernel has no events, or not in this
 * network namespace; -EPERM without CAP_SYS_ADMIN.
 */
int ccs_events_open(struct ccs_events *events, int room, unsigned int groups)
{
	int err;

	*events = (struct ccs_events){ .fd = ccs_genl_open() };
	if (events->fd < 0)
		return events->fd;
	enlarge(events->fd, room);
	err = join_groups(events, groups);
	if (err) {
		close(events->fd);
		events->fd = -1;
		return err;
	}
	events->buf = ccs_realloc(NULL, MESSAGE_SIZE);
	return 0;
}

/**
 * ccs_events_fail - say why one can't listen, and end the program
 * @err: what ccs_events_open() returned
 */
void ccs_events_fail(int err)
{
	ccs_warn("cannot listen to events: %s", strerror(-err));
	if (err == -ENOENT)
		ccs_hint("they exist in the initial network namespace of a kernel with ccsecurity");
	else if (err == -EPERM)
		ccs_hint("that takes CAP_SYS_ADMIN in the initial user namespace");
	exit(err == -EPERM ? CCS_EXIT_PERM :
	     err == -ENOENT ? CCS_EXIT_IFACE : CCS_EXIT_IO);
}

static bool take_audit(const struct nlattr **at, struct ccs_event *event)
{
	event->header = ccs_genl_text(at[CCSECURITY_A_AUDIT_HEADER]);
	event->domain = ccs_genl_text(at[CCSECURITY_A_AUDIT_DOMAIN]);
	event->request = ccs_genl_text(at[CCSECURITY_A_AUDIT_REQUEST]);
	event->granted = ccs_genl_number(at[CCSECURITY_A_AUDIT_GRANTED]);
	event->mode = ccs_genl_number(at[CCSECURITY_A_AUDIT_MODE]);
	event->pid = ccs_genl_number(at[CCSECURITY_A_AUDIT_PID]);
	return event->header && event->domain && event->request;
}

static bool take_query(const struct nlattr **at, struct ccs_event *event)
{
	event->serial = ccs_genl_number(at[CCSECURITY_A_QUERY_SERIAL]);
	event->retry = ccs_genl_number(at[CCSECURITY_A_QUERY_RETRY]);
	event->state = ccs_genl_number(at[CCSECURITY_A_QUERY_STATE]);
	return at[CCSECURITY_A_QUERY_SERIAL];
}

static bool take_policy(const struct nlattr **at, struct ccs_event *event)
{
	event->change = ccs_genl_number(at[CCSECURITY_A_POLICY_CHANGE]);
	event->edition = ccs_genl_number(at[CCSECURITY_A_POLICY_EDITION]);
	event->generation = ccs_genl_number(at[CCSECURITY_A_POLICY_GENERATION]);
	event->pid = ccs_genl_number(at[CCSECURITY_A_POLICY_PID]);
	event->comm = ccs_genl_text(at[CCSECURITY_A_POLICY_COMM]);
	return at[CCSECURITY_A_POLICY_CHANGE];
}

/* In the order of enum ccs_events_group. */
static const struct {
	int command;
	int sequence;
	bool (*take)(const struct nlattr **at, struct ccs_event *event);
} kinds[CCS_EVENTS_GROUPS] = {
	{ CCSECURITY_CMD_AUDIT, CCSECURITY_A_AUDIT_SEQUENCE, take_audit },
	{ CCSECURITY_CMD_QUERY, CCSECURITY_A_QUERY_SEQUENCE, take_query },
	{ CCSECURITY_CMD_POLICY, CCSECURITY_A_POLICY_SEQUENCE, take_policy },
};

/*
 * The numbers between this event and the one before. Events that were sent
 * while the listener began are told by no number.
 */
static uint64_t count_missing(uint64_t *last, uint64_t sequence)
{
	const uint64_t before = *last;

	if (sequence <= before)
		return 0;
	*last = sequence;
	return sequence - before - 1;
}

static bool take(struct ccs_events *events, size_t len, struct ccs_event *event)
{
	const struct nlattr *at[CCS_GENL_ATTRS];
	const char *attrs;
	size_t size;
	const int command = ccs_genl_message(events->buf, len, &attrs, &size);
	int i;

	for (i = 0; i < CCS_EVENTS_GROUPS; i++) {
		if (command != kinds[i].command)
			continue;
		ccs_genl_sort(attrs, size, at);
		*event = (struct ccs_event){ .group = i };
		if (!kinds[i].take(at, event))
			return false;
		event->missing =
			count_missing(&events->last[i],
				      ccs_genl_number(at[kinds[i].sequence]));
		return true;
	}
	return false;
}

/**
 * ccs_events_read - take the next event, without waiting
 * @events: the listener
 * @event: filled in
 *
 * Return: 1, 0 if there is none yet, or -errno.
 */
int ccs_events_read(struct ccs_events *events, struct ccs_event *event)
{
	ssize_t len;

	for (;;) {
		len = recv(events->fd, events->buf, MESSAGE_SIZE,
			   MSG_DONTWAIT);
		if (len < 0 && errno == EAGAIN)
			return 0;
		/* What was lost is missed when the next one comes. */
		if (len < 0 && errno != EINTR && errno != ENOBUFS)
			return -errno;
		if (len > 0 && take(events, len, event))
			return 1;
	}
}

/**
 * ccs_events_missing - what was lost behind the last event
 * @events: the listener; nothing waits to be read
 * @group: of which group, one that is listened to
 *
 * Return: the number of events.
 */
uint64_t ccs_events_missing(const struct ccs_events *events,
			    enum ccs_events_group group)
{
	const uint64_t before = events->last[group];
	uint64_t last[CCS_EVENTS_GROUPS];

	if (last_events(events->family, last))
		return 0;
	return last[group] > before ? last[group] - before : 0;
}

/**
 * ccs_events_close - stop listening
 * @events: the listener, opened or not
 */
void ccs_events_close(struct ccs_events *events)
{
	if (events->fd >= 0)
		close(events->fd);
	free(events->buf);
	*events = (struct ccs_events){ .fd = -1 };
}
