/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a granted request does to its thread
 */

#ifndef CCS_EFFECT_H
#define CCS_EFFECT_H

#include "core/cond.h"
#include "core/domain.h"
#include "core/request.h"

/**
 * struct ccs_effect - what the deciding entry does besides granting
 * @state_mask: bytes of task.state that it sets, one bit each
 * @state: their values
 * @move: domainname of where the thread moves to, for kfree(), or NULL
 */
struct ccs_effect {
	u8 state_mask;
	u8 state[CCS_STATE_COUNT];
	char *move;
};

int ccs_effect_note(struct ccs_effect *effect, const struct ccs_grant *grant,
		    const struct ccs_name *domain);
void ccs_effect_drop(struct ccs_effect *effect);
void ccs_effect_apply(struct ccs_effect *effect, struct ccs_ident *ident,
		      bool atomic);

#endif /* CCS_EFFECT_H */
