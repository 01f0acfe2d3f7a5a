/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Accounting of policy memory
 */

#ifndef CCS_CORE_MEM_H
#define CCS_CORE_MEM_H

#include "env.h"

/**
 * struct ccs_mem - how much memory one kind of data may use
 * @total: the account that pays; NULL if this one does. What is counted here
 *	is counted there as well, and it is the quota there that limits
 * @used: bytes in use, each allocation rounded as ccs_mem_size() says
 * @quota: bytes allowed, 0 means no limit; written under the policy lock
 * @exempt: nothing is refused. Policy lock: set while a line takes something
 *	away, which must work most of all when the quota is used up
 */
struct ccs_mem {
	struct ccs_mem *total;
	atomic_long_t used;
	unsigned long quota;
	bool exempt;
};

/**
 * ccs_mem_size - what an allocation counts as
 * @size: bytes asked for
 *
 * Return: @size rounded up to a power of two of at least 32 (semantics 14.1).
 */
static inline unsigned long ccs_mem_size(size_t size)
{
	return size <= 32 ? 32 : roundup_pow_of_two(size);
}

bool ccs_mem_charge(struct ccs_mem *mem, size_t size);
void ccs_mem_uncharge(struct ccs_mem *mem, size_t size);
void *ccs_mem_alloc(struct ccs_mem *mem, size_t size);
void *ccs_mem_zalloc(struct ccs_mem *mem, size_t size);
void ccs_mem_free(struct ccs_mem *mem, const void *ptr, size_t size);

/*
 * The bytes stop counting at once although readers may hold the object for
 * one more grace period: a quota bounds what policy asks for, not the lag.
 */
#define ccs_mem_free_rcu(mem, ptr, size, member) do {	\
	ccs_mem_uncharge(mem, size);			\
	ccs_env_free_rcu(ptr, member);			\
} while (0)

#endif /* CCS_CORE_MEM_H */
