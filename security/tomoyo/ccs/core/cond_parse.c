// SPDX-License-Identifier: GPL-2.0-only
/*
 * Parsing of conditions
 */

#include "cond.h"
#include "env.h"
#include "limits.h"
#include "ops.h"
#include "policy.h"
#include "word.h"

/**
 * struct parse - a condition part being read
 * @policy: the policy
 * @ns: the namespace that group names belong to
 * @word: the block at hand
 * @reject: where to say what was wrong
 */
struct parse {
	struct ccs_policy *policy;
	struct ccs_ns *ns;
	struct ccs_span word;
	struct ccs_reject *reject;
};

static int refuse(const struct parse *parse, const char *why)
{
	return ccs_reject(parse->reject, &parse->word, why);
}

static bool parse_side(const struct ccs_span *text, struct ccs_side *side)
{
	const int fact = ccs_keyword_index(ccs_fact_names, CCS_FACT_COUNT,
					   text);

	side->is_fact = fact >= 0;
	side->fact = side->is_fact ? fact : 0;
	return side->is_fact || ccs_range_parse(text, &side->range);
}

static int parse_numbers(const struct parse *parse,
			 const struct ccs_span *left,
			 const struct ccs_span *right,
			 struct ccs_block *block)
{
	block->type = CCS_BLOCK_NUMBER;
	if (!parse_side(left, &block->left))
		return refuse(parse, "unknown variable, and not a number");
	if (!parse_side(right, &block->right))
		return refuse(parse, "the right side is neither a variable nor a number or range");
	return 0;
}

/* Takes the quotes off; false if there are none or the content is illegal. */
static bool unquote(struct ccs_span *text)
{
	if (text->len < 2 || text->text[text->len - 1] != '"' ||
	    !ccs_span_eat(text, "\""))
		return false;
	text->len--;
	return !text->len || ccs_word_ok(text);
}

static int parse_quoted(const struct parse *parse, struct ccs_span right,
			struct ccs_block *block)
{
	if (!unquote(&right))
		return refuse(parse, "the right side is not a legal \"quoted\" word");
	block->pattern.name = ccs_name_get(&parse->policy->names, &right);
	return block->pattern.name ? 0 : -ENOMEM;
}

static int parse_realpath(const struct parse *parse,
			  const struct ccs_span *right,
			  struct ccs_block *block)
{
	block->type = CCS_BLOCK_REALPATH;
	if (right->len && *right->text == '@')
		return ccs_operand_parse(parse->policy, parse->ns, right,
					 &block->pattern, parse->reject);
	return parse_quoted(parse, *right, block);
}

/* Reads the ``N]`` of ``exec.argv[N]``: decimal, no leading zero. */
static bool parse_index(struct ccs_span digits, u32 *index)
{
	u64 value;

	if (digits.len < 2 || digits.text[digits.len - 1] != ']')
		return false;
	digits.len--;
	if (digits.len > 1 && *digits.text == '0')
		return false;
	if (!ccs_decimal_parse(&digits, U32_MAX, &value))
		return false;
	*index = value;
	return true;
}

static int parse_sides(const struct parse *parse, struct ccs_span left,
		       const struct ccs_span *right, struct ccs_block *block)
{
	if (ccs_span_is(&left, "exec.realpath"))
		return parse_realpath(parse, right, block);
	if (!ccs_span_eat(&left, "exec.argv["))
		return parse_numbers(parse, &left, right, block);
	block->type = CCS_BLOCK_ARGV;
	if (!parse_index(left, &block->index))
		return refuse(parse, "the index of exec.argv[] is not a number");
	return parse_quoted(parse, *right, block);
}

static int parse_block(const struct parse *parse, struct ccs_block *block)
{
	struct ccs_span right = parse->word, left;

	ccs_span_split(&right, '=', &left);
	if (left.len == parse->word.len)
		return refuse(parse, "a condition needs = or !=");
	block->equal = !left.len || left.text[left.len - 1] != '!';
	if (!block->equal)
		left.len--;
	return parse_sides(parse, left, &right, block);
}

static u32 count_words(struct ccs_span rest)
{
	struct ccs_span word;
	u32 count = 0;

	while (ccs_span_word(&rest, &word))
		count++;
	return count;
}

/**
 * ccs_cond_parse - read the condition part of a line (policy-language 9.1)
 * @policy: the policy
 * @ns: the namespace that group names belong to
 * @text: the rest of the line behind the operands
 * @result: the condition, NULL if @text is empty; free with ccs_cond_put()
 * @reject: filled in if the condition is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM.
 */
int ccs_cond_parse(struct ccs_policy *policy, struct ccs_ns *ns,
		   const struct ccs_span *text, struct ccs_cond **result,
		   struct ccs_reject *reject)
{
	struct parse parse = { .policy = policy, .ns = ns, .reject = reject };
	const u32 count = count_words(*text);
	struct ccs_span rest = *text;
	struct ccs_cond *cond;
	u32 i;

	*result = NULL;
	if (!count)
		return 0;
	if (count > CCS_COND_BLOCK_MAX)
		return ccs_reject(reject, text, "too many conditions");
	cond = ccs_mem_zalloc(&policy->mem, struct_size(cond, blocks, count));
	if (!cond)
		return -ENOMEM;
	cond->count = count;
	for (i = 0; i < count; i++) {
		int err;

		ccs_span_word(&rest, &parse.word);
		err = parse_block(&parse, &cond->blocks[i]);
		if (err) {
			ccs_cond_put(policy, cond);
			return err;
		}
	}
	*result = cond;
	return 0;
}
