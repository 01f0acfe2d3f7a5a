// SPDX-License-Identifier: GPL-2.0-only
/*
 * Operands that are domainnames, programs or ids
 */

#include "acl_field_ops.h"
#include "env.h"
#include "isolation.h"
#include "operand.h"
#include "policy.h"
#include "word.h"

static struct ccs_name *name_in(const struct ccs_field *field,
				const struct ccs_acl *acl)
{
	return *(struct ccs_name *const *)ccs_field_in(field, acl);
}

/* Kept as text: wildcards have no meaning here, so the index can't help. */
static int set_name(const struct ccs_parse *parse,
		    const struct ccs_field *field, struct ccs_acl *acl,
		    const struct ccs_span *text)
{
	struct ccs_name *const name = ccs_name_get(&parse->policy->names,
						   text);

	if (!name)
		return -ENOMEM;
	*(struct ccs_name **)ccs_field_at(field, acl) = name;
	acl->item.kind = CCS_KEY_REF;
	return 0;
}

static void print_text(struct ccs_emit *emit, const struct ccs_field *field,
		       const struct ccs_acl *acl, u8 dialect)
{
	const struct ccs_name *const name = name_in(field, acl);

	ccs_emit_bytes(emit, name->text, name->len);
}

/* ``allow_transit`` says only how the child of its domain is called. */
static void print_domain(struct ccs_emit *emit, const struct ccs_field *field,
			 const struct ccs_acl *acl, u8 dialect)
{
	struct ccs_span name = ccs_name_span(name_in(field, acl));

	if (dialect == CCS_DIALECT_17 &&
	    ccs_acl_type(acl) == CCS_ACL_MANUAL_TRANSITION)
		name = ccs_domainname_last(&name);
	ccs_emit_bytes(emit, name.text, name.len);
}

static u32 hash_text(const struct ccs_field *field, const struct ccs_acl *acl)
{
	return name_in(field, acl)->hash;
}

static bool same_text(const struct ccs_field *field, const struct ccs_acl *a,
		      const struct ccs_acl *b)
{
	return name_in(field, a) == name_in(field, b);
}

/*
 * A signal may go to the domain and to those below it; a transition leads to
 * just this domain. What is looked up otherwise has no domain to compare.
 */
static bool match_domain(const struct ccs_field *field,
			 const struct ccs_acl *acl,
			 const struct ccs_request *request)
{
	const struct ccs_name *const name = name_in(field, acl);
	const struct ccs_str *const str = &request->path[field->slot];

	if (ccs_acl_type(acl) == CCS_ACL_AUTO_TRANSITION)
		return true;
	if (str->len < name->len || memcmp(str->text, name->text, name->len))
		return false;
	return str->len == name->len ||
	       (ccs_acl_type(acl) == CCS_ACL_SIGNAL &&
		str->text[name->len] == ' ');
}

static void put_text(struct ccs_policy *policy, const struct ccs_field *field,
		     struct ccs_acl *acl)
{
	ccs_name_put(&policy->names, name_in(field, acl));
}

/*
 * The destination of ``allow_transit //x`` is a child of the domain that the
 * line belongs to (policy-language 10.6).
 */
static int parse_component(const struct ccs_parse *parse,
			   const struct ccs_field *field, struct ccs_acl *acl,
			   struct ccs_span *rest)
{
	char *text;
	struct ccs_span word, name;
	struct ccs_emit emit;
	int err;

	ccs_span_word(rest, &word);
	if (!parse->domain || !ccs_path_ok(&word) ||
	    ccs_word_patterned(&word))
		return ccs_reject(parse->reject, &word,
				  "not the last component of a domainname");
	emit = (struct ccs_emit){
		.size = parse->domain->len + word.len + 2
	};
	if (emit.size > CCS_DOMAINNAME_MAX)
		return ccs_reject(parse->reject, &word,
				  "the domainname becomes too long");
	text = ccs_env_zalloc(emit.size);
	if (!text)
		return -ENOMEM;
	emit.buf = text;
	ccs_emit_bytes(&emit, parse->domain->text, parse->domain->len);
	ccs_emit_text(&emit, " ");
	ccs_emit_bytes(&emit, word.text, word.len);
	name = (struct ccs_span){ text, emit.len };
	err = set_name(parse, field, acl, &name);
	if (!err)
		acl->item.hash = name_in(field, acl)->hash;
	ccs_env_free(text);
	return err;
}

static int parse_domain(const struct ccs_parse *parse,
			const struct ccs_field *field, struct ccs_acl *acl,
			struct ccs_span *rest)
{
	struct ccs_span name;
	int err;

	if (parse->dialect == CCS_DIALECT_17 &&
	    ccs_acl_type(acl) == CCS_ACL_MANUAL_TRANSITION)
		return parse_component(parse, field, acl, rest);
	if (!ccs_domainname_take_in(rest, &name, parse->dialect))
		return ccs_reject(parse->reject, rest,
				  "a legal domainname is missing");
	err = set_name(parse, field, acl, &name);
	if (!err && ccs_acl_type(acl) != CCS_ACL_AUTO_TRANSITION)
		acl->item.hash = name_in(field, acl)->hash;
	return err;
}

static int parse_program(const struct ccs_parse *parse,
			 const struct ccs_field *field, struct ccs_acl *acl,
			 struct ccs_span *rest)
{
	struct ccs_span word;

	ccs_span_word(rest, &word);
	if (!ccs_path_ok(&word) || ccs_word_patterned(&word))
		return ccs_reject(parse->reject, &word,
				  "not the pathname of a program without wildcards");
	if (parse->dialect == CCS_DIALECT_17 &&
	    word.text[word.len - 1] == '/')
		return ccs_reject(parse->reject, &word,
				  "a program's pathname does not end with /");
	return set_name(parse, field, acl, &word);
}

const struct ccs_field_ops ccs_domain_field = {
	.parse = parse_domain,
	.print = print_domain,
	.hash = hash_text,
	.same = same_text,
	.match = match_domain,
	.put = put_text,
};

/* Looked up by the kind of entry alone: a handler is for every program. */
static bool match_any(const struct ccs_field *field,
		      const struct ccs_acl *acl,
		      const struct ccs_request *request)
{
	return true;
}

const struct ccs_field_ops ccs_program_field = {
	.parse = parse_program,
	.print = print_text,
	.hash = hash_text,
	.same = same_text,
	.match = match_any,
	.put = put_text,
};

/* Without an operand every execve() gets an id of its own; conditions have =. */
static void take_id(struct ccs_span *rest, struct ccs_span *word)
{
	struct ccs_span ahead = *rest;

	if (ccs_span_word(&ahead, word) && !memchr(word->text, '=', word->len))
		*rest = ahead;
	else
		*word = ccs_span_of(CCS_ISOLATION_RANDOM);
}

static int parse_id(const struct ccs_parse *parse,
		    const struct ccs_field *field, struct ccs_acl *acl,
		    struct ccs_span *rest)
{
	char id[CCS_ISOLATION_ID_MAX + 1];
	struct ccs_span word;

	if (!ccs_env_isolates())
		return ccs_reject(parse->reject, rest,
				  "the kernel was built without isolation");
	take_id(rest, &word);
	if (ccs_isolation_decode(&word, id) < 0)
		return ccs_reject(parse->reject, &word,
				  "an id has 1 to 36 printable characters, and is not - or ?");
	return set_name(parse, field, acl, &word);
}

const struct ccs_field_ops ccs_isolation_field = {
	.parse = parse_id,
	.print = print_text,
	.hash = hash_text,
	.same = same_text,
	.match = match_any,
	.put = put_text,
};
