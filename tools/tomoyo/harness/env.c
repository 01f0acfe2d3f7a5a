// SPDX-License-Identifier: GPL-2.0-only
/*
 * Userspace side of the seam
 */

#include "env.h"

struct ccs_env_memory ccs_env_memory;
struct mutex ccs_policy_lock;
u32 ccs_hash_seed;

/**
 * ccs_env_zalloc - allocate zeroed memory
 * @size: bytes
 *
 * Return: the memory, or NULL if there is none or &ccs_env_memory says so.
 */
void *ccs_env_zalloc(size_t size)
{
	void *ptr;

	if (++ccs_env_memory.calls == ccs_env_memory.fail_at)
		return NULL;
	ptr = calloc(1, size);
	if (ptr)
		ccs_env_memory.live++;
	return ptr;
}

/**
 * ccs_env_alloc - allocate memory
 * @size: bytes
 *
 * Return: the memory, filled with what nobody expects, or NULL if there is
 * none or &ccs_env_memory says so.
 */
void *ccs_env_alloc(size_t size)
{
	void *const ptr = ccs_env_zalloc(size);

	if (ptr)
		memset(ptr, 0xa5, size);
	return ptr;
}

/**
 * ccs_env_free - free memory
 * @ptr: what ccs_env_zalloc() returned
 */
void ccs_env_free(const void *ptr)
{
	if (ptr)
		ccs_env_memory.live--;
	free((void *)(uintptr_t)ptr);
}

/**
 * ccs_env_hash - hash bytes (FNV-1a)
 * @text: the bytes
 * @len: their number
 *
 * Return: the hash.
 */
u32 ccs_env_hash(const char *text, size_t len)
{
	u32 hash = 2166136261u ^ ccs_hash_seed;
	size_t i;

	for (i = 0; i < len; i++)
		hash = (u32)((hash ^ (unsigned char)text[i]) * 16777619ull);
	return hash;
}

/**
 * ccs_env_mix - hash two hashes
 * @a: a hash
 * @b: another
 *
 * Return: a hash of both, in this order.
 */
u32 ccs_env_mix(u32 a, u32 b)
{
	const u64 product = (((u64)a << 32 | b) ^ ccs_hash_seed) *
			    0x9e3779b97f4a7c15ull;

	return (u32)(product >> 32);
}

/**
 * ccs_env_assert_writer - die unless the policy lock is held
 */
void ccs_env_assert_writer(void)
{
	if (!ccs_env_writer())
		ccs_env_die("the policy lock is not held", __FILE__, __LINE__);
}

/**
 * ccs_env_die - end the program because something can't be
 * @what: what was found
 * @file: where
 * @line: where
 */
void ccs_env_die(const char *what, const char *file, int line)
{
	fprintf(stderr, "%s:%d: %s\n", file, line, what);
	abort();
}
