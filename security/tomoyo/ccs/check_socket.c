// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests about sockets
 */

#include <linux/net.h>

#include "check.h"
#include "check_capability.h"
#include "check_socket.h"
#include "compat.h"
#include "core/ops.h"

/* What the socket itself refuses is no violation of any policy. */
static int refuse(enum ccs_mode mode, int err)
{
	if (err == CCS_ADDRESS_FREE)
		return 0;
	if (err == -EPERM)
		return ccs_check_failed(mode, "telling an address", err);
	return mode == CCS_MODE_ENFORCING ? err : 0;
}

static int judge(struct ccs_check *check)
{
	int err;

	ccs_facts_init(&check->facts, NULL, NULL);
	check->request.facts = &check->facts.base;
	err = ccs_check(check);
	ccs_facts_free(&check->facts);
	if (CCS_UNIX_IS_FOUND && !err && check->request.type == CCS_ACL_UNIX)
		ccs_unix_judged(&check->request.path[0]);
	return err;
}

/* Apart, so that disabled mode does not pay for its frame. */
static noinline int check_enabled(struct ccs_ident *ident, enum ccs_mode mode,
				  const struct ccs_address *address,
				  const struct ccs_kind *kind,
				  unsigned int how)
{
	struct ccs_check check = {
		.ident = ident,
		.atomic = how & CCS_SOCKET_ATOMIC,
		.at_once = how & CCS_SOCKET_AT_ONCE,
		.request = {
			.type = kind->type,
			.protocol = kind->protocol,
			.op = address->op,
		},
	};
	/* Only what is written of it is read. */
	char name[CCS_UNIX_NAME_SIZE] __uninitialized;
	int err;

	err = ccs_address_read(address, &check.request, name);
	return err ? refuse(mode, err) : judge(&check);
}

/**
 * ccs_check_socket - check what is done with a socket (semantics 9.1)
 * @ident: the domain it is judged in
 * @address: the socket, the operation and the address
 * @how: CCS_SOCKET_* flags
 *
 * Context: May sleep unless @how has CCS_SOCKET_ATOMIC.
 * Return: 0, or an error that denies.
 */
int ccs_check_socket(struct ccs_ident *ident,
		     const struct ccs_address *address, unsigned int how)
{
	struct ccs_kind kind;
	enum ccs_mode mode;
	int item;

	if (!ccs_address_kind(address->sk, &kind))
		return 0;
	item = ccs_op_item(kind.type, kind.protocol, address->op);
	if (item == CCS_ITEM_NONE)
		return 0;
	mode = ccs_mode_of(ident, item);
	if (mode == CCS_MODE_DISABLED)
		return 0;
	return check_enabled(ident, mode, address, &kind, how);
}

/* What 1.7 calls by the names of protocols it knows by the kind of socket. */
static int item_of_creation(int family, int type)
{
	static const s16 inet_items[] = {
		[SOCK_STREAM] = CCS_ITEM_CAPABILITY_INET_TCP_CREATE,
		[SOCK_DGRAM] = CCS_ITEM_CAPABILITY_USE_INET_UDP,
		[SOCK_RAW] = CCS_ITEM_CAPABILITY_USE_INET_IP,
	};

	switch (family) {
	case PF_INET:
	case PF_INET6:
	case PF_SMC:
		return type >= SOCK_STREAM && type < ARRAY_SIZE(inet_items) ?
			       inet_items[type] : CCS_ITEM_NONE;
	case PF_NETLINK:
		return CCS_ITEM_CAPABILITY_USE_ROUTE;
	case PF_PACKET:
	case PF_XDP:
		return CCS_ITEM_CAPABILITY_USE_PACKET;
	default:
		return CCS_ITEM_NONE;
	}
}

/**
 * ccs_check_socket_create - check that a socket is made (semantics 11)
 * @ident: the domain it is judged in
 * @family: its family
 * @type: its type
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_socket_create(struct ccs_ident *ident, int family, int type)
{
	const int item = item_of_creation(family, type);

	return item == CCS_ITEM_NONE ? 0 : ccs_check_capability(ident, item);
}

/**
 * ccs_check_tcp - check a capability of 1.7 that only streams need
 * @ident: the domain it is judged in
 * @sk: the socket
 * @item: the capability's item
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_tcp(struct ccs_ident *ident, const struct sock *sk,
		  enum ccs_item item)
{
	struct ccs_kind kind;

	if (!ccs_address_kind(sk, &kind) || kind.type != CCS_ACL_INET ||
	    kind.protocol != CCS_PROTOCOL_STREAM)
		return 0;
	return ccs_check_capability(ident, item);
}
