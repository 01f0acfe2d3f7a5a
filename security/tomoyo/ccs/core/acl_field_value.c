// SPDX-License-Identifier: GPL-2.0-only
/*
 * Operands that are numbers or addresses
 */

#include "acl_field_ops.h"
#include "env.h"
#include "hash.h"
#include "namespace.h"
#include "operand.h"
#include "word.h"

static int parse_number_up_to(const struct ccs_parse *parse,
			      const struct ccs_field *field,
			      struct ccs_acl *acl, struct ccs_span *rest,
			      u64 max)
{
	struct ccs_span word;

	ccs_span_word(rest, &word);
	return ccs_number_parse(parse, &word, max, ccs_field_at(field, acl));
}

static int parse_number(const struct ccs_parse *parse,
			const struct ccs_field *field, struct ccs_acl *acl,
			struct ccs_span *rest)
{
	return parse_number_up_to(parse, field, acl, rest, U64_MAX);
}

static int parse_port(const struct ccs_parse *parse,
		      const struct ccs_field *field, struct ccs_acl *acl,
		      struct ccs_span *rest)
{
	return parse_number_up_to(parse, field, acl, rest, U16_MAX);
}

/* 1.7 took one decimal number here, and silently the start of a range. */
static int parse_signal(const struct ccs_parse *parse,
			const struct ccs_field *field, struct ccs_acl *acl,
			struct ccs_span *rest)
{
	struct ccs_number *const number = ccs_field_at(field, acl);
	struct ccs_span word;
	u64 value;

	if (parse->dialect == CCS_DIALECT_18)
		return parse_number(parse, field, acl, rest);
	ccs_span_word(rest, &word);
	if (!ccs_decimal_parse(&word, U16_MAX, &value))
		return ccs_reject(parse->reject, &word,
				  "a signal is one decimal number here");
	number->range = (struct ccs_range){ .min = value, .max = value };
	return 0;
}

static void print_number(struct ccs_emit *emit, const struct ccs_field *field,
			 const struct ccs_acl *acl, u8 dialect)
{
	ccs_number_print(emit, ccs_field_in(field, acl));
}

static u32 hash_number(const struct ccs_field *field,
		       const struct ccs_acl *acl)
{
	return ccs_number_hash(ccs_field_in(field, acl));
}

static bool same_number(const struct ccs_field *field, const struct ccs_acl *a,
			const struct ccs_acl *b)
{
	return ccs_number_same(ccs_field_in(field, a), ccs_field_in(field, b));
}

static bool match_number(const struct ccs_field *field,
			 const struct ccs_acl *acl,
			 const struct ccs_request *request)
{
	return ccs_number_match(ccs_field_in(field, acl),
				request->number[field->slot]);
}

static bool native_number(const struct ccs_field *field,
			  const struct ccs_acl *acl)
{
	return ccs_number_native(ccs_field_in(field, acl));
}

static void put_number(struct ccs_policy *policy,
		       const struct ccs_field *field, struct ccs_acl *acl)
{
	ccs_number_put(policy, ccs_field_at(field, acl));
}

const struct ccs_field_ops ccs_number_field = {
	.parse = parse_number,
	.print = print_number,
	.hash = hash_number,
	.same = same_number,
	.match = match_number,
	.put = put_number,
	.native = native_number,
};

const struct ccs_field_ops ccs_port_field = {
	.parse = parse_port,
	.print = print_number,
	.hash = hash_number,
	.same = same_number,
	.match = match_number,
	.put = put_number,
	.native = native_number,
};

const struct ccs_field_ops ccs_signal_field = {
	.parse = parse_signal,
	.print = print_number,
	.hash = hash_number,
	.same = same_number,
	.match = match_number,
	.put = put_number,
	.native = native_number,
};

static int parse_address(const struct ccs_parse *parse,
			 const struct ccs_field *field, struct ccs_acl *acl,
			 struct ccs_span *rest)
{
	struct ccs_inet_address *const address = ccs_field_at(field, acl);
	const char *why = NULL;
	struct ccs_span word;

	ccs_span_word(rest, &word);
	acl->item.kind = CCS_KEY_REF;
	if (word.len && *word.text == '@')
		return ccs_group_ref_parse(parse, CCS_GROUP_ADDRESS, &word,
					   &address->group);
	if (ccs_addr_range_parse(&word, &address->range, &why) &&
	    parse->dialect == CCS_DIALECT_17)
		why = ccs_addr_why_17(&word);
	return why ? ccs_reject(parse->reject, &word, why) : 0;
}

static void print_address(struct ccs_emit *emit,
			  const struct ccs_field *field,
			  const struct ccs_acl *acl, u8 dialect)
{
	const struct ccs_inet_address *const address = ccs_field_in(field, acl);

	if (address->group) {
		ccs_emit_text(emit, "@");
		ccs_emit_text(emit, address->group->name->text);
	} else if (dialect == CCS_DIALECT_17) {
		ccs_addr_range_print_17(emit, &address->range);
	} else {
		ccs_addr_range_print(emit, &address->range);
	}
}

static u64 hash_wide(const struct ccs_wide *value, u64 hash)
{
	return ccs_hash_step(ccs_hash_step(hash, value->hi), value->lo);
}

static u32 hash_address(const struct ccs_field *field,
			const struct ccs_acl *acl)
{
	const struct ccs_inet_address *const address = ccs_field_in(field, acl);

	if (address->group)
		return address->group->name->hash;
	return hash_wide(&address->range.range.max,
			 hash_wide(&address->range.range.min, ccs_hash_seed));
}

static bool same_address(const struct ccs_field *field,
			 const struct ccs_acl *a, const struct ccs_acl *b)
{
	const struct ccs_inet_address *const left = ccs_field_in(field, a);
	const struct ccs_inet_address *const right = ccs_field_in(field, b);

	return left->group == right->group &&
	       (left->group ||
		ccs_addr_range_same(&left->range, &right->range));
}

static bool match_address(const struct ccs_field *field,
			  const struct ccs_acl *acl,
			  const struct ccs_request *request)
{
	const struct ccs_inet_address *const address = ccs_field_in(field, acl);

	if (address->group)
		return ccs_group_has_address(address->group,
					     &request->address);
	return ccs_addr_in_range(&request->address, &address->range);
}

/* Addresses have a word in both dialects; the name of a group may not. */
static bool native_address(const struct ccs_field *field,
			   const struct ccs_acl *acl)
{
	const struct ccs_inet_address *const address = ccs_field_in(field, acl);
	const struct ccs_operand group = { (unsigned long)address->group | 1 };

	return address->group && ccs_operand_native(&group);
}

static void put_address(struct ccs_policy *policy,
			const struct ccs_field *field, struct ccs_acl *acl)
{
	const struct ccs_inet_address *const address = ccs_field_at(field, acl);

	ccs_group_put(policy, address->group);
}

const struct ccs_field_ops ccs_address_field = {
	.parse = parse_address,
	.print = print_address,
	.hash = hash_address,
	.same = same_address,
	.match = match_address,
	.put = put_address,
	.native = native_address,
};
