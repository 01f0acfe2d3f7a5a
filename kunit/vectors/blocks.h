/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: ranges and their blocks
 */

#ifndef CCS_KUNIT_VECTORS_BLOCKS_H
#define CCS_KUNIT_VECTORS_BLOCKS_H

/**
 * struct blocks_row - a range and a value
 * @desc: what the row is about
 * @range: the range
 * @blocks: how many aligned blocks it is cut into
 * @value: the value
 * @found: the range has it
 */
struct blocks_row {
	const char *desc;
	struct ccs_wide_range range;
	u32 blocks;
	struct ccs_wide value;
	bool found;
};

#define MAX64 U64_MAX

/* clang-format off */
static const struct blocks_row blocks_rows[] = {
	{ "one value", { { 0, 80 }, { 0, 80 } }, 1, { 0, 80 }, true },
	{ "one value, the next", { { 0, 80 }, { 0, 80 } }, 1, { 0, 81 },
	  false },
	{ "one value, the one before", { { 0, 80 }, { 0, 80 } }, 1,
	  { 0, 79 }, false },
	{ "zero", { { 0, 0 }, { 0, 0 } }, 1, { 0, 0 }, true },
	{ "lowest and next", { { 0, 0 }, { 0, 1 } }, 1, { 0, 1 }, true },
	{ "not aligned", { { 0, 1 }, { 0, 2 } }, 2, { 0, 2 }, true },
	{ "well-known ports", { { 0, 1 }, { 0, 1023 } }, 10, { 0, 1023 },
	  true },
	{ "well-known ports, the next", { { 0, 1 }, { 0, 1023 } }, 10,
	  { 0, 1024 }, false },
	{ "all numbers", { { 0, 0 }, { 0, MAX64 } }, 1, { 0, MAX64 }, true },
	{ "all numbers and a wider value", { { 0, 0 }, { 0, MAX64 } }, 1,
	  { 1, 0 }, false },
	{ "all numbers but the ends", { { 0, 1 }, { 0, MAX64 - 1 } }, 126,
	  { 0, MAX64 - 1 }, true },
	{ "all numbers but the ends, the end",
	  { { 0, 1 }, { 0, MAX64 - 1 } }, 126, { 0, MAX64 }, false },
	{ "across the middle", { { 0, MAX64 }, { 1, 0 } }, 2, { 1, 0 },
	  true },
	{ "across the middle, lower", { { 0, MAX64 }, { 1, 0 } }, 2,
	  { 0, MAX64 }, true },
	{ "everything", { { 0, 0 }, { MAX64, MAX64 } }, 1, { MAX64, MAX64 },
	  true },
	{ "everything but the ends", { { 0, 1 }, { MAX64, MAX64 - 1 } }, 254,
	  { MAX64, MAX64 - 1 }, true },
	{ "everything but the ends, the end",
	  { { 0, 1 }, { MAX64, MAX64 - 1 } }, 254, { 0, 0 }, false },
	{ "the highest", { { MAX64, MAX64 }, { MAX64, MAX64 } }, 1,
	  { MAX64, MAX64 }, true },
	{ "a prefix of 32 bits", { { 0x20010db800000000ull, 0 },
	  { 0x20010db8ffffffffull, MAX64 } }, 1,
	  { 0x20010db812345678ull, 9 }, true },
	{ "a prefix of 32 bits, another", { { 0x20010db800000000ull, 0 },
	  { 0x20010db8ffffffffull, MAX64 } }, 1,
	  { 0x20010db912345678ull, 9 }, false },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_BLOCKS_H */
