// SPDX-License-Identifier: GPL-2.0-only
/*
 * Listeners of the generic netlink family
 */

#include <errno.h>
#include <linux/genetlink.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "listener.h"

#ifndef SOL_NETLINK
#define SOL_NETLINK 270
#endif

/* A socket of generic netlink; 0 or an error number. */
int listener_open(struct listener *listener)
{
	const struct sockaddr_nl self = { .nl_family = AF_NETLINK };

	memset(listener, 0, sizeof(*listener));
	listener->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC);
	if (listener->fd < 0)
		return errno;
	return bind(listener->fd, (const void *)&self, sizeof(self)) ? errno : 0;
}

void listener_close(struct listener *listener)
{
	if (listener->fd > 0)
		close(listener->fd);
	listener->fd = 0;
}

static const struct nlattr *next_attribute(const struct nlattr *attr)
{
	return (const void *)((const char *)attr + NLA_ALIGN(attr->nla_len));
}

/* Sorts the attributes in @len bytes; of several of a kind the last is kept. */
static void sort(const void *data, size_t len, const struct nlattr **sorted)
{
	const struct nlattr *attr = data;

	memset(sorted, 0, ATTRIBUTE_COUNT * sizeof(*sorted));
	while ((const char *)data + len >= (const char *)(attr + 1) && attr->nla_len) {
		const int type = attr->nla_type & NLA_TYPE_MASK;

		if (type < ATTRIBUTE_COUNT)
			sorted[type] = attr;
		attr = next_attribute(attr);
	}
}

static const void *data_of(const struct nlattr *attr)
{
	return (const char *)attr + NLA_HDRLEN;
}

static uint64_t number_of(const struct nlattr *attr)
{
	uint64_t wide = 0;

	if (attr && attr->nla_len - NLA_HDRLEN <= (int)sizeof(wide))
		memcpy(&wide, data_of(attr), attr->nla_len - NLA_HDRLEN);
	return wide;
}

uint64_t event_number(const struct event *event, int attribute)
{
	return number_of(event->attributes[attribute]);
}

/* Empty if there is none. */
const char *event_text(const struct event *event, int attribute)
{
	const struct nlattr *const attr = event->attributes[attribute];

	return attr ? data_of(attr) : "";
}

/* Fills in an event; 1, or a negative error number if it is an error. */
static int read_event(struct listener *listener, size_t len, struct event *event)
{
	const struct nlmsghdr *const head = (const void *)listener->buf;
	const struct genlmsghdr *const genl = NLMSG_DATA(head);

	if (!NLMSG_OK(head, len))
		return -EBADMSG;
	if (head->nlmsg_type == NLMSG_ERROR)
		return ((const struct nlmsgerr *)NLMSG_DATA(head))->error ?: -EBADMSG;
	event->command = genl->cmd;
	event->end = listener->buf + head->nlmsg_len;
	sort((const char *)genl + GENL_HDRLEN, head->nlmsg_len - NLMSG_HDRLEN - GENL_HDRLEN,
	     event->attributes);
	event->sequence = event_number(event, CCSECURITY_A_AUDIT_SEQUENCE);
	return 1;
}

/*
 * Waits for a message up to @timeout ms: 1, 0 if there is none, or a negative
 * error number; -ENOBUFS says that messages were lost.
 */
int listener_next(struct listener *listener, int timeout, struct event *event)
{
	struct pollfd poll_fd = { .fd = listener->fd, .events = POLLIN };
	const int ready = poll(&poll_fd, 1, timeout);
	ssize_t len;

	if (ready <= 0)
		return ready ? -errno : 0;
	len = recv(listener->fd, listener->buf, sizeof(listener->buf), MSG_DONTWAIT);
	return len < 0 ? -errno : read_event(listener, len, event);
}

/* Sends a command with an attribute that is a string, or without one. */
static int ask(struct listener *listener, int family, int command, int attribute,
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
		message.attr.nla_type = attribute;
		message.attr.nla_len = NLA_HDRLEN + strlen(text) + 1;
		memcpy(message.text, text, strlen(text) + 1);
		message.head.nlmsg_len += NLA_ALIGN(message.attr.nla_len);
	}
	return send(listener->fd, &message, message.head.nlmsg_len, 0) < 0 ? -errno : 0;
}

static void note_group(struct listener *listener, const struct nlattr *attr)
{
	static const char *const names[GROUP_COUNT] = { "audit", "query", "policy" };
	const struct nlattr *sorted[ATTRIBUTE_COUNT];
	int i;

	sort(data_of(attr), attr->nla_len - NLA_HDRLEN, sorted);
	for (i = 0; i < GROUP_COUNT; i++)
		if (!strcmp(names[i], data_of(sorted[CTRL_ATTR_MCAST_GRP_NAME])))
			listener->groups[i] = number_of(sorted[CTRL_ATTR_MCAST_GRP_ID]);
}

/* Looks the family and its groups up; 0 or an error number. */
int listener_find(struct listener *listener)
{
	const struct nlattr *list, *attr;
	struct event event;
	int err;

	err = ask(listener, GENL_ID_CTRL, CTRL_CMD_GETFAMILY, CTRL_ATTR_FAMILY_NAME,
		  CCSECURITY_FAMILY_NAME);
	if (!err)
		err = listener_next(listener, 60000, &event);
	if (err <= 0)
		return err ? -err : ETIMEDOUT;
	listener->family = event_number(&event, CTRL_ATTR_FAMILY_ID);
	list = event.attributes[CTRL_ATTR_MCAST_GROUPS];
	if (!list)
		return ENOENT;
	for (attr = data_of(list); attr < next_attribute(list); attr = next_attribute(attr))
		note_group(listener, attr);
	return 0;
}

int listener_join(struct listener *listener, enum listened group)
{
	const int number = listener->groups[group];

	return setsockopt(listener->fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &number,
			  sizeof(number)) ? errno : 0;
}

/* Asks how things are; 0 or an error number. */
int listener_status(struct listener *listener, struct event *event)
{
	int err = ask(listener, listener->family, CCSECURITY_CMD_STATUS, 0, NULL);

	/* Events may come in between. */
	while (err >= 0) {
		err = listener_next(listener, 60000, event);
		if (!err)
			return ETIMEDOUT;
		if (err > 0 && event->command == CCSECURITY_CMD_STATUS)
			return 0;
	}
	return -err;
}

/* A number in the one of a list of @status whose first attribute is @name. */
uint64_t status_number(const struct event *status, int list, const char *name, int attribute)
{
	const struct nlattr *attr = status->attributes[CCSECURITY_A_STATUS_VERSION];
	const struct nlattr *sorted[ATTRIBUTE_COUNT];

	/* All of them follow the version. */
	for (; (const void *)attr < status->end; attr = next_attribute(attr)) {
		if ((attr->nla_type & NLA_TYPE_MASK) != list)
			continue;
		sort(data_of(attr), attr->nla_len - NLA_HDRLEN, sorted);
		if (!strcmp(data_of(sorted[CCSECURITY_A_GROUP_NAME]), name))
			return number_of(sorted[attribute]);
	}
	return UINT64_MAX;
}
