// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sockets in a namespace of 1.7
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "net.h"
#include "side.h"

#define V4 "127.0.0.1"
#define PORT "4000"
#define ANYWHERE "0.0.0.0-255.255.255.255 0-65535"

FIXTURE(old) {
};

FIXTURE_SETUP(old)
{
	ASSERT_EQ(0, fresh_sides(ENFORCING));
	ASSERT_EQ(0, side_profile(&old_side, ENFORCING,
				  "CONFIG={ mode=disabled grant_log=yes reject_log=yes }"));
	ASSERT_EQ(0, side_profile(&old_side, ENFORCING,
				  "CONFIG::network" ENFORCED));
}

FIXTURE_TEARDOWN(old)
{
	side_profile(&old_side, ENFORCING, "CONFIG::network={ use_default }");
	side_profile(&old_side, ENFORCING, "CONFIG::capability={ use_default }");
	leave_sides();
}

static int allow(const char *line)
{
	return domain_allow(OLD_DOMAIN, "%s", line);
}

#define ACT(fn, kind) probe_as(OLD, fn, kind, V4, PORT, NULL)

TEST_F(old, refused_connection)
{
	ASSERT_EQ(0, allow("allow_network TCP bind " ANYWHERE));
	ASSERT_EQ(0, allow("allow_network TCP listen " ANYWHERE));
	ASSERT_EQ(0, allow("allow_network TCP connect " ANYWHERE));
	EXPECT_EQ(ECONNABORTED, ACT(net_accept, "tcp4"));
	EXPECT_TRUE(audit_denied(OLD_DOMAIN, "network inet stream accept " V4 " " PORT));
	ASSERT_EQ(0, allow("allow_network TCP accept " V4 " " PORT));
	EXPECT_EQ(0, ACT(net_accept, "tcp4"));
}

/* There, one permission is to connect, to send and to receive. */
TEST_F(old, refused_datagram)
{
	ASSERT_EQ(0, allow("allow_network UDP bind " ANYWHERE));
	ASSERT_EQ(0, allow("allow_network UDP connect " V4 " " OTHER_PORT));
	EXPECT_EQ(ENOMEM, ACT(net_recv, "udp4"));
	EXPECT_EQ(EPERM, ACT(net_send, "udp4"));
	EXPECT_EQ(EPERM, ACT(net_connect, "udp4"));
	ASSERT_EQ(0, allow("allow_network UDP connect " V4 " " PORT));
	EXPECT_EQ(0, ACT(net_recv, "udp4"));
	EXPECT_EQ(0, ACT(net_send, "udp4"));
	EXPECT_EQ(0, ACT(net_connect, "udp4"));
}

/* What 1.7 never checked is checked where a line says so, and not before. */
static int unix_bind(char **args)
{
	(void)args;
	return net_bind((char *[]){ "ustream", "@name", NULL });
}

TEST_F(old, unix_sockets_are_not_checked)
{
	EXPECT_EQ(0, probe_as(OLD, unix_bind, NULL));
	ASSERT_EQ(0, side_profile(&old_side, ENFORCING,
				  "CONFIG::network::unix_stream_bind={ mode=enforcing }"));
	EXPECT_EQ(EPERM, probe_as(OLD, unix_bind, NULL));
	ASSERT_EQ(0, allow("network unix stream bind \\000name"));
	EXPECT_EQ(0, probe_as(OLD, unix_bind, NULL));
	ASSERT_EQ(0, side_profile(&old_side, ENFORCING,
				  "CONFIG::network::unix_stream_bind={ use_default }"));
}

/* The capability comes first, and then the request. */
TEST_F(old, capabilities)
{
	ASSERT_EQ(0, side_profile(&old_side, ENFORCING,
				  "CONFIG::capability" ENFORCED));
	ASSERT_EQ(0, allow("allow_network TCP bind " ANYWHERE));
	ASSERT_EQ(0, allow("allow_network TCP connect " ANYWHERE));
	EXPECT_EQ(100 + EPERM, ACT(net_listen, "tcp4"));
	EXPECT_TRUE(audit_denied(OLD_DOMAIN, "allow_capability inet_tcp_create"));
	ASSERT_EQ(0, allow("allow_capability inet_tcp_create"));

	audit_forget();
	EXPECT_EQ(EPERM, ACT(net_listen, "tcp4"));
	EXPECT_TRUE(audit_denied(OLD_DOMAIN, "allow_capability inet_tcp_listen"));
	EXPECT_EQ(0, audit_count(OLD_DOMAIN, "network inet stream listen " V4 " " PORT));
	ASSERT_EQ(0, allow("allow_capability inet_tcp_listen"));
	EXPECT_EQ(EPERM, ACT(net_listen, "tcp4"));
	EXPECT_TRUE(audit_denied(OLD_DOMAIN, "network inet stream listen " V4 " " PORT));
	ASSERT_EQ(0, allow("allow_network TCP listen " ANYWHERE));
	EXPECT_EQ(0, ACT(net_listen, "tcp4"));

	EXPECT_EQ(EPERM, ACT(net_connect, "tcp4"));
	EXPECT_TRUE(audit_denied(OLD_DOMAIN, "allow_capability inet_tcp_connect"));
	ASSERT_EQ(0, allow("allow_capability inet_tcp_connect"));
	EXPECT_EQ(0, ACT(net_connect, "tcp4"));
}

TEST_HARNESS_MAIN
