/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Internet addresses and ranges of them
 */

#ifndef CCS_CORE_ADDR_H
#define CCS_CORE_ADDR_H

#include "emit.h"
#include "env.h"
#include "span.h"
#include "wide.h"

/**
 * struct ccs_addr - an address
 * @value: in host order; an IPv4 address is the lowest 32 bits
 * @family: 4 or 6
 */
struct ccs_addr {
	struct ccs_wide value;
	u8 family;
};

/**
 * struct ccs_addr_range - an address operand
 * @range: all addresses from one to another
 * @family: 4 or 6, of both
 */
struct ccs_addr_range {
	struct ccs_wide_range range;
	u8 family;
};

bool ccs_addr_range_parse(const struct ccs_span *word,
			  struct ccs_addr_range *range, const char **why);
void ccs_addr_print(struct ccs_emit *emit, const struct ccs_addr *addr);
void ccs_addr_range_print(struct ccs_emit *emit,
			  const struct ccs_addr_range *range);
void ccs_addr_range_print_17(struct ccs_emit *emit,
			     const struct ccs_addr_range *range);
const char *ccs_addr_why_17(const struct ccs_span *word);
bool ccs_addr_range_same(const struct ccs_addr_range *a,
			 const struct ccs_addr_range *b);
bool ccs_addr_in_range(const struct ccs_addr *addr,
		       const struct ccs_addr_range *range);

#endif /* CCS_CORE_ADDR_H */
