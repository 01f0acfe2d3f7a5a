/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests that only SCTP has
 */

#ifndef CCS_CHECK_SCTP_H
#define CCS_CHECK_SCTP_H

#include <linux/socket.h>
#include <net/sock.h>

#include "core/domain.h"

bool ccs_sctp_is_asked(int optname);
int ccs_check_sctp(struct ccs_ident *ident, const struct sock *sk, int optname,
		   const struct sockaddr *address, int len);
int ccs_check_sctp_message(struct ccs_ident *ident, const struct sock *sk,
			   struct msghdr *msg);

#endif /* CCS_CHECK_SCTP_H */
