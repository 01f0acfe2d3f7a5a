// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests to receive: who a datagram comes from
 */

#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/skbuff.h>
#include <linux/udp.h>
#include <net/af_unix.h>
#include <net/ipv6.h>

#include "check_socket.h"
#include "core/ops.h"

/* Ping sockets are for datagrams, too, but what they get has no port. */
static __be16 source_port(const struct sock *sk, const struct sk_buff *skb)
{
	return sk->sk_protocol == IPPROTO_UDP ||
	       sk->sk_protocol == IPPROTO_UDPLITE ? udp_hdr(skb)->source : 0;
}

static int from_v4(struct ccs_ident *ident, const struct sock *sk,
		   const struct sk_buff *skb)
{
	const struct sockaddr_in in = {
		.sin_family = AF_INET,
		.sin_addr.s_addr = ip_hdr(skb)->saddr,
		.sin_port = source_port(sk, skb),
	};

	return ccs_check_socket(ident, &(struct ccs_address){
		.sk = sk,
		.op = CCS_INET_RECV,
		.text = &in,
		.len = sizeof(in),
	}, CCS_SOCKET_AT_ONCE);
}

/* What came by IPv4 has the address that recvfrom() shows, a mapped one. */
static int from_v6(struct ccs_ident *ident, const struct sock *sk,
		   const struct sk_buff *skb)
{
	struct sockaddr_in6 in6 = {
		.sin6_family = AF_INET6,
		.sin6_port = source_port(sk, skb),
	};

	if (skb->protocol == htons(ETH_P_IP))
		ipv6_addr_set_v4mapped(ip_hdr(skb)->saddr, &in6.sin6_addr);
	else
		in6.sin6_addr = ipv6_hdr(skb)->saddr;
	return ccs_check_socket(ident, &(struct ccs_address){
		.sk = sk,
		.op = CCS_INET_RECV,
		.text = &in6,
		.len = sizeof(in6),
	}, CCS_SOCKET_AT_ONCE);
}

/* The sender's name stays as long as the datagram, which holds the sender. */
static int from_unix(struct ccs_ident *ident, const struct sock *sk,
		     const struct sk_buff *skb)
{
	static const sa_family_t unnamed = AF_UNIX;
	const struct unix_address *const name =
		/* Pairs with bind() of the sender, which fills it in first. */
		skb->sk ? smp_load_acquire(&unix_sk(skb->sk)->addr) : NULL;

	return ccs_check_socket(ident, &(struct ccs_address){
		.sk = sk,
		.op = CCS_INET_RECV,
		.text = name ? (const void *)name->name : &unnamed,
		.len = name ? name->len : sizeof(unnamed),
	}, CCS_SOCKET_AT_ONCE);
}

/**
 * ccs_check_recv - check who a datagram comes from (semantics 9.1)
 * @ident: the domain it is judged in
 * @sk: the socket that got it
 * @skb: the datagram
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_recv(struct ccs_ident *ident, const struct sock *sk,
		   const struct sk_buff *skb)
{
	switch (READ_ONCE(sk->sk_family)) {
	case PF_INET:
		/* It may have come before IPV6_ADDRFORM. */
		if (skb->protocol == htons(ETH_P_IPV6))
			return from_v6(ident, sk, skb);
		return from_v4(ident, sk, skb);
	case PF_INET6:
		return from_v6(ident, sk, skb);
	case PF_UNIX:
		return from_unix(ident, sk, skb);
	default:
		return 0;
	}
}
