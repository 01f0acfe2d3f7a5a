/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Hashes of numbers
 */

#ifndef CCS_CORE_HASH_H
#define CCS_CORE_HASH_H

#include "env.h"

/**
 * ccs_hash_step - let a hash depend on one more number
 * @hash: the hash so far; to start, %ccs_hash_seed
 * @value: the number
 *
 * Takes a few instructions, where ccs_env_hash() of the same bytes takes a
 * hundred.
 *
 * Return: the hash, each half of which is one.
 */
static inline u64 ccs_hash_step(u64 hash, u64 value)
{
	const u64 mixed = (hash ^ value) * 0x9e3779b97f4a7c15ull;

	return mixed ^ mixed >> 32;
}

#endif /* CCS_CORE_HASH_H */
