// SPDX-License-Identifier: GPL-2.0-only
/*
 * Answers for conditions that somebody wrote down
 *
 * A fact is written as the condition that it would satisfy, so that the parser
 * of conditions reads it too.
 */

#include "cond.h"
#include "env.h"
#include "given.h"
#include "limits.h"
#include "ops.h"
#include "policy.h"
#include "word.h"

#define FACT(id) (1ULL << CCS_FACT_##id)
#define RANGE_OF(first, count) (((1ULL << (count)) - 1) << CCS_FACT_##first)

#define EXEC_FACTS (FACT(EXEC_ARGC) | FACT(EXEC_ENVC))
#define PATH1_FACTS RANGE_OF(PATH1_UID, CCS_FACTS_PER_PATH)
#define PATH2_FACTS RANGE_OF(PATH2_UID, CCS_FACTS_PER_PATH)
#define OBJECT_FACTS(id) \
	RANGE_OF(id##_UID, CCS_FACT_##id##_PARENT_UID - CCS_FACT_##id##_UID)
#define PARENT_FACTS(id) \
	RANGE_OF(id##_PARENT_UID, \
		 CCS_FACT_##id##_PARENT_PERM - CCS_FACT_##id##_PARENT_UID + 1)

static_assert(CCS_FACT_COUNT <= 64);

/**
 * struct text - a fact that is no number
 * @node: in struct ccs_given
 * @type: enum ccs_block_type
 * @index: of an argument
 * @name: of a variable
 * @value: what it is
 * @bytes: both, each NUL terminated
 */
struct text {
	struct list_head node;
	u8 type;
	u32 index;
	struct ccs_str name;
	struct ccs_str value;
	char bytes[];
};

static struct ccs_given *given_of(struct ccs_facts *facts)
{
	return container_of(facts, struct ccs_given, base);
}

static int number_of(struct ccs_facts *facts, enum ccs_fact fact, u64 *value)
{
	struct ccs_given *const given = given_of(facts);

	if (given->known & 1ULL << fact) {
		*value = given->number[fact];
		return 0;
	}
	if (given->absent & 1ULL << fact)
		return -ENOENT;
	given->missing |= 1ULL << fact;
	return -ENODATA;
}

static const struct text *find(const struct ccs_given *given, u8 type,
			       u32 index)
{
	const struct text *text;

	list_for_each_entry(text, &given->texts, node)
		if (text->type == type && text->index == index)
			return text;
	return NULL;
}

static bool is_execution(const struct ccs_given *given)
{
	return !(given->absent & EXEC_FACTS);
}

static int miss_text(struct ccs_given *given, u8 type)
{
	given->missing_texts |= BIT(type);
	return -ENODATA;
}

static int name_of(struct ccs_given *given, u8 type, struct ccs_str *value)
{
	const struct text *const text = find(given, type, 0);

	if (!text)
		return miss_text(given, type);
	*value = text->value;
	return 0;
}

static int realpath_of(struct ccs_facts *facts, struct ccs_str *value)
{
	struct ccs_given *const given = given_of(facts);

	return is_execution(given) ?
	       name_of(given, CCS_BLOCK_REALPATH, value) : -ENOENT;
}

static int symlink_of(struct ccs_facts *facts, struct ccs_str *value)
{
	struct ccs_given *const given = given_of(facts);

	/* Who knows that there is no link need not say what it contains. */
	if (given->absent & 1ULL << CCS_FACT_COUNT)
		return -ENOENT;
	return name_of(given, CCS_BLOCK_SYMLINK, value);
}

static bool is_beyond(const struct ccs_given *given, enum ccs_fact count,
		      u32 index)
{
	return given->known & 1ULL << count && index >= given->number[count];
}

static int argv_of(struct ccs_facts *facts, u32 index, struct ccs_str *value)
{
	struct ccs_given *const given = given_of(facts);
	const struct text *const text = find(given, CCS_BLOCK_ARGV, index);

	if (!is_execution(given))
		return -ENOENT;
	if (is_beyond(given, CCS_FACT_EXEC_ARGC, index))
		return -ERANGE;
	if (text) {
		*value = text->value;
		return 0;
	}
	if (!(given->missing_texts & BIT(CCS_BLOCK_ARGV)) ||
	    index < given->missing_argv)
		given->missing_argv = index;
	return miss_text(given, CCS_BLOCK_ARGV);
}

static int envp_of(struct ccs_facts *facts, u32 index, struct ccs_str *name,
		   struct ccs_str *value)
{
	struct ccs_given *const given = given_of(facts);
	const struct text *text;
	u32 left = index;

	if (!is_execution(given))
		return -ENOENT;
	list_for_each_entry(text, &given->texts, node) {
		if (text->type != CCS_BLOCK_ENVP || left--)
			continue;
		*name = text->name;
		*value = text->value;
		return 0;
	}
	/* Whether that was all of them has to be said. */
	if (is_beyond(given, CCS_FACT_EXEC_ENVC, index))
		return -ERANGE;
	return miss_text(given, CCS_BLOCK_ENVP);
}

static const struct ccs_fact_ops given_fact_ops = {
	.number = number_of,
	.realpath = realpath_of,
	.symlink = symlink_of,
	.argv = argv_of,
	.envp = envp_of,
};

/**
 * ccs_given_init - make a source that knows nothing
 * @given: the source; release what it holds with ccs_given_clear()
 */
void ccs_given_init(struct ccs_given *given)
{
	*given = (struct ccs_given){ .base = { &given_fact_ops } };
	INIT_LIST_HEAD(&given->texts);
}

/**
 * ccs_given_clear - forget every fact
 * @given: the source
 */
void ccs_given_clear(struct ccs_given *given)
{
	struct text *text, *next;

	list_for_each_entry_safe(text, next, &given->texts, node)
		ccs_env_free(text);
	ccs_given_init(given);
}

/* What there is not: the object, and whose facts these are. */
static const struct absence {
	const char *word;
	u64 facts;
} absences[] = {
	{ "exec=none", EXEC_FACTS },
	{ "path1=none", OBJECT_FACTS(PATH1) },
	{ "path1.parent=none", PARENT_FACTS(PATH1) },
	{ "path2=none", OBJECT_FACTS(PATH2) },
	{ "path2.parent=none", PARENT_FACTS(PATH2) },
};

static bool take_absence(struct ccs_given *given, const struct ccs_span *word)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(absences); i++) {
		if (!ccs_span_is(word, absences[i].word))
			continue;
		given->absent |= absences[i].facts;
		given->known &= ~absences[i].facts;
		return true;
	}
	return false;
}

static const char *take_number(struct ccs_given *given,
			       const struct ccs_block *block)
{
	const struct ccs_side *const left = &block->left;
	const struct ccs_side *const right = &block->right;
	const struct ccs_range *const range = &right->number.range;

	if (left->kind != CCS_SIDE_FACT)
		return "the left side of a fact is what is known";
	if (right->kind == CCS_SIDE_FACT || right->number.group ||
	    range->min != range->max)
		return "a fact has one value";
	given->number[left->which] = right->kind == CCS_SIDE_CONSTANT ?
				     ccs_constant_values[right->which] :
				     range->min;
	given->known |= 1ULL << left->which;
	given->absent &= ~(1ULL << left->which);
	return NULL;
}

static struct ccs_str keep(char *to, const struct ccs_name *name)
{
	memcpy(to, name->text, name->len + 1);
	return (struct ccs_str){ to, name->len, name->hash };
}

static int add_text(struct ccs_given *given, const struct ccs_block *block,
		    const struct ccs_name *value)
{
	const bool variable = block->type == CCS_BLOCK_ENVP;
	const size_t name_size = variable ? block->variable->len + 1 : 0;
	const size_t size = sizeof(struct text) + name_size + value->len + 1;
	struct text *const text = ccs_env_zalloc(size);

	if (!text)
		return -ENOMEM;
	text->type = block->type;
	text->index = block->type == CCS_BLOCK_ARGV ? block->index : 0;
	if (variable)
		text->name = keep(text->bytes, block->variable);
	text->value = keep(text->bytes + name_size, value);
	list_add(&text->node, &given->texts);
	given->count++;
	given->bytes += size;
	return 0;
}

static bool is_pattern(const struct ccs_name *name)
{
	return name && name->const_len < name->len;
}

static int take_text(struct ccs_given *given, const struct ccs_block *block,
		     const char **why)
{
	const struct ccs_name *const value =
		ccs_operand_name(&block->pattern);

	if (!block->pattern.ref)
		*why = "what there is not goes unsaid; exec.envc= tells how many there are";
	else if (!value || is_pattern(value) || is_pattern(block->variable))
		*why = "a fact has one value";
	else if (given->count >= CCS_GIVEN_MAX || given->bytes > CCS_LINE_MAX)
		*why = "too many facts";
	else
		return add_text(given, block, value);
	return -EINVAL;
}

static int take_block(struct ccs_given *given, const struct ccs_block *block,
		      const char **why)
{
	if (!block->equal) {
		*why = "a fact has =";
		return -EINVAL;
	}
	if (block->type != CCS_BLOCK_NUMBER)
		return take_text(given, block, why);
	*why = take_number(given, block);
	return *why ? -EINVAL : 0;
}

static int take_word(struct ccs_given *given, struct ccs_parse *parse,
		     const struct ccs_span *word)
{
	struct ccs_span ahead = *word;
	struct ccs_block block = {};
	const char *why = NULL;
	int err;

	if (take_absence(given, word))
		return 0;
	parse->dialect = ccs_span_eat(&ahead, "task.state") ?
			 CCS_DIALECT_17 : CCS_DIALECT_18;
	err = ccs_block_parse(parse, word, &block);
	if (!err)
		err = take_block(given, &block, &why);
	ccs_block_put(parse->policy, &block);
	return why ? ccs_reject(parse->reject, word, why) : err;
}

/**
 * ccs_given_is_line - does this line tell facts?
 * @line: the line
 *
 * Return: true if its first word has a ``=``, as no request has.
 */
bool ccs_given_is_line(const struct ccs_span *line)
{
	struct ccs_span rest = *line, word;

	return ccs_span_word(&rest, &word) && memchr(word.text, '=', word.len);
}

/**
 * ccs_given_line - take a line of facts
 * @given: the source
 * @parse: the line's context; its dialect is changed
 * @line: words as ``task.uid=0``, ``exec.argv[0]="sh"`` or ``path2=none``
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; words before the bad one count.
 */
int ccs_given_line(struct ccs_given *given, struct ccs_parse *parse,
		   const struct ccs_span *line)
{
	struct ccs_span rest = *line, word;
	int err = 0;

	while (!err && ccs_span_word(&rest, &word))
		err = take_word(given, parse, &word);
	return err;
}

/* Which requests come with a program, and which with files. */
static bool has_program(const struct ccs_request *request)
{
	return request->type == CCS_ACL_ENV ||
	       request->type == CCS_ACL_AUTO_HANDLER ||
	       request->type == CCS_ACL_DENIED_HANDLER ||
	       (request->type == CCS_ACL_PATH &&
		request->op == CCS_PATH_EXECUTE);
}

#define TWO_FILES (BIT(CCS_ACL_PATH2) | BIT(CCS_ACL_MOUNT))
#define ONE_FILE (BIT(CCS_ACL_PATH) | BIT(CCS_ACL_PATH_NUMBER) |	\
		  BIT(CCS_ACL_DEVICE) | BIT(CCS_ACL_REWRITE))

/**
 * ccs_given_start - get ready to be asked about a request
 * @given: the source; what such a request never has is absent, unless it was
 *	given
 * @request: the request
 */
void ccs_given_start(struct ccs_given *given,
		     const struct ccs_request *request)
{
	const u16 type = BIT(request->type);

	given->missing = 0;
	given->missing_texts = 0;
	if (!has_program(request))
		given->absent |= EXEC_FACTS & ~given->known;
	if (!(type & (ONE_FILE | TWO_FILES)) && !has_program(request))
		given->absent |= PATH1_FACTS & ~given->known;
	if (!(type & TWO_FILES))
		given->absent |= PATH2_FACTS & ~given->known;
	if (request->type != CCS_ACL_PATH || request->op != CCS_PATH_SYMLINK)
		given->absent |= 1ULL << CCS_FACT_COUNT;
}

/**
 * ccs_given_text - look a name up
 * @given: the source
 * @type: CCS_BLOCK_REALPATH, CCS_BLOCK_SYMLINK, or CCS_BLOCK_ARGV for the
 *	first argument
 *
 * Return: its text, or NULL if it was not given.
 */
const char *ccs_given_text(const struct ccs_given *given, u8 type)
{
	const struct text *const text = find(given, type, 0);

	return text ? text->value.text : NULL;
}

/**
 * ccs_given_print_missing - print which facts would have been needed
 * @given: the source
 * @emit: the writer; a line each
 */
void ccs_given_print_missing(const struct ccs_given *given,
			     struct ccs_emit *emit)
{
	int i;

	for (i = 0; i < CCS_FACT_COUNT; i++)
		if (given->missing & 1ULL << i)
			ccs_emit(emit, "missing=%s\n", ccs_fact_names[i]);
	if (given->missing_texts & BIT(CCS_BLOCK_REALPATH))
		ccs_emit_text(emit, "missing=exec.realpath\n");
	if (given->missing_texts & BIT(CCS_BLOCK_SYMLINK))
		ccs_emit_text(emit, "missing=symlink.target\n");
	if (given->missing_texts & BIT(CCS_BLOCK_ARGV))
		ccs_emit(emit, "missing=exec.argv[%u]\n", given->missing_argv);
	if (given->missing_texts & BIT(CCS_BLOCK_ENVP))
		ccs_emit_text(emit, "missing=exec.envc\n");
}
