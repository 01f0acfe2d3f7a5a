/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy that is part of the kernel image
 */

#ifndef CCS_BUILTIN_H
#define CCS_BUILTIN_H

void ccs_builtin_load(void);

#endif /* CCS_BUILTIN_H */
