/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ACL entries of every kind
 */

#ifndef CCS_CORE_ACL_H
#define CCS_CORE_ACL_H

#include "blocks.h"
#include "cond.h"
#include "emit.h"
#include "env.h"
#include "hits.h"
#include "index.h"
#include "ops.h"
#include "parse.h"
#include "request.h"
#include "span.h"
#include "table.h"

/**
 * struct ccs_acl - what all kinds of entries have in common
 * @node: in its list, in insertion order; policy lock
 * @rcu: for the grace period before it is freed, when @node is out of use
 * @item: first operand, type and operations, by which requests find it. The
 *	operations are changed in place: a concurrent check sees the old or
 *	the new ones
 * @same: in the list's table of equal entries; policy lock
 * @seq: position in the list, from 1 on, for readers of the interface and for
 *	deciding which of several entries comes first
 * @hits: how often and when it decided (hits.h); anybody writes it
 * @cond: when the entry applies; NULL means always
 */
struct ccs_acl {
	union {
		struct list_head node;
		struct rcu_head rcu;
	};
	struct ccs_index_item item;
	struct ccs_table_node same;
	u32 seq;
	u32 hits;
	struct ccs_cond *cond;
};

/* There may be millions; the allocator's next size is 96 bytes. */
#ifdef CONFIG_64BIT
static_assert(sizeof(struct ccs_acl) == 64);
#endif

/**
 * struct ccs_acl_list - entries of a domain or of an acl_group
 * @entries: in insertion order; policy lock
 * @index: the same by first operand; RCU
 * @addresses: inet entries by address; RCU
 * @same: the same by everything that makes entries equal; policy lock
 * @grouped: types that ever had an entry about a path_group, one bit each
 * @last_seq: position of the entry that was added last
 * @learned: what counts against max_learning_entry (semantics 8.4)
 *
 * Zeroed but for @entries, see ccs_acl_list_init().
 */
struct ccs_acl_list {
	struct list_head entries;
	struct ccs_index index;
	struct ccs_blocks addresses;
	struct ccs_table same;
	u16 grouped;
	u32 last_seq;
	u32 learned;
};

/* An entry's type and protocol are the salt of its index item. */
static inline enum ccs_acl_type ccs_acl_type(const struct ccs_acl *acl)
{
	return acl->item.salt >> 2;
}

static inline enum ccs_protocol ccs_acl_protocol(const struct ccs_acl *acl)
{
	return acl->item.salt & 3;
}

static inline u16 ccs_acl_perm(const struct ccs_acl *acl)
{
	return READ_ONCE(acl->item.perm);
}

/* Counts that an entry decided; @seconds is as in ccs_hits_count(). */
static inline void ccs_acl_hit(const struct ccs_acl *acl, u64 seconds)
{
	ccs_hits_count((u32 *)&acl->hits, seconds);
}

/* Addresses of different families are never compared. */
static inline u8 ccs_addr_salt(u8 family)
{
	return family == 6;
}

void ccs_acl_list_init(struct ccs_acl_list *list);
void ccs_acl_list_clear(struct ccs_policy *policy, struct ccs_acl_list *list);
int ccs_acl_line(struct ccs_parse *parse, struct ccs_acl_list *list,
		 const struct ccs_span *line, bool remove);
void ccs_ops_print(struct ccs_emit *emit, enum ccs_acl_type type,
		   enum ccs_protocol protocol, u16 perm);
void ccs_acl_print(struct ccs_emit *emit, const struct ccs_acl *acl,
		   const char *prefix);
void ccs_acl_print_only(struct ccs_emit *emit, const struct ccs_acl *acl,
			u16 perm, const char *prefix);
void ccs_acl_print_17(struct ccs_emit *emit, const struct ccs_acl *acl,
		      const char *prefix);
u16 ccs_acl_transition_perm(const struct ccs_acl *acl);
int ccs_acl_match(const struct ccs_ns *ns, const struct ccs_acl_list *list,
		  const struct ccs_request *request, struct ccs_grant *grant);

#endif /* CCS_CORE_ACL_H */
