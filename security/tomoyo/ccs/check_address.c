// SPDX-License-Identifier: GPL-2.0-only
/*
 * Addresses of sockets as requests have them
 *
 * What an address means is decided as the socket will: some take one that says
 * it is of no family, or of any, for an address of their own.
 */

#include <linux/in.h>
#include <linux/in6.h>
#include <linux/net.h>
#include <linux/socket.h>
#include <linux/string.h>
#include <net/ipv6.h>

#include "check_address.h"
#include "core/escape.h"
#include "core/ops.h"

/* Connected protocols of other names are streams to a policy. */
static const s8 inet_protocols[] = {
	[SOCK_STREAM] = CCS_PROTOCOL_STREAM,
	[SOCK_DGRAM] = CCS_PROTOCOL_DGRAM,
	[SOCK_RAW] = CCS_PROTOCOL_RAW,
	[SOCK_RDM] = -1,
	[SOCK_SEQPACKET] = CCS_PROTOCOL_SEQPACKET,
	[SOCK_DCCP] = CCS_PROTOCOL_STREAM,
};

static const s8 unix_protocols[] = {
	[SOCK_STREAM] = CCS_PROTOCOL_STREAM,
	[SOCK_DGRAM] = CCS_PROTOCOL_DGRAM,
	[SOCK_RAW] = -1,
	[SOCK_RDM] = -1,
	[SOCK_SEQPACKET] = CCS_PROTOCOL_SEQPACKET,
};

static bool set_kind(struct ccs_kind *kind, u8 type,
		     const s8 *protocols, size_t count, u16 sk_type)
{
	if (!sk_type || sk_type >= count || protocols[sk_type] < 0)
		return false;
	kind->type = type;
	kind->protocol = protocols[sk_type];
	return true;
}

/**
 * ccs_address_kind - what kind of entry is about a socket? (semantics 9.1)
 * @sk: the socket
 * @kind: filled in
 *
 * Context: Any.
 * Return: false if no entry is about such a socket.
 */
bool ccs_address_kind(const struct sock *sk, struct ccs_kind *kind)
{
	/* IPV6_ADDRFORM may change it, but not out of these. */
	switch (READ_ONCE(sk->sk_family)) {
	case PF_INET:
	case PF_INET6:
	case PF_SMC:
		return set_kind(kind, CCS_ACL_INET, inet_protocols,
				ARRAY_SIZE(inet_protocols), sk->sk_type);
	case PF_UNIX:
		return set_kind(kind, CCS_ACL_UNIX, unix_protocols,
				ARRAY_SIZE(unix_protocols), sk->sk_type);
	default:
		return false;
	}
}

/* Sockets that are not told apart by ports are by the protocol they carry. */
static void set_port(const struct sock *sk, struct ccs_request *request,
		     __be16 port)
{
	request->number[0] = sk->sk_type == SOCK_RAW ? sk->sk_protocol :
						       ntohs(port);
}

static int read_v4(const struct ccs_address *address,
		   struct ccs_request *request)
{
	const struct sockaddr_in *const in = address->text;

	if (address->len < (int)sizeof(*in))
		return -EINVAL;
	request->address = (struct ccs_addr){
		.value.lo = ntohl(in->sin_addr.s_addr),
		.family = 4,
	};
	set_port(address->sk, request, in->sin_port);
	return 0;
}

static int read_v6(const struct ccs_address *address,
		   struct ccs_request *request)
{
	const struct sockaddr_in6 *const in6 = address->text;
	const __be32 *const words = in6->sin6_addr.s6_addr32;

	if (address->len < SIN6_LEN_RFC2133)
		return -EINVAL;
	request->address = (struct ccs_addr){
		.value.hi = (u64)ntohl(words[0]) << 32 | ntohl(words[1]),
		.value.lo = (u64)ntohl(words[2]) << 32 | ntohl(words[3]),
		.family = 6,
	};
	set_port(address->sk, request, in6->sin6_port);
	return 0;
}

/*
 * An address of no family disconnects in connect(). Else IPv4 takes it for one
 * of IPv4, and raw IPv6 for one of IPv6. Other IPv6 sockets take it for none,
 * but may turn into IPv4 ones before they do, so it is refused there.
 */
static int read_unspec(const struct ccs_address *address,
		       struct ccs_request *request)
{
	if (address->connects)
		return CCS_ADDRESS_FREE;
	if (READ_ONCE(address->sk->sk_family) == PF_INET)
		return read_v4(address, request);
	return address->op == CCS_INET_BIND ? -EAFNOSUPPORT : -EPERM;
}

/* The bind() of such a socket looks at the address alone. */
static bool ignores_family(const struct ccs_address *address)
{
	return address->op == CCS_INET_BIND &&
	       address->sk->sk_type == SOCK_RAW &&
	       address->sk->sk_family == PF_INET;
}

static int read_inet(const struct ccs_address *address,
		     struct ccs_request *request)
{
	const struct sockaddr *const any = address->text;

	if (ignores_family(address))
		return read_v4(address, request);
	switch (any->sa_family) {
	case AF_INET:
		return read_v4(address, request);
	case AF_INET6:
		return read_v6(address, request);
	case AF_UNSPEC:
		return read_unspec(address, request);
	default:
		return -EAFNOSUPPORT;
	}
}

/*
 * A relative pathname could look like a group, or like a socket without a
 * name. The same pathname with a directory does not.
 */
static bool is_ambiguous(const char *path, size_t len)
{
	static const char anonymous[] = "anonymous";

	return *path == '@' || (len == sizeof(anonymous) - 1 &&
				!memcmp(path, anonymous, len));
}

static void print_unix(struct ccs_emit *emit, const char *path, size_t len)
{
	if (!len) {
		ccs_emit_text(emit, "anonymous");
		return;
	}
	if (*path)
		len = strnlen(path, len);
	if (is_ambiguous(path, len))
		ccs_emit_text(emit, "./");
	ccs_encode(emit, path, len);
}

static int read_unix(const struct ccs_address *address,
		     struct ccs_request *request, char *name)
{
	const struct sockaddr_un *const un = address->text;
	const size_t head = offsetof(struct sockaddr_un, sun_path);
	struct ccs_emit emit = { .buf = name, .size = CCS_UNIX_NAME_SIZE };

	if (address->connects && un->sun_family == AF_UNSPEC)
		return CCS_ADDRESS_FREE;
	if (un->sun_family != AF_UNIX || address->len > (int)sizeof(*un))
		return -EINVAL;
	print_unix(&emit, un->sun_path, address->len - head);
	if (WARN_ON_ONCE(emit.overflow))
		return -ENAMETOOLONG;
	request->path[0] = ccs_str_of(name, emit.len);
	return 0;
}

/**
 * ccs_address_read - put an address into a request (policy-language 4.8, 6.5)
 * @address: the address
 * @request: its operands are filled in; its kind is that of the socket
 * @name: room for CCS_UNIX_NAME_SIZE bytes, in which the request points
 *
 * Addresses that are of another family or too short are refused here, as the
 * socket would do, so that none goes by without being judged.
 *
 * Context: Any.
 * Return: 0, CCS_ADDRESS_FREE if the request ends a connection, -EPERM if what
 * the socket will make of it can't be told, or the error with which the socket
 * itself refuses it.
 */
int ccs_address_read(const struct ccs_address *address,
		     struct ccs_request *request, char *name)
{
	if (address->len < (int)sizeof(sa_family_t))
		return -EINVAL;
	return request->type == CCS_ACL_UNIX ?
		       read_unix(address, request, name) :
		       read_inet(address, request);
}
