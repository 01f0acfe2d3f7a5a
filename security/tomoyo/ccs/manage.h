/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The right to change policy
 */

#ifndef CCS_MANAGE_H
#define CCS_MANAGE_H

#include <linux/types.h>

bool ccs_may_manage(void);

#endif /* CCS_MANAGE_H */
