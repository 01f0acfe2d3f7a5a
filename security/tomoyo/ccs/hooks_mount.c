// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks on mounts and roots
 */

#include <linux/lsm_hooks.h>

#include "compat.h"
#include "hooks.h"
#include "setup.h"

static struct security_hook_list mount_hooks[] __ro_after_init = {
};

/**
 * ccs_add_mount_hooks - register the hooks of this file
 */
void __init ccs_add_mount_hooks(void)
{
	ccs_add_hooks(mount_hooks, ARRAY_SIZE(mount_hooks));
}
