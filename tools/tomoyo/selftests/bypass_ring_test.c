// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sockets used by io_uring
 *
 * Each request is refused as the system call of the same name is, whoever does
 * the work.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "net.h"
#include "uring.h"

#define V4 "127.0.0.1"
#define PORT "4000"
#define CLIENT_PORT "4001"

/* Newer than some headers. */
#define OP_SOCKET 45
#define OP_SEND_ZC 47
#define OP_SENDMSG_ZC 48
#define OP_BIND 56
#define OP_LISTEN 57

FIXTURE(ring) {
	int server;
};

FIXTURE_VARIANT(ring) {
	unsigned int setup;
	__u8 flags;
};

/* By the asking task itself, by a worker, by a thread that polls. */
FIXTURE_VARIANT_ADD(ring, inline) { };
FIXTURE_VARIANT_ADD(ring, worker) { .flags = IOSQE_ASYNC };
FIXTURE_VARIANT_ADD(ring, poller) { .setup = IORING_SETUP_SQPOLL };

FIXTURE_SETUP(ring)
{
	self->server = -1;
	ASSERT_EQ(0, net_world());
}

FIXTURE_TEARDOWN(ring)
{
	close(self->server);
	net_leave();
}

#define ARGUMENTS(setup, flags)					\
	char setup[16], flags[16];				\
								\
	snprintf(setup, sizeof(setup), "%u", variant->setup);	\
	snprintf(flags, sizeof(flags), "%u", variant->flags)

static int is_known(const struct ring *ring, __u8 opcode)
{
	const size_t size = sizeof(struct io_uring_probe) +
			    256 * sizeof(struct io_uring_probe_op);
	struct io_uring_probe *const known = calloc(1, size);
	int err = syscall(SYS_io_uring_register, ring->fd, IORING_REGISTER_PROBE, known, 256);

	if (!err)
		err = opcode > known->last_op ||
		      !(known->ops[opcode].flags & IO_URING_OP_SUPPORTED);
	free(known);
	return !err;
}

/* What a probe returns if the kernel has no such request. */
#define UNKNOWN 249

/* Does it by a ring: args[0] its setup, args[1] flags of the request. */
static int do_by_ring(char **args, struct io_uring_sqe *request)
{
	struct ring ring;
	int result = ring_make(&ring, atoi(args[0]));

	if (result)
		return 100 + result;
	if (!is_known(&ring, request->opcode))
		return UNKNOWN;
	request->flags = atoi(args[1]);
	result = ring_do(&ring, request);
	return result < 0 ? -result : 0;
}

static struct net_address there(void)
{
	return net_address("tcp4", V4, PORT);
}

static int ring_socket(char **args)
{
	struct io_uring_sqe request = {
		.opcode = OP_SOCKET,
		.fd = AF_NETLINK,
		.off = SOCK_RAW,
	};

	return do_by_ring(args, &request);
}

static int ring_bind(char **args)
{
	const struct net_address address = there();
	struct io_uring_sqe request = {
		.opcode = OP_BIND,
		.fd = net_socket("tcp4"),
		.addr = (unsigned long)&address.any,
		.off = address.len,
	};

	return do_by_ring(args, &request);
}

static int ring_listen(char **args)
{
	const struct net_address address = there();
	struct io_uring_sqe request = {
		.opcode = OP_LISTEN,
		.fd = net_bound("tcp4", &address),
		.len = 5,
	};

	return do_by_ring(args, &request);
}

static int ring_connect(char **args)
{
	const struct net_address address = there();
	struct io_uring_sqe request = {
		.opcode = IORING_OP_CONNECT,
		.fd = net_socket("tcp4"),
		.addr = (unsigned long)&address.any,
		.off = address.len,
	};

	return do_by_ring(args, &request);
}

/* Sends to an address, or with a message that has it. */
static int ring_send_by(char **args, __u8 opcode)
{
	struct net_address address = there();
	struct io_uring_sqe request = {
		.opcode = opcode,
		.fd = net_socket("udp4"),
		.addr = (unsigned long)"x",
		.len = 1,
		.addr2 = (unsigned long)&address.any,
		.addr_len = address.len,
	};

	return do_by_ring(args, &request);
}

static int ring_send(char **args)
{
	return ring_send_by(args, IORING_OP_SEND);
}

static int ring_send_zc(char **args)
{
	return ring_send_by(args, OP_SEND_ZC);
}

static int ring_sendmsg_by(char **args, __u8 opcode, const char *kind, int flags)
{
	struct net_address address = there();
	struct iovec iov = { "x", 1 };
	struct msghdr message = {
		.msg_name = &address.any,
		.msg_namelen = address.len,
		.msg_iov = &iov,
		.msg_iovlen = 1,
	};
	struct io_uring_sqe request = {
		.opcode = opcode,
		.fd = net_socket(kind),
		.addr = (unsigned long)&message,
		.len = 1,
		.msg_flags = flags,
	};

	return do_by_ring(args, &request);
}

static int ring_sendmsg(char **args)
{
	return ring_sendmsg_by(args, IORING_OP_SENDMSG, "udp4", 0);
}

static int ring_sendmsg_zc(char **args)
{
	return ring_sendmsg_by(args, OP_SENDMSG_ZC, "udp4", 0);
}

static int ring_fast_open(char **args)
{
	return ring_sendmsg_by(args, IORING_OP_SENDMSG, "tcp4", MSG_FASTOPEN);
}

static const struct {
	const char *name;
	probe_fn fn;
	const char *request;
	const char *also;
	const char *server;
} ways[] = {
	{ "bind", ring_bind, "network inet stream bind " V4 " " PORT, .server = NULL },
	{ "listen", ring_listen, "network inet stream listen " V4 " " PORT,
	  .also = "network inet stream bind " V4 " " PORT },
	{ "connect", ring_connect, "network inet stream connect " V4 " " PORT, .server = "tcp4" },
	{ "fast open", ring_fast_open, "network inet stream connect " V4 " " PORT,
	  .server = "tcp4" },
	{ "send", ring_send, "network inet dgram send " V4 " " PORT, .server = "udp4" },
	{ "send_zc", ring_send_zc, "network inet dgram send " V4 " " PORT, .server = "udp4" },
	{ "sendmsg", ring_sendmsg, "network inet dgram send " V4 " " PORT, .server = "udp4" },
	{ "sendmsg_zc", ring_sendmsg_zc, "network inet dgram send " V4 " " PORT,
	  .server = "udp4" },
};

/*
 * A ring may be a moment longer there than its process, and with it the socket
 * that it has bound to the address.
 */
static int server_when_free(const char *kind, const struct net_address *address)
{
	int tries, fd = -1;

	for (tries = 0; tries < 1500; tries++) {
		fd = net_server(kind, address);
		if (fd >= 0 || errno != EADDRINUSE)
			break;
		usleep(20000);
	}
	return fd;
}

TEST_F(ring, every_request)
{
	const struct net_address address = there();
	size_t i;

	ARGUMENTS(setup, flags);
	for (i = 0; i < ARRAY_SIZE(ways); i++) {
		int result;

		audit_forget();
		if (ways[i].also)
			ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", ways[i].also));
		if (ways[i].server) {
			self->server = server_when_free(ways[i].server, &address);
			ASSERT_LE(0, self->server);
		}
		result = probe(ways[i].fn, setup, flags, NULL);
		if (result == UNKNOWN) {
			TH_LOG("this kernel has no %s", ways[i].name);
		} else {
			EXPECT_EQ(EPERM, result)
				TH_LOG("%s", ways[i].name);
			EXPECT_TRUE(audit_denied(PROBE_DOMAIN, ways[i].request));
			ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", ways[i].request));
			result = probe(ways[i].fn, setup, flags, NULL);
			EXPECT_TRUE(result == 0 || result == EINPROGRESS)
				TH_LOG("%s: %d", ways[i].name, result);
			EXPECT_TRUE(audit_granted(PROBE_DOMAIN, ways[i].request));
			domain_allow(PROBE_DOMAIN, "delete %s", ways[i].request);
		}
		if (ways[i].also)
			domain_allow(PROBE_DOMAIN, "delete %s", ways[i].also);
		close(self->server);
		self->server = -1;
	}
}

TEST_F(ring, making_a_socket)
{
	ARGUMENTS(setup, flags);

	ASSERT_EQ(0, policy("profile", "%d-CONFIG::capability::use_route" ENFORCED "\n",
			    ENFORCING));
	EXPECT_EQ(EPERM, probe(ring_socket, setup, flags, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "capability use_route"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "capability use_route"));
	EXPECT_EQ(0, probe(ring_socket, setup, flags, NULL));
	ASSERT_EQ(0, policy("profile", "%d-CONFIG::capability::use_route={ use_default }\n",
			    ENFORCING));
}

/*
 * Refused connections are closed, and it goes on to wait for another. The ring
 * may be a moment longer there than its process, and with it what listens.
 */
static int ring_accept(char **args)
{
	const struct net_address address = net_address("tcp4", V4, args[3]);
	const struct net_address own = net_address("tcp4", V4, CLIENT_PORT);
	const int client = net_bound("tcp4", &own);
	struct io_uring_sqe request = {
		.opcode = IORING_OP_ACCEPT,
		.fd = net_server("tcp4", &address),
		.flags = atoi(args[1]),
		.ioprio = atoi(args[2]),
	};
	struct ring ring;
	int result = ring_make(&ring, atoi(args[0]));

	if (result || request.fd < 0 || client < 0 || ring_ask(&ring, &request))
		return 100 + errno;
	if (connect(client, (const struct sockaddr *)&address.any, address.len))
		return errno == ECONNRESET ? EAGAIN : errno;
	result = ring_next(&ring);
	close(client);
	return result >= 0 ? 0 : result == RING_NOTHING ? EAGAIN : -result;
}

TEST_F(ring, accepting)
{
	static const char request[] = "network inet stream accept " V4 " " CLIENT_PORT;
	/* Once, and as often as something comes (IORING_ACCEPT_MULTISHOT). */
	static const char *const shots[] = { "0", "1" };
	size_t i;

	ARGUMENTS(setup, flags);
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN,
				   "network inet stream bind/listen/connect " V4 " 4000-4020\n"));
	for (i = 0; i < ARRAY_SIZE(shots); i++) {
		char ports[2][8];

		snprintf(ports[0], sizeof(ports[0]), "%zu", 4010 + 2 * i);
		snprintf(ports[1], sizeof(ports[1]), "%zu", 4011 + 2 * i);
		audit_forget();
		EXPECT_EQ(EAGAIN, probe(ring_accept, setup, flags, shots[i], ports[0], NULL));
		EXPECT_TRUE(audit_denied(PROBE_DOMAIN, request));
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", request));
		EXPECT_EQ(0, probe(ring_accept, setup, flags, shots[i], ports[1], NULL));
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete %s", request));
	}
}

TEST_HARNESS_MAIN
