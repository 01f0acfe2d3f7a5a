/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Pathname operands
 */

#ifndef CCS_CORE_OPERAND_H
#define CCS_CORE_OPERAND_H

#include "emit.h"
#include "env.h"
#include "group.h"
#include "name.h"
#include "span.h"

/**
 * struct ccs_operand - a pathname operand
 * @name: the pattern, or NULL
 * @group: the path group, if @name is NULL
 */
struct ccs_operand {
	struct ccs_name *name;
	struct ccs_group *group;
};

int ccs_operand_parse(struct ccs_policy *policy, struct ccs_ns *ns,
		      const struct ccs_span *word, struct ccs_operand *operand,
		      struct ccs_reject *reject);
void ccs_operand_put(struct ccs_policy *policy,
		     const struct ccs_operand *operand);
void ccs_operand_print(struct ccs_emit *emit,
		       const struct ccs_operand *operand);
bool ccs_operand_same(const struct ccs_operand *a,
		      const struct ccs_operand *b);
const struct ccs_name *ccs_operand_match(const struct ccs_operand *operand,
					 const struct ccs_str *str);

#endif /* CCS_CORE_OPERAND_H */
