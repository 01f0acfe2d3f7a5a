// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks on sockets
 *
 * Sockets of the kernel are not judged (semantics 9.1), whoever made it use
 * them. The workers of io_uring are no kernel threads in this: they act for the
 * task that submitted the request.
 *
 * The kernel sends and receives through the calls that system calls go through,
 * but not so where it binds, listens, connects and accepts. What comes there is
 * asked for by a user, through a descriptor, even if the kernel made the socket:
 * SMC hands out the one below its own when it falls back to TCP, from which it
 * accepts others that are marked as it is.
 */

#include <linux/ccsecurity.h>
#include <linux/lsm_hooks.h>
#include <linux/net.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/skbuff.h>
#include <linux/socket.h>

#include "check.h"
#include "check_sctp.h"
#include "check_socket.h"
#include "compat.h"
#include "core/exception.h"
#include "core/ops.h"
#include "hooks.h"
#include "root.h"
#include "setup.h"
#include "subject.h"

static bool is_kernels(const struct sock *sk)
{
	return !sk || sk->sk_kern_sock || current->flags & PF_KTHREAD;
}

static bool is_connectionless(const struct sock *sk)
{
	return sk->sk_type == SOCK_DGRAM || sk->sk_type == SOCK_RAW;
}

static int hook_socket_create(int family, int type, int protocol, int kern)
{
	if (kern || current->flags & PF_KTHREAD || ccs_subject_disabled())
		return 0;
	return ccs_check_socket_create(ccs_subject(), family, type);
}

static int hook_socket_bind(struct socket *sock, struct sockaddr *address,
			    int addrlen)
{
	if (!sock->sk || ccs_subject_disabled())
		return 0;
	return ccs_check_socket(ccs_subject(), &(struct ccs_address){
		.sk = sock->sk,
		.op = CCS_INET_BIND,
		.text = address,
		.len = addrlen,
	}, 0);
}

/* Listening is about the own address, accepting about that of the peer. */
static int check_own(struct ccs_ident *ident, struct socket *named,
		     const struct sock *sk, u8 op)
{
	const bool accepts = op == CCS_INET_ACCEPT;
	struct sockaddr_storage text = {};
	struct ccs_address address = { .sk = sk, .op = op, .text = &text };
	struct ccs_kind kind;

	if (!ccs_address_kind(sk, &kind))
		return 0;
	address.len = READ_ONCE(named->ops)->getname(named,
						     (struct sockaddr *)&text,
						     accepts ? 2 : 0);
	return ccs_check_socket(ident, &address,
				accepts ? CCS_SOCKET_AT_ONCE : 0);
}

static int hook_socket_listen(struct socket *sock, int backlog)
{
	struct ccs_ident *ident;

	if (!sock->sk || is_connectionless(sock->sk) || ccs_subject_disabled())
		return 0;
	ident = ccs_subject();
	return ccs_check_tcp(ident, sock->sk,
			     CCS_ITEM_CAPABILITY_INET_TCP_LISTEN) ?:
	       check_own(ident, sock, sock->sk, CCS_INET_LISTEN);
}

static int check_connect(const struct sock *sk, const void *address, int len)
{
	struct ccs_ident *const ident = ccs_subject();

	return ccs_check_tcp(ident, sk, CCS_ITEM_CAPABILITY_INET_TCP_CONNECT) ?:
	       ccs_check_socket(ident, &(struct ccs_address){
			.sk = sk,
			.op = is_connectionless(sk) ? CCS_INET_SEND :
						      CCS_INET_CONNECT,
			.connects = true,
			.text = address,
			.len = len,
	       }, 0);
}

static int hook_socket_connect(struct socket *sock, struct sockaddr *address,
			       int addrlen)
{
	if (!sock->sk || ccs_subject_disabled())
		return 0;
	return check_connect(sock->sk, address, addrlen);
}

/*
 * TCP connects here if it is asked to, and so do MPTCP and SMC. The kernel asks
 * for that as little as it asks for control messages by SCTP, for which there
 * is a hook of its own, which does not see all.
 */
static int check_connected(const struct sock *sk, struct msghdr *msg)
{
	if (sk->sk_protocol == IPPROTO_SCTP)
		return msg->msg_controllen ?
			       ccs_check_sctp_message(ccs_subject(), sk, msg) :
			       0;
	if (msg->msg_flags & MSG_FASTOPEN && sk->sk_type == SOCK_STREAM)
		return check_connect(sk, msg->msg_name, msg->msg_namelen);
	return 0;
}

/*
 * Without an address, or with one that the socket ignores, it goes where
 * connect() was allowed to.
 */
static int hook_socket_sendmsg(struct socket *sock, struct msghdr *msg,
			       int size)
{
	if (!msg->msg_name || !msg->msg_namelen || !sock->sk ||
	    ccs_subject_disabled())
		return 0;
	if (!is_connectionless(sock->sk))
		return check_connected(sock->sk, msg);
	if (is_kernels(sock->sk))
		return 0;
	return ccs_check_socket(ccs_subject(), &(struct ccs_address){
		.sk = sock->sk,
		.op = CCS_INET_SEND,
		.text = msg->msg_name,
		.len = msg->msg_namelen,
	}, 0);
}

/* The kernel itself connects to hand a core dump over. */
static int __maybe_unused hook_unix_find(const struct path *path,
					 struct sock *other, int flags)
{
	if (flags & SOCK_COREDUMP || current->flags & PF_KTHREAD ||
	    ccs_subject_disabled())
		return 0;
	return ccs_check_unix_found(ccs_subject(), path, other);
}

/* Called with the socket locked. What a peer asks for has no task to judge. */
static int hook_sctp_bind_connect(struct sock *sk, int optname,
				  struct sockaddr *address, int addrlen)
{
	if (is_kernels(sk) || !ccs_sctp_is_asked(optname))
		return 0;
	return ccs_check_sctp(ccs_subject_atomic(), sk, optname, address,
			      addrlen);
}

/* 1.7 tells by other errors that what had come was thrown away. */
static int thrown_away(const struct ccs_ident *ident, int err, int err17)
{
	return ccs_ident_is_17(ident) ? err17 : err;
}

/**
 * ccs_socket_post_accept - check who a connection was accepted from
 * @sock: the socket that listened
 * @newsock: the connection
 *
 * Context: May sleep.
 * Return: 0, or the error to close the connection with (semantics 9.2).
 */
int ccs_socket_post_accept(struct socket *sock, struct socket *newsock)
{
	struct ccs_ident *ident;

	if (!ccs_active || !newsock->sk || ccs_subject_disabled())
		return 0;
	ident = ccs_subject();
	if (!check_own(ident, newsock, sock->sk, CCS_INET_ACCEPT))
		return 0;
	return thrown_away(ident, -EAGAIN, -ECONNABORTED);
}

/**
 * ccs_socket_post_recv - check who a datagram was received from
 * @sk: the socket
 * @skb: the datagram, with its headers
 *
 * Context: May sleep.
 * Return: 0, or the error to drop the datagram with (semantics 9.3).
 */
int ccs_socket_post_recv(struct sock *sk, struct sk_buff *skb)
{
	struct ccs_ident *ident;

	if (!ccs_active || is_kernels(sk) || ccs_subject_disabled())
		return 0;
	ident = ccs_subject();
	if (!ccs_check_recv(ident, sk, skb))
		return 0;
	return thrown_away(ident, -EAGAIN, -ENOMEM);
}

/**
 * ccs_local_port_denied - may the kernel not pick this port by itself?
 * @port: the port
 *
 * Context: Any.
 * Return: true if a deny_autobind line has it (semantics 9.4).
 */
bool ccs_local_port_denied(unsigned short port)
{
	bool denied;

	if (!ccs_active)
		return false;
	rcu_read_lock();
	denied = ccs_port_denied(ccs_root_read(), port);
	rcu_read_unlock();
	return denied;
}

static struct security_hook_list socket_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(socket_create, hook_socket_create),
	LSM_HOOK_INIT(socket_bind, hook_socket_bind),
	LSM_HOOK_INIT(socket_listen, hook_socket_listen),
	LSM_HOOK_INIT(socket_connect, hook_socket_connect),
	LSM_HOOK_INIT(socket_sendmsg, hook_socket_sendmsg),
	LSM_HOOK_INIT(sctp_bind_connect, hook_sctp_bind_connect),
	CCS_UNIX_FIND_INIT(hook_unix_find)
};

/**
 * ccs_add_socket_hooks - register the hooks of this file
 */
void __init ccs_add_socket_hooks(void)
{
	ccs_add_hooks(socket_hooks, ARRAY_SIZE(socket_hooks));
}
