/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Kernel facilities that do something else here
 *
 * Memory can be told to run out and is counted; a warning ends the program;
 * a grace period is over at once, so that whoever looks at an object after
 * handing it over is caught by the address sanitizer.
 */

#ifndef CCS_HARNESS_CUSTOM_H
#define CCS_HARNESS_CUSTOM_H

#include "helpers.h"

/**
 * struct ccs_env_memory - the allocator's knobs and counters
 * @calls: allocations tried since the counter was last set to 0
 * @fail_at: this one fails, counted by @calls from 1; 0 for none
 * @live: allocations not yet freed
 */
struct ccs_env_memory {
	unsigned long calls;
	unsigned long fail_at;
	long live;
};

struct mutex {
	int held;
};

typedef struct {
	unsigned int value;
} refcount_t;

extern struct ccs_env_memory ccs_env_memory;
extern struct mutex ccs_policy_lock;
extern u32 ccs_hash_seed;

void *ccs_env_zalloc(size_t size);
void *ccs_env_alloc(size_t size);
void ccs_env_free(const void *ptr);
u32 ccs_env_hash(const char *text, size_t len);
u32 ccs_env_mix(u32 a, u32 b);
void ccs_env_assert_writer(void);
__attribute__((__noreturn__))
void ccs_env_die(const char *what, const char *file, int line);

#define ccs_env_free_rcu(ptr, member) \
	ccs_env_free((ptr) + 0 * sizeof((ptr)->member.unused))

#define WARN_ON_ONCE(condition) \
	ccs_env_warn(condition, #condition, __FILE__, __LINE__)
#define WARN_ON(condition)	WARN_ON_ONCE(condition)
#define lockdep_assert_held(lock)	ccs_env_assert_writer()

static inline bool ccs_env_warn(bool condition, const char *what,
				const char *file, int line)
{
	if (condition)
		ccs_env_die(what, file, line);
	return condition;
}

static inline void mutex_lock(struct mutex *lock)
{
	if (lock->held++)
		ccs_env_die("the lock is held already", __FILE__, __LINE__);
}

static inline void mutex_unlock(struct mutex *lock)
{
	if (lock->held-- != 1)
		ccs_env_die("the lock is not held", __FILE__, __LINE__);
}

static inline bool ccs_env_isolates(void)
{
	return true;
}

static inline bool ccs_env_writer(void)
{
	return ccs_policy_lock.held;
}

static inline void refcount_set(refcount_t *count, unsigned int value)
{
	count->value = value;
}

static inline unsigned int refcount_read(const refcount_t *count)
{
	return count->value;
}

static inline void refcount_inc(refcount_t *count)
{
	WARN_ON_ONCE(!count->value);
	count->value++;
}

static inline bool refcount_inc_not_zero(refcount_t *count)
{
	return count->value && count->value++;
}

static inline bool refcount_dec_and_test(refcount_t *count)
{
	WARN_ON_ONCE(!count->value);
	return !--count->value;
}

static inline void refcount_dec(refcount_t *count)
{
	WARN_ON_ONCE(refcount_dec_and_test(count));
}

#endif /* CCS_HARNESS_CUSTOM_H */
