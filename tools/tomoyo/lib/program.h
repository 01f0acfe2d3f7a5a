/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where programs are
 */

#ifndef CCS_LIB_PROGRAM_H
#define CCS_LIB_PROGRAM_H

char *ccs_program_find(const char *name);

#endif /* CCS_LIB_PROGRAM_H */
