// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests written as lines
 *
 * A request is written as the line that grants it and nothing else: without
 * wildcards, ranges, groups and conditions.
 */

#include "acl.h"
#include "acl_kind.h"
#include "env.h"
#include "operand.h"
#include "policy.h"
#include "request_text.h"

/**
 * struct taking - an entry being taken for a request
 * @request: the request
 * @names: where its names go
 * @size: room there
 * @why: why the entry can't be one, or NULL
 */
struct taking {
	struct ccs_request *request;
	char *names;
	size_t size;
	const char *why;
};

static void take_text(struct taking *taking, u8 slot,
		      const struct ccs_name *name)
{
	if (name->len >= taking->size) {
		taking->why = "the names are too long";
		return;
	}
	memcpy(taking->names, name->text, name->len + 1);
	taking->request->path[slot] = ccs_str_of(taking->names, name->len);
	taking->names += name->len + 1;
	taking->size -= name->len + 1;
}

/* ``any`` stands for a device that is not compared. */
static bool is_any(const struct taking *taking, u8 slot,
		   const struct ccs_name *name)
{
	return taking->request->type == CCS_ACL_MOUNT && !slot &&
	       !strcmp(name->text, "any");
}

static void take_path(struct taking *taking, const struct ccs_field *field,
		      const struct ccs_acl *acl)
{
	const struct ccs_operand *const operand =
		(const void *)((const char *)acl + field->offset);
	const struct ccs_name *name;

	if (field->offset)
		name = ccs_operand_name(operand);
	else
		name = acl->item.kind == CCS_KEY_NAME ? acl->item.key : NULL;
	if (!name)
		taking->why = "a request has no groups";
	else if (name->const_len < name->len)
		taking->why = "a request has no wildcards";
	else if (!is_any(taking, field->slot, name))
		take_text(taking, field->slot, name);
}

static void take_number(struct taking *taking, u8 slot,
			const struct ccs_number *number)
{
	if (number->group || number->range.min != number->range.max)
		taking->why = "a request has one number, no range and no group";
	else
		taking->request->number[slot] = number->range.min;
}

static void take_address(struct taking *taking,
			 const struct ccs_inet_address *address)
{
	const struct ccs_addr_range *const range = &address->range;

	if (address->group ||
	    memcmp(&range->range.min, &range->range.max,
		   sizeof(range->range.min)))
		taking->why = "a request has one address, no range and no group";
	else
		taking->request->address = (struct ccs_addr){
			.value = range->range.min,
			.family = range->family,
		};
}

static void take_field(struct taking *taking, const struct ccs_field *field,
		       const struct ccs_acl *acl)
{
	const void *const value = (const char *)acl + field->offset;

	switch (field->type) {
	case CCS_FIELD_PATH:
	case CCS_FIELD_VARIABLE:
		take_path(taking, field, acl);
		break;
	case CCS_FIELD_ADDRESS:
		take_address(taking, value);
		break;
	case CCS_FIELD_CAPABILITY:
		taking->request->number[field->slot] = acl->item.hash;
		break;
	case CCS_FIELD_DOMAIN:
	case CCS_FIELD_PROGRAM:
		take_text(taking, field->slot,
			  *(const struct ccs_name *const *)value);
		break;
	case CCS_FIELD_ISOLATION:
		/* It is asked whether there is an id, not for one. */
		break;
	default:
		take_number(taking, field->slot, value);
	}
}

static void take_acl(struct taking *taking, const struct ccs_acl *acl)
{
	const struct ccs_acl_kind *const kind = ccs_acl_kind_of(acl);
	const u16 perm = ccs_acl_perm(acl);
	int i;

	*taking->request = (struct ccs_request){
		.type = ccs_acl_type(acl),
		.protocol = ccs_acl_protocol(acl),
		.op = __ffs64(perm),
		.also = perm & (perm - 1),
	};
	if (acl->cond)
		taking->why = "a request has no condition: facts are lines of their own";
	for (i = 0; i < kind->count && !taking->why; i++)
		take_field(taking, &kind->fields[i], acl);
}

/**
 * ccs_request_parse - read a request
 * @parse: the line's context; its dialect is set to what the line is in
 * @line: a normalised line that would grant it, with one value for each
 *	operand. Of several operations the first one is asked for, and the same
 *	entry must grant the others
 * @request: the result, without facts; undefined on error
 * @names: what its names are copied to
 * @size: room there, in bytes
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM.
 */
int ccs_request_parse(struct ccs_parse *parse, const struct ccs_span *line,
		      struct ccs_request *request, char *names, size_t size)
{
	struct taking taking = {
		.request = request,
		.names = names,
		.size = size,
	};
	struct ccs_acl *acl = NULL;
	int err;

	err = ccs_acl_parse(parse, line, &acl);
	if (err)
		return err;
	if (acl)
		take_acl(&taking, acl);
	else
		taking.why = "this line means nothing";
	ccs_acl_free(parse->policy, acl);
	return taking.why ? ccs_reject(parse->reject, line, taking.why) : 0;
}
