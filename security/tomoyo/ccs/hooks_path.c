// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks on names and attributes
 */

#include <linux/lsm_hooks.h>

#include "compat.h"
#include "hooks.h"
#include "setup.h"

static struct security_hook_list path_hooks[] __ro_after_init = {
};

/**
 * ccs_add_path_hooks - register the hooks of this file
 */
void __init ccs_add_path_hooks(void)
{
	ccs_add_hooks(path_hooks, ARRAY_SIZE(path_hooks));
}
