/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ACL entries of every kind
 */

#ifndef CCS_CORE_ACL_H
#define CCS_CORE_ACL_H

#include "cond.h"
#include "emit.h"
#include "env.h"
#include "request.h"
#include "span.h"

enum ccs_acl_type {
	CCS_ACL_PATH,
	CCS_ACL_TYPE_COUNT
};

/**
 * struct ccs_acl - what all kinds of entries have in common
 * @node: in its domain, in insertion order; written under the policy lock,
 *	read under RCU
 * @rcu: for the grace period before it is freed
 * @seq: position for readers of the interface
 * @cond: when the entry applies; NULL means always
 * @perm: operations it grants; changed in place, so a concurrent check sees
 *	the old or the new bits
 * @type: enum ccs_acl_type
 */
struct ccs_acl {
	struct list_head node;
	struct rcu_head rcu;
	u64 seq;
	struct ccs_cond *cond;
	u16 perm;
	u8 type;
};

/**
 * struct ccs_acl_kind - what a kind of entry can do
 * @size: bytes of its struct, whose first member is a struct ccs_acl
 * @parse: read operation word and operands into a zeroed entry; on error the
 *	caller releases what was read so far
 * @print: print operation word and operands
 * @same: have two entries of this kind the same operands?
 * @match: does the entry cover the request? The condition is the caller's.
 *	Returns the pattern that matched, or NULL.
 * @put: release the operands
 */
struct ccs_acl_kind {
	size_t size;
	int (*parse)(struct ccs_policy *policy, struct ccs_ns *ns,
		     struct ccs_span *rest, struct ccs_acl *acl,
		     struct ccs_reject *reject);
	void (*print)(struct ccs_emit *emit, const struct ccs_acl *acl);
	bool (*same)(const struct ccs_acl *a, const struct ccs_acl *b);
	const struct ccs_name *(*match)(const struct ccs_acl *acl,
					const struct ccs_request *request);
	void (*put)(struct ccs_policy *policy, struct ccs_acl *acl);
};

extern const struct ccs_acl_kind ccs_acl_path_kind;

int ccs_acl_parse(struct ccs_policy *policy, struct ccs_ns *ns,
		  const struct ccs_span *line, struct ccs_acl **result,
		  struct ccs_reject *reject);
void ccs_acl_free(struct ccs_policy *policy, struct ccs_acl *acl);
void ccs_acl_add(struct ccs_policy *policy, struct list_head *list,
		 struct ccs_acl *acl);
void ccs_acl_remove(struct ccs_policy *policy, struct list_head *list,
		    struct ccs_acl *acl);
void ccs_acl_clear(struct ccs_policy *policy, struct list_head *list);
void ccs_acl_print(struct ccs_emit *emit, const struct ccs_acl *acl);
u32 ccs_acl_count(const struct list_head *list);
int ccs_acl_match(const struct list_head *list,
		  const struct ccs_request *request, struct ccs_grant *grant);

#endif /* CCS_CORE_ACL_H */
