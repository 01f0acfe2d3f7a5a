// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sockets of every kind
 */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/un.h>
#include <unistd.h>

#include "common.h"
#include "net.h"

/* How long something is waited for that must come, and that must not, in ms. */
#define PATIENCE 30000
#define IMPATIENCE 50

static const struct kind {
	const char *name;
	int family;
	int type;
	int protocol;
} kinds[] = {
	{ "tcp4", AF_INET, SOCK_STREAM, 0 },
	{ "tcp6", AF_INET6, SOCK_STREAM, 0 },
	{ "udp4", AF_INET, SOCK_DGRAM, 0 },
	{ "udp6", AF_INET6, SOCK_DGRAM, 0 },
	{ "raw4", AF_INET, SOCK_RAW, RAW_PROTOCOL },
	{ "raw6", AF_INET6, SOCK_RAW, RAW_PROTOCOL },
	{ "ping4", AF_INET, SOCK_DGRAM, IPPROTO_ICMP },
	{ "ping6", AF_INET6, SOCK_DGRAM, IPPROTO_ICMPV6 },
	{ "mptcp4", AF_INET, SOCK_STREAM, IPPROTO_MPTCP },
	{ "mptcp6", AF_INET6, SOCK_STREAM, IPPROTO_MPTCP },
	{ "smc4", AF_SMC, SOCK_STREAM, 0 },
	{ "sctp4", AF_INET, SOCK_STREAM, IPPROTO_SCTP },
	{ "sctp6", AF_INET6, SOCK_STREAM, IPPROTO_SCTP },
	{ "seqpacket4", AF_INET, SOCK_SEQPACKET, IPPROTO_SCTP },
	{ "seqpacket6", AF_INET6, SOCK_SEQPACKET, IPPROTO_SCTP },
	{ "ustream", AF_UNIX, SOCK_STREAM, 0 },
	{ "udgram", AF_UNIX, SOCK_DGRAM, 0 },
	{ "useqpacket", AF_UNIX, SOCK_SEQPACKET, 0 },
};

static const struct kind *find_kind(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		if (!strcmp(name, kinds[i].name))
			return &kinds[i];
	abort();
}

/* Why there are no such sockets here, or NULL. */
const char *net_missing(const char *kind)
{
	static char reason[64];
	const int fd = net_socket(kind);

	if (fd >= 0) {
		close(fd);
		return NULL;
	}
	snprintf(reason, sizeof(reason), "no %s sockets in this kernel: %s", kind,
		 strerror(errno));
	return reason;
}

/* A new socket that leaves no trace of its address when it is closed. */
int net_socket(const char *name)
{
	static const struct linger linger = { .l_onoff = 1 };
	const struct kind *const kind = find_kind(name);
	const int fd = socket(kind->family, kind->type | SOCK_CLOEXEC, kind->protocol);
	int one = 1;

	if (fd < 0 || kind->family == AF_UNIX)
		return fd;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (net_is_connected(name))
		setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
	return fd;
}

bool net_is_connected(const char *name)
{
	const int type = find_kind(name)->type;

	return type == SOCK_STREAM || type == SOCK_SEQPACKET;
}

bool net_is_unix(const char *name)
{
	return find_kind(name)->family == AF_UNIX;
}

/* A pathname, "@" and an abstract name, or "" for none. */
static struct net_address unix_address(const char *text)
{
	struct net_address address = { .len = offsetof(struct sockaddr_un, sun_path) };
	struct sockaddr_un *const un = (struct sockaddr_un *)&address.any;
	const size_t len = strlen(text);

	un->sun_family = AF_UNIX;
	memcpy(un->sun_path, text, len);
	address.len += *text && *text != '@' ? len + 1 : len;
	if (*text == '@')
		un->sun_path[0] = '\0';
	return address;
}

static struct net_address address_v6(const char *text, int port)
{
	struct net_address address = { .len = sizeof(struct sockaddr_in6) };
	struct sockaddr_in6 *const in6 = (struct sockaddr_in6 *)&address.any;

	in6->sin6_family = AF_INET6;
	in6->sin6_port = htons(port);
	if (inet_pton(AF_INET6, text, &in6->sin6_addr) != 1)
		abort();
	return address;
}

static struct net_address address_v4(const char *text, int port)
{
	struct net_address address = { .len = sizeof(struct sockaddr_in) };
	struct sockaddr_in *const in = (struct sockaddr_in *)&address.any;

	in->sin_family = AF_INET;
	in->sin_port = htons(port);
	if (inet_pton(AF_INET, text, &in->sin_addr) != 1)
		abort();
	return address;
}

/* The family of an internet address is that of the text, not of the socket. */
struct net_address net_address(const char *name, const char *text, const char *port)
{
	const struct kind *const kind = find_kind(name);
	const int number = kind->type == SOCK_RAW ? 0 : atoi(port ? port : "0");

	if (kind->family == AF_UNIX)
		return unix_address(text);
	return strchr(text, ':') ? address_v6(text, number) : address_v4(text, number);
}

struct net_address net_other(const char *name)
{
	const struct kind *const kind = find_kind(name);

	if (kind->family == AF_UNIX)
		return unix_address(OTHER_PATH);
	return net_address(name, kind->family == AF_INET6 ? "::1" : "127.0.0.1", OTHER_PORT);
}

static void remove_path(const struct net_address *address)
{
	const struct sockaddr_un *const un = (const struct sockaddr_un *)&address->any;

	if (un->sun_family == AF_UNIX && un->sun_path[0])
		unlink(un->sun_path);
}

/* A socket bound to @address, -1 if that fails. */
int net_bound(const char *kind, const struct net_address *address)
{
	const int fd = net_socket(kind);

	if (fd < 0)
		return -1;
	remove_path(address);
	if (!bind(fd, (const struct sockaddr *)&address->any, address->len))
		return fd;
	close(fd);
	return -1;
}

/* The same, and listening if it can; it does not wait in accept(). */
int net_server(const char *kind, const struct net_address *address)
{
	const int fd = net_bound(kind, address);

	if (fd < 0 || !net_is_connected(kind))
		return fd;
	if (!listen(fd, 5) && !fcntl(fd, F_SETFL, O_NONBLOCK))
		return fd;
	close(fd);
	return -1;
}

/* Is there something to accept or to receive, as is expected or not? */
bool net_is_ready(int fd, bool expected)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };

	return poll(&poll_fd, 1, expected ? PATIENCE : IMPATIENCE) == 1;
}

/* As fresh_world(), enforcing what is about the network and nothing else. */
int net_world(void)
{
	return fresh_world(ENFORCING) ?:
	       policy("profile",
		      "%d-CONFIG={ mode=disabled grant_log=yes reject_log=yes }\n"
		      "%d-CONFIG::network={ mode=enforcing grant_log=yes reject_log=yes }\n",
		      ENFORCING, ENFORCING);
}

void net_leave(void)
{
	policy("profile", "%d-CONFIG::network={ use_default }\n", ENFORCING);
	leave_world();
}

/* What follows runs in probes; arguments are a kind, an address and a port. */

#define GIVEN(args) net_address((args)[0], (args)[1], (args)[2])

/* Does the socket have this address? */
static bool is_bound(int fd, const struct net_address *address)
{
	struct net_address own = { .len = sizeof(own.any) };

	if (getsockname(fd, (struct sockaddr *)&own.any, &own.len) ||
	    own.len != address->len)
		return false;
	/* What a raw socket has there is its protocol. */
	if (address->any.ss_family != AF_UNIX)
		((struct sockaddr_in *)&own.any)->sin_port =
			((const struct sockaddr_in *)&address->any)->sin_port;
	return !memcmp(&own.any, &address->any, own.len);
}

int net_bind(char **args)
{
	const struct net_address address = GIVEN(args);
	const int fd = net_socket(args[0]);
	int err;

	remove_path(&address);
	err = bind(fd, (const struct sockaddr *)&address.any, address.len) ? errno : 0;
	return is_bound(fd, &address) == !err ? err : EPROTO;
}

int net_listen(char **args)
{
	const struct net_address address = GIVEN(args);
	const int fd = net_bound(args[0], &address);
	int listening = 0;
	socklen_t len = sizeof(listening);
	int err;

	if (fd < 0)
		return 100 + errno;
	err = listen(fd, 5) ? errno : 0;
	getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &len);
	return !listening == !err ? EPROTO : err;
}

/* A one-to-many socket has no peer of its own, even when it is connected. */
static bool send_byte(int fd, const struct net_address *to)
{
	return send(fd, "x", 1, MSG_NOSIGNAL) == 1 ||
	       sendto(fd, "x", 1, MSG_NOSIGNAL, (const struct sockaddr *)&to->any, to->len) == 1;
}

int net_connect(char **args)
{
	const struct net_address address = GIVEN(args);
	const int server = net_server(args[0], &address);
	const int client = net_socket(args[0]);
	int err;

	if (server < 0 || client < 0)
		return 100 + errno;
	err = connect(client, (const struct sockaddr *)&address.any, address.len) ? errno : 0;
	/* A one-to-many socket tells of data only, not of a connection. */
	if (!err && !send_byte(client, &address))
		return EPROTO;
	return net_is_ready(server, !err) == !err ? err : EPROTO;
}

/* The client sees that a refused connection is closed. */
static bool is_closed(int fd)
{
	char byte;

	return net_is_ready(fd, true) && recv(fd, &byte, 1, MSG_DONTWAIT) <= 0;
}

int net_accept(char **args)
{
	const struct net_address own = GIVEN(args);
	const struct net_address other = net_other(args[0]);
	const int server = net_server(args[0], &other);
	const int client = *args[1] ? net_bound(args[0], &own) : net_socket(args[0]);
	int fd, err;

	if (server < 0 || client < 0 ||
	    connect(client, (const struct sockaddr *)&other.any, other.len) ||
	    !net_is_ready(server, true))
		return 100 + errno;
	fd = accept(server, NULL, NULL);
	err = fd < 0 ? errno : 0;
	if (err && !is_closed(client))
		return EPROTO;
	/* First where the address was chosen, so that it is free again. */
	close(client);
	return err;
}

int net_send(char **args)
{
	const struct net_address address = GIVEN(args);
	const int receiver = net_bound(args[0], &address);
	const int sender = net_socket(args[0]);
	int err;

	if (receiver < 0 || sender < 0)
		return 100 + errno;
	err = sendto(sender, "x", 1, 0, (const struct sockaddr *)&address.any,
		     address.len) == 1 ? 0 : errno;
	return net_is_ready(receiver, !err) == !err ? err : EPROTO;
}

int net_recv(char **args)
{
	const struct net_address own = GIVEN(args);
	const struct net_address other = net_other(args[0]);
	const int receiver = net_bound(args[0], &other);
	const int sender = *args[1] ? net_bound(args[0], &own) : net_socket(args[0]);
	int left = 0, err;
	char bytes[64];

	if (receiver < 0 || sender < 0 ||
	    sendto(sender, "x", 1, 0, (const struct sockaddr *)&other.any, other.len) != 1 ||
	    !net_is_ready(receiver, true))
		return 100 + errno;
	err = recv(receiver, bytes, sizeof(bytes), 0) < 0 ? errno : 0;
	ioctl(receiver, FIONREAD, &left);
	return left ? EPROTO : err;
}
