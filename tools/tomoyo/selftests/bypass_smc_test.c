// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ways around the checks of internet sockets by SMC
 *
 * A socket of SMC has one of TCP below it, which the kernel made for itself. Where
 * it falls back to TCP, a descriptor leads to that one.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "net.h"

#define KIND "smc4"
#define HERE "127.0.0.1"
#define PORT "4000"
#define OTHER "4001"
#define AT(operation, port) "network inet stream " operation " " HERE " " port

#ifndef TCP_FASTOPEN_NO_COOKIE
#define TCP_FASTOPEN_NO_COOKIE 34
#endif

FIXTURE(smc) {
	int server;
};

FIXTURE_SETUP(smc)
{
	const struct net_address address = net_address("tcp4", HERE, PORT);

	self->server = -1;
	if (net_missing(KIND))
		SKIP(return, "%s", net_missing(KIND));
	ASSERT_EQ(0, net_world());
	self->server = net_server("tcp4", &address);
	ASSERT_LE(0, self->server);
}

FIXTURE_TEARDOWN(smc)
{
	close(self->server);
	net_leave();
}

/* Falls back at once if @fallen: SMC can't do what is asked for. */
static int smc_socket(bool fallen)
{
	const int fd = net_socket(KIND);
	int one = 1;

	if (fallen && setsockopt(fd, IPPROTO_TCP, TCP_FASTOPEN_NO_COOKIE, &one, sizeof(one)))
		return -1;
	return fd;
}

static int to(int fd, const char *port, int (*call)(int, const struct sockaddr *, socklen_t))
{
	const struct net_address address = net_address(KIND, HERE, port);

	return call(fd, (const struct sockaddr *)&address.any, address.len) ? errno : 0;
}

static int connect_smc(char **args)
{
	return to(smc_socket(false), args[0], connect);
}

static int connect_fallen(char **args)
{
	return to(smc_socket(true), args[0], connect);
}

static int send_fast(int fd, const struct sockaddr *address, socklen_t len)
{
	return sendto(fd, "x", 1, MSG_FASTOPEN, address, len) != 1;
}

static int send_fallen(char **args)
{
	return to(smc_socket(true), args[0], send_fast);
}

TEST_F(smc, connects)
{
	static const probe_fn ways[] = { connect_smc, connect_fallen, send_fallen };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ways); i++)
		EXPECT_EQ(EPERM, probe(ways[i], PORT, NULL));
	EXPECT_EQ(3, audit_count(PROBE_DOMAIN, AT("connect", PORT)));
	EXPECT_FALSE(net_is_ready(self->server, false));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, AT("connect", PORT)));
	for (i = 0; i < ARRAY_SIZE(ways); i++) {
		EXPECT_EQ(0, probe(ways[i], PORT, NULL));
		EXPECT_TRUE(net_is_ready(self->server, true));
		close(accept(self->server, NULL, NULL));
	}
}

static int bind_fallen(char **args)
{
	return to(smc_socket(true), args[0], bind);
}

static int listen_fallen(char **args)
{
	const int fd = smc_socket(true);

	return to(fd, args[0], bind) ? 100 + errno : listen(fd, 5) ? errno : 0;
}

TEST_F(smc, listens)
{
	EXPECT_EQ(EPERM, probe(bind_fallen, OTHER, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, AT("bind", OTHER)));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, AT("bind", OTHER)));
	EXPECT_EQ(0, probe(bind_fallen, OTHER, NULL));
	EXPECT_EQ(EPERM, probe(listen_fallen, OTHER, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, AT("listen", OTHER)));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, AT("listen", OTHER)));
	EXPECT_EQ(0, probe(listen_fallen, OTHER, NULL));
}

/* What was accepted, or -1. */
static int accept_own(void)
{
	const int server = smc_socket(true);
	const int client = net_socket("tcp4");

	if (to(server, OTHER, bind) || listen(server, 5) || to(client, OTHER, connect))
		return -1;
	return accept(server, NULL, NULL);
}

static int accept_fallen(char **args)
{
	(void)args;
	return accept_own() < 0 ? errno : 0;
}

/* Leaves its peer and goes elsewhere. */
static int connect_accepted(char **args)
{
	static const struct sockaddr nobody = { .sa_family = AF_UNSPEC };
	const int fd = accept_own();

	/* It keeps the port of who listens there, so nobody may answer. */
	if (fd < 0 || connect(fd, &nobody, sizeof(nobody)) || fcntl(fd, F_SETFL, O_NONBLOCK))
		return 100 + errno;
	return to(fd, args[0], connect);
}

TEST_F(smc, accepts)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, AT("bind/listen/connect", OTHER)));
	EXPECT_EQ(EAGAIN, probe(accept_fallen, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, AT("accept", "1-65535")));
	EXPECT_EQ(0, probe(accept_fallen, NULL));
	EXPECT_EQ(EPERM, probe(connect_accepted, PORT, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, AT("connect", PORT)));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, AT("connect", PORT)));
	EXPECT_EQ(EINPROGRESS, probe(connect_accepted, PORT, NULL));
}

TEST_HARNESS_MAIN
