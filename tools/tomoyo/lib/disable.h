/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Switching every profile off
 */

#ifndef CCS_LIB_DISABLE_H
#define CCS_LIB_DISABLE_H

int ccs_disable_all(void);

#endif /* CCS_LIB_DISABLE_H */
