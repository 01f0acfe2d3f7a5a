/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What types of operands can do
 */

#ifndef CCS_CORE_ACL_FIELD_OPS_H
#define CCS_CORE_ACL_FIELD_OPS_H

#include "acl_field.h"
#include "env.h"

/**
 * struct ccs_field_ops - what a type of operand can do
 * @parse: take it from the line
 * @print: print it in canonical form
 * @hash: equal operands have equal ones
 * @same: written alike?
 * @match: does it cover that of a request?
 * @put: release it; harmless if it was not parsed
 * @native: has 1.8 no word for it? NULL if it always has
 */
struct ccs_field_ops {
	int (*parse)(const struct ccs_parse *parse,
		     const struct ccs_field *field, struct ccs_acl *acl,
		     struct ccs_span *rest);
	void (*print)(struct ccs_emit *emit, const struct ccs_field *field,
		      const struct ccs_acl *acl, u8 dialect);
	u32 (*hash)(const struct ccs_field *field, const struct ccs_acl *acl);
	bool (*same)(const struct ccs_field *field, const struct ccs_acl *a,
		     const struct ccs_acl *b);
	bool (*match)(const struct ccs_field *field, const struct ccs_acl *acl,
		      const struct ccs_request *request);
	void (*put)(struct ccs_policy *policy, const struct ccs_field *field,
		    struct ccs_acl *acl);
	bool (*native)(const struct ccs_field *field,
		       const struct ccs_acl *acl);
};

extern const struct ccs_field_ops ccs_path_field;
extern const struct ccs_field_ops ccs_variable_field;
extern const struct ccs_field_ops ccs_capability_field;
extern const struct ccs_field_ops ccs_number_field;
extern const struct ccs_field_ops ccs_port_field;
extern const struct ccs_field_ops ccs_signal_field;
extern const struct ccs_field_ops ccs_address_field;
extern const struct ccs_field_ops ccs_domain_field;
extern const struct ccs_field_ops ccs_program_field;
extern const struct ccs_field_ops ccs_isolation_field;

static inline void *ccs_field_at(const struct ccs_field *field,
				 struct ccs_acl *acl)
{
	return (char *)acl + field->offset;
}

static inline const void *ccs_field_in(const struct ccs_field *field,
				       const struct ccs_acl *acl)
{
	return (const char *)acl + field->offset;
}

#endif /* CCS_CORE_ACL_FIELD_OPS_H */
