// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests about what the pathname of a unix socket leads to
 *
 * connect() and sendmsg() are judged by the pathname that they are given. Where
 * the kernel tells what it leads to, that is judged as well. Mostly these are
 * the same, and nobody has to be asked twice.
 */

#include <linux/once.h>
#include <linux/random.h>
#include <linux/siphash.h>

#include "blob.h"
#include "check.h"
#include "check_socket.h"
#include "core/ops.h"

/*
 * Stands for a name that was judged. Who could find another name with the same
 * value would be judged by one of them only, so it has a secret key.
 */
static u64 mark_of(const struct ccs_str *name)
{
	static siphash_key_t key __read_mostly;

	get_random_once(&key, sizeof(key));
	return siphash(name->text, name->len, &key);
}

/**
 * ccs_unix_judged - remember by which name a socket is being looked up
 * @name: the name that the system call gives; it was found permissible
 *
 * Context: Any; in the task that makes the call.
 */
void ccs_unix_judged(const struct ccs_str *name)
{
	ccs_task(current)->unix_name = mark_of(name);
}

static int check_name(struct ccs_ident *ident, struct ccs_request *request,
		      const struct ccs_str *name)
{
	struct ccs_check check = { .ident = ident, .request = *request };
	int err;

	if (ccs_task(current)->unix_name == mark_of(name))
		return 0;
	check.request.path[0] = *name;
	ccs_facts_init(&check.facts, NULL, NULL);
	check.request.facts = &check.facts.base;
	err = ccs_check(&check);
	ccs_facts_free(&check.facts);
	return err;
}

/**
 * ccs_check_unix_found - check a unix socket that was found by a pathname
 * @ident: the domain it is judged in
 * @path: where it was found
 * @sk: the socket, of the type that was looked for
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_unix_found(struct ccs_ident *ident, const struct path *path,
			 const struct sock *sk)
{
	const u8 op = sk->sk_type == SOCK_DGRAM ? CCS_INET_SEND :
						  CCS_INET_CONNECT;
	struct ccs_request request = { .op = op };
	struct ccs_kind kind;
	struct ccs_namebuf name;
	enum ccs_mode mode;
	int err;

	if (!ccs_address_kind(sk, &kind))
		return 0;
	mode = ccs_mode_of(ident, ccs_op_item(kind.type, kind.protocol, op));
	if (mode == CCS_MODE_DISABLED)
		return 0;
	request.type = kind.type;
	request.protocol = kind.protocol;
	ccs_namebuf_init(&name);
	err = ccs_realpath(&name, path);
	err = err ? ccs_check_failed(mode, "computing a name", err) :
		    check_name(ident, &request, &name.str);
	ccs_namebuf_free(&name);
	return err;
}
