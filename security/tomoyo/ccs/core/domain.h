/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Domains and their identities
 */

#ifndef CCS_CORE_DOMAIN_H
#define CCS_CORE_DOMAIN_H

#include "acl.h"
#include "emit.h"
#include "env.h"
#include "index.h"
#include "limits.h"
#include "name.h"
#include "place.h"
#include "policy.h"
#include "span.h"
#include "table.h"

/**
 * struct ccs_ident - which domain a task is in
 * @rcu: for the grace period before it is freed; another task's credentials
 *	are read under RCU
 * @users: credentials, execs in progress and open sessions, plus one for each
 *	body. 0 frees
 * @bodies: domains that belong to it, in different policies: the one in force,
 *	those being written and those being left. No further user lets reclaim
 *	drop a deleted one
 * @id: never used for another identity
 * @disabled: ccs_root_moves when a request found that nothing is checked
 *	for it, 0 if none did; written without a lock
 * @name: the domainname, in the same allocation; in no table of names
 *
 * What tasks hold is this and not the domain's body: policy can be replaced
 * without touching a task, and a task outlives the deletion of its domain.
 * The last user may be an RCU callback, so dropping a count is all that ever
 * happens there; the body goes later, from a worker.
 */
struct ccs_ident {
	struct rcu_head rcu;
	refcount_t users;
	atomic_long_t bodies;
	u64 id;
	unsigned long disabled;
	struct ccs_name *name;
};

#define CCS_GROUP_WORDS (CCS_ACL_GROUP_COUNT / 64)

/**
 * struct ccs_domain - what a domain may do
 * @node: in the policy's live or deleted domains
 * @by_id: in the policy's index of identities; RCU
 * @by_name: in the policy's table of names; policy lock
 * @rcu: for the grace period before it is freed
 * @seq: position for readers of the interface
 * @ident: the identity it belongs to
 * @ns: its namespace
 * @acls: its own entries
 * @groups: acl_groups it uses, one bit each
 * @profile: profile number
 * @deleted: a ``delete`` line named it; tasks in it stay under its entries
 * @quota_exceeded: learning stopped (semantics 8.4)
 * @quota_near: it was said that learning will stop soon
 * @transition_failed: an execve() kept a task here (semantics 3.5)
 * @ignore_global_read: allow_read of the exception policy does not apply
 * @ignore_global_env: neither does allow_env
 * @unclaimed: made by an execve(), and no line has been about it since
 * @unset: made by a line, and its profile may be among the lines that follow;
 *	policy lock
 * @begun: there is a session whose lines it is completed by; policy lock
 *
 * @groups, @profile and what ignores globals are written under the policy lock
 * and read without one: a concurrent check sees the old or the new setting.
 */
struct ccs_domain {
	struct list_head node;
	struct ccs_index_item by_id;
	struct ccs_table_node by_name;
	struct rcu_head rcu;
	u64 seq;
	struct ccs_ident *ident;
	struct ccs_ns *ns;
	struct ccs_acl_list acls;
	u64 groups[CCS_GROUP_WORDS];
	u8 profile;
	bool deleted;
	bool quota_exceeded;
	bool quota_near;
	bool transition_failed;
	bool ignore_global_read;
	bool ignore_global_env;
	bool unclaimed;
	bool unset;
	bool begun;
};

/**
 * struct ccs_domain_flag - a flag that is a line of its own
 * @keyword: the line
 * @dialects: which know it
 * @offset: of the flag in &struct ccs_domain
 */
struct ccs_domain_flag {
	const char *keyword;
	u8 dialects;
	u16 offset;
};

#define CCS_DOMAIN_FLAG_COUNT 4

/**
 * struct ccs_domain_pos - how far a reader of domains got
 * @only: read this domain alone, NULL for all of them
 * @transition_only: of their entries only what decides about transitions
 * @clock: are the counters of entries shown?
 * @domain: the domain at hand
 * @acl: its next entry; position 0 before the header
 *
 * Zeroed but for @only, @transition_only and @clock to start.
 */
struct ccs_domain_pos {
	const struct ccs_ident *only;
	bool transition_only;
	struct ccs_hits_clock clock;
	struct ccs_place domain;
	struct ccs_place acl;
};

extern const struct ccs_domain_flag ccs_domain_flags[CCS_DOMAIN_FLAG_COUNT];

/* Spreads identities, which are counted, over all bits. */
static inline u32 ccs_ident_hash(const struct ccs_ident *ident)
{
	return (ident->id * 0x9e3779b97f4a7c15ull) >> 32;
}

/**
 * ccs_domain_of - find what an identity may do
 * @policy: the policy
 * @ident: the identity
 *
 * Context: Policy lock or RCU read side held.
 * Return: its domain, possibly a deleted one; NULL if the policy has none, in
 * which case nothing may be granted.
 */
static inline struct ccs_domain *ccs_domain_of(const struct ccs_policy *policy,
					       const struct ccs_ident *ident)
{
	const struct ccs_index_item *const item =
		ccs_index_ref(&policy->by_id, 0, ident, ccs_ident_hash(ident));

	return item ? container_of((struct ccs_index_item *)item,
				   struct ccs_domain, by_id) : NULL;
}

struct ccs_ident *ccs_ident_get(struct ccs_ident *ident);
void ccs_ident_put(struct ccs_ident *ident);
bool ccs_ident_idle(const struct ccs_ident *ident);

int ccs_domain_create(struct ccs_policy *policy, const struct ccs_span *name,
		      struct ccs_domain **result);
int ccs_domain_create_for(struct ccs_policy *policy, struct ccs_ns *ns,
			  struct ccs_ident *ident, struct ccs_domain **result);
int ccs_domain_adopt(struct ccs_policy *policy, struct ccs_domain *domain,
		     struct ccs_ident *ident);
void ccs_domain_delete(struct ccs_policy *policy, struct ccs_domain *domain);
struct ccs_domain *ccs_domain_find(const struct ccs_policy *policy,
				   const struct ccs_span *name);
bool ccs_domain_begin(struct ccs_policy *policy, const struct ccs_ident *cursor);
bool ccs_domain_settle(struct ccs_policy *policy,
		       const struct ccs_ident *cursor);
int ccs_domain_line(struct ccs_policy *policy, struct ccs_ident **cursor,
		    const struct ccs_span *line, struct ccs_reject *reject);
bool ccs_domain_print(const struct ccs_policy *policy,
		      struct ccs_domain_pos *pos, struct ccs_emit *emit);
bool ccs_domain_reclaim(struct ccs_policy *policy);
bool ccs_domain_reclaim_unclaimed(struct ccs_policy *policy);
void ccs_domain_clear(struct ccs_policy *policy);

#endif /* CCS_CORE_DOMAIN_H */
