/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Start of the policy loader
 */

#ifndef CCS_LOADER_H
#define CCS_LOADER_H

void ccs_loader_wait(void);
void ccs_loader_exec(const char *filename);

#endif /* CCS_LOADER_H */
