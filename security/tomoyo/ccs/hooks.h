/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Groups of LSM hooks
 */

#ifndef CCS_HOOKS_H
#define CCS_HOOKS_H

#include <linux/init.h>

void __init ccs_add_cred_hooks(void);
void __init ccs_add_exec_hooks(void);
void __init ccs_add_file_hooks(void);
void __init ccs_add_path_hooks(void);
void __init ccs_add_mount_hooks(void);
void __init ccs_add_socket_hooks(void);
void __init ccs_add_task_hooks(void);
void __init ccs_add_signal_hooks(void);
void __init ccs_add_capability_hooks(void);

#endif /* CCS_HOOKS_H */
