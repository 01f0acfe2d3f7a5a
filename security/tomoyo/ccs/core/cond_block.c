// SPDX-License-Identifier: GPL-2.0-only
/*
 * Parsing of one block of a condition
 */

#include "cond.h"
#include "env.h"
#include "limits.h"
#include "ops.h"
#include "policy.h"
#include "word.h"

#define ENVP_LEFT "exec.envp["
#define UNKNOWN "unknown variable, and not a number"

/**
 * struct text - a block being read
 * @parse: the line it stands in
 * @word: all of it
 * @left: before the operator; what of it is not understood yet
 * @right: behind the operator
 */
struct text {
	const struct ccs_parse *parse;
	struct ccs_span word;
	struct ccs_span left;
	struct ccs_span right;
};

static int refuse(const struct text *text, const struct ccs_span *what,
		  const char *why)
{
	return ccs_reject(text->parse->reject, what, why);
}

static bool starts_with(const struct ccs_span *span, char c)
{
	return span->len && *span->text == c;
}

/* Takes the quotes off; the word between them may be empty. */
static int unquote(const struct text *text, struct ccs_span *quoted)
{
	const struct ccs_span whole = *quoted;
	const char *why;

	if (whole.len < 2 || whole.text[whole.len - 1] != '"' ||
	    !ccs_span_eat(quoted, "\""))
		return refuse(text, &whole, "this must be a word in \"quotes\"");
	quoted->len--;
	if (!quoted->len)
		return 0;
	why = ccs_word_why(quoted, text->parse->dialect);
	return why ? refuse(text, &whole, why) : 0;
}

/* The name of the program is computed, the other words are as given. */
static int parse_quoted(const struct text *text, struct ccs_block *block)
{
	const struct ccs_parse *const parse = text->parse;
	struct ccs_span word = text->right;
	const int err = unquote(text, &word);
	struct ccs_name *name;

	if (err)
		return err;
	name = block->type == CCS_BLOCK_REALPATH ?
	       ccs_pathname_get(parse, &word) :
	       ccs_name_get(&parse->policy->names, &word);
	block->pattern.ref = (unsigned long)name;
	return name ? 0 : -ENOMEM;
}

static int parse_name(const struct text *text, struct ccs_block *block)
{
	if (text->left.len)
		return refuse(text, &text->word, UNKNOWN);
	if (starts_with(&text->right, '@'))
		return ccs_operand_parse(text->parse, &text->right,
					 &block->pattern);
	return parse_quoted(text, block);
}

/* Takes the ] off that ends what stands in brackets. */
static bool close_bracket(struct ccs_span *span)
{
	if (!span->len || span->text[span->len - 1] != ']')
		return false;
	span->len--;
	return true;
}

static int parse_argv(const struct text *text, struct ccs_block *block)
{
	struct ccs_span digits = text->left;
	const char *why;
	u64 index;

	if (!close_bracket(&digits))
		return refuse(text, &text->word,
			      "the ] behind the index is missing");
	if (!ccs_value_parse_as(&digits, CCS_USE_ARGV, &index, &why))
		return refuse(text, digits.len ? &digits : &text->word, why);
	block->index = index;
	return parse_quoted(text, block);
}

static int parse_envp(const struct text *text, struct ccs_block *block)
{
	struct ccs_names *const names = &text->parse->policy->names;
	struct ccs_span name = text->left;
	int err;

	if (!close_bracket(&name))
		return refuse(text, &text->word,
			      "the ] behind the name of a variable is missing");
	err = unquote(text, &name);
	if (err)
		return err;
	if (!name.len)
		return refuse(text, &text->word,
			      "the name of a variable is missing");
	block->variable = ccs_name_get(names, &name);
	if (!block->variable)
		return -ENOMEM;
	return ccs_span_is(&text->right, "NULL") ? 0 :
						   parse_quoted(text, block);
}

/*
 * Left sides that are about names, by how they begin; what follows must be
 * empty, or is read by the parser. Longer words are numeric keywords.
 */
static const struct left {
	const char *start;
	enum ccs_block_type type;
	int (*parse)(const struct text *text, struct ccs_block *block);
} lefts[] = {
	{ "exec.realpath", CCS_BLOCK_REALPATH, parse_name },
	{ "symlink.target", CCS_BLOCK_SYMLINK, parse_name },
	{ "exec.argv[", CCS_BLOCK_ARGV, parse_argv },
	{ ENVP_LEFT, CCS_BLOCK_ENVP, parse_envp },
};

static const struct left *left_of(struct ccs_span *left)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lefts); i++)
		if (ccs_span_eat(left, lefts[i].start))
			return &lefts[i];
	return NULL;
}

/* Why a word is no side of a numeric block. */
static const char *why_no_side(const struct ccs_parse *parse,
			       const struct ccs_span *word)
{
	struct ccs_span rest = *word;

	if (starts_with(word, '"'))
		return "a word in \"quotes\" can't be compared with this";
	if (left_of(&rest))
		return "this belongs on the left side";
	if (parse->dialect == CCS_DIALECT_17 &&
	    (ccs_span_is(word, "grant_log") ||
	     ccs_span_is(word, "auto_domain_transition")))
		return "only the 1.8 dialect knows this";
	return UNKNOWN;
}

static int parse_keyword(const struct ccs_parse *parse,
			 const struct ccs_span *word, struct ccs_side *side)
{
	int which = ccs_keyword_index(ccs_fact_names, CCS_FACT_COUNT, word);

	if (which >= 0 && ccs_fact_is_state(which) &&
	    parse->dialect != CCS_DIALECT_17)
		return ccs_reject(parse->reject, word,
				  "only the 1.7 dialect knows task.state");
	side->kind = CCS_SIDE_FACT;
	if (which < 0) {
		which = ccs_keyword_index(ccs_constant_names,
					  CCS_CONSTANT_COUNT, word);
		side->kind = CCS_SIDE_CONSTANT;
	}
	if (which < 0)
		return ccs_reject(parse->reject, word,
				  why_no_side(parse, word));
	side->which = which;
	return 0;
}

/*
 * A range that ends below its start says «never», and 1.7 stores it. It stays
 * native, since 1.8 refuses it.
 */
static int parse_range_17(const struct ccs_parse *parse,
			  const struct ccs_span *word, struct ccs_range *range)
{
	const char *why;

	if (ccs_range_parse_as(word, CCS_USE_CONDITION_17, range, &why))
		return 0;
	return ccs_reject(parse->reject, word, why);
}

static int parse_side(const struct ccs_parse *parse,
		      const struct ccs_span *word, struct ccs_side *side)
{
	if (!starts_with(word, '@') && !isdigit(*word->text))
		return parse_keyword(parse, word, side);
	side->kind = CCS_SIDE_NUMBER;
	if (parse->dialect == CCS_DIALECT_17 && !starts_with(word, '@'))
		return parse_range_17(parse, word, &side->number.range);
	return ccs_number_parse(parse, word, U64_MAX, &side->number);
}

static int parse_numbers(const struct text *text, struct ccs_block *block)
{
	int err;

	if (starts_with(&text->left, '@'))
		return refuse(text, &text->left,
			      "a group belongs on the right side");
	err = parse_side(text->parse, &text->left, &block->left);
	return err ?: parse_side(text->parse, &text->right, &block->right);
}

/*
 * 1.7 knows where the name of a variable ends, so it may contain ``=``: then
 * no variable has that name.
 */
static size_t skip_variable(const struct ccs_span *word)
{
	struct ccs_span rest = *word;

	if (!ccs_span_eat(&rest, ENVP_LEFT "\""))
		return 0;
	while (rest.len > 1 && (rest.text[0] != '"' || rest.text[1] != ']')) {
		rest.text++;
		rest.len--;
	}
	return rest.len > 1 ? word->len - rest.len : 0;
}

/* Splits a block at its operator; false if there is none. */
static bool split(struct text *text, bool *equal)
{
	const struct ccs_span *const word = &text->word;
	struct ccs_span part;
	size_t skip = 0;

	if (text->parse->dialect == CCS_DIALECT_17)
		skip = skip_variable(word);
	text->right.text = word->text + skip;
	text->right.len = word->len - skip;
	ccs_span_split(&text->right, '=', &part);
	text->left.text = word->text;
	text->left.len = skip + part.len;
	if (text->left.len == word->len)
		return false;
	*equal = !part.len || part.text[part.len - 1] != '!';
	if (!*equal)
		text->left.len--;
	return true;
}

/**
 * ccs_block_parse - read one block (policy-language 9.1)
 * @parse: the line
 * @word: the block
 * @block: the result, zeroed before; what it refers to is released with the
 *	condition that it is in or by ccs_block_put(), also on error
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM.
 */
int ccs_block_parse(const struct ccs_parse *parse, const struct ccs_span *word,
		    struct ccs_block *block)
{
	struct text text = { .parse = parse, .word = *word };
	const struct left *left;

	if (!split(&text, &block->equal))
		return refuse(&text, word, "a condition needs = or !=");
	if (!text.left.len)
		return refuse(&text, word, "the left side is missing");
	if (!text.right.len)
		return refuse(&text, word, "the right side is missing");
	if (starts_with(&text.right, '='))
		return refuse(&text, word, "the operator is = or !=");
	left = left_of(&text.left);
	if (!left)
		return parse_numbers(&text, block);
	block->type = left->type;
	return left->parse(&text, block);
}
