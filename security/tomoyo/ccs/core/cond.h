/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Conditions of an entry
 */

#ifndef CCS_CORE_COND_H
#define CCS_CORE_COND_H

#include "emit.h"
#include "env.h"
#include "fact.h"
#include "number.h"
#include "operand.h"
#include "span.h"

enum ccs_block_type {
	CCS_BLOCK_NUMBER,
	CCS_BLOCK_REALPATH,
	CCS_BLOCK_ARGV,
};

/**
 * struct ccs_side - one side of a numeric block
 * @is_fact: @fact is valid, else @range
 * @fact: an enum ccs_fact
 * @range: a number or range
 */
struct ccs_side {
	bool is_fact;
	u8 fact;
	struct ccs_range range;
};

/**
 * struct ccs_block - ``left=right`` or ``left!=right``
 * @type: what kind of thing is compared
 * @equal: the operator is ``=``
 * @left: of a numeric block
 * @right: of a numeric block
 * @index: of ``exec.argv[index]``
 * @pattern: right side of the other types
 */
struct ccs_block {
	u8 type;
	bool equal;
	union {
		struct {
			struct ccs_side left;
			struct ccs_side right;
		};
		struct {
			u32 index;
			struct ccs_operand pattern;
		};
	};
};

/**
 * struct ccs_cond - the condition part of an entry
 * @rcu: for the grace period before it is freed
 * @count: blocks; all of them must hold
 * @blocks: in the order they were written
 *
 * Immutable and owned by one entry.
 */
struct ccs_cond {
	struct rcu_head rcu;
	u32 count;
	struct ccs_block blocks[];
};

extern const char *const ccs_fact_names[CCS_FACT_COUNT];

int ccs_cond_parse(struct ccs_policy *policy, struct ccs_ns *ns,
		   const struct ccs_span *text, struct ccs_cond **result,
		   struct ccs_reject *reject);
void ccs_cond_put(struct ccs_policy *policy, struct ccs_cond *cond);
void ccs_cond_print(struct ccs_emit *emit, const struct ccs_cond *cond);
bool ccs_cond_same(const struct ccs_cond *a, const struct ccs_cond *b);
int ccs_cond_eval(const struct ccs_cond *cond, struct ccs_facts *facts);

#endif /* CCS_CORE_COND_H */
