/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a name must have to match a pattern
 *
 * Thousands of patterns may share a constant prefix. A few instructions tell
 * most of those that can't match a name from those that have to be tried.
 */

#ifndef CCS_CORE_PATTERN_FILTER_H
#define CCS_CORE_PATTERN_FILTER_H

#include "env.h"
#include "name.h"

/**
 * struct ccs_filter - what every name that matches a pattern has
 * @tail: its last bytes, as ccs_probe has them
 * @tail_mask: which of @tail the pattern determines
 * @pairs: a bit for each pair of neighbouring bytes, as ccs_probe has them
 * @min_len: bytes, at least
 * @single: the wildcard's letter, if the pattern has just one and the rest is
 *	compared byte for byte; 0 otherwise
 *
 * Stands behind the text of a patterned name, see ccs_name_filter().
 */
struct ccs_filter {
	u64 tail;
	u64 tail_mask;
	u64 pairs;
	u32 min_len;
	char single;
};

/**
 * struct ccs_probe - the same about the name of a request, made once for it
 * @tail: its last eight bytes, the very last one in the lowest bits; zeroes
 *	stand for what a shorter name does not have, as no name has a NUL
 * @pairs: a bit for each pair of neighbouring bytes; pairs share bits
 * @len: its bytes
 */
struct ccs_probe {
	u64 tail;
	u64 pairs;
	u32 len;
};

static_assert(offsetof(struct ccs_name, text) % sizeof(u64) == 0);

static inline size_t ccs_name_filter_at(size_t len)
{
	return (len + sizeof(u64)) & ~(sizeof(u64) - 1);
}

/* The filter of a name with wildcards; others have none. */
static inline const struct ccs_filter *
ccs_name_filter(const struct ccs_name *name)
{
	return (const void *)(name->text + ccs_name_filter_at(name->len));
}

/**
 * ccs_filter_passes - might a name match a pattern?
 * @name: the pattern; a name without wildcards always passes
 * @probe: made of the name by ccs_probe_init()
 *
 * Return: false if ccs_pattern_match() would certainly return false.
 */
static inline bool ccs_filter_passes(const struct ccs_name *name,
				     const struct ccs_probe *probe)
{
	const struct ccs_filter *const filter = ccs_name_filter(name);

	if (name->const_len == name->len)
		return true;
	return !((probe->tail ^ filter->tail) & filter->tail_mask) &&
	       !(filter->pairs & ~probe->pairs) &&
	       probe->len >= filter->min_len;
}

void ccs_probe_init(struct ccs_probe *probe, const struct ccs_str *str);
void ccs_filter_init(struct ccs_name *name);

#endif /* CCS_CORE_PATTERN_FILTER_H */
