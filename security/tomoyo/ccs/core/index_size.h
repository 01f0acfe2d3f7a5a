/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How large an open addressed table is
 */

#ifndef CCS_CORE_INDEX_SIZE_H
#define CCS_CORE_INDEX_SIZE_H

#include "env.h"
#include "mem.h"

/* Accounts round up to powers of two, so the header takes the room of slots. */
#define CCS_TABLE_FIRST_BYTES	128

/* Slots that may be filled; beyond it, probing takes too many steps. */
static inline u64 ccs_table_limit(u32 size)
{
	return (u64)size * 5 / 8;
}

/**
 * ccs_table_next_size - how large the next copy of a table is
 * @size: slots it has, 0 if there is no table yet
 * @need: slots that are to be filled then
 * @header: bytes before the first slot
 * @slot: bytes of a slot
 *
 * A table that is full of what was removed is copied at its size, but only if
 * that leaves room for a quarter more; or it would soon be copied again.
 *
 * Return: slots of the copy.
 */
static inline u32 ccs_table_next_size(u32 size, u64 need, size_t header,
				      size_t slot)
{
	size_t bytes = CCS_TABLE_FIRST_BYTES;

	if (size) {
		bytes = ccs_mem_size(header + (size_t)size * slot);
		if (need > ccs_table_limit(size) / 4 * 3)
			bytes *= 2;
	}
	while (need > ccs_table_limit((bytes - header) / slot))
		bytes *= 2;
	return (bytes - header) / slot;
}

#endif /* CCS_CORE_INDEX_SIZE_H */
