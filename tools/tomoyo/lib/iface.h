/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Finding the kernel interface
 */

#ifndef CCS_LIB_IFACE_H
#define CCS_LIB_IFACE_H

#include "fail.h"

#define CCS_SECURITYFS "/sys/kernel/security"
#define CCS_LSM_NAME "ccsecurity"

void ccs_iface_use(const char *dir);
int ccs_iface_find(void);
enum ccs_exit ccs_iface_explain(int err);
void ccs_iface_need(void);
int ccs_iface_dir(void);
const char *ccs_iface_path(void);
enum ccs_exit ccs_iface_fail(const char *node, int err);
void ccs_iface_not_manager(void);

#endif /* CCS_LIB_IFACE_H */
