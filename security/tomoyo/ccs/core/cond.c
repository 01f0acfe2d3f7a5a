// SPDX-License-Identifier: GPL-2.0-only
/*
 * Conditions as objects that entries share
 */

#include "cond.h"
#include "env.h"
#include "hash.h"
#include "policy.h"
#include "word.h"

static size_t cond_size(const struct ccs_cond *cond)
{
	return struct_size(cond, blocks, cond->count);
}

static u32 hash_side(const struct ccs_side *side)
{
	if (side->kind == CCS_SIDE_NUMBER)
		return ccs_number_hash(&side->number);
	return (u32)side->kind << 8 | side->which;
}

static u32 hash_name(const struct ccs_name *name)
{
	return name ? name->hash : 0;
}

static u64 hash_block(const struct ccs_block *block, u64 hash)
{
	hash = ccs_hash_step(hash, block->type << 1 | block->equal);
	if (block->type == CCS_BLOCK_NUMBER) {
		hash = ccs_hash_step(hash, hash_side(&block->left));
		return ccs_hash_step(hash, hash_side(&block->right));
	}
	hash = ccs_hash_step(hash, block->index);
	hash = ccs_hash_step(hash, hash_name(block->variable));
	return ccs_hash_step(hash, block->pattern.ref ?
				   ccs_operand_hash(&block->pattern) : 0);
}

static u32 hash_cond(const struct ccs_cond *cond)
{
	const u64 small = cond->transit | cond->grant_log << 8 |
			  cond->state_mask << 16;
	const u64 state = cond->state[0] | cond->state[1] << 8 |
			  cond->state[2] << 16;
	u64 hash = ccs_hash_step(ccs_hash_seed, small << 32 | state);
	u32 i;

	hash = ccs_hash_step(hash, hash_name(cond->target));
	hash = ccs_hash_step(hash, hash_name(cond->automatic));
	for (i = 0; i < cond->count; i++)
		hash = hash_block(&cond->blocks[i], hash);
	return hash;
}

static bool side_same(const struct ccs_side *a, const struct ccs_side *b)
{
	return a->kind == b->kind && a->which == b->which &&
	       ccs_number_same(&a->number, &b->number);
}

static bool block_same(const struct ccs_block *a, const struct ccs_block *b)
{
	if (a->type != b->type || a->equal != b->equal)
		return false;
	if (a->type == CCS_BLOCK_NUMBER)
		return side_same(&a->left, &b->left) &&
		       side_same(&a->right, &b->right);
	return a->index == b->index && a->variable == b->variable &&
	       ccs_operand_same(&a->pattern, &b->pattern);
}

static bool head_same(const struct ccs_cond *a, const struct ccs_cond *b)
{
	return a->hash == b->hash && a->count == b->count &&
	       a->transit == b->transit && a->target == b->target &&
	       a->grant_log == b->grant_log && a->automatic == b->automatic &&
	       a->state_mask == b->state_mask &&
	       !memcmp(a->state, b->state, sizeof(a->state));
}

static bool cond_same(const struct ccs_cond *a, const struct ccs_cond *b)
{
	u32 i;

	if (!head_same(a, b))
		return false;
	for (i = 0; i < a->count; i++)
		if (!block_same(&a->blocks[i], &b->blocks[i]))
			return false;
	return true;
}

static bool side_native(const struct ccs_side *side)
{
	return side->kind == CCS_SIDE_FACT ? ccs_fact_is_state(side->which) :
					     ccs_number_native(&side->number);
}

/*
 * 1.8 splits a block at its first ``=``, so it can't name a variable with one
 * in its name; and it has a stricter idea of what a word is.
 */
static bool variable_native(const struct ccs_name *variable)
{
	const struct ccs_span span = ccs_name_span(variable);

	return memchr(span.text, '=', span.len) ||
	       ccs_word_why(&span, CCS_DIALECT_18);
}

static bool block_native(const struct ccs_block *block)
{
	if (block->type == CCS_BLOCK_NUMBER)
		return side_native(&block->left) || side_native(&block->right);
	if (block->variable && variable_native(block->variable))
		return true;
	return block->pattern.ref && ccs_operand_native(&block->pattern);
}

static bool cond_native(const struct ccs_cond *cond)
{
	u32 i;

	for (i = 0; i < cond->count; i++)
		if (block_native(&cond->blocks[i]))
			return true;
	return cond->state_mask;
}

static u32 hash_of(const struct ccs_table_node *node)
{
	return container_of(node, const struct ccs_cond, node)->hash;
}

static struct ccs_cond *find(const struct ccs_policy *policy,
			     const struct ccs_cond *like)
{
	struct ccs_table_node *node = ccs_table_first(&policy->conds,
						      like->hash);

	for (; node; node = node->next) {
		struct ccs_cond *const cond = container_of(node,
							   struct ccs_cond,
							   node);

		if (cond_same(cond, like))
			return cond;
	}
	return NULL;
}

/**
 * ccs_block_put - release what a block refers to
 * @policy: the policy
 * @block: the block, also one that was refused
 *
 * Context: Policy lock held.
 */
void ccs_block_put(struct ccs_policy *policy, const struct ccs_block *block)
{
	if (block->type == CCS_BLOCK_NUMBER) {
		ccs_number_put(policy, &block->left.number);
		ccs_number_put(policy, &block->right.number);
		return;
	}
	ccs_name_put(&policy->names, block->variable);
	ccs_operand_put(policy, &block->pattern);
}

static void release(struct ccs_policy *policy, struct ccs_cond *cond)
{
	u32 i;

	for (i = 0; i < cond->count; i++)
		ccs_block_put(policy, &cond->blocks[i]);
	ccs_name_put(&policy->names, cond->target);
	ccs_name_put(&policy->names, cond->automatic);
	ccs_mem_free_rcu(&policy->mem, cond, cond_size(cond), rcu);
}

/**
 * ccs_cond_intern - make a condition shared
 * @parse: the line it was read from
 * @cond: a condition just read, without users; freed if there is one already
 *	that is written alike
 *
 * Context: Policy lock held; may sleep. Cannot fail.
 * Return: the condition to use, with one more user.
 */
struct ccs_cond *ccs_cond_intern(const struct ccs_parse *parse,
				 struct ccs_cond *cond)
{
	struct ccs_policy *const policy = parse->policy;
	struct ccs_cond *same;

	cond->hash = hash_cond(cond);
	cond->native = parse->dialect == CCS_DIALECT_17 && cond_native(cond);
	same = find(policy, cond);
	if (same) {
		release(policy, cond);
		same->users++;
		return same;
	}
	ccs_table_add(&policy->conds, &policy->mem, &cond->node, hash_of);
	cond->users = 1;
	return cond;
}

/**
 * ccs_cond_put - count one user less
 * @policy: the policy
 * @cond: the condition; NULL is ignored; one that was never interned is freed
 *
 * Context: Policy lock held. Freed after a grace period.
 */
void ccs_cond_put(struct ccs_policy *policy, struct ccs_cond *cond)
{
	if (!cond)
		return;
	ccs_env_assert_writer();
	if (cond->users > 1) {
		cond->users--;
		return;
	}
	if (cond->users)
		ccs_table_remove(&policy->conds, &policy->mem, &cond->node,
				 hash_of);
	release(policy, cond);
}
