/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Numbered lists of entries that domains share
 */

#ifndef CCS_CORE_ACL_GROUP_H
#define CCS_CORE_ACL_GROUP_H

#include "acl.h"
#include "emit.h"
#include "env.h"
#include "parse.h"
#include "policy.h"
#include "span.h"

/**
 * struct ccs_acl_group - an acl_group
 * @list: its entries
 * @prefix: what its lines begin with, namespace included
 */
struct ccs_acl_group {
	struct ccs_acl_list list;
	char prefix[];
};

int ccs_acl_group_line(struct ccs_parse *parse,
		       const struct ccs_span *operands, bool remove);
const char *ccs_acl_group_prefix(const struct ccs_policy *policy,
				 const struct ccs_ns *ns,
				 const struct ccs_acl_list *list);
void ccs_acl_group_clear(struct ccs_policy *policy, struct ccs_ns *ns);

#endif /* CCS_CORE_ACL_GROUP_H */
