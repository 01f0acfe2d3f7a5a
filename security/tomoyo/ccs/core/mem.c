// SPDX-License-Identifier: GPL-2.0-only
/*
 * Accounting of policy memory
 */

#include "env.h"
#include "mem.h"

/* Part of every allocation, so not a call of its own. */
static __always_inline bool charge(struct ccs_mem *mem, size_t size)
{
	struct ccs_mem *const payer = mem->total ?: mem;
	const unsigned long quota = READ_ONCE(payer->quota);
	const long rounded = ccs_mem_size(size);
	const long used = atomic_long_add_return(rounded, &payer->used);

	if (quota && !mem->exempt && (unsigned long)used > quota) {
		atomic_long_sub(rounded, &payer->used);
		return false;
	}
	if (payer != mem)
		atomic_long_add_return(rounded, &mem->used);
	return true;
}

/**
 * ccs_mem_charge - count an allocation against its quota
 * @mem: the account
 * @size: bytes
 *
 * Context: Any.
 * Return: false, with nothing counted, if the quota would be exceeded.
 */
bool ccs_mem_charge(struct ccs_mem *mem, size_t size)
{
	return charge(mem, size);
}

/**
 * ccs_mem_uncharge - take back what ccs_mem_charge() counted
 * @mem: the account
 * @size: bytes, as they were charged
 */
void ccs_mem_uncharge(struct ccs_mem *mem, size_t size)
{
	const long rounded = ccs_mem_size(size);

	atomic_long_sub(rounded, &mem->used);
	if (mem->total)
		atomic_long_sub(rounded, &mem->total->used);
}

static void *uncharge_failed(struct ccs_mem *mem, size_t size, void *ptr)
{
	if (!ptr)
		ccs_mem_uncharge(mem, size);
	return ptr;
}

/**
 * ccs_mem_alloc - allocate memory within a quota
 * @mem: the account
 * @size: bytes
 *
 * Context: May sleep.
 * Return: the memory, which is not zeroed, or NULL if the quota or the system
 * has none.
 */
void *ccs_mem_alloc(struct ccs_mem *mem, size_t size)
{
	if (!charge(mem, size))
		return NULL;
	return uncharge_failed(mem, size, ccs_env_alloc(size));
}

/**
 * ccs_mem_zalloc - allocate zeroed memory within a quota
 * @mem: the account
 * @size: bytes
 *
 * Context: May sleep.
 * Return: the memory, or NULL if the quota or the system has none.
 */
void *ccs_mem_zalloc(struct ccs_mem *mem, size_t size)
{
	if (!charge(mem, size))
		return NULL;
	return uncharge_failed(mem, size, ccs_env_zalloc(size));
}

/**
 * ccs_mem_free - free what no reader can see
 * @mem: the account it was charged to
 * @ptr: the memory; NULL is ignored
 * @size: its size in bytes
 */
void ccs_mem_free(struct ccs_mem *mem, const void *ptr, size_t size)
{
	if (!ptr)
		return;
	ccs_mem_uncharge(mem, size);
	ccs_env_free(ptr);
}
