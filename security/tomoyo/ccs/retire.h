/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policies that are no longer in force
 */

#ifndef CCS_RETIRE_H
#define CCS_RETIRE_H

#include <linux/list.h>

#include "core/policy.h"

/**
 * struct ccs_pin - a reader of policy that comes back
 * @node: in the list of pins; policy lock
 * @policy: what it reads; NULL if it has not started
 * @lost: what it read is gone
 */
struct ccs_pin {
	struct list_head node;
	struct ccs_policy *policy;
	bool lost;
};

struct ccs_policy *ccs_pin_policy(struct ccs_pin *pin);
void ccs_unpin(struct ccs_pin *pin);
void ccs_retire(struct ccs_policy *policy);

#endif /* CCS_RETIRE_H */
