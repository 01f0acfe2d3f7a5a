// SPDX-License-Identifier: GPL-2.0-only
/*
 * Index of objects by ranges of numbers or addresses
 */

#include "blocks.h"
#include "env.h"

#define WIDE_BITS	128

/* A range has at most two blocks of each length but the longest two. */
#define PIECES_MAX	254

/* In an item's @perm: the last piece of its range; below it, the index. */
#define LAST_PIECE	0x8000

/* Removals that @lengths may lag behind, beyond as many as there are blocks. */
#define LAG		64

/**
 * struct piece - one block of a range
 * @item: its key is @base, its kind the number of leading bits
 * @base: lowest value
 */
struct piece {
	struct ccs_index_item item;
	struct ccs_wide base;
};

/**
 * struct pieces - a range in the index
 * @rcu: for the grace period before it is freed
 * @owner: whose range it is
 * @piece: its blocks, in order; a single value just fits in 64 bytes
 */
struct pieces {
	struct rcu_head rcu;
	void *owner;
	struct piece piece[];
};

/**
 * struct cut - a range being cut into blocks
 * @next: where the next one begins
 * @max: where the range ends
 * @bits: the last block's length is two to the power of it
 * @done: nothing is left
 */
struct cut {
	struct ccs_wide next;
	struct ccs_wide max;
	unsigned int bits;
	bool done;
};

/* The lowest @bits bits. */
static struct ccs_wide low_bits(unsigned int bits)
{
	if (bits < 64)
		return (struct ccs_wide){ .lo = (1ULL << bits) - 1 };
	return (struct ccs_wide){
		.hi = bits < WIDE_BITS ? (1ULL << (bits - 64)) - 1 : U64_MAX,
		.lo = U64_MAX,
	};
}

/* Does a block of this length begin at @next, and end within the range? */
static bool fits(const struct cut *cut, unsigned int bits)
{
	const struct ccs_wide low = low_bits(bits);
	const struct ccs_wide end = {
		cut->next.hi | low.hi, cut->next.lo | low.lo
	};

	return !(cut->next.hi & low.hi) && !(cut->next.lo & low.lo) &&
	       !ccs_wide_above(&end, &cut->max);
}

/* Block lengths first rise and then fall, so few are tried in all. */
static bool take_block(struct cut *cut, struct ccs_wide *base, u8 *leading)
{
	struct ccs_wide low;

	if (cut->done)
		return false;
	while (cut->bits && !fits(cut, cut->bits))
		cut->bits--;
	while (cut->bits < WIDE_BITS && fits(cut, cut->bits + 1))
		cut->bits++;
	*base = cut->next;
	*leading = WIDE_BITS - cut->bits;
	low = low_bits(cut->bits);
	cut->next.hi |= low.hi;
	cut->next.lo |= low.lo;
	cut->done = ccs_wide_same(&cut->next, &cut->max);
	cut->next.hi += !++cut->next.lo;
	return true;
}

static struct cut start_cut(const struct ccs_wide_range *range)
{
	return (struct cut){
		.next = range->min,
		.max = range->max,
		.done = ccs_wide_above(&range->min, &range->max),
	};
}

static u32 count_blocks(const struct ccs_wide_range *range)
{
	struct cut cut = start_cut(range);
	struct ccs_wide base;
	u32 count = 0;
	u8 leading;

	while (take_block(&cut, &base, &leading))
		count++;
	return count;
}

static u32 hash_of(const struct ccs_wide *base, u8 leading)
{
	u64 mixed = (base->hi ^ ccs_hash_seed) * 0x9e3779b97f4a7c15ull;

	mixed = (mixed ^ (mixed >> 32) ^ base->lo) * 0xd6e8feb86659fd93ull;
	mixed = (mixed ^ (mixed >> 32) ^ leading) * 0x9e3779b97f4a7c15ull;
	return mixed >> 32;
}

static bool same_base(const struct ccs_index_item *item, const void *key)
{
	return ccs_wide_same(item->key, key);
}

static struct pieces *pieces_of(const struct ccs_index_item *item)
{
	struct piece *const piece = container_of(item, struct piece, item);

	return container_of(piece - (item->perm & ~LAST_PIECE), struct pieces,
			    piece[0]);
}

static struct pieces *make_pieces(struct ccs_mem *mem, u8 salt,
				  const struct ccs_wide_range *range, u32 count)
{
	struct cut cut = start_cut(range);
	struct pieces *pieces;
	u32 i;

	pieces = ccs_mem_zalloc(mem, struct_size(pieces, piece, count));
	if (!pieces)
		return NULL;
	for (i = 0; i < count; i++) {
		struct piece *const piece = &pieces->piece[i];
		struct ccs_index_item *const item = &piece->item;

		take_block(&cut, &piece->base, &item->kind);
		item->key = &piece->base;
		item->hash = hash_of(&piece->base, item->kind);
		item->salt = salt;
		item->perm = i | (i + 1 == count ? LAST_PIECE : 0);
	}
	return pieces;
}

static void note_length(struct ccs_blocks *blocks, u8 salt, u8 leading)
{
	u64 *const word = &blocks->lengths[salt][leading / 64];

	WRITE_ONCE(*word, *word | 1ULL << leading % 64);
}

/**
 * ccs_blocks_add - make an object findable by a range
 * @blocks: the index
 * @mem: the account to charge
 * @salt: below %CCS_BLOCKS_SALTS
 * @range: not reversed
 * @owner: the object; its ranges must not overlap
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, or -ENOMEM with nothing changed; -EINVAL if @salt or @range is
 * impossible.
 */
int ccs_blocks_add(struct ccs_blocks *blocks, struct ccs_mem *mem, u8 salt,
		   const struct ccs_wide_range *range, void *owner)
{
	const u32 count = count_blocks(range);
	struct pieces *pieces;
	u32 i;

	ccs_env_assert_writer();
	if (WARN_ON_ONCE(salt >= CCS_BLOCKS_SALTS || !count ||
			 count > PIECES_MAX))
		return -EINVAL;
	pieces = make_pieces(mem, salt, range, count);
	if (!pieces)
		return -ENOMEM;
	if (ccs_slots_reserve(&blocks->slots, mem, count)) {
		ccs_mem_free(mem, pieces, struct_size(pieces, piece, count));
		return -ENOMEM;
	}
	pieces->owner = owner;
	for (i = 0; i < count; i++) {
		note_length(blocks, salt, pieces->piece[i].item.kind);
		/* There is room, so this can't fail. */
		ccs_slots_add(&blocks->slots, mem, &pieces->piece[i].item,
			      same_base);
	}
	return 0;
}

static struct pieces *find_pieces(const struct ccs_blocks *blocks, u8 salt,
				  const struct ccs_wide_range *range,
				  const void *owner)
{
	struct cut cut = start_cut(range);
	const struct ccs_index_item *item;
	struct ccs_wide base;
	u8 leading;

	if (!take_block(&cut, &base, &leading))
		return NULL;
	item = ccs_slots_find(&blocks->slots, hash_of(&base, leading), salt,
			      leading, same_base, &base);
	while (item && pieces_of(item)->owner != owner)
		item = item->next;
	return item ? pieces_of(item) : NULL;
}

/*
 * Counting each length's blocks would take more memory than most indexes have
 * blocks; so @lengths may name too many for a while. Readers must not see too
 * few even for a moment.
 */
static void forget_lengths(struct ccs_blocks *blocks)
{
	u64 exact[CCS_BLOCKS_SALTS][CCS_BLOCKS_WORDS] = {};
	const struct ccs_slot_table *const table = blocks->slots.table;
	u32 i, k;

	if (++blocks->removed < blocks->slots.live + LAG && table)
		return;
	for (i = 0; table && i < table->size; i++) {
		const struct ccs_index_item *const item = table->slot[i];

		if (item && item->kind != CCS_SLOT_GONE)
			exact[item->salt][item->kind / 64] |=
				1ULL << item->kind % 64;
	}
	for (i = 0; i < CCS_BLOCKS_SALTS; i++)
		for (k = 0; k < CCS_BLOCKS_WORDS; k++)
			WRITE_ONCE(blocks->lengths[i][k], exact[i][k]);
	blocks->removed = 0;
}

/**
 * ccs_blocks_remove - make an object unfindable
 * @blocks: the index
 * @mem: the account that was charged
 * @salt: as it was added
 * @range: as it was added
 * @owner: as it was added
 *
 * Context: Policy lock held. Readers may find the object for a grace period.
 */
void ccs_blocks_remove(struct ccs_blocks *blocks, struct ccs_mem *mem, u8 salt,
		       const struct ccs_wide_range *range, void *owner)
{
	struct pieces *const pieces = find_pieces(blocks, salt, range, owner);
	u32 count = 0;

	ccs_env_assert_writer();
	if (WARN_ON_ONCE(!pieces))
		return;
	do {
		ccs_slots_remove(&blocks->slots, mem,
				 &pieces->piece[count].item, same_base);
	} while (!(pieces->piece[count++].item.perm & LAST_PIECE));
	ccs_mem_free_rcu(mem, pieces, struct_size(pieces, piece, count), rcu);
	forget_lengths(blocks);
}

static const struct ccs_index_item *
find_block(const struct ccs_blocks_walk *walk, u8 leading)
{
	const struct ccs_wide low = low_bits(WIDE_BITS - leading);
	const struct ccs_wide base = {
		walk->value.hi & ~low.hi, walk->value.lo & ~low.lo
	};

	return ccs_slots_find(&walk->blocks->slots, hash_of(&base, leading),
			      walk->salt, leading, same_base, &base);
}

/**
 * ccs_blocks_first - find the objects whose range has a value
 * @walk: where the search is
 * @blocks: the index
 * @salt: of the ranges
 * @value: the value
 *
 * Context: Policy lock or RCU read side held until the search ends.
 * Return: an object, in no particular order, or NULL.
 */
void *ccs_blocks_first(struct ccs_blocks_walk *walk,
		       const struct ccs_blocks *blocks, u8 salt,
		       const struct ccs_wide *value)
{
	if (WARN_ON_ONCE(salt >= CCS_BLOCKS_SALTS))
		return NULL;
	walk->blocks = blocks;
	walk->value = *value;
	walk->salt = salt;
	walk->word = 0;
	walk->left = READ_ONCE(blocks->lengths[salt][0]);
	walk->item = NULL;
	return ccs_blocks_next(walk);
}

/**
 * ccs_blocks_next - go on where ccs_blocks_first() left off
 * @walk: where the search is; the last call returned an object
 *
 * Return: the next object, or NULL.
 */
void *ccs_blocks_next(struct ccs_blocks_walk *walk)
{
	const struct ccs_index_item *item = walk->item;

	while (!item) {
		if (walk->left) {
			const u8 bit = __ffs64(walk->left);

			walk->left &= walk->left - 1;
			item = find_block(walk, walk->word * 64 + bit);
		} else if (++walk->word < CCS_BLOCKS_WORDS) {
			walk->left = READ_ONCE(walk->blocks->lengths
					       [walk->salt][walk->word]);
		} else {
			return NULL;
		}
	}
	walk->item = READ_ONCE(item->next);
	return pieces_of(item)->owner;
}
