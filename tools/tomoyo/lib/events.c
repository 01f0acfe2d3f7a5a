// SPDX-License-Identifier: GPL-2.0-only
/*
 * Audit records as events
 *
 * Spoken here is as much of generic netlink as that takes. libmnl would do the
 * same, but Debian has no static library of it, and these programs are
 * complete in one file each.
 */

#include <errno.h>
#include <linux/genetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "../../../include/uapi/linux/ccsecurity.h"
#include "events.h"
#include "fail.h"

/* Three lines of up to 32 KiB, and some numbers. */
#define MESSAGE_SIZE 131072

#define REPLY_SIZE 16384
#define REPLY_SECONDS 10
#define ATTRIBUTES 32

typedef void (*visitor)(const struct nlattr *attr, void *data);

/**
 * struct reply - what the kernel answered
 * @buf: the message
 * @attrs: its attributes
 * @len: their bytes
 */
struct reply {
	char buf[REPLY_SIZE];
	const char *attrs;
	size_t len;
};

/**
 * struct search - looking for a number in a list
 * @name: name of what is looked for
 * @name_attr: the attribute with the name
 * @number_attr: the attribute with the number
 * @list: only attributes of this type; -1 for all
 * @number: the number, if it was found
 * @found: it was
 */
struct search {
	const char *name;
	int name_attr;
	int number_attr;
	int list;
	uint64_t number;
	bool found;
};

static const void *payload(const struct nlattr *attr)
{
	return (const char *)attr + NLA_HDRLEN;
}

static size_t size_of(const struct nlattr *attr)
{
	return attr->nla_len - NLA_HDRLEN;
}

static int type_of(const struct nlattr *attr)
{
	return attr->nla_type & NLA_TYPE_MASK;
}

static void visit(const void *data, size_t len, visitor each, void *arg)
{
	while (len >= NLA_HDRLEN) {
		const struct nlattr *const attr = data;
		const size_t step = NLA_ALIGN(attr->nla_len);

		if (attr->nla_len < NLA_HDRLEN || attr->nla_len > len)
			return;
		each(attr, arg);
		data = (const char *)data + step;
		len = step < len ? len - step : 0;
	}
}

static void sort_one(const struct nlattr *attr, void *data)
{
	const struct nlattr **const sorted = data;

	if (type_of(attr) < ATTRIBUTES)
		sorted[type_of(attr)] = attr;
}

static void sort(const void *data, size_t len, const struct nlattr **sorted)
{
	memset(sorted, 0, ATTRIBUTES * sizeof(*sorted));
	visit(data, len, sort_one, sorted);
}

static uint64_t number_of(const struct nlattr *attr)
{
	uint64_t wide = 0;
	uint32_t word;
	uint16_t half;

	if (!attr)
		return 0;
	switch (size_of(attr)) {
	case sizeof(wide):
		memcpy(&wide, payload(attr), sizeof(wide));
		return wide;
	case sizeof(word):
		memcpy(&word, payload(attr), sizeof(word));
		return word;
	case sizeof(half):
		memcpy(&half, payload(attr), sizeof(half));
		return half;
	case 1:
		return *(const uint8_t *)payload(attr);
	default:
		return 0;
	}
}

/* NULL unless it is a string that ends. */
static const char *text_of(const struct nlattr *attr)
{
	if (!attr || !memchr(payload(attr), '\0', size_of(attr)))
		return NULL;
	return payload(attr);
}

static int open_socket(void)
{
	const struct sockaddr_nl self = { .nl_family = AF_NETLINK };
	const struct timeval patience = { .tv_sec = REPLY_SECONDS };
	const int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC,
			      NETLINK_GENERIC);

	if (fd < 0)
		return -errno;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (!bind(fd, (const struct sockaddr *)&self, sizeof(self)))
		return fd;
	close(fd);
	return -errno;
}

/* Sends a command, with the attribute @attr if @text isn't NULL. */
static int send_command(int fd, uint16_t family, uint8_t command, int attr,
			const char *text)
{
	struct {
		struct nlmsghdr head;
		struct genlmsghdr genl;
		struct nlattr attr;
		char text[32];
	} message = {
		.head = {
			.nlmsg_len = NLMSG_HDRLEN + GENL_HDRLEN,
			.nlmsg_type = family,
			.nlmsg_flags = NLM_F_REQUEST,
		},
		.genl = { .cmd = command, .version = 1 },
	};

	if (text) {
		message.attr.nla_type = attr;
		message.attr.nla_len = NLA_HDRLEN + strlen(text) + 1;
		strcpy(message.text, text);
		message.head.nlmsg_len += NLA_ALIGN(message.attr.nla_len);
	}
	if (send(fd, &message, message.head.nlmsg_len, 0) < 0)
		return -errno;
	return 0;
}

/* Finds the attributes of a message. Return: its command, or -errno. */
static int open_message(const char *buf, size_t len, const char **attrs,
			size_t *size)
{
	const struct nlmsghdr *const head = (const void *)buf;
	const struct genlmsghdr *const genl = NLMSG_DATA(head);
	const struct nlmsgerr *const error = NLMSG_DATA(head);

	if (!NLMSG_OK(head, len))
		return -EBADMSG;
	if (head->nlmsg_type == NLMSG_ERROR)
		return head->nlmsg_len >= NLMSG_LENGTH(sizeof(error->error)) &&
		       error->error < 0 ? error->error : -EBADMSG;
	if (head->nlmsg_len < NLMSG_HDRLEN + GENL_HDRLEN)
		return -EBADMSG;
	*attrs = (const char *)genl + GENL_HDRLEN;
	*size = head->nlmsg_len - NLMSG_HDRLEN - GENL_HDRLEN;
	return genl->cmd;
}

static int ask(int fd, uint16_t family, uint8_t command, const char *name,
	       struct reply *reply)
{
	int ret = send_command(fd, family, command, CTRL_ATTR_FAMILY_NAME,
			       name);
	ssize_t len;

	if (ret)
		return ret;
	len = recv(fd, reply->buf, sizeof(reply->buf), 0);
	if (len < 0)
		return -errno;
	ret = open_message(reply->buf, len, &reply->attrs, &reply->len);
	return ret < 0 ? ret : 0;
}

static void search_one(const struct nlattr *attr, void *data)
{
	const struct nlattr *sorted[ATTRIBUTES];
	struct search *const search = data;
	const char *name;

	if (search->list >= 0 && type_of(attr) != search->list)
		return;
	sort(payload(attr), size_of(attr), sorted);
	name = text_of(sorted[search->name_attr]);
	if (!name || strcmp(name, search->name))
		return;
	search->number = number_of(sorted[search->number_attr]);
	search->found = true;
}

/* Return: number of the group, or -errno. */
static int find_group(struct ccs_events *events)
{
	struct search search = {
		.name = CCSECURITY_MCGRP_AUDIT,
		.name_attr = CTRL_ATTR_MCAST_GRP_NAME,
		.number_attr = CTRL_ATTR_MCAST_GRP_ID,
		.list = -1,
	};
	const struct nlattr *sorted[ATTRIBUTES];
	const struct nlattr *groups;
	struct reply reply;
	int err = ask(events->fd, GENL_ID_CTRL, CTRL_CMD_GETFAMILY,
		      CCSECURITY_FAMILY_NAME, &reply);

	if (err)
		return err;
	sort(reply.attrs, reply.len, sorted);
	groups = sorted[CTRL_ATTR_MCAST_GROUPS];
	events->family = number_of(sorted[CTRL_ATTR_FAMILY_ID]);
	if (groups)
		visit(payload(groups), size_of(groups), search_one, &search);
	return search.found ? (int)search.number : -ENOENT;
}

/* Number of the last event that anybody was sent. Return: 0 or -errno. */
static int last_event(uint16_t family, uint64_t *number)
{
	struct search search = {
		.name = CCSECURITY_MCGRP_AUDIT,
		.name_attr = CCSECURITY_A_GROUP_NAME,
		.number_attr = CCSECURITY_A_GROUP_SEQUENCE,
		.list = CCSECURITY_A_STATUS_GROUP,
	};
	const int fd = open_socket();
	struct reply reply;
	int err;

	if (fd < 0)
		return fd;
	err = ask(fd, family, CCSECURITY_CMD_STATUS, NULL, &reply);
	if (!err)
		visit(reply.attrs, reply.len, search_one, &search);
	close(fd);
	*number = search.number;
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

/**
 * ccs_events_open - listen to audit records
 * @events: filled in; to be closed after success only
 * @room: bytes that may wait to be read; memory that is used only if needed
 *
 * Return: 0 or -errno: -ENOENT if this kernel has no events, or not in this
 * network namespace; -EPERM without CAP_SYS_ADMIN.
 */
int ccs_events_open(struct ccs_events *events, int room)
{
	int group, err;

	*events = (struct ccs_events){ .fd = open_socket() };
	if (events->fd < 0)
		return events->fd;
	enlarge(events->fd, room);
	group = find_group(events);
	err = group < 0 ? group : join(events->fd, group);
	if (!err)
		err = last_event(events->family, &events->last);
	if (err) {
		close(events->fd);
		events->fd = -1;
		return err;
	}
	events->buf = ccs_realloc(NULL, MESSAGE_SIZE);
	return 0;
}

/*
 * The numbers between this event and the one before. Events that were sent
 * while the listener began are told by no number.
 */
static uint64_t count_missing(struct ccs_events *events, uint64_t sequence)
{
	const uint64_t before = events->last;

	if (sequence <= before)
		return 0;
	events->last = sequence;
	return sequence - before - 1;
}

static bool take(struct ccs_events *events, const char *attrs, size_t len,
		 struct ccs_event *event)
{
	const struct nlattr *at[ATTRIBUTES];

	sort(attrs, len, at);
	event->header = text_of(at[CCSECURITY_A_AUDIT_HEADER]);
	event->domain = text_of(at[CCSECURITY_A_AUDIT_DOMAIN]);
	event->request = text_of(at[CCSECURITY_A_AUDIT_REQUEST]);
	if (!event->header || !event->domain || !event->request)
		return false;
	event->granted = number_of(at[CCSECURITY_A_AUDIT_GRANTED]);
	event->enforcing = number_of(at[CCSECURITY_A_AUDIT_MODE]) ==
			   CCSECURITY_MODE_ENFORCING;
	event->missing =
		count_missing(events,
			      number_of(at[CCSECURITY_A_AUDIT_SEQUENCE]));
	return true;
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
	const char *attrs;
	size_t size;
	ssize_t len;

	for (;;) {
		len = recv(events->fd, events->buf, MESSAGE_SIZE,
			   MSG_DONTWAIT);
		if (len < 0 && errno == EAGAIN)
			return 0;
		/* What was lost is missed when the next one comes. */
		if (len < 0 && errno != EINTR && errno != ENOBUFS)
			return -errno;
		if (len > 0 && open_message(events->buf, len, &attrs, &size) ==
			       CCSECURITY_CMD_AUDIT &&
		    take(events, attrs, size, event))
			return 1;
	}
}

/**
 * ccs_events_missing - what was lost behind the last event
 * @events: the listener; nothing waits to be read
 *
 * Return: the number of events.
 */
uint64_t ccs_events_missing(const struct ccs_events *events)
{
	uint64_t last;

	if (last_event(events->family, &last))
		return 0;
	return last > events->last ? last - events->last : 0;
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
