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

static inline u64 ccs_swar_load(const char *text)
{
	u64 block;

	memcpy(&block, text, sizeof(block));
	return block;
}

/* The high bit of each byte that is this one, and no other bit. */
static inline u64 ccs_swar_find(u64 block, char byte)
{
	const u64 diff = block ^ (CCS_SWAR_ONES * (unsigned char)byte);
	const u64 low = ~CCS_SWAR_HIGHS;

	return ~(((diff & low) + low) | diff | low);
}

/* Is each byte from @first, which is below 0x80, to 0x7e? */
static inline bool ccs_swar_printable(u64 block, char first)
{
	if ((block | (block + CCS_SWAR_ONES)) & CCS_SWAR_HIGHS)
		return false;
	return !(~((block | CCS_SWAR_HIGHS) - CCS_SWAR_ONES * first) &
		 CCS_SWAR_HIGHS);
}

/* Bytes before the first that is this one, @len if there is none. */
static inline size_t ccs_swar_span(const char *text, size_t len, char byte)
{
	size_t at = 0;

	while (len - at >= CCS_SWAR_SIZE &&
	       !ccs_swar_find(ccs_swar_load(text + at), byte))
		at += CCS_SWAR_SIZE;
	while (at < len && text[at] != byte)
		at++;
	return at;
}

#endif /* CCS_CORE_SWAR_H */
