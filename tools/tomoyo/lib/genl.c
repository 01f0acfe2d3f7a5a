// SPDX-License-Identifier: GPL-2.0-only
/*
 * Generic netlink
 *
 * As much of it as takes to ask one question and to listen. libmnl would do the
 * same, but Debian has no static library of it, and these programs are
 * complete in one file each.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "genl.h"

#define REPLY_SECONDS 10

static const void *payload(const struct nlattr *attr)
{
	return (const char *)attr + NLA_HDRLEN;
}

static size_t size_of(const struct nlattr *attr)
{
	return attr->nla_len - NLA_HDRLEN;
}

/**
 * ccs_genl_type - which attribute it is
 * @attr: the attribute
 *
 * Return: its number.
 */
int ccs_genl_type(const struct nlattr *attr)
{
	return attr->nla_type & NLA_TYPE_MASK;
}

/**
 * ccs_genl_visit - call a function for each attribute
 * @data: the attributes
 * @len: their bytes
 * @each: the function
 * @arg: passed to it
 */
void ccs_genl_visit(const void *data, size_t len, ccs_genl_visitor each,
		    void *arg)
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

/**
 * ccs_genl_inside - call a function for each attribute that is in another one
 * @attr: that one, or NULL
 * @each: the function
 * @arg: passed to it
 */
void ccs_genl_inside(const struct nlattr *attr, ccs_genl_visitor each,
		     void *arg)
{
	if (attr)
		ccs_genl_visit(payload(attr), size_of(attr), each, arg);
}

static void sort_one(const struct nlattr *attr, void *data)
{
	const struct nlattr **const sorted = data;

	if (ccs_genl_type(attr) < CCS_GENL_ATTRS)
		sorted[ccs_genl_type(attr)] = attr;
}

/**
 * ccs_genl_sort - find attributes by their numbers
 * @data: the attributes
 * @len: their bytes
 * @sorted: CCS_GENL_ATTRS elements; filled in, NULL for those that are missing
 */
void ccs_genl_sort(const void *data, size_t len, const struct nlattr **sorted)
{
	memset(sorted, 0, CCS_GENL_ATTRS * sizeof(*sorted));
	ccs_genl_visit(data, len, sort_one, sorted);
}

/**
 * ccs_genl_sort_inside - the same for those that are in another one
 * @attr: that one
 * @sorted: as for ccs_genl_sort()
 */
void ccs_genl_sort_inside(const struct nlattr *attr,
			  const struct nlattr **sorted)
{
	ccs_genl_sort(payload(attr), size_of(attr), sorted);
}

/**
 * ccs_genl_number - the number in an attribute
 * @attr: the attribute, or NULL
 *
 * Return: the number, of whatever width; 0 if it is none.
 */
uint64_t ccs_genl_number(const struct nlattr *attr)
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

/**
 * ccs_genl_text - the string in an attribute
 * @attr: the attribute, or NULL
 *
 * Return: the string, NULL unless it is one that ends.
 */
const char *ccs_genl_text(const struct nlattr *attr)
{
	if (!attr || !memchr(payload(attr), '\0', size_of(attr)))
		return NULL;
	return payload(attr);
}

/**
 * ccs_genl_open - begin to talk with the kernel
 *
 * Return: a descriptor, or -errno.
 */
int ccs_genl_open(void)
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

/**
 * ccs_genl_message - find the attributes of a message
 * @buf: the message
 * @len: its bytes
 * @attrs: set to the attributes
 * @size: set to their bytes
 *
 * Return: its command, or -errno.
 */
int ccs_genl_message(const char *buf, size_t len, const char **attrs,
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

/**
 * ccs_genl_ask - ask the kernel one question
 * @fd: the descriptor
 * @family: number of the family
 * @command: the question
 * @name: what CTRL_ATTR_FAMILY_NAME says, or NULL
 * @reply: filled in
 *
 * Return: 0 or -errno.
 */
int ccs_genl_ask(int fd, uint16_t family, uint8_t command, const char *name,
		 struct ccs_genl_reply *reply)
{
	int ret = send_command(fd, family, command, CTRL_ATTR_FAMILY_NAME,
			       name);
	ssize_t len;

	if (ret)
		return ret;
	len = recv(fd, reply->buf, sizeof(reply->buf), 0);
	if (len < 0)
		return -errno;
	ret = ccs_genl_message(reply->buf, len, &reply->attrs, &reply->len);
	return ret < 0 ? ret : 0;
}
