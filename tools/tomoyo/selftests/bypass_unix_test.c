// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ways around the checks of unix sockets
 */

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "net.h"

#define PATH DIR "/socket"
#define ALIAS DIR "/alias"

FIXTURE(network) {
	int server;
};

FIXTURE_SETUP(network)
{
	self->server = -1;
	ASSERT_EQ(0, net_world());
	ASSERT_EQ(0, chdir(DIR));
}

FIXTURE_TEARDOWN(network)
{
	close(self->server);
	if (chdir("/"))
		TH_LOG("chdir: %s", strerror(errno));
	net_leave();
}

static int server_at(const char *kind, const char *text)
{
	const struct net_address address = net_address(kind, text, NULL);

	return net_server(kind, &address);
}

static int bind_to(char **args)
{
	const struct net_address address = net_address(args[0], args[1], NULL);

	return bind(net_socket(args[0]), (const struct sockaddr *)&address.any,
		    address.len) ? errno : 0;
}

static int connect_to(char **args)
{
	const struct net_address address = net_address(args[0], args[1], NULL);

	return connect(net_socket(args[0]), (const struct sockaddr *)&address.any,
		       address.len) ? errno : 0;
}

/* Without any length the kernel picks an abstract name. */
TEST_F(network, bind_without_a_name)
{
	EXPECT_EQ(EPERM, probe(bind_to, "udgram", "", NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "network unix dgram bind anonymous"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network unix dgram bind anonymous"));
	EXPECT_EQ(0, probe(bind_to, "udgram", "", NULL));
}

/* Names that look like something else get a directory in front. */
static const struct {
	const char *path;
	const char *name;
} lookalikes[] = {
	{ "anonymous", "./anonymous" },
	{ "./@group", "./@group" },
	{ "anonymous2", "anonymous2" },
	{ "a@b", "a@b" },
	{ "with space", "with\\040space" },
};

TEST_F(network, names_that_look_like_something_else)
{
	size_t i;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network unix stream bind anonymous"));
	for (i = 0; i < ARRAY_SIZE(lookalikes); i++) {
		char request[128];

		snprintf(request, sizeof(request), "network unix stream bind %s",
			 lookalikes[i].name);
		EXPECT_EQ(EPERM, probe(bind_to, "ustream", lookalikes[i].path, NULL));
		EXPECT_TRUE(audit_denied(PROBE_DOMAIN, request));
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", request));
		EXPECT_EQ(0, probe(bind_to, "ustream", lookalikes[i].path, NULL));
	}
}

/* A path that begins like a group; net_address() would take it for abstract. */
static struct net_address at_path(const char *text)
{
	struct net_address address = net_address("ustream", "x", NULL);
	struct sockaddr_un *const un = (struct sockaddr_un *)&address.any;

	strcpy(un->sun_path, text);
	address.len = offsetof(struct sockaddr_un, sun_path) + strlen(text) + 1;
	return address;
}

static int bind_at(char **args)
{
	const struct net_address address = at_path(args[0]);

	unlink(args[0]);
	return bind(net_socket("ustream"), (const struct sockaddr *)&address.any,
		    address.len) ? errno : 0;
}

/* It used to be learned as a reference to a group, which grants what is in it. */
TEST_F(network, name_like_a_group)
{
	ASSERT_EQ(0, policy("exception_policy", "path_group GROUP /other\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network unix stream bind @GROUP"));
	EXPECT_EQ(EPERM, probe(bind_at, "@GROUP", NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "network unix stream bind ./@GROUP"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete network unix stream bind @GROUP"));

	ASSERT_EQ(0, policy("profile", "%d-CONFIG::network" LEARNED "\n",
			    ENFORCING));
	EXPECT_EQ(0, probe(bind_at, "@GROUP", NULL));
	EXPECT_STREQ("network unix stream bind ./@GROUP\n", domain_entries(PROBE_DOMAIN));
	ASSERT_EQ(0, policy("profile", "%d-CONFIG::network" ENFORCED "\n",
			    ENFORCING));
	EXPECT_EQ(0, probe(bind_at, "@GROUP", NULL));
	EXPECT_EQ(EPERM, probe(bind_at, "@OTHER", NULL));
	policy_lax("exception_policy", "delete path_group GROUP /other\n");
}

/* All bytes of an abstract name count, a zero among them as well. */
static int bind_abstract(char **args)
{
	struct net_address address = net_address("udgram", "@name", NULL);
	struct sockaddr_un *const un = (struct sockaddr_un *)&address.any;

	memcpy(un->sun_path, "\0name\0tail", 10);
	address.len = offsetof(struct sockaddr_un, sun_path) + atoi(args[0]);
	return bind(net_socket("udgram"), (const struct sockaddr *)&address.any,
		    address.len) ? errno : 0;
}

TEST_F(network, abstract_name_is_all_its_bytes)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network unix dgram bind \\000name"));
	EXPECT_EQ(0, probe(bind_abstract, "5", NULL));
	EXPECT_EQ(EPERM, probe(bind_abstract, "10", NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "network unix dgram bind \\000name\\000tail"));
	EXPECT_EQ(EPERM, probe(bind_abstract, "1", NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "network unix dgram bind \\000"));
}

/* The longest name fits, whatever it is made of, and a longer one is none. */
static int bind_long(char **args)
{
	struct net_address address = net_address("udgram", "@", NULL);
	struct sockaddr_un *const un = (struct sockaddr_un *)&address.any;

	memset(un->sun_path + 1, '\1', sizeof(un->sun_path) - 1);
	address.len = sizeof(*un) + atoi(args[0]);
	return bind(net_socket("udgram"), (const struct sockaddr *)&address.any,
		    address.len) ? errno : 0;
}

TEST_F(network, longest_name)
{
	char name[512] = "\\000";
	size_t i;

	for (i = 1; i < sizeof(((struct sockaddr_un *)NULL)->sun_path); i++)
		strcat(name, "\\001");
	EXPECT_EQ(EPERM, probe(bind_long, "0", NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network unix dgram bind %s", name));
	EXPECT_EQ(0, probe(bind_long, "0", NULL));
	EXPECT_EQ(EINVAL, probe(bind_long, "1", NULL));
}

static int connect_unspec(char **args)
{
	const struct sockaddr none = { .sa_family = AF_UNSPEC };

	return connect(net_socket(args[0]), &none, sizeof(none)) ? errno : 0;
}

TEST_F(network, disconnect_is_free)
{
	EXPECT_EQ(0, probe(connect_unspec, "udgram", NULL));
	EXPECT_EQ(EINVAL, probe(connect_unspec, "ustream", NULL));
}

/* One protocol's permission is not another's. */
TEST_F(network, protocols_are_told_apart)
{
	self->server = server_at("useqpacket", PATH);
	ASSERT_LE(0, self->server);
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "network unix stream connect " PATH "\n"
						 "network unix dgram bind/send " PATH "\n"));
	EXPECT_EQ(EPERM, probe(connect_to, "useqpacket", PATH, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "network unix seqpacket connect " PATH));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network unix seqpacket connect " PATH));
	EXPECT_EQ(0, probe(connect_to, "useqpacket", PATH, NULL));
}

/* Groups of pathnames and patterns, as for files. */
TEST_F(network, groups_and_patterns)
{
	self->server = server_at("ustream", PATH);
	ASSERT_LE(0, self->server);
	ASSERT_EQ(0, policy("exception_policy", "path_group SOCKETS " DIR "/s\\*t\n"
						"path_group SOCKETS \\000na\\?e\n"));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "network unix stream connect @SOCKETS\n"
						 "network unix dgram bind @SOCKETS\n"));
	EXPECT_EQ(0, probe(connect_to, "ustream", PATH, NULL));
	EXPECT_EQ(0, probe(bind_to, "udgram", "@name", NULL));
	EXPECT_EQ(EPERM, probe(bind_to, "udgram", "@names", NULL));
	policy_lax("exception_policy", "delete path_group SOCKETS " DIR "/s\\*t\n"
				       "delete path_group SOCKETS \\000na\\?e\n");
}

/*
 * Other names of the same socket: judged by the name as it is given, and by the
 * one that it leads to where the kernel tells (7.1).
 */
static const char *const names[] = { ALIAS, "socket", DIR "/./socket" };

static bool tells_where_it_leads(void)
{
	struct utsname name;
	int major = 0, minor = 0;

	uname(&name);
	sscanf(name.release, "%d.%d", &major, &minor);
	return major > 7 || (major == 7 && minor >= 1);
}

TEST_F(network, other_names)
{
	const bool tells = tells_where_it_leads();
	size_t i;

	self->server = server_at("ustream", PATH);
	ASSERT_LE(0, self->server);
	ASSERT_EQ(0, symlink(PATH, ALIAS));
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		char request[128];

		snprintf(request, sizeof(request), "network unix stream connect %s", names[i]);
		EXPECT_EQ(EPERM, probe(connect_to, "ustream", names[i], NULL));
		EXPECT_TRUE(audit_denied(PROBE_DOMAIN, request));
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", request));
		EXPECT_EQ(tells ? EPERM : 0, probe(connect_to, "ustream", names[i], NULL));
		if (tells) {
			EXPECT_TRUE(audit_denied(PROBE_DOMAIN,
						 "network unix stream connect " PATH));
			ASSERT_EQ(0, domain_allow(PROBE_DOMAIN,
						  "network unix stream connect " PATH));
			EXPECT_EQ(0, probe(connect_to, "ustream", names[i], NULL));
			ASSERT_EQ(0, domain_allow(PROBE_DOMAIN,
						  "delete network unix stream connect " PATH));
		}
		audit_forget();
	}
}

static int send_to(char **args)
{
	const struct net_address address = net_address(args[0], args[1], NULL);

	return sendto(net_socket(args[0]), "x", 1, 0, (const struct sockaddr *)&address.any,
		      address.len) == 1 ? 0 : errno;
}

TEST_F(network, other_names_to_send_to)
{
	const bool tells = tells_where_it_leads();

	self->server = server_at("udgram", PATH);
	ASSERT_LE(0, self->server);
	ASSERT_EQ(0, symlink(PATH, ALIAS));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network unix dgram send " ALIAS));
	EXPECT_EQ(EPERM, probe(send_to, "udgram", PATH, NULL));
	EXPECT_EQ(tells ? EPERM : 0, probe(send_to, "udgram", ALIAS, NULL));
	EXPECT_EQ(tells ? EPERM : 0, probe(connect_to, "udgram", ALIAS, NULL));
	EXPECT_EQ(!tells, net_is_ready(self->server, !tells));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "network unix dgram send " PATH));
	EXPECT_EQ(0, probe(send_to, "udgram", ALIAS, NULL));
	EXPECT_TRUE(net_is_ready(self->server, true));
}

TEST_HARNESS_MAIN
