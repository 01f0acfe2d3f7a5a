/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Addresses of agents
 */

#ifndef CCS_LIB_ADDRESS_H
#define CCS_LIB_ADDRESS_H

#include <netinet/in.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <sys/un.h>

/**
 * struct ccs_address - where to connect to, or to listen at
 * @len: bytes of it
 */
struct ccs_address {
	union {
		struct sockaddr any;
		struct sockaddr_in ip4;
		struct sockaddr_in6 ip6;
		struct sockaddr_un local;
	};
	socklen_t len;
};

bool ccs_address_parse(const char *word, struct ccs_address *address);
int ccs_address_unix(const char *path, struct ccs_address *address);
bool ccs_address_is_loopback(const struct ccs_address *address);
char *ccs_address_print(const struct ccs_address *address);

#endif /* CCS_LIB_ADDRESS_H */
