// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ways around the checks of internet sockets
 *
 * Each goes with the plain way, which has to be refused as well, and with an
 * entry both have to work.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "net.h"

#define V4 "127.0.0.1"
#define V6 "::1"
#define MAPPED "::ffff:127.0.0.1"
#define PORT "4000"

#define UNSPEC "0"
#define FOREIGN "77"
#define OWN ""

#ifndef AF_XDP
#define AF_XDP 44
#endif

#ifndef TCP_FASTOPEN_CONNECT
#define TCP_FASTOPEN_CONNECT 30
#endif

#ifndef IPV6_ADDRFORM
#define IPV6_ADDRFORM 1
#endif

FIXTURE(network) {
	int server;
};

FIXTURE_SETUP(network)
{
	self->server = -1;
	ASSERT_EQ(0, net_world());
}

FIXTURE_TEARDOWN(network)
{
	close(self->server);
	net_leave();
}

/* The address that the arguments give: kind, text, port and a family. */
static struct net_address given(char **args)
{
	struct net_address address = net_address(args[0], args[1], args[2]);

	if (*args[3])
		address.any.ss_family = atoi(args[3]);
	return address;
}

static int server_at(const char *kind, const char *text, const char *port)
{
	const struct net_address address = net_address(kind, text, port);

	return net_server(kind, &address);
}

static int bind_as(char **args)
{
	const struct net_address address = given(args);

	return bind(net_socket(args[0]), (const struct sockaddr *)&address.any,
		    address.len) ? errno : 0;
}

static int connect_as(char **args)
{
	const struct net_address address = given(args);

	return connect(net_socket(args[0]), (const struct sockaddr *)&address.any,
		       address.len) ? errno : 0;
}

static int send_as(char **args)
{
	const struct net_address address = given(args);

	return sendto(net_socket(args[0]), "x", 1, 0, (const struct sockaddr *)&address.any,
		      address.len) == 1 ? 0 : errno;
}

static const struct {
	const char *kind;
	const char *request;
	const char *port;
} senders[] = {
	{ "udp4", "network inet dgram send " V4 " " PORT, PORT },
	{ "raw4", "network inet raw send " V4 " " RAW_PORT, RAW_PORT },
};

TEST_F(network, send_to_address_of_no_family)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(senders); i++) {
		const char *const kind = senders[i].kind;

		self->server = server_at(kind, V4, PORT);
		ASSERT_LE(0, self->server);
		EXPECT_EQ(EPERM, probe(send_as, kind, V4, PORT, OWN, NULL));
		EXPECT_EQ(EPERM, probe(send_as, kind, V4, PORT, UNSPEC, NULL));
		EXPECT_EQ(2, audit_count(PROBE_DOMAIN, senders[i].request));
		EXPECT_FALSE(net_is_ready(self->server, false));
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", senders[i].request));
		EXPECT_EQ(0, probe(send_as, kind, V4, PORT, OWN, NULL));
		EXPECT_EQ(0, probe(send_as, kind, V4, PORT, UNSPEC, NULL));
		EXPECT_TRUE(net_is_ready(self->server, true));
		/* What the socket refuses anyway is no violation. */
		EXPECT_EQ(EAFNOSUPPORT, probe(send_as, kind, V4, PORT, FOREIGN, NULL));
		close(self->server);
	}
	self->server = -1;
}

/* What a socket will make of it can't be told, so there is no entry for it. */
TEST_F(network, send_to_address_of_no_family_by_ipv6)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network inet dgram send " V6 " " PORT));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network inet raw send " V6 " " RAW_PORT));
	EXPECT_EQ(0, probe(send_as, "udp6", V6, PORT, OWN, NULL));
	EXPECT_EQ(0, probe(send_as, "raw6", V6, PORT, OWN, NULL));
	EXPECT_EQ(EPERM, probe(send_as, "udp6", V6, PORT, UNSPEC, NULL));
	EXPECT_EQ(EPERM, probe(send_as, "raw6", V6, PORT, UNSPEC, NULL));
}

static const struct {
	const char *kind;
	const char *protocol;
	const char *family;
	const char *request;
} binders[] = {
	{ "tcp4", "stream", UNSPEC, "network inet stream bind 0.0.0.0 " PORT },
	{ "udp4", "dgram", UNSPEC, "network inet dgram bind 0.0.0.0 " PORT },
	{ "raw4", "raw", UNSPEC, "network inet raw bind 0.0.0.0 " RAW_PORT },
	{ "raw4", "raw", FOREIGN, "network inet raw bind 0.0.0.0 " RAW_PORT },
};

TEST_F(network, bind_to_address_of_another_family)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(binders); i++) {
		const char *const kind = binders[i].kind;

		audit_forget();
		EXPECT_EQ(EPERM, probe(bind_as, kind, "0.0.0.0", PORT, OWN, NULL));
		EXPECT_EQ(EPERM, probe(bind_as, kind, "0.0.0.0", PORT, binders[i].family, NULL));
		EXPECT_EQ(2, audit_count(PROBE_DOMAIN, binders[i].request));
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", binders[i].request));
		EXPECT_EQ(0, probe(bind_as, kind, "0.0.0.0", PORT, OWN, NULL));
		EXPECT_EQ(0, probe(bind_as, kind, "0.0.0.0", PORT, binders[i].family, NULL));
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete %s", binders[i].request));
	}
	EXPECT_EQ(EAFNOSUPPORT, probe(bind_as, "tcp6", "::", PORT, UNSPEC, NULL));
	EXPECT_EQ(EAFNOSUPPORT, probe(bind_as, "udp6", "::", PORT, UNSPEC, NULL));
}

/* Ending a connection is nothing to permit. */
TEST_F(network, disconnect_is_free)
{
	EXPECT_EQ(0, probe(connect_as, "udp4", V4, PORT, UNSPEC, NULL));
	EXPECT_EQ(0, probe(connect_as, "udp6", V6, PORT, UNSPEC, NULL));
	EXPECT_EQ(0, probe(connect_as, "tcp4", V4, PORT, UNSPEC, NULL));
	EXPECT_EQ(EPERM, probe(connect_as, "udp4", V4, PORT, OWN, NULL));
}

static int send_short(char **args)
{
	const struct net_address address = net_address(args[0], args[1], args[2]);

	return sendto(net_socket(args[0]), "x", 1, 0, (const struct sockaddr *)&address.any,
		      atoi(args[3])) == 1 ? 0 : errno;
}

TEST_F(network, short_address)
{
	self->server = server_at("udp4", V4, PORT);
	ASSERT_LE(0, self->server);
	EXPECT_EQ(EINVAL, probe(send_short, "udp4", V4, PORT, "1", NULL));
	EXPECT_EQ(EINVAL, probe(send_short, "udp4", V4, PORT, "8", NULL));
	EXPECT_EQ(EINVAL, probe(send_short, "udp6", V6, PORT, "1", NULL));
	EXPECT_EQ(EINVAL, probe(send_short, "udp6", V6, PORT, "20", NULL));
	EXPECT_FALSE(net_is_ready(self->server, false));
}

/* Connects by sending the first bytes. */
static int send_fast(char **args)
{
	struct net_address address = net_address(args[0], args[1], args[2]);

	return sendto(net_socket(args[0]), "x", 1, MSG_FASTOPEN,
		      (const struct sockaddr *)&address.any, address.len) == 1 ? 0 : errno;
}

static int send_fast_many(char **args)
{
	struct net_address address = net_address(args[0], args[1], args[2]);
	struct iovec iov = { "x", 1 };
	struct mmsghdr message = {
		.msg_hdr = {
			.msg_name = &address.any,
			.msg_namelen = address.len,
			.msg_iov = &iov,
			.msg_iovlen = 1,
		},
	};

	return sendmmsg(net_socket(args[0]), &message, 1, MSG_FASTOPEN) == 1 ? 0 : errno;
}

/* Connects by name, and really when the first bytes are sent. */
static int connect_late(char **args)
{
	const struct net_address address = net_address(args[0], args[1], args[2]);
	const int fd = net_socket(args[0]);
	int one = 1;

	if (setsockopt(fd, IPPROTO_TCP, TCP_FASTOPEN_CONNECT, &one, sizeof(one)))
		return 100 + errno;
	if (connect(fd, (const struct sockaddr *)&address.any, address.len))
		return errno;
	return send(fd, "x", 1, 0) == 1 ? 0 : errno;
}

static const probe_fn fast_ways[] = { send_fast, send_fast_many, connect_late };

/* Asked where nothing is restricted; whoever answers hangs up. */
static bool is_missing(probe_fn way, const char *kind, const char *text)
{
	int err;

	if (domain_allow(PROBE_DOMAIN, "use_profile %d", DISABLED))
		return false;
	err = probe(way, kind, text, PORT, NULL);
	return domain_allow(PROBE_DOMAIN, "use_profile %d", ENFORCING) || err == EOPNOTSUPP;
}

TEST_F(network, fast_open_connects)
{
	static const char *const kinds[] = { "tcp4", "tcp6", "mptcp4" };
	size_t i, way;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		const char *const text = strchr(kinds[i], '6') ? V6 : V4;

		if (net_missing(kinds[i]))
			continue;
		self->server = server_at(kinds[i], text, PORT);
		ASSERT_LE(0, self->server);
		for (way = 0; way < ARRAY_SIZE(fast_ways); way++) {
			char request[128];

			/* Older kernels know that for TCP only. */
			if (is_missing(fast_ways[way], kinds[i], text))
				continue;
			close(accept(self->server, NULL, NULL));
			snprintf(request, sizeof(request),
				 "network inet stream connect %s " PORT, text);
			audit_forget();
			EXPECT_EQ(EPERM, probe(connect_as, kinds[i], text, PORT, OWN, NULL));
			EXPECT_EQ(EPERM, probe(fast_ways[way], kinds[i], text, PORT, NULL));
			EXPECT_EQ(2, audit_count(PROBE_DOMAIN, request));
			EXPECT_FALSE(net_is_ready(self->server, false));
			ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", request));
			EXPECT_EQ(0, probe(fast_ways[way], kinds[i], text, PORT, NULL));
			EXPECT_TRUE(net_is_ready(self->server, true));
			close(accept(self->server, NULL, NULL));
			ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete %s", request));
		}
		close(self->server);
	}
	self->server = -1;
}

/* Addresses are compared as they are given. */
TEST_F(network, mapped_address_is_one_of_ipv6)
{
	self->server = server_at("tcp6", "::", PORT);
	ASSERT_LE(0, self->server);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network inet stream connect " V4 " " PORT));
	EXPECT_EQ(0, probe(connect_as, "tcp4", V4, PORT, OWN, NULL));
	EXPECT_EQ(EPERM, probe(connect_as, "tcp6", MAPPED, PORT, OWN, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "network inet stream connect " MAPPED " " PORT));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network inet stream connect " MAPPED " " PORT));
	EXPECT_EQ(0, probe(connect_as, "tcp6", MAPPED, PORT, OWN, NULL));
}

TEST_F(network, address_of_ipv4_on_ipv6_socket)
{
	self->server = server_at("udp4", V4, PORT);
	ASSERT_LE(0, self->server);
	EXPECT_EQ(EPERM, probe(send_as, "udp6", V4, PORT, OWN, NULL));
	EXPECT_EQ(EPERM, probe(connect_as, "udp6", V4, PORT, OWN, NULL));
	EXPECT_EQ(2, audit_count(PROBE_DOMAIN, "network inet dgram send " V4 " " PORT));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network inet dgram send " V4 " " PORT));
	EXPECT_EQ(0, probe(send_as, "udp6", V4, PORT, OWN, NULL));
	EXPECT_TRUE(net_is_ready(self->server, true));
}

/* An IPv6 socket becomes one of IPv4, and sends to an address of no family. */
static int send_reformed(char **args)
{
	const struct net_address first = net_address("udp6", MAPPED, args[0]);
	struct net_address second = net_address("udp4", V4, args[1]);
	const int fd = net_socket("udp6");
	int family = AF_INET;

	if (connect(fd, (const struct sockaddr *)&first.any, first.len) ||
	    setsockopt(fd, IPPROTO_IPV6, IPV6_ADDRFORM, &family, sizeof(family)))
		return 100 + errno;
	if (*args[2])
		second.any.ss_family = atoi(args[2]);
	return sendto(fd, "x", 1, 0, (const struct sockaddr *)&second.any,
		      second.len) == 1 ? 0 : errno;
}

TEST_F(network, socket_that_changes_its_family)
{
	self->server = server_at("udp4", V4, PORT);
	ASSERT_LE(0, self->server);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network inet dgram send " MAPPED " 4001"));
	EXPECT_EQ(EPERM, probe(send_reformed, "4001", PORT, OWN, NULL));
	EXPECT_EQ(EPERM, probe(send_reformed, "4001", PORT, UNSPEC, NULL));
	EXPECT_EQ(2, audit_count(PROBE_DOMAIN, "network inet dgram send " V4 " " PORT));
	EXPECT_FALSE(net_is_ready(self->server, false));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network inet dgram send " V4 " " PORT));
	EXPECT_EQ(0, probe(send_reformed, "4001", PORT, UNSPEC, NULL));
	EXPECT_TRUE(net_is_ready(self->server, true));
}

#define GIVEN_FD 70

static int receive_given(char **args)
{
	char byte;

	(void)args;
	return recv(GIVEN_FD, &byte, 1, MSG_DONTWAIT) == 1 ? 0 : errno;
}

/* By IPv6, while the socket that it is for was one of IPv6. */
static bool send_and_reform(void)
{
	const struct net_address any = net_address("udp6", "::", PORT);
	const struct net_address there = net_address("udp6", V6, PORT);
	const struct net_address own = net_address("udp6", V6, "4001");
	const struct net_address peer = net_address("udp6", MAPPED, "4002");
	const int fd = net_bound("udp6", &any), sender = net_bound("udp6", &own);
	int family = AF_INET;
	bool done;

	done = sendto(sender, "x", 1, 0, (const struct sockaddr *)&there.any, there.len) == 1 &&
	       !connect(fd, (const struct sockaddr *)&peer.any, peer.len) &&
	       !setsockopt(fd, IPPROTO_IPV6, IPV6_ADDRFORM, &family, sizeof(family)) &&
	       dup2(fd, GIVEN_FD) == GIVEN_FD;
	close(sender);
	close(fd);
	return done;
}

TEST_F(network, datagram_from_before_the_family_changed)
{
	const char *const entry = "network inet dgram recv " V6 " 4001";

	ASSERT_TRUE(send_and_reform());
	EXPECT_EQ(EAGAIN, probe(receive_given, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, entry));
	close(GIVEN_FD);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", entry));
	ASSERT_TRUE(send_and_reform());
	EXPECT_EQ(0, probe(receive_given, NULL));
	close(GIVEN_FD);
}

TEST_F(network, groups_of_addresses)
{
	self->server = server_at("tcp4", "0.0.0.0", PORT);
	ASSERT_LE(0, self->server);
	ASSERT_EQ(0, policy("exception_policy", "address_group LOCAL 127.0.0.2-127.0.0.9\n"
						"address_group LOCAL " V6 "\n"
						"number_group PORTS 4000-4001\n"));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN,
				   "network inet stream connect @LOCAL @PORTS\n"
				   "network inet dgram send @LOCAL @PORTS\n"));
	EXPECT_EQ(EPERM, probe(connect_as, "tcp4", V4, PORT, OWN, NULL));
	EXPECT_EQ(0, probe(connect_as, "tcp4", "127.0.0.2", PORT, OWN, NULL));
	EXPECT_EQ(EPERM, probe(connect_as, "tcp4", "127.0.0.2", "4002", OWN, NULL));
	EXPECT_EQ(EPERM, probe(send_as, "udp4", V4, PORT, OWN, NULL));
	EXPECT_EQ(0, probe(send_as, "udp4", "127.0.0.9", PORT, OWN, NULL));
	EXPECT_EQ(0, probe(send_as, "udp6", V6, PORT, OWN, NULL));
	EXPECT_EQ(EPERM, probe(send_as, "udp6", "::2", PORT, OWN, NULL));
	policy_lax("exception_policy", "delete address_group LOCAL 127.0.0.2-127.0.0.9\n"
				       "delete address_group LOCAL " V6 "\n"
				       "delete number_group PORTS 4000-4001\n");
}

/* One protocol's permission is not another's. */
TEST_F(network, protocols_are_told_apart)
{
	self->server = server_at("tcp4", V4, PORT);
	ASSERT_LE(0, self->server);
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN,
				   "network inet dgram bind/send " V4 " " PORT "\n"
				   "network inet raw send " V4 " " PORT "\n"
				   "network inet seqpacket connect " V4 " " PORT "\n"));
	EXPECT_EQ(EPERM, probe(connect_as, "tcp4", V4, PORT, OWN, NULL));
	EXPECT_EQ(EPERM, probe(bind_as, "tcp4", V4, PORT, OWN, NULL));
	EXPECT_EQ(EPERM, probe(send_as, "raw4", V4, PORT, OWN, NULL));
	EXPECT_EQ(0, probe(bind_as, "udp4", V4, PORT, OWN, NULL));
}

/* Raw frames without a packet socket. */
static int make_xdp(char **args)
{
	(void)args;
	return socket(AF_XDP, SOCK_RAW, 0) < 0 ? errno : 0;
}

TEST_F(network, xdp_is_use_packet)
{
	int result;

	ASSERT_EQ(0, policy("profile", "%d-CONFIG::capability::use_packet" ENFORCED "\n",
			    ENFORCING));
	EXPECT_EQ(EPERM, probe(make_xdp, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "capability use_packet"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "capability use_packet"));
	result = probe(make_xdp, NULL);
	EXPECT_TRUE(!result || result == EAFNOSUPPORT);
	policy("profile", "%d-CONFIG::capability::use_packet={ use_default }\n", ENFORCING);
}

TEST_HARNESS_MAIN
