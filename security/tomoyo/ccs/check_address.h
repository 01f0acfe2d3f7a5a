/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Addresses of sockets as requests have them
 */

#ifndef CCS_CHECK_ADDRESS_H
#define CCS_CHECK_ADDRESS_H

#include <linux/un.h>
#include <net/sock.h>

#include "core/request.h"

/* Each byte of a unix address may take four, and two may come before them. */
#define CCS_UNIX_NAME_SIZE (4 * UNIX_PATH_MAX + 3)

/* What ccs_address_read() says besides an error. */
#define CCS_ADDRESS_FREE	1

/**
 * struct ccs_address - an address and the socket that it is used with
 * @sk: the socket
 * @op: what is done with it, enum ccs_inet_op
 * @connects: by connect(), which is how datagram sockets get a permission to
 *	send, too
 * @text: the address as the system call has it
 * @len: its length in bytes
 */
struct ccs_address {
	const struct sock *sk;
	u8 op;
	bool connects;
	const void *text;
	int len;
};

/**
 * struct ccs_kind - what kind of entry is about a socket
 * @type: enum ccs_acl_type
 * @protocol: enum ccs_protocol
 */
struct ccs_kind {
	u8 type;
	u8 protocol;
};

bool ccs_address_kind(const struct sock *sk, struct ccs_kind *kind);
int ccs_address_read(const struct ccs_address *address,
		     struct ccs_request *request, char *name);

#endif /* CCS_CHECK_ADDRESS_H */
