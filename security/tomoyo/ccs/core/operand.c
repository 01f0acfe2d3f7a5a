// SPDX-License-Identifier: GPL-2.0-only
/*
 * Operands: a value written out, or a group of them
 */

#include "env.h"
#include "hash.h"
#include "operand.h"
#include "pattern.h"
#include "policy.h"
#include "word.h"

/* The same place in the names of both dialects, and equally long. */
#define PROC_17 "/proc/"
#define PROC_18 "proc:/"

static_assert(sizeof(PROC_17) == sizeof(PROC_18));

static struct ccs_name *get_in_proc(struct ccs_names *names,
				    const struct ccs_span *word)
{
	char *const text = ccs_env_zalloc(word->len);
	const struct ccs_span span = { .text = text, .len = word->len };
	struct ccs_name *name;

	if (!text)
		return NULL;
	memcpy(text, word->text, word->len);
	memcpy(text, PROC_18, strlen(PROC_18));
	name = ccs_name_get(names, &span);
	ccs_env_free(text);
	return name;
}

/**
 * ccs_pathname_get - the name that a pathname means
 * @parse: the line it stands in
 * @word: the pathname or pattern, a legal word
 *
 * What 1.7 calls ``/proc/`` is called ``proc:/`` in requests
 * (policy-language 10.4).
 *
 * Context: Policy lock held; may sleep.
 * Return: the name with one more user, or NULL if there is no memory.
 */
struct ccs_name *ccs_pathname_get(const struct ccs_parse *parse,
				  const struct ccs_span *word)
{
	struct ccs_names *const names = &parse->policy->names;
	struct ccs_span rest = *word;

	if (parse->dialect == CCS_DIALECT_17 && ccs_span_eat(&rest, PROC_17))
		return get_in_proc(names, word);
	return ccs_name_get(names, word);
}

/**
 * ccs_pathname_print - print a pathname as a dialect writes it
 * @emit: the writer
 * @name: what ccs_pathname_get() returned
 * @dialect: the dialect
 */
void ccs_pathname_print(struct ccs_emit *emit, const struct ccs_name *name,
			u8 dialect)
{
	struct ccs_span rest = ccs_name_span(name);

	if (dialect == CCS_DIALECT_17 && ccs_span_eat(&rest, PROC_18))
		ccs_emit_text(emit, PROC_17);
	ccs_emit_bytes(emit, rest.text, rest.len);
}

static bool is_native(const struct ccs_name *name)
{
	const struct ccs_span span = ccs_name_span(name);

	return span.len && ccs_word_why(&span, CCS_DIALECT_18);
}

static void print_group(struct ccs_emit *emit, const struct ccs_group *group)
{
	ccs_emit_text(emit, "@");
	ccs_emit_bytes(emit, group->name->text, group->name->len);
}

static bool is_group(const struct ccs_span *word)
{
	return word->len && *word->text == '@';
}

/**
 * ccs_group_ref_parse - read a reference to a group (policy-language 7.1)
 * @parse: the line it stands in
 * @kind: the kind of group
 * @word: the word, which begins with ``@``
 * @group: the result, with one more user; it may be new and have no members,
 *	which is warned of, since nothing matches such a group
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM.
 */
int ccs_group_ref_parse(const struct ccs_parse *parse,
			enum ccs_group_kind kind, const struct ccs_span *word,
			struct ccs_group **group)
{
	const struct ccs_span name = { word->text + 1, word->len - 1 };
	const char *why;

	if (!name.len)
		return ccs_reject(parse->reject, word,
				  "the name of a group is missing behind @");
	why = ccs_word_why(&name, parse->dialect);
	if (why)
		return ccs_reject(parse->reject, word, why);
	*group = ccs_group_get(parse->policy, parse->ns, kind, &name);
	if (!*group)
		return -ENOMEM;
	if (list_empty(&(*group)->members))
		ccs_reject_warn(parse->reject, word, "the group has no members");
	return 0;
}

static int parse_group_operand(const struct ccs_parse *parse,
			       const struct ccs_span *word,
			       struct ccs_operand *operand)
{
	struct ccs_group *group;
	const int err = ccs_group_ref_parse(parse, CCS_GROUP_PATH, word, &group);

	if (!err)
		operand->ref = (unsigned long)group | 1;
	return err;
}

/**
 * ccs_operand_parse - read a pathname or ``@path_group``
 * @parse: the line
 * @word: the word
 * @operand: the result; release it with ccs_operand_put(), also on error
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM.
 */
int ccs_operand_parse(const struct ccs_parse *parse,
		      const struct ccs_span *word, struct ccs_operand *operand)
{
	const char *why;

	operand->ref = 0;
	if (is_group(word))
		return parse_group_operand(parse, word, operand);
	if (!word->len)
		return ccs_reject(parse->reject, word,
				  "a pathname or @path_group is missing");
	why = ccs_word_why(word, parse->dialect);
	if (why)
		return ccs_reject(parse->reject, word, why);
	operand->ref = (unsigned long)ccs_pathname_get(parse, word);
	return operand->ref ? 0 : -ENOMEM;
}

/**
 * ccs_operand_put - release an operand
 * @policy: the policy
 * @operand: the operand; not changed, since readers may still look at it
 *
 * Context: Policy lock held.
 */
void ccs_operand_put(struct ccs_policy *policy,
		     const struct ccs_operand *operand)
{
	ccs_name_put(&policy->names, ccs_operand_name(operand));
	ccs_group_put(policy, ccs_operand_group(operand));
}

/**
 * ccs_operand_print - print an operand
 * @emit: the writer
 * @operand: the operand
 * @dialect: the dialect
 */
void ccs_operand_print(struct ccs_emit *emit,
		       const struct ccs_operand *operand, u8 dialect)
{
	const struct ccs_group *const group = ccs_operand_group(operand);

	if (group)
		print_group(emit, group);
	else
		ccs_pathname_print(emit, ccs_operand_name(operand), dialect);
}

/**
 * ccs_operand_same - are these written alike?
 * @a: an operand
 * @b: another of the same policy
 *
 * Return: true if they are; names are interned, so pointers decide.
 */
bool ccs_operand_same(const struct ccs_operand *a, const struct ccs_operand *b)
{
	return a->ref == b->ref;
}

/**
 * ccs_operand_hash - hash an operand
 * @operand: the operand
 *
 * Return: the hash, equal for operands that are the same.
 */
u32 ccs_operand_hash(const struct ccs_operand *operand)
{
	const struct ccs_group *const group = ccs_operand_group(operand);

	return group ? ~group->name->hash : ccs_operand_name(operand)->hash;
}

/**
 * ccs_operand_native - can only the 1.7 dialect say this?
 * @operand: the operand
 *
 * Return: true if 1.8 would refuse the word, say for its many wildcards.
 */
bool ccs_operand_native(const struct ccs_operand *operand)
{
	const struct ccs_group *const group = ccs_operand_group(operand);

	return is_native(group ? group->name : ccs_operand_name(operand));
}

/**
 * ccs_operand_match - does a name match an operand?
 * @operand: the operand
 * @str: the name of a request
 *
 * Context: Policy lock or RCU read side held.
 * Return: the pattern that matched, a group's first such member for a group,
 * or NULL.
 */
const struct ccs_name *ccs_operand_match(const struct ccs_operand *operand,
					 const struct ccs_str *str)
{
	const struct ccs_group *const group = ccs_operand_group(operand);
	const struct ccs_name *const name = ccs_operand_name(operand);
	const struct ccs_member *member;

	if (!group)
		return ccs_pattern_match(str, name) ? name : NULL;
	member = ccs_group_match(group, str);
	return member ? member->name : NULL;
}

/**
 * ccs_number_parse - read a number, a range or ``@number_group``
 * @parse: the line
 * @word: the word
 * @max: highest number allowed; members of a group are not limited by it
 * @number: the result; release it with ccs_number_put(), also on error
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM.
 */
int ccs_number_parse(const struct ccs_parse *parse,
		     const struct ccs_span *word, u64 max,
		     struct ccs_number *number)
{
	const char *why;

	*number = (struct ccs_number){};
	if (is_group(word))
		return ccs_group_ref_parse(parse, CCS_GROUP_NUMBER, word,
				   &number->group);
	if (!word->len)
		return ccs_reject(parse->reject, word,
				  "a number, range or @number_group is missing");
	if (!ccs_range_parse_as(word, CCS_USE_NUMBER, &number->range, &why))
		return ccs_reject(parse->reject, word, why);
	if (number->range.max > max)
		return ccs_reject(parse->reject, word,
				  "the number is too high here");
	return 0;
}

/**
 * ccs_number_put - release a number operand
 * @policy: the policy
 * @number: the operand; not changed, since readers may still look at it
 *
 * Context: Policy lock held.
 */
void ccs_number_put(struct ccs_policy *policy, const struct ccs_number *number)
{
	ccs_group_put(policy, number->group);
}

/**
 * ccs_number_print - print a number operand
 * @emit: the writer
 * @number: the operand
 */
void ccs_number_print(struct ccs_emit *emit, const struct ccs_number *number)
{
	if (number->group)
		print_group(emit, number->group);
	else
		ccs_range_print(emit, &number->range);
}

/**
 * ccs_number_same - are these written alike?
 * @a: a number operand
 * @b: another of the same policy
 *
 * Return: true if group, values and radixes agree.
 */
bool ccs_number_same(const struct ccs_number *a, const struct ccs_number *b)
{
	return a->group == b->group && ccs_range_same(&a->range, &b->range);
}

/**
 * ccs_number_hash - hash a number operand
 * @number: the operand
 *
 * Return: the hash, equal for operands that are the same.
 */
u32 ccs_number_hash(const struct ccs_number *number)
{
	const struct ccs_range *const range = &number->range;
	u64 hash;

	if (number->group)
		return ~number->group->name->hash;
	hash = ccs_hash_step(ccs_hash_seed, range->min);
	hash = ccs_hash_step(hash, range->max);
	return ccs_hash_step(hash, range->min_radix << 8 | range->max_radix);
}

/**
 * ccs_number_native - can only the 1.7 dialect say this?
 * @number: the operand
 *
 * Return: true if 1.8 would refuse it, for the name of its group.
 */
bool ccs_number_native(const struct ccs_number *number)
{
	if (!number->group)
		return number->range.min > number->range.max;
	return is_native(number->group->name);
}

/**
 * ccs_number_overlap - has a number operand a value in common with a range?
 * @number: the operand
 * @range: the range
 *
 * Context: Policy lock or RCU read side held.
 * Return: true if it has; for a group, if some member has.
 */
bool ccs_number_overlap(const struct ccs_number *number,
			const struct ccs_range *range)
{
	return number->group ? ccs_group_has_number(number->group, range) :
			       ccs_range_overlap(&number->range, range);
}

/**
 * ccs_number_match - does a number operand contain a value?
 * @number: the operand
 * @value: the value of a request
 *
 * Context: Policy lock or RCU read side held.
 * Return: true if it does.
 */
bool ccs_number_match(const struct ccs_number *number, u64 value)
{
	const struct ccs_range range = { .min = value, .max = value };

	return ccs_number_overlap(number, &range);
}
