/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The policy root in force and its lock
 */

#ifndef CCS_ROOT_H
#define CCS_ROOT_H

#include <linux/init.h>

#include "core/ops.h"
#include "core/policy.h"
#include "core/profile.h"

/*
 * Whoever writes policy, a line or all of it, holds the change lock; so a
 * policy can be built aside and copied in pieces while requests go on. What
 * requests do to policy themselves (learning, making domains) takes the policy
 * lock alone, as does whoever reads it without RCU.
 *
 * Lock order: session, change lock, policy lock; the lock of the audit queue
 * is a leaf. No lock is held while a user's memory is read or written but the
 * session's.
 */
extern struct mutex ccs_change_lock;
extern struct mutex ccs_policy_lock;

/* See ccs_root_moved(). */
extern unsigned long ccs_root_moves;

int __init ccs_root_init(void);
struct ccs_ident;

struct ccs_policy *ccs_root_read(void);
struct ccs_policy *ccs_root_write(void);
u64 ccs_root_serial(void);
struct ccs_mem *ccs_root_mem(void);
struct ccs_policy *ccs_root_new(void);
void ccs_root_moved(struct ccs_policy *policy);
void ccs_root_settle(struct ccs_policy *policy, const struct ccs_ident *ident);
int ccs_root_wait(unsigned long seen, unsigned long end);
void ccs_root_publish(struct ccs_policy *next);
bool ccs_root_loaded(void);
void ccs_root_editions(u64 *edition, u64 *generation);
bool ccs_root_had(enum ccs_acl_type type);
u32 ccs_root_preference(const struct ccs_ident *ident, u8 profile,
			enum ccs_preference which);
const char *ccs_root_activate(void);

#endif /* CCS_ROOT_H */
