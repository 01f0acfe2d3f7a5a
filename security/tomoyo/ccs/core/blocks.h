/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Index of objects by ranges of numbers or addresses
 *
 * A range is cut into aligned blocks, whose length is a power of two. So the
 * block that a value is in is found by its leading bits, with one probe for
 * each number of leading bits that occurs.
 */

#ifndef CCS_CORE_BLOCKS_H
#define CCS_CORE_BLOCKS_H

#include "env.h"
#include "index_slots.h"
#include "mem.h"
#include "wide.h"

/* Salts, which keep apart what must never meet, are below it. */
#define CCS_BLOCKS_SALTS	4

/* Leading bits of a block are 0 to 128, each of them a bit of these words. */
#define CCS_BLOCKS_WORDS	3

/**
 * struct ccs_blocks - the index; zeroed it is empty and has no memory, and so
 *	it is again when every range was removed
 * @slots: the blocks
 * @lengths: numbers of leading bits that occur, by salt; RCU
 * @removed: ranges removed since @lengths was last exact; policy lock
 */
struct ccs_blocks {
	struct ccs_slots slots;
	u64 lengths[CCS_BLOCKS_SALTS][CCS_BLOCKS_WORDS];
	u32 removed;
};

/**
 * struct ccs_blocks_walk - a search
 * @blocks: where it searches
 * @value: what for
 * @salt: among these
 * @word: of @blocks->lengths that is being looked at
 * @left: bits of it that were not looked at
 * @item: next in the chain, or NULL
 */
struct ccs_blocks_walk {
	const struct ccs_blocks *blocks;
	struct ccs_wide value;
	u8 salt;
	u8 word;
	u64 left;
	const struct ccs_index_item *item;
};

int ccs_blocks_add(struct ccs_blocks *blocks, struct ccs_mem *mem, u8 salt,
		   const struct ccs_wide_range *range, void *owner);
void ccs_blocks_remove(struct ccs_blocks *blocks, struct ccs_mem *mem, u8 salt,
		       const struct ccs_wide_range *range, void *owner);
void *ccs_blocks_first(struct ccs_blocks_walk *walk,
		       const struct ccs_blocks *blocks, u8 salt,
		       const struct ccs_wide *value);
void *ccs_blocks_next(struct ccs_blocks_walk *walk);

#endif /* CCS_CORE_BLOCKS_H */
