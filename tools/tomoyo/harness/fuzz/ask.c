// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests that entries are about
 *
 * What is asked at random meets no entry. So an entry itself says what it
 * would grant, or nearly.
 */

#include "../core/acl_kind.h"
#include "../core/escape.h"
#include "../core/group.h"
#include "../core/operand.h"
#include "ask.h"

/* What a wildcard may stand for; some stand for nothing. */
static char sample_of(char wildcard)
{
	static const char wildcards[] = "*@?$+XxAa";
	static const char samples[] = "qqc111aabb";
	const char *const at = strchr(wildcards, wildcard);

	return at ? samples[at - wildcards] : '\0';
}

/* A name that a pattern is likely to match, followed by @tail. */
static char *sample(const struct ccs_span *pattern, const char *tail)
{
	char *const text = calloc(1, pattern->len + strlen(tail) + 1);
	size_t at = 0, len = 0;

	if (!text)
		ccs_env_die("no memory", __FILE__, __LINE__);
	while (at < pattern->len) {
		const size_t n = ccs_char_len(pattern->text + at,
					      pattern->len - at);

		if (n) {
			memcpy(text + len, pattern->text + at, n);
			len += n;
			at += n;
			continue;
		}
		if (at + 1 < pattern->len)
			text[len] = sample_of(pattern->text[at + 1]);
		len += !!text[len];
		at += 2;
	}
	memcpy(text + len, tail, strlen(tail));
	return text;
}

static void put_text(struct ask *ask, u8 slot, const struct ccs_name *name,
		     const char *tail)
{
	struct ccs_span span = { "", 0 };

	if (name)
		span = ccs_name_span(name);
	free(ask->text[slot]);
	ask->text[slot] = sample(&span, tail);
	ask->request.path[slot] = ccs_str_of(ask->text[slot],
					     strlen(ask->text[slot]));
}

static const struct ccs_member *first_of(const struct ccs_group *group)
{
	return group && !list_empty(&group->members) ?
	       list_entry(group->members.next, struct ccs_member, node) : NULL;
}

static const struct ccs_name *name_of(const struct ccs_field *field,
				      const struct ccs_acl *acl)
{
	const struct ccs_operand *const operand =
		(const void *)((const char *)acl + field->offset);
	const struct ccs_group *group = field->offset ?
		ccs_operand_group(operand) : acl->item.key;
	const struct ccs_member *member;

	if (!field->offset && acl->item.kind == CCS_KEY_NAME)
		return acl->item.key;
	member = first_of(group);
	if (group)
		return member ? member->name : NULL;
	return ccs_operand_name(operand);
}

static u64 number_of(const struct ccs_number *number)
{
	const struct ccs_member *const member = first_of(number->group);

	return member ? member->range.max : number->range.min;
}

static struct ccs_addr address_of(const struct ccs_inet_address *address)
{
	const struct ccs_member *const member = first_of(address->group);
	const struct ccs_addr_range *const range =
		member ? &member->address : &address->range;

	return (struct ccs_addr){
		.value = range->range.max, .family = range->family,
	};
}

static void put_field(struct ask *ask, const struct ccs_field *field,
		      const struct ccs_acl *acl, const char *tail)
{
	const void *const value = (const char *)acl + field->offset;

	switch (field->type) {
	case CCS_FIELD_PATH:
	case CCS_FIELD_VARIABLE:
		put_text(ask, field->slot, name_of(field, acl), tail);
		break;
	case CCS_FIELD_DOMAIN:
	case CCS_FIELD_PROGRAM:
		put_text(ask, field->slot,
			 *(const struct ccs_name *const *)value, tail);
		break;
	case CCS_FIELD_ADDRESS:
		ask->request.address = address_of(value);
		break;
	case CCS_FIELD_CAPABILITY:
		ask->request.number[field->slot] = acl->item.hash;
		break;
	case CCS_FIELD_ISOLATION:
		/* It is asked whether there is an id, not for one. */
		break;
	default:
		ask->request.number[field->slot] = number_of(value);
	}
}

/**
 * ask_for - make a request that an entry may grant
 * @ask: zeroed; release it with ask_free()
 * @acl: the entry, which is in a list
 * @tail: what every name ends in; empty for those that the entry names
 */
void ask_for(struct ask *ask, const struct ccs_acl *acl, const char *tail)
{
	const struct ccs_acl_kind *const kind = ccs_acl_kind_of(acl);
	int i;

	ask->request.type = ccs_acl_type(acl);
	ask->request.protocol = ccs_acl_protocol(acl);
	ask->request.op = __ffs64(ccs_acl_perm(acl));
	for (i = 0; i < kind->count; i++)
		put_field(ask, &kind->fields[i], acl, tail);
}

/**
 * ask_free - free a request's names
 * @ask: the request
 */
void ask_free(struct ask *ask)
{
	int i;

	for (i = 0; i < CCS_REQUEST_PATHS; i++)
		free(ask->text[i]);
}
