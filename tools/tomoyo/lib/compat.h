/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Exit statuses of 1.8
 */

#ifndef CCS_LIB_COMPAT_H
#define CCS_LIB_COMPAT_H

void ccs_compat_exit(const char *program);

#endif /* CCS_LIB_COMPAT_H */
