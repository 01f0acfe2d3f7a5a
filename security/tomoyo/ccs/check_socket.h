/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests about sockets
 */

#ifndef CCS_CHECK_SOCKET_H
#define CCS_CHECK_SOCKET_H

#include "check_address.h"
#include "core/domain.h"
#include "core/items.h"

/* When the judge may not sleep, and when a denial may not wait. */
#define CCS_SOCKET_ATOMIC	0x1
#define CCS_SOCKET_AT_ONCE	0x2

int ccs_check_socket(struct ccs_ident *ident,
		     const struct ccs_address *address, unsigned int how);
int ccs_check_socket_create(struct ccs_ident *ident, int family, int type);
int ccs_check_recv(struct ccs_ident *ident, const struct sock *sk,
		   const struct sk_buff *skb);
void ccs_unix_judged(const struct ccs_str *name);
int ccs_check_unix_found(struct ccs_ident *ident, const struct path *path,
			 const struct sock *sk);
int ccs_check_tcp(struct ccs_ident *ident, const struct sock *sk,
		  enum ccs_item item);

#endif /* CCS_CHECK_SOCKET_H */
