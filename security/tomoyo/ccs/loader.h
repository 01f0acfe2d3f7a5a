/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Start of the policy loader
 */

#ifndef CCS_LOADER_H
#define CCS_LOADER_H

extern int ccs_enabled;

void ccs_loader_trigger(const char *filename);

#endif /* CCS_LOADER_H */
