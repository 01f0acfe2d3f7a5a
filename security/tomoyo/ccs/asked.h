/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the entry of a system call decided already
 */

#ifndef CCS_ASKED_H
#define CCS_ASKED_H

#include <linux/types.h>

void ccs_asked_nothing(void);
void ccs_asked_call(void);
void ccs_asked_signal(int sig, u64 target);
bool ccs_was_asked(void);
bool ccs_was_asked_signal(int sig, u64 target);

#endif /* CCS_ASKED_H */
