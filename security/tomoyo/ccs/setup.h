/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Registration
 */

#ifndef CCS_SETUP_H
#define CCS_SETUP_H

#include <linux/init.h>
#include <linux/lsm_hooks.h>

/* The hooks are in place. Calls that are no hooks come also without them. */
extern bool ccs_active;

void __init ccs_add_hooks(struct security_hook_list *hooks, int count);

#endif /* CCS_SETUP_H */
