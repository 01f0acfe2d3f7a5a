/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Sockets of every kind
 *
 * A kind is a word: tcp4, udp6, ustream (net.c has the list). Where a kind has
 * no ports, the port of an address is ignored; a raw socket has a protocol
 * instead, which is RAW_PROTOCOL.
 */

#ifndef CCS_SELFTESTS_NET_H
#define CCS_SELFTESTS_NET_H

#include <stdbool.h>
#include <sys/socket.h>
#include <sys/types.h>

#ifndef IPPROTO_MPTCP
#define IPPROTO_MPTCP 262
#endif

#ifndef MSG_FASTOPEN
#define MSG_FASTOPEN 0x20000000
#endif

#define RAW_PROTOCOL 253
#define RAW_PORT "253"

/* Where the other end is, if it does not matter. */
#define OTHER_PORT "4999"
#define OTHER_PATH DIR "/other"

/**
 * struct net_address - an address as system calls take it
 * @any: the address
 * @len: its length in bytes
 */
struct net_address {
	struct sockaddr_storage any;
	socklen_t len;
};

const char *net_missing(const char *kind);
int net_socket(const char *kind);
bool net_is_connected(const char *kind);
bool net_is_unix(const char *kind);
struct net_address net_address(const char *kind, const char *text, const char *port);
struct net_address net_other(const char *kind);
int net_bound(const char *kind, const struct net_address *address);
int net_server(const char *kind, const struct net_address *address);
bool net_is_ready(int fd, bool expected);

int net_world(void);
void net_leave(void);

int net_bind(char **args);
int net_listen(char **args);
int net_connect(char **args);
int net_accept(char **args);
int net_send(char **args);
int net_recv(char **args);

#endif /* CCS_SELFTESTS_NET_H */
