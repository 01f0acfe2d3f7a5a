// SPDX-License-Identifier: GPL-2.0-only
/*
 * Operands of entries
 *
 * A kind of entry is a row of operands (acl_kind.c). What each type of operand
 * can do stands once, in acl_field_*.c.
 */

#include "acl_field_ops.h"
#include "env.h"

static const struct ccs_field_ops *const field_ops[CCS_FIELD_TYPE_COUNT] = {
	[CCS_FIELD_PATH] = &ccs_path_field,
	[CCS_FIELD_NUMBER] = &ccs_number_field,
	[CCS_FIELD_PORT] = &ccs_port_field,
	[CCS_FIELD_SIGNAL] = &ccs_signal_field,
	[CCS_FIELD_ADDRESS] = &ccs_address_field,
	[CCS_FIELD_VARIABLE] = &ccs_variable_field,
	[CCS_FIELD_CAPABILITY] = &ccs_capability_field,
	[CCS_FIELD_DOMAIN] = &ccs_domain_field,
	[CCS_FIELD_PROGRAM] = &ccs_program_field,
	[CCS_FIELD_ISOLATION] = &ccs_isolation_field,
};

/**
 * ccs_field_parse - take an operand from a line
 * @parse: the line
 * @field: the operand
 * @acl: the entry, zeroed but for what was taken before
 * @rest: the rest of the line
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM.
 */
int ccs_field_parse(const struct ccs_parse *parse,
		    const struct ccs_field *field, struct ccs_acl *acl,
		    struct ccs_span *rest)
{
	return field_ops[field->type]->parse(parse, field, acl, rest);
}

/**
 * ccs_field_print - print an operand in canonical form
 * @emit: the writer
 * @field: the operand
 * @acl: the entry
 * @dialect: whose spelling
 */
void ccs_field_print(struct ccs_emit *emit, const struct ccs_field *field,
		     const struct ccs_acl *acl, u8 dialect)
{
	field_ops[field->type]->print(emit, field, acl, dialect);
}

/**
 * ccs_field_hash - hash of an operand
 * @field: the operand
 * @acl: the entry
 *
 * Return: the hash; equal for operands that ccs_field_same() calls the same.
 */
u32 ccs_field_hash(const struct ccs_field *field, const struct ccs_acl *acl)
{
	return field_ops[field->type]->hash(field, acl);
}

/**
 * ccs_field_same - are two operands written alike? (policy-language 8.4)
 * @field: the operand
 * @a: an entry
 * @b: another of the same kind and policy
 *
 * Return: true if they are, radix included.
 */
bool ccs_field_same(const struct ccs_field *field, const struct ccs_acl *a,
		    const struct ccs_acl *b)
{
	return field_ops[field->type]->same(field, a, b);
}

/**
 * ccs_field_native - can only the 1.7 dialect say this operand?
 * @field: the operand
 * @acl: the entry
 *
 * Return: true if it can.
 */
bool ccs_field_native(const struct ccs_field *field, const struct ccs_acl *acl)
{
	const struct ccs_field_ops *const ops = field_ops[field->type];

	return ops->native && ops->native(field, acl);
}

/**
 * ccs_field_match - does an operand cover a request's?
 * @field: the operand
 * @acl: the entry
 * @request: the request
 *
 * Context: Policy lock or RCU read side held.
 * Return: true if it does.
 */
bool ccs_field_match(const struct ccs_field *field, const struct ccs_acl *acl,
		     const struct ccs_request *request)
{
	return field_ops[field->type]->match(field, acl, request);
}

/**
 * ccs_field_put - release an operand
 * @policy: the policy
 * @field: the operand
 * @acl: the entry, of which not every operand need have been parsed
 *
 * Context: Policy lock held.
 */
void ccs_field_put(struct ccs_policy *policy, const struct ccs_field *field,
		   struct ccs_acl *acl)
{
	field_ops[field->type]->put(policy, field, acl);
}
