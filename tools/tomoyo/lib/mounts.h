/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * File systems needed at boot
 */

#ifndef CCS_LIB_MOUNTS_H
#define CCS_LIB_MOUNTS_H

void ccs_mounts_add(void);
void ccs_mounts_drop(void);

#endif /* CCS_LIB_MOUNTS_H */
