/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Interned names
 */

#ifndef CCS_CORE_NAME_H
#define CCS_CORE_NAME_H

#include "env.h"
#include "mem.h"
#include "span.h"

/* Names a bucket, on average at most: more cost time, fewer memory. */
#define CCS_NAME_CHAIN_MAX 2

/**
 * struct ccs_str - an encoded name that a request brings along
 * @text: NUL terminated
 * @len: its length in bytes
 * @hash: ccs_env_hash() of it
 */
struct ccs_str {
	const char *text;
	u32 len;
	u32 hash;
};

/**
 * struct ccs_name - a name or pattern that policy mentions, stored once
 * @node: in the table's bucket; policy lock
 * @rcu: readers reach names through entries, so a name outlives its last entry
 *	by one grace period
 * @users: objects that point here; policy lock, 0 frees
 * @hash: ccs_env_hash() of @text
 * @len: bytes of @text
 * @const_len: bytes before the first wildcard; below @len for a pattern
 * @text: NUL terminated; a pattern's is followed by its struct ccs_filter
 *
 * All but @node and @users is immutable.
 */
struct ccs_name {
	struct hlist_node node;
	struct rcu_head rcu;
	u32 users;
	u32 hash;
	u32 len;
	u32 const_len;
	char text[];
};

/**
 * struct ccs_names - the table of interned names
 * @buckets: @size chains
 * @size: a power of two
 * @count: names in the table
 * @mem: account that names are charged to
 *
 * Only writers look into it, under the policy lock.
 */
struct ccs_names {
	struct hlist_head *buckets;
	u32 size;
	u32 count;
	struct ccs_mem *mem;
};

struct ccs_str ccs_str_of(const char *text, size_t len);
bool ccs_name_is(const struct ccs_name *name, const struct ccs_str *str);
struct ccs_span ccs_name_span(const struct ccs_name *name);
int ccs_names_init(struct ccs_names *names, struct ccs_mem *mem);
void ccs_names_exit(struct ccs_names *names);
struct ccs_name *ccs_name_get(struct ccs_names *names,
			      const struct ccs_span *text);
struct ccs_name *ccs_name_hold(struct ccs_name *name);
void ccs_name_put(struct ccs_names *names, struct ccs_name *name);

#endif /* CCS_CORE_NAME_H */
