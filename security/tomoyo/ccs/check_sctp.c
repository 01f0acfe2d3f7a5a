// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests that only SCTP has
 *
 * Its sockets have several addresses, and may get them by options, by sending
 * and by control messages.
 */

#include <linux/in.h>
#include <linux/in6.h>
#include <linux/sctp.h>

#include "check_sctp.h"
#include "check_socket.h"
#include "core/ops.h"

/*
 * What adds addresses, or picks one to send to. Choosing among the own ones
 * gives nothing new, and what a peer asks for comes without a task.
 */
static int op_of(int optname)
{
	switch (optname) {
	case SCTP_SOCKOPT_BINDX_ADD:
		return CCS_INET_BIND;
	case SCTP_SOCKOPT_CONNECTX:
	case SCTP_SENDMSG_CONNECT:
	case SCTP_PRIMARY_ADDR:
		return CCS_INET_CONNECT;
	default:
		return -1;
	}
}

/**
 * ccs_sctp_is_asked - is a request of SCTP judged?
 * @optname: the request, as the hook names it
 *
 * Context: Any.
 * Return: true if it is.
 */
bool ccs_sctp_is_asked(int optname)
{
	return op_of(optname) >= 0;
}

static int size_of_address(const struct ccs_address *address)
{
	const struct sockaddr *const any = address->text;

	if (address->len < (int)sizeof(any->sa_family))
		return address->len;
	return any->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6) :
					    sizeof(struct sockaddr_in);
}

/**
 * ccs_check_sctp - check what SCTP does with addresses
 * @ident: the domain it is judged in
 * @sk: the socket
 * @optname: the request, one that is judged
 * @address: the addresses, one behind the other
 * @len: length of all in bytes
 *
 * Context: Any; nobody waits, since the socket is locked.
 * Return: 0, or an error that denies.
 */
int ccs_check_sctp(struct ccs_ident *ident, const struct sock *sk, int optname,
		   const struct sockaddr *address, int len)
{
	struct ccs_address next = {
		.sk = sk,
		.op = op_of(optname),
		.text = address,
		.len = len,
	};
	int err = 0;

	while (!err && next.len > 0) {
		const int size = size_of_address(&next);

		err = ccs_check_socket(ident, &next, CCS_SOCKET_ATOMIC);
		next.text += size;
		next.len -= size;
	}
	return err;
}

static int check_v4(struct ccs_ident *ident, const struct sock *sk,
		    const struct cmsghdr *cmsg, __be16 port)
{
	struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = port };

	if (cmsg->cmsg_len < CMSG_LEN(sizeof(in.sin_addr)))
		return 0;
	memcpy(&in.sin_addr, CMSG_DATA(cmsg), sizeof(in.sin_addr));
	return ccs_check_socket(ident, &(struct ccs_address){
		.sk = sk,
		.op = CCS_INET_CONNECT,
		.text = &in,
		.len = sizeof(in),
	}, 0);
}

static int check_v6(struct ccs_ident *ident, const struct sock *sk,
		    const struct cmsghdr *cmsg, __be16 port)
{
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6,
				    .sin6_port = port };

	if (cmsg->cmsg_len < CMSG_LEN(sizeof(in6.sin6_addr)))
		return 0;
	memcpy(&in6.sin6_addr, CMSG_DATA(cmsg), sizeof(in6.sin6_addr));
	return ccs_check_socket(ident, &(struct ccs_address){
		.sk = sk,
		.op = CCS_INET_CONNECT,
		.text = &in6,
		.len = sizeof(in6),
	}, 0);
}

/**
 * ccs_check_sctp_message - check addresses that a message brings along
 * @ident: the domain it is judged in
 * @sk: the socket
 * @msg: the message, which has a name and control messages
 *
 * A message that begins an association may have further addresses of the peer.
 * They have the port of the first, which has the same place in both families.
 *
 * Context: May sleep.
 * Return: 0, or an error that denies; addresses that are cut off are refused by
 * the socket.
 */
int ccs_check_sctp_message(struct ccs_ident *ident, const struct sock *sk,
			   struct msghdr *msg)
{
	const struct sockaddr_in *const name = msg->msg_name;
	struct cmsghdr *cmsg;
	int err = 0;

	if (msg->msg_namelen < offsetofend(struct sockaddr_in, sin_port))
		return 0;
	for_each_cmsghdr(cmsg, msg) {
		if (!CMSG_OK(msg, cmsg))
			break;
		if (cmsg->cmsg_level != IPPROTO_SCTP)
			continue;
		if (cmsg->cmsg_type == SCTP_DSTADDRV4)
			err = check_v4(ident, sk, cmsg, name->sin_port);
		else if (cmsg->cmsg_type == SCTP_DSTADDRV6)
			err = check_v6(ident, sk, cmsg, name->sin_port);
		if (err)
			break;
	}
	return err;
}
