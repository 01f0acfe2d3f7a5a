// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ways around the checks of SCTP, whose sockets have several addresses
 */

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "net.h"

#define PORT "4000"
#define FIRST "127.0.0.1"
#define SECOND "127.0.0.2"

/* As <linux/sctp.h> has them, which does not go with <netinet/in.h>. */
#define OPTION_PRIMARY_ADDR 6
#define OPTION_BINDX_ADD 100
#define OPTION_CONNECTX 110
#define CONTROL_SNDINFO 2
#define CONTROL_DSTADDRV4 7
#define CONTROL_DSTADDRV6 8

FIXTURE(sctp) {
	bool entered;
	int server;
};

FIXTURE_VARIANT(sctp) {
	const char *kind;
	const char *protocol;
};

FIXTURE_VARIANT_ADD(sctp, stream) {
	.kind = "sctp4", .protocol = "stream",
};

FIXTURE_VARIANT_ADD(sctp, seqpacket) {
	.kind = "seqpacket4", .protocol = "seqpacket",
};

FIXTURE_SETUP(sctp)
{
	const char *const missing = net_missing(variant->kind);
	struct net_address address;

	self->entered = false;
	if (missing)
		SKIP(return, "%s", missing);
	self->entered = true;
	ASSERT_EQ(0, net_world());
	address = net_address(variant->kind, "0.0.0.0", PORT);
	self->server = net_server(variant->kind, &address);
	ASSERT_LE(0, self->server);
}

FIXTURE_TEARDOWN(sctp)
{
	if (!self->entered)
		return;
	close(self->server);
	net_leave();
}

/* Both addresses one behind the other, as options take them. */
static socklen_t two_addresses(struct sockaddr_in *both, const char *port)
{
	const char *const texts[] = { FIRST, SECOND };
	int i;

	for (i = 0; i < 2; i++) {
		both[i] = (struct sockaddr_in){
			.sin_family = AF_INET,
			.sin_port = htons(atoi(port)),
		};
		inet_pton(AF_INET, texts[i], &both[i].sin_addr);
	}
	return 2 * sizeof(*both);
}

static int set_addresses(int fd, int option, const char *port)
{
	struct sockaddr_in both[2];
	const socklen_t len = two_addresses(both, port);

	return setsockopt(fd, IPPROTO_SCTP, option, both, len) < 0 ? errno : 0;
}

static int bind_both(char **args)
{
	return set_addresses(net_socket(args[0]), OPTION_BINDX_ADD, "4001");
}

static int connect_both(char **args)
{
	return set_addresses(net_socket(args[0]), OPTION_CONNECTX, PORT);
}

/* Sends to the first address, and tells of the second if there is one. */
static int send_first(char **args)
{
	struct net_address address = net_address(args[0], FIRST, PORT);
	char control[CMSG_SPACE(sizeof(struct in6_addr))] = {};
	struct iovec iov = { "x", 1 };
	struct msghdr message = {
		.msg_name = &address.any,
		.msg_namelen = address.len,
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control,
	};
	struct cmsghdr *const cmsg = (struct cmsghdr *)control;

	if (args[1]) {
		const size_t size = strchr(args[1], ':') ? sizeof(struct in6_addr) :
							   sizeof(struct in_addr);

		*cmsg = (struct cmsghdr){
			.cmsg_len = CMSG_LEN(size),
			.cmsg_level = IPPROTO_SCTP,
			.cmsg_type = strchr(args[1], ':') ? CONTROL_DSTADDRV6 :
							    CONTROL_DSTADDRV4,
		};
		inet_pton(strchr(args[1], ':') ? AF_INET6 : AF_INET, args[1],
			  CMSG_DATA(cmsg));
		message.msg_controllen = CMSG_SPACE(size);
	}
	return sendmsg(net_socket(args[0]), &message, 0) == 1 ? 0 : errno;
}

/* Told to all its associations, of which there is none, a message is nothing. */
#define ABORT_ALL (1 << 2 | 1 << 6)

static void add_control(struct msghdr *message, char *control, int type, const void *data,
			size_t size)
{
	struct cmsghdr *const cmsg = (struct cmsghdr *)control;

	*cmsg = (struct cmsghdr){
		.cmsg_len = CMSG_LEN(size),
		.cmsg_level = IPPROTO_SCTP,
		.cmsg_type = type,
	};
	memcpy(CMSG_DATA(cmsg), data, size);
	message->msg_control = control;
	message->msg_controllen = CMSG_SPACE(size);
}

/*
 * Two messages to the first address. The kernel asks no module about one that
 * goes where the one before went; only that one tells of the second address.
 */
static int send_twice(char **args)
{
	struct net_address address = net_address(args[0], FIRST, PORT);
	const struct { uint16_t stream, flags; uint32_t rest[3]; } info = {
		.flags = ABORT_ALL,
	};
	char control[2][CMSG_SPACE(sizeof(info))] = {};
	struct iovec iov = { "x", 1 };
	struct mmsghdr message[2] = {};
	struct in_addr second;
	int i;

	inet_pton(AF_INET, SECOND, &second);
	for (i = 0; i < 2; i++) {
		message[i].msg_hdr.msg_name = &address.any;
		message[i].msg_hdr.msg_namelen = address.len;
	}
	add_control(&message[0].msg_hdr, control[0], CONTROL_SNDINFO, &info, sizeof(info));
	add_control(&message[1].msg_hdr, control[1], CONTROL_DSTADDRV4, &second,
		    sizeof(second));
	message[1].msg_hdr.msg_iov = &iov;
	message[1].msg_hdr.msg_iovlen = 1;
	return sendmmsg(net_socket(args[0]), message, 2, 0);
}

#define ALLOW(op, text, port)						\
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network inet %s %s %s %s", \
				  variant->protocol, op, text, port))

/* With the socket locked the record is left to a worker, so it may come later. */
static bool was_denied(const char *protocol, const char *op, const char *text,
		       const char *port)
{
	char request[128];
	int i;

	snprintf(request, sizeof(request), "network inet %s %s %s %s", protocol, op, text,
		 port);
	for (i = 0; i < 3000 && !audit_denied(PROBE_DOMAIN, request); i++)
		usleep(10000);
	return audit_denied(PROBE_DOMAIN, request);
}

#define DENIED(op, text, port) was_denied(variant->protocol, op, text, port)

TEST_F(sctp, each_address_is_bound)
{
	EXPECT_EQ(EPERM, probe(bind_both, variant->kind, NULL));
	EXPECT_TRUE(DENIED("bind", FIRST, "4001"));
	ALLOW("bind", FIRST, "4001");
	EXPECT_EQ(EPERM, probe(bind_both, variant->kind, NULL));
	EXPECT_TRUE(DENIED("bind", SECOND, "4001"));
	ALLOW("bind", SECOND, "4001");
	EXPECT_EQ(0, probe(bind_both, variant->kind, NULL));
}

TEST_F(sctp, each_address_is_connected_to)
{
	EXPECT_EQ(EPERM, probe(connect_both, variant->kind, NULL));
	EXPECT_TRUE(DENIED("connect", FIRST, PORT));
	ALLOW("connect", FIRST, PORT);
	EXPECT_EQ(EPERM, probe(connect_both, variant->kind, NULL));
	EXPECT_TRUE(DENIED("connect", SECOND, PORT));
	EXPECT_FALSE(net_is_ready(self->server, false));
	ALLOW("connect", SECOND, PORT);
	EXPECT_EQ(0, probe(connect_both, variant->kind, NULL));
}

TEST_F(sctp, sending_connects)
{
	EXPECT_EQ(EPERM, probe(send_first, variant->kind, NULL));
	EXPECT_TRUE(DENIED("connect", FIRST, PORT));
	EXPECT_FALSE(net_is_ready(self->server, false));
	ALLOW("connect", FIRST, PORT);
	EXPECT_EQ(0, probe(send_first, variant->kind, NULL));
	EXPECT_TRUE(net_is_ready(self->server, true));
}

TEST_F(sctp, sending_brings_addresses_along)
{
	ALLOW("connect", FIRST, PORT);
	EXPECT_EQ(0, probe(send_first, variant->kind, NULL));
	EXPECT_EQ(EPERM, probe(send_first, variant->kind, SECOND, NULL));
	EXPECT_TRUE(DENIED("connect", SECOND, PORT));
	EXPECT_EQ(EPERM, probe(send_first, variant->kind, "::1", NULL));
	EXPECT_TRUE(DENIED("connect", "::1", PORT));
	ALLOW("connect", SECOND, PORT);
	EXPECT_EQ(0, probe(send_first, variant->kind, SECOND, NULL));
}

TEST_F(sctp, each_of_many_messages_is_asked_about)
{
	/* Another socket has one association, and can't be told to end them all. */
	const bool many = !strcmp(variant->kind, "seqpacket4");

	ALLOW("connect", FIRST, PORT);
	EXPECT_EQ(many ? 1 : 255, probe(send_twice, variant->kind, NULL));
	if (many)
		EXPECT_TRUE(DENIED("connect", SECOND, PORT));
	ALLOW("connect", SECOND, PORT);
	EXPECT_EQ(many ? 2 : 255, probe(send_twice, variant->kind, NULL));
}

TEST_HARNESS_MAIN
