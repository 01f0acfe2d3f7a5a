/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Kinds of entries
 */

#ifndef CCS_CORE_ACL_KIND_H
#define CCS_CORE_ACL_KIND_H

#include "acl_field.h"
#include "env.h"

#define CCS_FIELD_MAX 4

/* How a request finds the entries that could grant it. */
enum ccs_lookup {
	CCS_LOOKUP_PATH,
	CCS_LOOKUP_ADDRESS,
	CCS_LOOKUP_NUMBER,
	CCS_LOOKUP_TEXT,
	CCS_LOOKUP_PREFIX,
	CCS_LOOKUP_ALL,
};

/* What an entry counts towards max_learning_entry (semantics 8.4). */
enum ccs_learn_weight {
	CCS_LEARN_OPERATIONS,
	CCS_LEARN_ENTRY,
	CCS_LEARN_NOTHING,
};

/**
 * struct ccs_acl_kind - a kind of entry
 * @size: bytes of its struct, whose first member is a struct ccs_acl
 * @lookup: enum ccs_lookup
 * @weight: enum ccs_learn_weight
 * @key: which path of a request is looked up
 * @transit: it may have a transition preference (policy-language 8.7)
 * @plain17: 1.7 takes no condition here
 * @fields: operands in the order of the line
 * @count: their number
 */
struct ccs_acl_kind {
	u16 size;
	u8 lookup;
	u8 weight;
	u8 key;
	bool transit;
	bool plain17;
	u8 count;
	struct ccs_field fields[CCS_FIELD_MAX];
};

extern const struct ccs_acl_kind ccs_acl_kinds[CCS_ACL_TYPE_COUNT];

static inline const struct ccs_acl_kind *
ccs_acl_kind_of(const struct ccs_acl *acl)
{
	return &ccs_acl_kinds[ccs_acl_type(acl)];
}

const struct ccs_name *ccs_acl_name(const struct ccs_acl *acl);
const struct ccs_addr_range *ccs_acl_addresses(const struct ccs_acl *acl);
int ccs_acl_parse(struct ccs_parse *parse, const struct ccs_span *line,
		  struct ccs_acl **result);
void ccs_acl_free(struct ccs_policy *policy, struct ccs_acl *acl);

#endif /* CCS_CORE_ACL_KIND_H */
