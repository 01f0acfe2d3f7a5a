// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks on other tasks and on capabilities
 */

#include <linux/lsm_hooks.h>

#include "compat.h"
#include "hooks.h"
#include "setup.h"

static struct security_hook_list task_hooks[] __ro_after_init = {
};

/**
 * ccs_add_task_hooks - register the hooks of this file
 */
void __init ccs_add_task_hooks(void)
{
	ccs_add_hooks(task_hooks, ARRAY_SIZE(task_hooks));
}
