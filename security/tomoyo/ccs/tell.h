/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What tracepoints are told
 *
 * Each looks whether its tracepoint is on, which costs a jump that is patched
 * into the code, before any text is made.
 */

#ifndef CCS_TELL_H
#define CCS_TELL_H

#include <uapi/linux/ccsecurity.h>

#include "check.h"

void ccs_tell_check(const struct ccs_check *check);
int ccs_tell_verdict(const struct ccs_check *check, int err);
void ccs_tell_transition(const struct ccs_ident *from,
			 const struct ccs_ident *to);
bool ccs_policy_traced(void);
void ccs_tell_policy(enum ccsecurity_policy_change change, u64 edition,
		     u64 generation);
void ccs_tell_query(u32 serial, u32 retry, enum ccsecurity_query_state state);

#endif /* CCS_TELL_H */
