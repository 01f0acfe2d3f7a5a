// SPDX-License-Identifier: GPL-2.0-only
/*
 * Operands that are the key of an entry
 *
 * Their place is the index item; other pathnames of an entry are like the
 * first but for that.
 */

#include "acl_field_ops.h"
#include "env.h"
#include "items.h"
#include "operand.h"
#include "ops.h"
#include "policy.h"
#include "word.h"

/* The first operand, whose place is the index item. */
static struct ccs_operand key_of(const struct ccs_acl *acl)
{
	const unsigned long ref = (unsigned long)acl->item.key;

	return (struct ccs_operand){
		ref && acl->item.kind == CCS_KEY_REF ? ref | 1 : ref
	};
}

static void set_key(struct ccs_acl *acl, const struct ccs_operand *operand)
{
	struct ccs_group *const group = ccs_operand_group(operand);

	acl->item.kind = group ? CCS_KEY_REF : CCS_KEY_NAME;
	acl->item.key = group ? (void *)group :
				(void *)ccs_operand_name(operand);
	if (group)
		acl->item.hash = group->name->hash;
}

static struct ccs_operand path_of(const struct ccs_field *field,
				  const struct ccs_acl *acl)
{
	return field->offset ?
	       *(const struct ccs_operand *)ccs_field_in(field, acl) : key_of(acl);
}

static int parse_path(const struct ccs_parse *parse,
		      const struct ccs_field *field, struct ccs_acl *acl,
		      struct ccs_span *rest)
{
	struct ccs_operand operand;
	struct ccs_span word;
	int err;

	ccs_span_word(rest, &word);
	err = ccs_operand_parse(parse, &word, &operand);
	if (err)
		return err;
	if (field->offset)
		*(struct ccs_operand *)ccs_field_at(field, acl) = operand;
	else
		set_key(acl, &operand);
	return 0;
}

static void print_path(struct ccs_emit *emit, const struct ccs_field *field,
		       const struct ccs_acl *acl, u8 dialect)
{
	const struct ccs_operand operand = path_of(field, acl);

	ccs_operand_print(emit, &operand, dialect);
}

static u32 hash_path(const struct ccs_field *field, const struct ccs_acl *acl)
{
	const struct ccs_operand operand = path_of(field, acl);

	return ccs_operand_hash(&operand);
}

static bool same_path(const struct ccs_field *field, const struct ccs_acl *a,
		      const struct ccs_acl *b)
{
	const struct ccs_operand left = path_of(field, a);
	const struct ccs_operand right = path_of(field, b);

	return ccs_operand_same(&left, &right);
}

/* A mount whose device is not compared has no text for it. */
static bool match_path(const struct ccs_field *field,
		       const struct ccs_acl *acl,
		       const struct ccs_request *request)
{
	const struct ccs_str *const str = &request->path[field->slot];
	const struct ccs_operand operand = path_of(field, acl);

	if (!str->text)
		return ccs_acl_type(acl) == CCS_ACL_MOUNT && !field->slot;
	return ccs_operand_match(&operand, str);
}

static bool native_path(const struct ccs_field *field,
			const struct ccs_acl *acl)
{
	const struct ccs_operand operand = path_of(field, acl);

	return ccs_operand_native(&operand);
}

static void put_path(struct ccs_policy *policy, const struct ccs_field *field,
		     struct ccs_acl *acl)
{
	const struct ccs_operand operand = path_of(field, acl);

	ccs_operand_put(policy, &operand);
}

const struct ccs_field_ops ccs_path_field = {
	.parse = parse_path,
	.print = print_path,
	.hash = hash_path,
	.same = same_path,
	.match = match_path,
	.put = put_path,
	.native = native_path,
};

/* Groups have no meaning here: ``@G`` is a name. */
static int parse_variable(const struct ccs_parse *parse,
			  const struct ccs_field *field, struct ccs_acl *acl,
			  struct ccs_span *rest)
{
	struct ccs_operand operand = {};
	struct ccs_span word;
	const char *why;

	if (!ccs_span_word(rest, &word))
		return ccs_reject(parse->reject, &word,
				  "the variable's name is missing");
	if (memchr(word.text, '=', word.len))
		return ccs_reject(parse->reject, &word,
				  "a variable's name has no = in it");
	why = ccs_word_why(&word, parse->dialect);
	if (why)
		return ccs_reject(parse->reject, &word, why);
	operand.ref = (unsigned long)ccs_name_get(&parse->policy->names,
						  &word);
	set_key(acl, &operand);
	return operand.ref ? 0 : -ENOMEM;
}

static void print_key(struct ccs_emit *emit, const struct ccs_field *field,
		      const struct ccs_acl *acl, u8 dialect)
{
	const struct ccs_name *const name = acl->item.key;

	ccs_emit_bytes(emit, name->text, name->len);
}

/* A capability's number, kept where others have a pointer. */
static int capability_of(const struct ccs_acl *acl)
{
	return (int)(unsigned long)acl->item.key - 1;
}

static int parse_capability(const struct ccs_parse *parse,
			    const struct ccs_field *field,
			    struct ccs_acl *acl, struct ccs_span *rest)
{
	struct ccs_span word;
	int capability;

	if (!ccs_span_word(rest, &word))
		return ccs_reject(parse->reject, &word,
				  "the capability is missing");
	capability = ccs_capability_find(&word, parse->dialect);
	if (capability < 0)
		return ccs_reject(parse->reject, &word,
				  "unknown capability");
	acl->item.kind = CCS_KEY_REF;
	acl->item.key = (const void *)(unsigned long)(capability + 1);
	acl->item.hash = capability;
	return 0;
}

static void print_capability(struct ccs_emit *emit,
			     const struct ccs_field *field,
			     const struct ccs_acl *acl, u8 dialect)
{
	ccs_emit_text(emit, ccs_capability_name(capability_of(acl)));
}

static u32 hash_capability(const struct ccs_field *field,
			   const struct ccs_acl *acl)
{
	return acl->item.hash;
}

static bool native_capability(const struct ccs_field *field,
			      const struct ccs_acl *acl)
{
	return ccs_capability_native(capability_of(acl));
}

static bool same_key(const struct ccs_field *field, const struct ccs_acl *a,
		     const struct ccs_acl *b)
{
	return a->item.key == b->item.key;
}

static bool match_capability(const struct ccs_field *field,
			     const struct ccs_acl *acl,
			     const struct ccs_request *request)
{
	return (u64)capability_of(acl) == request->number[field->slot];
}

static void put_nothing(struct ccs_policy *policy,
			const struct ccs_field *field, struct ccs_acl *acl)
{
}

static u32 hash_key(const struct ccs_field *field, const struct ccs_acl *acl)
{
	return ((const struct ccs_name *)acl->item.key)->hash;
}

static void put_key(struct ccs_policy *policy, const struct ccs_field *field,
		    struct ccs_acl *acl)
{
	ccs_name_put(&policy->names, (struct ccs_name *)acl->item.key);
}

const struct ccs_field_ops ccs_variable_field = {
	.parse = parse_variable,
	.print = print_key,
	.hash = hash_key,
	.same = same_key,
	.match = match_path,
	.put = put_key,
	.native = native_path,
};

const struct ccs_field_ops ccs_capability_field = {
	.parse = parse_capability,
	.print = print_capability,
	.hash = hash_capability,
	.same = same_key,
	.match = match_capability,
	.put = put_nothing,
	.native = native_capability,
};
