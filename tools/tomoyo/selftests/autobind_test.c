// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ports that the kernel must not pick by itself
 *
 * The kernel is left few ports to pick from: 4100 to 4107. Of those all but one
 * are reserved, so that what it picks tells whether it looked.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "net.h"

#define RANGE "/proc/sys/net/ipv4/ip_local_port_range"
#define FEW "4100 4107"
#define ALL_V4 "0.0.0.0-255.255.255.255 0-65535"
#define ALL_V6 "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 0-65535"
#define RESERVED "deny_autobind 4100-4105\ndeny_autobind 4107\n"
#define UNRESERVED "delete deny_autobind 4100-4105\ndelete deny_autobind 4107\n"
#define LEFT 4106

static char range_before[64];

static int write_range(const char *text)
{
	const int fd = open(RANGE, O_WRONLY);
	const ssize_t len = strlen(text);
	const int err = write(fd, text, len) == len ? 0 : errno;

	close(fd);
	return err;
}

static void read_range(void)
{
	const int fd = open(RANGE, O_RDONLY);
	const ssize_t len = read(fd, range_before, sizeof(range_before) - 1);

	range_before[len > 0 ? len : 0] = '\0';
	close(fd);
}

/* One way to get a port from the kernel, in one mode. */
FIXTURE(picked) {
	bool few;
};

FIXTURE_VARIANT(picked) {
	const char *kind;
	probe_fn fn;
	int profile;
};

static int port_of(int fd)
{
	struct net_address own = { .len = sizeof(own.any) };

	getsockname(fd, (struct sockaddr *)&own.any, &own.len);
	/* At the same place in both families. */
	return ntohs(((struct sockaddr_in *)&own.any)->sin_port);
}

static int tell_port(int fd, int failed)
{
	if (failed)
		return errno;
	say("%d", port_of(fd));
	return 0;
}

static struct net_address unspecified(const char *kind, const char *port)
{
	return net_address(kind, strchr(kind, '6') ? "::" : "0.0.0.0", port);
}

static struct net_address loopback(const char *kind, const char *port)
{
	return net_address(kind, strchr(kind, '6') ? "::1" : "127.0.0.1", port);
}

static int by_bind(char **args)
{
	const struct net_address any = unspecified(args[0], "0");
	const int fd = net_socket(args[0]);

	return tell_port(fd, bind(fd, (const struct sockaddr *)&any.any, any.len));
}

/* Binds to an address and leaves the port to connect(). */
static int by_late_connect(char **args)
{
	const struct net_address here = loopback(args[0], "0");
	const struct net_address there = loopback(args[0], OTHER_PORT);
	const int server = net_server(args[0], &there);
	const int fd = net_socket(args[0]);
	int one = 1;

	setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof(one));
	if (server < 0 || bind(fd, (const struct sockaddr *)&here.any, here.len))
		return 100 + errno;
	return tell_port(fd, connect(fd, (const struct sockaddr *)&there.any, there.len));
}

static int by_listen(char **args)
{
	const int fd = net_socket(args[0]);

	return tell_port(fd, listen(fd, 5));
}

static int by_connect(char **args)
{
	const struct net_address there = loopback(args[0], OTHER_PORT);
	const int server = net_server(args[0], &there);
	const int fd = net_socket(args[0]);

	if (server < 0)
		return 100 + errno;
	return tell_port(fd, connect(fd, (const struct sockaddr *)&there.any, there.len));
}

static int by_send(char **args)
{
	const struct net_address there = loopback(args[0], OTHER_PORT);
	const int server = net_server(args[0], &there);
	const int fd = net_socket(args[0]);

	if (server < 0)
		return 100 + errno;
	return tell_port(fd, sendto(fd, "x", 1, 0, (const struct sockaddr *)&there.any,
				    there.len) != 1);
}

#define ROW(way, socket_kind, mode)						\
	FIXTURE_VARIANT_ADD(picked, way##_##socket_kind##_##mode) {		\
		.kind = #socket_kind,						\
		.fn = way,							\
		.profile = mode,						\
	}

#define ROWS(way, socket_kind)							\
	ROW(way, socket_kind, DISABLED);					\
	ROW(way, socket_kind, LEARNING);					\
	ROW(way, socket_kind, PERMISSIVE);					\
	ROW(way, socket_kind, ENFORCING)

ROWS(by_bind, tcp4);
ROWS(by_bind, tcp6);
ROWS(by_bind, udp4);
ROWS(by_bind, udp6);
ROWS(by_bind, sctp4);
ROWS(by_listen, tcp4);
ROWS(by_connect, tcp4);
ROWS(by_connect, tcp6);
ROWS(by_late_connect, tcp4);
ROWS(by_late_connect, tcp6);
ROWS(by_connect, udp4);
ROWS(by_connect, udp6);
ROWS(by_connect, mptcp4);
ROWS(by_connect, sctp4);
ROWS(by_send, udp4);
ROWS(by_send, udp6);

FIXTURE_SETUP(picked)
{
	const char *const missing = net_missing(variant->kind);

	self->few = false;
	if (missing)
		SKIP(return, "%s", missing);
	ASSERT_EQ(0, fresh_world(variant->profile));
	if (variant->profile == ENFORCING)
		ASSERT_EQ(0, domain_policy(PROBE_DOMAIN,
					   "network inet stream bind/listen/connect " ALL_V4 "\n"
					   "network inet stream bind/listen/connect " ALL_V6 "\n"
					   "network inet dgram bind/send " ALL_V4 "\n"
					   "network inet dgram bind/send " ALL_V6 "\n"));
	read_range();
	self->few = true;
	ASSERT_EQ(0, write_range(FEW));
}

FIXTURE_TEARDOWN(picked)
{
	if (!self->few)
		return;
	write_range(range_before);
	policy_lax("exception_policy", UNRESERVED);
	leave_world();
}

TEST_F(picked, never_a_reserved_one)
{
	int i, port;

	/* Without reservations all eight are picked sooner or later. */
	EXPECT_EQ(0, probe(variant->fn, variant->kind, NULL));
	port = atoi(reply);
	EXPECT_TRUE(port >= 4100 && port <= 4107);
	ASSERT_EQ(0, policy("exception_policy", RESERVED));
	for (i = 0; i < 5; i++) {
		EXPECT_EQ(0, probe(variant->fn, variant->kind, NULL));
		EXPECT_EQ(LEFT, atoi(reply));
	}
}

FIXTURE(reserved) {
};

FIXTURE_SETUP(reserved)
{
	ASSERT_EQ(0, fresh_world(DISABLED));
	read_range();
	ASSERT_EQ(0, write_range(FEW));
}

FIXTURE_TEARDOWN(reserved)
{
	write_range(range_before);
	policy_lax("exception_policy", UNRESERVED);
	policy_lax("exception_policy", "delete deny_autobind 4106\n");
	leave_world();
}

static int bind_to(char **args)
{
	const struct net_address any = unspecified(args[0], args[1]);
	const int fd = net_socket(args[0]);

	return tell_port(fd, bind(fd, (const struct sockaddr *)&any.any, any.len));
}

TEST_F(reserved, may_be_bound_on_purpose)
{
	static const char *const kinds[] = { "tcp4", "tcp6", "udp4", "udp6" };
	size_t i;

	ASSERT_EQ(0, policy("exception_policy", RESERVED));
	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		EXPECT_EQ(0, probe(bind_to, kinds[i], "4103", NULL));
		EXPECT_STREQ("4103", reply);
	}
}

TEST_F(reserved, all_leaves_the_kernels_own_error)
{
	ASSERT_EQ(0, policy("exception_policy", RESERVED "deny_autobind 4106\n"));
	EXPECT_EQ(EADDRINUSE, probe(by_bind, "tcp4", NULL));
	EXPECT_EQ(EADDRINUSE, probe(by_bind, "udp6", NULL));
	EXPECT_EQ(EADDRNOTAVAIL, probe(by_connect, "tcp4", NULL));
	EXPECT_EQ(EAGAIN, probe(by_send, "udp4", NULL));
	/* As soon as there is one again, it is found. */
	ASSERT_EQ(0, policy("exception_policy", "delete deny_autobind 4106\n"));
	EXPECT_EQ(0, probe(by_bind, "tcp4", NULL));
	EXPECT_EQ(LEFT, atoi(reply));
}

TEST_HARNESS_MAIN
