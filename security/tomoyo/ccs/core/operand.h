/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Operands: a value written out, or a group of them
 */

#ifndef CCS_CORE_OPERAND_H
#define CCS_CORE_OPERAND_H

#include "emit.h"
#include "env.h"
#include "group.h"
#include "name.h"
#include "number.h"
#include "parse.h"
#include "span.h"

/**
 * struct ccs_operand - a pathname operand
 * @ref: a struct ccs_name, or a struct ccs_group with bit 0 set; 0 for none
 *
 * One word, since there is one in every entry.
 */
struct ccs_operand {
	unsigned long ref;
};

/**
 * struct ccs_number - a number operand
 * @range: a number or range, if @group is NULL
 * @group: the number group, or NULL
 */
struct ccs_number {
	struct ccs_range range;
	struct ccs_group *group;
};

/* The pattern of an operand, NULL if it is a group. */
static inline struct ccs_name *ccs_operand_name(const struct ccs_operand *op)
{
	return op->ref & 1 ? NULL : (struct ccs_name *)op->ref;
}

/* The group of an operand, NULL if it is a pattern. */
static inline struct ccs_group *ccs_operand_group(const struct ccs_operand *op)
{
	return op->ref & 1 ? (struct ccs_group *)(op->ref & ~1UL) : NULL;
}

struct ccs_name *ccs_pathname_get(const struct ccs_parse *parse,
				  const struct ccs_span *word);
void ccs_pathname_print(struct ccs_emit *emit, const struct ccs_name *name,
			u8 dialect);

int ccs_group_ref_parse(const struct ccs_parse *parse,
			enum ccs_group_kind kind, const struct ccs_span *word,
			struct ccs_group **group);
int ccs_operand_parse(const struct ccs_parse *parse,
		      const struct ccs_span *word, struct ccs_operand *operand);
void ccs_operand_put(struct ccs_policy *policy,
		     const struct ccs_operand *operand);
void ccs_operand_print(struct ccs_emit *emit,
		       const struct ccs_operand *operand, u8 dialect);
bool ccs_operand_same(const struct ccs_operand *a,
		      const struct ccs_operand *b);
u32 ccs_operand_hash(const struct ccs_operand *operand);
bool ccs_operand_native(const struct ccs_operand *operand);
const struct ccs_name *ccs_operand_match(const struct ccs_operand *operand,
					 const struct ccs_str *str);

int ccs_number_parse(const struct ccs_parse *parse,
		     const struct ccs_span *word, u64 max,
		     struct ccs_number *number);
void ccs_number_put(struct ccs_policy *policy,
		    const struct ccs_number *number);
void ccs_number_print(struct ccs_emit *emit, const struct ccs_number *number);
bool ccs_number_same(const struct ccs_number *a, const struct ccs_number *b);
u32 ccs_number_hash(const struct ccs_number *number);
bool ccs_number_native(const struct ccs_number *number);
bool ccs_number_match(const struct ccs_number *number, u64 value);
bool ccs_number_overlap(const struct ccs_number *number,
			const struct ccs_range *range);

#endif /* CCS_CORE_OPERAND_H */
