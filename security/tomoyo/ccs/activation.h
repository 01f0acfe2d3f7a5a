/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Is policy in force, and if not, why?
 */

#ifndef CCS_ACTIVATION_H
#define CCS_ACTIVATION_H

#include <linux/types.h>

struct ccs_emit;

/**
 * enum ccs_activation - how far policy has come
 * @CCS_WAITING: process 1 has not started the trigger
 * @CCS_FOREIGN: it did so where names lead to other files
 * @CCS_NO_LOADER: it started it, and the loader that was named is not there
 * @CCS_UNUSED: likewise, but nobody named one
 * @CCS_CALLED: the loader runs
 * @CCS_INIT_LOADS: process 1 is the loader
 * @CCS_DONE: policy is in force
 * @CCS_DOUBTFUL: policy is in force, but the loader failed
 * @CCS_REFUSED: what was loaded can't be enforced
 * @CCS_ACTIVATIONS: their number
 */
enum ccs_activation {
	CCS_WAITING,
	CCS_FOREIGN,
	CCS_NO_LOADER,
	CCS_UNUSED,
	CCS_CALLED,
	CCS_INIT_LOADS,
	CCS_DONE,
	CCS_DOUBTFUL,
	CCS_REFUSED,
	CCS_ACTIVATIONS
};

bool ccs_turned_off(void);
bool ccs_door_open(const char *parameter);
enum ccs_activation ccs_activation(void);
void ccs_activation_set(enum ccs_activation state, const char *what);
void ccs_activation_try(const char *source, bool failed);
void ccs_activation_print(struct ccs_emit *emit);

#endif /* CCS_ACTIVATION_H */
