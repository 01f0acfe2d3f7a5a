/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One question to the policy
 */

#ifndef CCS_CORE_REQUEST_H
#define CCS_CORE_REQUEST_H

#include "addr.h"
#include "env.h"
#include "fact.h"
#include "name.h"

struct ccs_acl;

#define CCS_REQUEST_PATHS	3
#define CCS_REQUEST_NUMBERS	3

/**
 * struct ccs_request - what a task wants to do
 * @type: the kind of entry that can grant it, enum ccs_acl_type
 * @protocol: of a network request, enum ccs_protocol; 0 for others
 * @op: the operation, of the list that belongs to @type
 * @governor: the item that governs it, and 1, if that is not the operation's
 *	own, else 0: file::transit for a manual transition as in 1.7,
 *	file::execute for an interpreter that no program names
 * @also: further operations that the same entry must grant, one bit each:
 *	opening for reading and writing is one request in 1.7
 * @path: encoded names in the order of the line's operands; the address of a
 *	unix socket, the variable of ``misc env``, the destination's domainname
 *	of a signal, the program of a handler. A mount whose device is not
 *	compared has one without text
 * @number: numbers in the order of the line's operands; an enum ccs_capability
 * @address: of an inet request
 * @facts: answers for conditions
 *
 * Nothing else decides: two equal requests get equal verdicts from the same
 * policy.
 */
struct ccs_request {
	u8 type;
	u8 protocol;
	u8 op;
	u8 governor;
	u16 also;
	struct ccs_str path[CCS_REQUEST_PATHS];
	u64 number[CCS_REQUEST_NUMBERS];
	struct ccs_addr address;
	struct ccs_facts *facts;
};

/**
 * struct ccs_grant - why a request is granted
 * @acl: the deciding entry
 * @pattern: its first operand, or the group's member, that matched; NULL for
 *	entries without a pathname
 */
struct ccs_grant {
	const struct ccs_acl *acl;
	const struct ccs_name *pattern;
};

#endif /* CCS_CORE_REQUEST_H */
