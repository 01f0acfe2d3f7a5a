/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The seam between core and the kernel
 *
 * core/ may use what this header offers and nothing else. The userspace
 * harness force-includes a header with the same include guard, which shuts
 * this one out; so the text of core/ compiles unchanged in both places.
 */

#ifndef CCS_CORE_ENV_H
#define CCS_CORE_ENV_H

#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/build_bug.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/lockdep.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/stringhash.h>
#include <linux/types.h>

#include <asm/byteorder.h>

/*
 * Serialise every change of policy; taken outside core, asserted inside: the
 * first for the policy in force, the second for one that nobody reads yet or
 * any more.
 */
extern struct mutex ccs_policy_lock;
extern struct mutex ccs_change_lock;

/* Seed of name hashes, random per boot, so that a bucket can't be aimed at. */
extern u32 ccs_hash_seed;

static inline void ccs_env_assert_writer(void)
{
	lockdep_assert(lockdep_is_held(&ccs_policy_lock) ||
		       lockdep_is_held(&ccs_change_lock));
}

/* Is a directive that needs isolation more than words? */
static inline bool ccs_env_isolates(void)
{
	return IS_ENABLED(CONFIG_CCSECURITY_ISOLATION);
}

/* Lets list walks that are legal on both sides tell lockdep so. */
static inline bool ccs_env_writer(void)
{
#ifdef CONFIG_LOCKDEP
	return lockdep_is_held(&ccs_policy_lock) ||
	       lockdep_is_held(&ccs_change_lock);
#else
	return true;
#endif
}

/*
 * Policy grows in hooks that may hold file system locks (learning), hence
 * GFP_NOFS; a long name must not make the allocator warn.
 */
static inline void *ccs_env_alloc_with(size_t size, gfp_t more)
{
	const gfp_t gfp = GFP_NOFS | __GFP_NOWARN | more;

	return size <= PAGE_SIZE ? kmalloc(size, gfp) : kvmalloc(size, gfp);
}

static inline void *ccs_env_alloc(size_t size)
{
	return ccs_env_alloc_with(size, 0);
}

static inline void *ccs_env_zalloc(size_t size)
{
	return ccs_env_alloc_with(size, __GFP_ZERO);
}

static inline void ccs_env_free(const void *ptr)
{
	kvfree(ptr);
}

/* Frees @ptr after every reader that could see it has left. */
#define ccs_env_free_rcu(ptr, member) kvfree_rcu(ptr, member)

static inline u32 ccs_env_hash(const char *text, size_t len)
{
	return full_name_hash((const void *)(unsigned long)ccs_hash_seed, text,
			      len);
}

/* Both are hashes already, so this need only tell (a, b) from (b, a). */
static inline u32 ccs_env_mix(u32 a, u32 b)
{
	return (rol32(a ^ ccs_hash_seed, 5) ^ b) * 0x9e3779b1;
}

#endif /* CCS_CORE_ENV_H */
