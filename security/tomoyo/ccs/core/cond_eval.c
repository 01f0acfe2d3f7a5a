// SPDX-License-Identifier: GPL-2.0-only
/*
 * Evaluation of conditions
 */

#include "cond.h"
#include "env.h"
#include "pattern.h"

static int range_of(const struct ccs_side *side, struct ccs_facts *facts,
		    struct ccs_range *range)
{
	int err;

	if (!side->is_fact) {
		*range = side->range;
		return 0;
	}
	err = facts->ops->number(facts, side->fact, &range->min);
	range->max = range->min;
	return err;
}

static int eval_numbers(const struct ccs_block *block, struct ccs_facts *facts)
{
	struct ccs_range left, right;
	int err;

	err = range_of(&block->left, facts, &left);
	if (!err)
		err = range_of(&block->right, facts, &right);
	if (err)
		return err;
	return ccs_range_overlap(&left, &right) == block->equal;
}

static int eval_realpath(const struct ccs_block *block,
			 struct ccs_facts *facts)
{
	struct ccs_str value;
	const int err = facts->ops->realpath(facts, &value);

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

static int eval_block(const struct ccs_block *block, struct ccs_facts *facts)
{
	switch (block->type) {
	case CCS_BLOCK_NUMBER:
		return eval_numbers(block, facts);
	case CCS_BLOCK_REALPATH:
		return eval_realpath(block, facts);
	case CCS_BLOCK_ARGV:
		return eval_argv(block, facts);
	}
	WARN_ON_ONCE(1);
	return false;
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
	u32 i;

	for (i = 0; cond && i < cond->count; i++) {
		const int held = eval_block(&cond->blocks[i], facts);

		if (held == -ENOENT)
			return 0;
		if (held <= 0)
			return held;
	}
	return 1;
}
