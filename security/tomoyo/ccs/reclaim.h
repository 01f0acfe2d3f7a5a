/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Collection of deleted domains
 */

#ifndef CCS_RECLAIM_H
#define CCS_RECLAIM_H

void ccs_reclaim_start(void);

#endif /* CCS_RECLAIM_H */
