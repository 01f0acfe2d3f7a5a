/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Operands of entries
 */

#ifndef CCS_CORE_ACL_FIELD_H
#define CCS_CORE_ACL_FIELD_H

#include "acl.h"
#include "env.h"

enum ccs_field_type {
	CCS_FIELD_PATH,
	CCS_FIELD_NUMBER,
	CCS_FIELD_PORT,
	CCS_FIELD_SIGNAL,
	CCS_FIELD_ADDRESS,
	CCS_FIELD_VARIABLE,
	CCS_FIELD_CAPABILITY,
	CCS_FIELD_DOMAIN,
	CCS_FIELD_PROGRAM,
	CCS_FIELD_ISOLATION,
	CCS_FIELD_TYPE_COUNT
};

/**
 * struct ccs_field - where an operand of an entry is
 * @type: enum ccs_field_type
 * @offset: in the entry's struct; 0 if it is the key of the index item
 * @slot: which path or number of a request it is compared with
 */
struct ccs_field {
	u8 type;
	u8 offset;
	u8 slot;
};

/**
 * struct ccs_inet_address - address operand of an inet entry
 * @group: the address_group, or NULL
 * @range: the addresses, if @group is NULL
 */
struct ccs_inet_address {
	struct ccs_group *group;
	struct ccs_addr_range range;
};

int ccs_field_parse(const struct ccs_parse *parse,
		    const struct ccs_field *field, struct ccs_acl *acl,
		    struct ccs_span *rest);
void ccs_field_print(struct ccs_emit *emit, const struct ccs_field *field,
		     const struct ccs_acl *acl, u8 dialect);
bool ccs_field_same(const struct ccs_field *field, const struct ccs_acl *a,
		    const struct ccs_acl *b);
u32 ccs_field_hash(const struct ccs_field *field, const struct ccs_acl *acl);
bool ccs_field_native(const struct ccs_field *field,
		      const struct ccs_acl *acl);
bool ccs_field_match(const struct ccs_field *field, const struct ccs_acl *acl,
		     const struct ccs_request *request);
void ccs_field_put(struct ccs_policy *policy, const struct ccs_field *field,
		   struct ccs_acl *acl);

#endif /* CCS_CORE_ACL_FIELD_H */
