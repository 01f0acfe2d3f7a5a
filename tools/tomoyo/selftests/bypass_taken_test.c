// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ways around the checks of what was accepted and received
 */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "net.h"

#define GOOD_PORT "4001"
#define BAD_PORT "4002"
#define GOOD_PATH "@good"
#define BAD_PATH "@bad"

/* What the probe inherits the other end as. */
#define GIVEN_FD 70
#define GIVEN_TEXT "70"

/* Where both dialects tell differently that something was thrown away. */
FIXTURE(taken) {
	int receiver;
	int good;
	int bad;
};

FIXTURE_VARIANT(taken) {
	const char *kind;
	const char *text;
	const char *entry;
};

FIXTURE_VARIANT_ADD(taken, udp4) {
	.kind = "udp4", .text = "127.0.0.1",
	.entry = "network inet dgram recv 127.0.0.1 " GOOD_PORT,
};

FIXTURE_VARIANT_ADD(taken, udp6) {
	.kind = "udp6", .text = "::1",
	.entry = "network inet dgram recv ::1 " GOOD_PORT,
};

FIXTURE_VARIANT_ADD(taken, mapped) {
	.kind = "udp6", .text = "::ffff:127.0.0.1",
	.entry = "network inet dgram recv ::ffff:127.0.0.1 " GOOD_PORT,
};

FIXTURE_VARIANT_ADD(taken, unix) {
	.kind = "udgram",
	.entry = "network unix dgram recv \\000good",
};

static struct net_address address_of(const char *kind, const char *text, const char *port)
{
	if (net_is_unix(kind))
		return net_address(kind, !strcmp(port, GOOD_PORT) ? GOOD_PATH : BAD_PATH, NULL);
	return net_address(kind, text, port);
}

static struct net_address receiver_of(const char *kind, const char *text)
{
	return net_is_unix(kind) ? net_address(kind, "@receiver", NULL) :
				   net_address(kind, text, OTHER_PORT);
}

FIXTURE_SETUP(taken)
{
	const struct net_address there = receiver_of(variant->kind, variant->text);
	const struct net_address good = address_of(variant->kind, variant->text, GOOD_PORT);
	const struct net_address bad = address_of(variant->kind, variant->text, BAD_PORT);
	int fd;

	ASSERT_EQ(0, net_world());
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", variant->entry));
	fd = net_bound(variant->kind, &there);
	ASSERT_LE(0, fd);
	/* Without FD_CLOEXEC, so the probe has it. */
	self->receiver = dup2(fd, GIVEN_FD);
	close(fd);
	self->good = net_bound(variant->kind, &good);
	self->bad = net_bound(variant->kind, &bad);
	ASSERT_LE(0, self->good);
	ASSERT_LE(0, self->bad);
	ASSERT_EQ(0, connect(self->good, (const struct sockaddr *)&there.any, there.len));
	ASSERT_EQ(0, connect(self->bad, (const struct sockaddr *)&there.any, there.len));
}

FIXTURE_TEARDOWN(taken)
{
	close(self->receiver);
	close(self->good);
	close(self->bad);
	net_leave();
}

/* Says what was received, or by which error it was not. */
static void tell(ssize_t len, const char *bytes)
{
	if (len < 0)
		say("%s ", errno == EAGAIN ? "EAGAIN" : strerror(errno));
	else
		say("%.*s ", (int)len, bytes);
}

static void take(int flags)
{
	char bytes[64];

	tell(recv(GIVEN_FD, bytes, sizeof(bytes), flags), bytes);
}

static int take_three(char **args)
{
	const int flags = atoi(args[0]);

	take(flags);
	take(flags);
	take(MSG_DONTWAIT);
	return 0;
}

#define SEND(fd, text) ASSERT_EQ((ssize_t)strlen(text), send(fd, text, strlen(text), 0))

TEST_F(taken, refused_one_is_gone)
{
	SEND(self->bad, "bad");
	SEND(self->good, "good");
	EXPECT_EQ(0, probe(take_three, "0", NULL));
	EXPECT_STREQ("EAGAIN good EAGAIN ", reply);
}

/* Only peeked at, it is thrown away as well, and does not block the queue. */
TEST_F(taken, refused_one_is_gone_when_peeked_at)
{
	char peek[16];

	snprintf(peek, sizeof(peek), "%d", MSG_PEEK);
	SEND(self->bad, "bad");
	SEND(self->good, "good");
	EXPECT_EQ(0, probe(take_three, peek, NULL));
	EXPECT_STREQ("EAGAIN good good ", reply);
	EXPECT_EQ(-1, recv(self->receiver, peek, sizeof(peek), MSG_DONTWAIT));
}

/* What SO_PEEK_OFF counts goes with the datagram. */
static int peek_on(char **args)
{
	int zero = 0;

	(void)args;
	if (setsockopt(GIVEN_FD, SOL_SOCKET, SO_PEEK_OFF, &zero, sizeof(zero)))
		return 100 + errno;
	take(MSG_PEEK | MSG_DONTWAIT);
	take(MSG_PEEK | MSG_DONTWAIT);
	take(MSG_PEEK | MSG_DONTWAIT);
	take(MSG_PEEK | MSG_DONTWAIT);
	take(MSG_DONTWAIT);
	take(MSG_DONTWAIT);
	take(MSG_DONTWAIT);
	return 0;
}

TEST_F(taken, peek_offset_does_not_count_it)
{
	SEND(self->good, "one");
	SEND(self->bad, "bad");
	SEND(self->good, "two");
	EXPECT_EQ(0, probe(peek_on, NULL));
	EXPECT_STREQ("one EAGAIN two EAGAIN one two EAGAIN ", reply);
}

/* The judge has peeked at all of it, then the probe takes one away. */
TEST_F(taken, peek_offset_goes_back)
{
	char bytes[64];
	int zero = 0;

	ASSERT_EQ(0, setsockopt(self->receiver, SOL_SOCKET, SO_PEEK_OFF, &zero, sizeof(zero)));
	SEND(self->bad, "bad");
	SEND(self->good, "good");
	ASSERT_EQ(3, recv(self->receiver, bytes, sizeof(bytes), MSG_PEEK | MSG_DONTWAIT));
	EXPECT_EQ(0, probe(take_three, "64", NULL));
	EXPECT_STREQ("EAGAIN good EAGAIN ", reply);
	SEND(self->good, "next");
	EXPECT_EQ(4, recv(self->receiver, bytes, sizeof(bytes), MSG_PEEK | MSG_DONTWAIT));
}

static int take_by_read(char **args)
{
	char bytes[64];

	(void)args;
	tell(read(GIVEN_FD, bytes, sizeof(bytes)), bytes);
	return 0;
}

static int take_many(char **args)
{
	char bytes[2][64];
	struct iovec iov[2] = { { bytes[0], 64 }, { bytes[1], 64 } };
	struct mmsghdr messages[2] = {
		{ .msg_hdr = { .msg_iov = &iov[0], .msg_iovlen = 1 } },
		{ .msg_hdr = { .msg_iov = &iov[1], .msg_iovlen = 1 } },
	};

	(void)args;
	tell(recvmmsg(GIVEN_FD, messages, 2, MSG_DONTWAIT, NULL) < 0 ? -1 : 0, "");
	return 0;
}

static int take_by_splice(char **args)
{
	char bytes[64];
	int ends[2];
	ssize_t len;

	(void)args;
	if (pipe(ends))
		return errno;
	len = splice(GIVEN_FD, NULL, ends[1], NULL, sizeof(bytes), SPLICE_F_NONBLOCK);
	if (len > 0)
		len = read(ends[0], bytes, sizeof(bytes));
	tell(len, bytes);
	return 0;
}

TEST_F(taken, every_way_to_take_it)
{
	SEND(self->bad, "bad");
	EXPECT_EQ(0, probe(take_by_read, NULL));
	EXPECT_STREQ("EAGAIN ", reply);
	SEND(self->bad, "bad");
	EXPECT_EQ(0, probe(take_many, NULL));
	EXPECT_STREQ("EAGAIN ", reply);
	SEND(self->bad, "bad");
	EXPECT_EQ(0, probe(take_by_splice, NULL));
	EXPECT_STRNE("bad ", reply);
	SEND(self->good, "good");
	EXPECT_EQ(0, probe(take_by_read, NULL));
	EXPECT_STREQ("good ", reply);
}

/* A listening socket that was given away is used in the new domain. */
FIXTURE(accepting) {
	int server;
	int client;
};

FIXTURE_VARIANT(accepting) {
	const char *kind;
	const char *text;
	const char *entry;
};

FIXTURE_VARIANT_ADD(accepting, tcp4) {
	.kind = "tcp4", .text = "127.0.0.1",
	.entry = "network inet stream accept 127.0.0.1 " GOOD_PORT,
};

FIXTURE_VARIANT_ADD(accepting, tcp6) {
	.kind = "tcp6", .text = "::1",
	.entry = "network inet stream accept ::1 " GOOD_PORT,
};

FIXTURE_VARIANT_ADD(accepting, mapped) {
	.kind = "tcp6", .text = "::ffff:127.0.0.1",
	.entry = "network inet stream accept ::ffff:127.0.0.1 " GOOD_PORT,
};

FIXTURE_VARIANT_ADD(accepting, unix) {
	.kind = "ustream",
	.entry = "network unix stream accept \\000good",
};

FIXTURE_SETUP(accepting)
{
	const struct net_address there = receiver_of(variant->kind, variant->text);
	int fd;

	self->client = -1;
	ASSERT_EQ(0, net_world());
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", variant->entry));
	fd = net_server(variant->kind, &there);
	ASSERT_LE(0, fd);
	self->server = dup2(fd, GIVEN_FD);
	close(fd);
}

FIXTURE_TEARDOWN(accepting)
{
	close(self->client);
	close(self->server);
	net_leave();
}

static int client_from(const char *kind, const char *text, const char *port)
{
	const struct net_address there = receiver_of(kind, text);
	const struct net_address own = address_of(kind, text, port);
	const int fd = net_bound(kind, &own);

	if (fd >= 0 && connect(fd, (const struct sockaddr *)&there.any, there.len))
		return -1;
	return fd;
}

static int accept_one(char **args)
{
	const int fd = accept4(GIVEN_FD, NULL, NULL, atoi(args[0]));

	if (fd < 0)
		return errno;
	return send(fd, "x", 1, 0) == 1 ? 0 : 100 + errno;
}

TEST_F(accepting, refused_one_is_closed)
{
	char byte;

	self->client = client_from(variant->kind, variant->text, BAD_PORT);
	ASSERT_LE(0, self->client);
	ASSERT_TRUE(net_is_ready(self->server, true));
	EXPECT_EQ(EAGAIN, probe(accept_one, "0", NULL));
	EXPECT_GE(0, recv(self->client, &byte, 1, 0));
	close(self->client);

	self->client = client_from(variant->kind, variant->text, GOOD_PORT);
	ASSERT_LE(0, self->client);
	ASSERT_TRUE(net_is_ready(self->server, true));
	EXPECT_EQ(0, probe(accept_one, "2048", NULL));
	EXPECT_EQ(1, recv(self->client, &byte, 1, 0));
}

TEST_HARNESS_MAIN
