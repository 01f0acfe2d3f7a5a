/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the parsers of one line share
 */

#ifndef CCS_CORE_PARSE_H
#define CCS_CORE_PARSE_H

#include "env.h"
#include "span.h"

struct ccs_name;
struct ccs_ns;
struct ccs_policy;

/**
 * struct ccs_parse - a line being read
 * @policy: the policy it changes
 * @ns: the namespace that its group names belong to
 * @reject: filled in if the line is refused
 * @dialect: CCS_DIALECT_18 or CCS_DIALECT_17, whose words the line is read as
 * @domain: domainname whose entries are being read, NULL in an acl_group
 */
struct ccs_parse {
	struct ccs_policy *policy;
	struct ccs_ns *ns;
	struct ccs_reject *reject;
	u8 dialect;
	const struct ccs_name *domain;
};

#endif /* CCS_CORE_PARSE_H */
