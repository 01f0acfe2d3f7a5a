/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Eight bytes of text at a time
 *
 * Loading a policy looks at each byte of it several times. Most blocks of eight
 * hold nothing that needs a closer look, which takes a few instructions to see.
 */

#ifndef CCS_CORE_SWAR_H
#define CCS_CORE_SWAR_H

#include "env.h"

#define CCS_SWAR_SIZE	sizeof(u64)
#define CCS_SWAR_ONES	0x0101010101010101ull
#define CCS_SWAR_HIGHS	0x8080808080808080ull

/* The first byte is in the lowest bits. */
static inline u64 ccs_swar_load(const char *text)
{
	__le64 block;

	memcpy(&block, text, sizeof(block));
	return le64_to_cpu(block);
}

/* The high bit of the first byte that is this one; higher bits mean nothing. */
static inline u64 ccs_swar_find(u64 block, char byte)
{
	const u64 diff = block ^ (CCS_SWAR_ONES * (unsigned char)byte);

	return (diff - CCS_SWAR_ONES) & ~diff & CCS_SWAR_HIGHS;
}

/* The high bit of each byte below @first, if all of them are below 0x80. */
static inline u64 ccs_swar_below(u64 block, char first)
{
	return ~((block | CCS_SWAR_HIGHS) - CCS_SWAR_ONES * first) &
	       CCS_SWAR_HIGHS;
}

/* Is each byte from @first, which is below 0x80, to 0x7e? */
static inline bool ccs_swar_printable(u64 block, char first)
{
	return !((block | (block + CCS_SWAR_ONES)) & CCS_SWAR_HIGHS) &&
	       !ccs_swar_below(block, first);
}

/* Four to seven bytes, some of them twice. */
static inline u64 ccs_swar_load_short(const char *text, size_t len)
{
	__le32 first, last;

	memcpy(&first, text, sizeof(first));
	memcpy(&last, text + len - sizeof(last), sizeof(last));
	return le32_to_cpu(first) | (u64)le32_to_cpu(last) << 32;
}

/* Are these the same bytes? Faster than memcmp() for the length of a name. */
static inline bool ccs_swar_same(const char *left, const char *right,
				 size_t len)
{
	const size_t last = len - CCS_SWAR_SIZE;
	size_t at = 0;

	if (len < CCS_SWAR_SIZE) {
		if (len >= CCS_SWAR_SIZE / 2)
			return ccs_swar_load_short(left, len) ==
			       ccs_swar_load_short(right, len);
		while (at < len && left[at] == right[at])
			at++;
		return at == len;
	}
	while (ccs_swar_load(left + at) == ccs_swar_load(right + at)) {
		if (at == last)
			return true;
		/* The last block overlaps the one before, which is the same. */
		at = min(at + CCS_SWAR_SIZE, last);
	}
	return false;
}

/* Bytes before the first that is this one, @len if there is none. */
static inline size_t ccs_swar_span(const char *text, size_t len, char byte)
{
	const size_t last = len - CCS_SWAR_SIZE;
	size_t at = 0;

	if (len < CCS_SWAR_SIZE) {
		while (at < len && text[at] != byte)
			at++;
		return at;
	}
	for (;;) {
		const u64 found = ccs_swar_find(ccs_swar_load(text + at), byte);

		if (found)
			return at + __ffs64(found) / 8;
		if (at == last)
			return len;
		/* The last block overlaps the one before, which has none. */
		at = min(at + CCS_SWAR_SIZE, last);
	}
}

#endif /* CCS_CORE_SWAR_H */
