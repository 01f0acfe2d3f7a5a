/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One question to the policy
 */

#ifndef CCS_CORE_REQUEST_H
#define CCS_CORE_REQUEST_H

#include "env.h"
#include "fact.h"
#include "name.h"

/**
 * struct ccs_request - what a task wants to do
 * @type: the kind of entry that can grant it, enum ccs_acl_type
 * @op: the operation, of the list that belongs to @type
 * @path: first pathname, encoded
 * @facts: answers for conditions
 *
 * Nothing else decides: two equal requests get equal verdicts from the same
 * policy.
 */
struct ccs_request {
	u8 type;
	u8 op;
	struct ccs_str path;
	struct ccs_facts *facts;
};

/**
 * struct ccs_grant - why a request is granted
 * @acl: the deciding entry
 * @pattern: the operand, or the group's member, that matched
 */
struct ccs_grant {
	const struct ccs_acl *acl;
	const struct ccs_name *pattern;
};

#endif /* CCS_CORE_REQUEST_H */
