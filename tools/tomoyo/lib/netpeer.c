// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who is at the other end of a local connection
 */

#include <stdio.h>
#include <string.h>

#include "address.h"
#include "netpeer.h"

#define ESTABLISHED 1

/* An address as /proc/net/tcp has it: 32 bits at a time, in our byte order. */
static void print_socket(const struct ccs_address *address, char *text)
{
	const bool is_ip6 = address->any.sa_family == AF_INET6;
	const in_port_t port = is_ip6 ? address->ip6.sin6_port :
					address->ip4.sin_port;
	const void *const bytes = is_ip6 ?
		(const void *)&address->ip6.sin6_addr :
		(const void *)&address->ip4.sin_addr;
	unsigned int word[4];
	size_t i;

	memcpy(word, bytes, is_ip6 ? 16 : 4);
	for (i = 0; i < (is_ip6 ? 4 : 1); i++)
		text += sprintf(text, "%08X", word[i]);
	sprintf(text, ":%04X", ntohs(port));
}

/* Finds the socket that has these ends, which is the other one. */
static bool find_socket(const char *table, const char *local,
			const char *remote, uid_t *uid)
{
	FILE *const file = fopen(table, "re");
	char line[512], from[64], to[64];
	unsigned int state, owner;
	bool found = false;

	while (file && !found && fgets(line, sizeof(line), file))
		found = sscanf(line, " %*d: %63s %63s %x %*x:%*x %*x:%*x %*x %u",
			       from, to, &state, &owner) == 4 &&
			state == ESTABLISHED && !strcmp(from, local) &&
			!strcmp(to, remote);
	if (file)
		fclose(file);
	if (found)
		*uid = owner;
	return found;
}

static bool uid_of_tcp(int fd, uid_t *uid)
{
	struct ccs_address ours = { .len = sizeof(ours.ip6) };
	struct ccs_address theirs = { .len = sizeof(theirs.ip6) };
	char from[64], to[64];

	if (getsockname(fd, &ours.any, &ours.len) ||
	    getpeername(fd, &theirs.any, &theirs.len) ||
	    !ccs_address_is_loopback(&theirs))
		return false;
	print_socket(&theirs, from);
	print_socket(&ours, to);
	return find_socket(ours.any.sa_family == AF_INET6 ? "/proc/net/tcp6" :
							     "/proc/net/tcp",
			   from, to, uid);
}

/**
 * ccs_netpeer_uid - find the user at the other end of a connection
 * @fd: the connection, of a local socket or through the loopback device
 * @uid: set to the user
 *
 * Return: false if that can't be told.
 */
bool ccs_netpeer_uid(int fd, uid_t *uid)
{
	struct ucred who;
	socklen_t len = sizeof(who);
	int family;
	socklen_t size = sizeof(family);

	if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &family, &size))
		return false;
	if (family != AF_UNIX)
		return uid_of_tcp(fd, uid);
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &len))
		return false;
	*uid = who.uid;
	return true;
}
