// SPDX-License-Identifier: GPL-2.0-only
/*
 * Conditions as objects
 */

#include "cond.h"
#include "env.h"
#include "policy.h"

const char *const ccs_fact_names[CCS_FACT_COUNT] = {
#define X(id, keyword) [CCS_FACT_##id] = keyword,
	CCS_FACTS(X)
#undef X
};

static size_t cond_size(u32 count)
{
	return sizeof(struct ccs_cond) + count * sizeof(struct ccs_block);
}

/**
 * ccs_cond_put - free a condition
 * @policy: the policy
 * @cond: the condition; NULL is ignored
 *
 * Context: Policy lock held. Freed after a grace period.
 */
void ccs_cond_put(struct ccs_policy *policy, struct ccs_cond *cond)
{
	u32 i;

	if (!cond)
		return;
	for (i = 0; i < cond->count; i++)
		if (cond->blocks[i].type != CCS_BLOCK_NUMBER)
			ccs_operand_put(policy, &cond->blocks[i].pattern);
	ccs_mem_free_rcu(&policy->mem, cond, cond_size(cond->count), rcu);
}

static void print_side(struct ccs_emit *emit, const struct ccs_side *side)
{
	if (side->is_fact)
		ccs_emit_text(emit, ccs_fact_names[side->fact]);
	else
		ccs_range_print(emit, &side->range);
}

static void print_pattern(struct ccs_emit *emit,
			  const struct ccs_operand *pattern)
{
	const char *const quote = pattern->name ? "\"" : "";

	ccs_emit_text(emit, quote);
	ccs_operand_print(emit, pattern);
	ccs_emit_text(emit, quote);
}

static void print_block(struct ccs_emit *emit, const struct ccs_block *block)
{
	const char *const op = block->equal ? "=" : "!=";

	switch (block->type) {
	case CCS_BLOCK_NUMBER:
		print_side(emit, &block->left);
		ccs_emit_text(emit, op);
		print_side(emit, &block->right);
		return;
	case CCS_BLOCK_REALPATH:
		ccs_emit(emit, "exec.realpath%s", op);
		break;
	case CCS_BLOCK_ARGV:
		ccs_emit(emit, "exec.argv[%u]%s", block->index, op);
		break;
	}
	print_pattern(emit, &block->pattern);
}

/**
 * ccs_cond_print - print a condition in canonical form
 * @emit: the writer
 * @cond: the condition; NULL prints nothing
 *
 * Every block has a space before it (policy-language 9.6).
 */
void ccs_cond_print(struct ccs_emit *emit, const struct ccs_cond *cond)
{
	u32 i;

	for (i = 0; cond && i < cond->count; i++) {
		ccs_emit_text(emit, " ");
		print_block(emit, &cond->blocks[i]);
	}
}

static bool side_same(const struct ccs_side *a, const struct ccs_side *b)
{
	if (a->is_fact != b->is_fact)
		return false;
	return a->is_fact ? a->fact == b->fact :
			    ccs_range_same(&a->range, &b->range);
}

static bool block_same(const struct ccs_block *a, const struct ccs_block *b)
{
	if (a->type != b->type || a->equal != b->equal)
		return false;
	if (a->type == CCS_BLOCK_NUMBER)
		return side_same(&a->left, &b->left) &&
		       side_same(&a->right, &b->right);
	return a->index == b->index &&
	       ccs_operand_same(&a->pattern, &b->pattern);
}

/**
 * ccs_cond_same - are these written alike? (policy-language 8.4)
 * @a: a condition, may be NULL
 * @b: another of the same policy
 *
 * Return: true if they have the same blocks in the same order.
 */
bool ccs_cond_same(const struct ccs_cond *a, const struct ccs_cond *b)
{
	u32 i;

	if (!a || !b)
		return a == b;
	if (a->count != b->count)
		return false;
	for (i = 0; i < a->count; i++)
		if (!block_same(&a->blocks[i], &b->blocks[i]))
			return false;
	return true;
}
