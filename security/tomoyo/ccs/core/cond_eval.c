// SPDX-License-Identifier: GPL-2.0-only
/*
 * Evaluation of conditions
 */

#include "cond.h"
#include "env.h"
#include "pattern.h"

static bool is_bit(const struct ccs_side *side)
{
	return side->kind == CCS_SIDE_CONSTANT &&
	       ccs_constant_is_bit(side->which);
}

/* The range of a side that is no group. */
static int range_of(const struct ccs_side *side, struct ccs_facts *facts,
		    struct ccs_range *range)
{
	int err = 0;

	if (side->kind == CCS_SIDE_NUMBER) {
		*range = side->number.range;
		return 0;
	}
	if (side->kind == CCS_SIDE_FACT)
		err = facts->ops->number(facts, side->which, &range->min);
	else
		range->min = ccs_constant_values[side->which];
	range->max = range->min;
	return err;
}

/*
 * A bit is looked for in a permission, and is as good as its value against a
 * number. Compared with anything else it would mean nothing, so it never holds.
 */
static int eval_bit(const struct ccs_block *block, const struct ccs_side *bit,
		    const struct ccs_side *other, struct ccs_facts *facts)
{
	u64 perm;
	int err;

	if (other->kind != CCS_SIDE_FACT || !ccs_fact_is_perm(other->which))
		return false;
	err = facts->ops->number(facts, other->which, &perm);
	if (err)
		return err;
	return !!(perm & ccs_constant_values[bit->which]) == block->equal;
}

static int eval_numbers(const struct ccs_block *block, struct ccs_facts *facts)
{
	const struct ccs_side *const left = &block->left;
	const struct ccs_side *const right = &block->right;
	struct ccs_number number = right->number;
	struct ccs_range range = {};
	int err;

	if (is_bit(left) && right->kind != CCS_SIDE_NUMBER)
		return eval_bit(block, left, right, facts);
	if (is_bit(right) && left->kind != CCS_SIDE_NUMBER)
		return eval_bit(block, right, left, facts);
	err = range_of(left, facts, &range);
	if (!err && !number.group)
		err = range_of(right, facts, &number.range);
	if (err)
		return err;
	return ccs_number_overlap(&number, &range) == block->equal;
}

static int eval_name(const struct ccs_block *block, struct ccs_facts *facts)
{
	struct ccs_str value;
	const int err = block->type == CCS_BLOCK_REALPATH ?
			facts->ops->realpath(facts, &value) :
			facts->ops->symlink(facts, &value);

	if (err)
		return err;
	return !!ccs_operand_match(&block->pattern, &value) == block->equal;
}

static int eval_argv(const struct ccs_block *block, struct ccs_facts *facts)
{
	struct ccs_str value;
	const int err = facts->ops->argv(facts, block->index, &value);

	if (err == -ERANGE)
		return !block->equal;
	if (err)
		return err;
	return !!ccs_operand_match(&block->pattern, &value) == block->equal;
}

static bool value_holds(const struct ccs_block *block,
			const struct ccs_str *value)
{
	if (!block->pattern.ref)
		return !block->equal;
	return !!ccs_operand_match(&block->pattern, value) == block->equal;
}

/*
 * Every variable of that name must hold, since nobody knows which of them the
 * program will look at; the caller has as many as execve() admits.
 */
static int eval_envp(const struct ccs_block *block, struct ccs_facts *facts)
{
	const bool asks_for_none = !block->pattern.ref;
	struct ccs_str name, value;
	bool found = false;
	u32 i;
	int err;

	for (i = 0; ; i++) {
		err = facts->ops->envp(facts, i, &name, &value);
		if (err)
			break;
		if (!ccs_pattern_match(&name, block->variable))
			continue;
		if (!value_holds(block, &value))
			return false;
		found = true;
	}
	if (err != -ERANGE)
		return err;
	return found || block->equal == asks_for_none;
}

/*
 * How a type of block is evaluated. What is @late comes after the others,
 * whatever the order they are written in, since its answers cost most.
 */
static const struct evaluator {
	int (*eval)(const struct ccs_block *block, struct ccs_facts *facts);
	bool late;
} evaluators[CCS_BLOCK_TYPE_COUNT] = {
	[CCS_BLOCK_NUMBER] = { eval_numbers, false },
	[CCS_BLOCK_REALPATH] = { eval_name, false },
	[CCS_BLOCK_SYMLINK] = { eval_name, false },
	[CCS_BLOCK_ARGV] = { eval_argv, true },
	[CCS_BLOCK_ENVP] = { eval_envp, true },
};

static int eval_some(const struct ccs_cond *cond, struct ccs_facts *facts,
		     bool late)
{
	u32 i;

	for (i = 0; i < cond->count; i++) {
		const struct ccs_block *const block = &cond->blocks[i];
		int held;

		if (evaluators[block->type].late != late)
			continue;
		held = evaluators[block->type].eval(block, facts);
		if (held == -ENOENT)
			return 0;
		if (held <= 0)
			return held;
	}
	return 1;
}

/**
 * ccs_cond_eval - does a condition hold? (policy-language 9.5)
 * @cond: the condition; NULL always holds
 * @facts: the request's answers
 *
 * A block about an object that the request does not have never holds, with
 * either operator.
 *
 * Context: Policy lock or RCU read side held.
 * Return: 1 or 0; -EAGAIN if @facts must fetch something first; another error
 * if an answer can't be had, which the caller must not take for «holds».
 */
int ccs_cond_eval(const struct ccs_cond *cond, struct ccs_facts *facts)
{
	int held;

	if (!cond)
		return 1;
	held = eval_some(cond, facts, false);
	return held > 0 ? eval_some(cond, facts, true) : held;
}
