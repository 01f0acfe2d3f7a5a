// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks on sockets
 */

#include <linux/ccsecurity.h>
#include <linux/lsm_hooks.h>
#include <linux/rcupdate.h>

#include "compat.h"
#include "core/exception.h"
#include "hooks.h"
#include "root.h"
#include "setup.h"

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
};

/**
 * ccs_add_socket_hooks - register the hooks of this file
 */
void __init ccs_add_socket_hooks(void)
{
	ccs_add_hooks(socket_hooks, ARRAY_SIZE(socket_hooks));
}
