/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Nodes in securityfs
 */

#ifndef CCS_IFACE_H
#define CCS_IFACE_H

#include <linux/init.h>

int __init ccs_iface_init(void);

#endif /* CCS_IFACE_H */
