// SPDX-License-Identifier: GPL-2.0-only
/*
 * Addresses of agents
 *
 * Names of hosts are left to ssh: the programs are linked statically, where
 * there is no resolver.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "fail.h"

static bool parse_port(const char *text, in_port_t *port)
{
	const size_t len = strlen(text);

	*port = htons(atoi(text));
	return len && len <= 5 && strspn(text, "0123456789") == len &&
	       atoi(text) < 65536;
}

static bool parse_host(const char *host, bool brackets,
		       struct ccs_address *address)
{
	if (!strcmp(host, "localhost"))
		host = brackets ? "" : "127.0.0.1";
	if (brackets) {
		address->ip6.sin6_family = AF_INET6;
		address->len = sizeof(address->ip6);
		return inet_pton(AF_INET6, host, &address->ip6.sin6_addr) == 1;
	}
	address->ip4.sin_family = AF_INET;
	address->len = sizeof(address->ip4);
	return inet_pton(AF_INET, host, &address->ip4.sin_addr) == 1;
}

/**
 * ccs_address_parse - take ADDRESS:PORT apart
 * @word: that, or [ADDRESS]:PORT, or localhost:PORT
 * @address: filled in
 *
 * Return: false if it is neither.
 */
bool ccs_address_parse(const char *word, struct ccs_address *address)
{
	const char *const colon = strrchr(word, ':');
	const bool brackets = *word == '[';
	in_port_t port;
	size_t len;
	char *host;
	bool good;

	if (!colon || colon == word || !parse_port(colon + 1, &port) ||
	    (brackets && colon[-1] != ']'))
		return false;
	len = colon - word;
	host = ccs_format("%.*s", (int)len - 2 * brackets, word + brackets);
	*address = (struct ccs_address){};
	good = parse_host(host, brackets, address);
	if (brackets)
		address->ip6.sin6_port = port;
	else
		address->ip4.sin_port = port;
	free(host);
	return good;
}

/**
 * ccs_address_unix - make the address of a local socket
 * @path: its path
 * @address: filled in
 *
 * Return: 0 or -ENAMETOOLONG.
 */
int ccs_address_unix(const char *path, struct ccs_address *address)
{
	*address = (struct ccs_address){
		.local.sun_family = AF_UNIX, .len = sizeof(address->local),
	};
	if (strlen(path) >= sizeof(address->local.sun_path))
		return -ENAMETOOLONG;
	strcpy(address->local.sun_path, path);
	return 0;
}

/**
 * ccs_address_is_loopback - does an address stay on this machine?
 * @address: the address
 *
 * Return: true if it does.
 */
bool ccs_address_is_loopback(const struct ccs_address *address)
{
	if (address->any.sa_family == AF_INET)
		return ntohl(address->ip4.sin_addr.s_addr) >> 24 == 127;
	return address->any.sa_family == AF_UNIX ||
	       IN6_IS_ADDR_LOOPBACK(&address->ip6.sin6_addr);
}

/**
 * ccs_address_print - write an address as text
 * @address: an address of a network
 *
 * Return: the text, for free().
 */
char *ccs_address_print(const struct ccs_address *address)
{
	const bool is_ip6 = address->any.sa_family == AF_INET6;
	char text[INET6_ADDRSTRLEN];

	if (is_ip6)
		inet_ntop(AF_INET6, &address->ip6.sin6_addr, text,
			  sizeof(text));
	else
		inet_ntop(AF_INET, &address->ip4.sin_addr, text,
			  sizeof(text));
	return ccs_format(is_ip6 ? "[%s]:%d" : "%s:%d", text,
			  ntohs(is_ip6 ? address->ip6.sin6_port :
					 address->ip4.sin_port));
}
