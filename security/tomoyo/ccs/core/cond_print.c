// SPDX-License-Identifier: GPL-2.0-only
/*
 * Conditions as text
 */

#include "cond.h"
#include "env.h"
#include "word.h"

const char *const ccs_block_names[CCS_BLOCK_TYPE_COUNT] = {
	[CCS_BLOCK_NUMBER] = "",
	[CCS_BLOCK_REALPATH] = "exec.realpath",
	[CCS_BLOCK_SYMLINK] = "symlink.target",
	[CCS_BLOCK_ARGV] = "exec.argv",
	[CCS_BLOCK_ENVP] = "exec.envp",
};

/* The preferences that are one word of their own. */
const char *const ccs_transit_names[CCS_TRANSIT_PATH] = {
	[CCS_TRANSIT_NONE] = "",
	[CCS_TRANSIT_KEEP] = "keep",
	[CCS_TRANSIT_CHILD] = "child",
	[CCS_TRANSIT_PARENT] = "parent",
	[CCS_TRANSIT_INITIALIZE] = "initialize",
	[CCS_TRANSIT_RESET] = "reset",
};

static void print_side(struct ccs_emit *emit, const struct ccs_side *side)
{
	switch (side->kind) {
	case CCS_SIDE_FACT:
		ccs_emit_text(emit, ccs_fact_names[side->which]);
		return;
	case CCS_SIDE_CONSTANT:
		ccs_emit_text(emit, ccs_constant_names[side->which]);
		return;
	default:
		ccs_number_print(emit, &side->number);
	}
}

static void print_left(struct ccs_emit *emit, const struct ccs_block *block)
{
	ccs_emit_text(emit, ccs_block_names[block->type]);
	switch (block->type) {
	case CCS_BLOCK_NUMBER:
		print_side(emit, &block->left);
		return;
	case CCS_BLOCK_ARGV:
		ccs_emit(emit, "[%u]", block->index);
		return;
	case CCS_BLOCK_ENVP:
		ccs_emit_text(emit, "[\"");
		ccs_emit_bytes(emit, block->variable->text,
			       block->variable->len);
		ccs_emit_text(emit, "\"]");
		return;
	}
}

/* Only the name of a file is spelt differently in the other dialect. */
static void print_pattern(struct ccs_emit *emit, const struct ccs_block *block,
			  u8 dialect)
{
	const struct ccs_operand *const pattern = &block->pattern;
	const char *const quote = ccs_operand_group(pattern) ? "" : "\"";

	if (block->type != CCS_BLOCK_REALPATH)
		dialect = CCS_DIALECT_18;
	ccs_emit_text(emit, quote);
	ccs_operand_print(emit, pattern, dialect);
	ccs_emit_text(emit, quote);
}

static void print_block(struct ccs_emit *emit, const struct ccs_block *block,
			u8 dialect)
{
	ccs_emit_text(emit, " ");
	print_left(emit, block);
	ccs_emit_text(emit, block->equal ? "=" : "!=");
	if (block->type == CCS_BLOCK_NUMBER)
		print_side(emit, &block->right);
	else if (block->pattern.ref)
		print_pattern(emit, block, dialect);
	else
		ccs_emit_text(emit, "NULL");
}

static void print_blocks(struct ccs_emit *emit, const struct ccs_cond *cond,
			 u8 dialect)
{
	u32 i;

	for (i = 0; i < cond->count; i++)
		print_block(emit, &cond->blocks[i], dialect);
}

static void print_name(struct ccs_emit *emit, const char *before,
		       const struct ccs_name *name, const char *behind)
{
	ccs_emit_text(emit, before);
	ccs_emit_bytes(emit, name->text, name->len);
	ccs_emit_text(emit, behind);
}

static void print_18(struct ccs_emit *emit, const struct ccs_cond *cond)
{
	if (cond->target)
		print_name(emit, " ", cond->target, "");
	else if (cond->transit)
		ccs_emit(emit, " %s", ccs_transit_names[cond->transit]);
	print_blocks(emit, cond, CCS_DIALECT_18);
	if (cond->grant_log)
		ccs_emit(emit, " grant_log=%s",
			 cond->grant_log == CCS_COND_LOG_YES ? "yes" : "no");
	if (cond->automatic)
		print_name(emit, " auto_domain_transition=\"", cond->automatic,
			   "\"");
}

static void print_17(struct ccs_emit *emit, const struct ccs_cond *cond)
{
	int i;

	if (cond->count)
		ccs_emit_text(emit, " if");
	print_blocks(emit, cond, CCS_DIALECT_17);
	if (cond->state_mask)
		ccs_emit_text(emit, " ; set");
	for (i = 0; i < CCS_STATE_COUNT; i++)
		if (cond->state_mask & BIT(i))
			ccs_emit(emit, " task.state[%d]=%u", i,
				 cond->state[i]);
}

/**
 * ccs_cond_print - print a condition in canonical form (policy-language 9.6)
 * @emit: the writer
 * @cond: the condition; NULL prints nothing
 * @dialect: CCS_DIALECT_18, or CCS_DIALECT_17 for an entry that has no 1.8 form
 *
 * Every part has a space before it.
 */
void ccs_cond_print(struct ccs_emit *emit, const struct ccs_cond *cond,
		    u8 dialect)
{
	if (!cond)
		return;
	if (dialect == CCS_DIALECT_17)
		print_17(emit, cond);
	else
		print_18(emit, cond);
}
