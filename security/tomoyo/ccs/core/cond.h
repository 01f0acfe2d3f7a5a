/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Conditions of an entry
 */

#ifndef CCS_CORE_COND_H
#define CCS_CORE_COND_H

#include "emit.h"
#include "env.h"
#include "fact.h"
#include "operand.h"
#include "parse.h"
#include "span.h"
#include "table.h"

/* Bytes of task.state (policy-language 9.7). */
#define CCS_STATE_COUNT 3

enum ccs_block_type {
	CCS_BLOCK_NUMBER,
	CCS_BLOCK_REALPATH,
	CCS_BLOCK_SYMLINK,
	CCS_BLOCK_ARGV,
	CCS_BLOCK_ENVP,
	CCS_BLOCK_TYPE_COUNT
};

enum ccs_side_kind {
	CCS_SIDE_NUMBER,
	CCS_SIDE_FACT,
	CCS_SIDE_CONSTANT,
};

/**
 * struct ccs_side - one side of a numeric block
 * @kind: an enum ccs_side_kind
 * @which: an enum ccs_fact or enum ccs_constant, unless it is a number
 * @number: a number, range or group; empty otherwise
 */
struct ccs_side {
	u8 kind;
	u8 which;
	struct ccs_number number;
};

/**
 * struct ccs_block - ``left=right`` or ``left!=right``
 * @type: an enum ccs_block_type, what is compared
 * @equal: the operator is ``=``
 * @left: of a numeric block
 * @right: of a numeric block
 * @index: of ``exec.argv[index]``
 * @variable: name of the ``exec.envp["variable"]``, may be a pattern
 * @pattern: right side of the other types; none for ``NULL``
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
			struct ccs_name *variable;
			struct ccs_operand pattern;
		};
	};
};

/* Which domain an execution leads to (policy-language 8.7). */
enum ccs_transit {
	CCS_TRANSIT_NONE,
	CCS_TRANSIT_KEEP,
	CCS_TRANSIT_CHILD,
	CCS_TRANSIT_PARENT,
	CCS_TRANSIT_INITIALIZE,
	CCS_TRANSIT_RESET,
	CCS_TRANSIT_PATH,
	CCS_TRANSIT_DOMAIN,
};

enum ccs_cond_log {
	CCS_COND_LOG_UNSET,
	CCS_COND_LOG_NO,
	CCS_COND_LOG_YES,
};

/**
 * struct ccs_cond - the condition part of an entry
 * @node: in the policy's table of conditions; policy lock
 * @rcu: for the grace period before it is freed
 * @users: entries that have it; policy lock, 0 frees
 * @hash: of everything below
 * @count: blocks; all of them must hold
 * @native: only the 1.7 dialect can say it
 * @transit: an enum ccs_transit, the transition preference
 * @grant_log: an enum ccs_cond_log, overrides the profile's for what is granted
 * @state_mask: bytes of task.state that are set afterwards, one bit each
 * @state: their values
 * @target: component or domainname of @transit, if it has one
 * @automatic: of ``auto_domain_transition=``, a path or a namespace, or NULL
 * @blocks: in the order they were written
 *
 * Immutable but for @node and @users, and stored once: of two conditions of
 * one policy that are written alike, there is one object, so pointers tell.
 */
struct ccs_cond {
	struct ccs_table_node node;
	struct rcu_head rcu;
	u32 users;
	u32 hash;
	u16 count;
	bool native;
	u8 transit;
	u8 grant_log;
	u8 state_mask;
	u8 state[CCS_STATE_COUNT];
	struct ccs_name *target;
	struct ccs_name *automatic;
	struct ccs_block blocks[];
};

extern const char *const ccs_block_names[CCS_BLOCK_TYPE_COUNT];
extern const char *const ccs_transit_names[CCS_TRANSIT_PATH];

int ccs_cond_parse(const struct ccs_parse *parse, const struct ccs_span *text,
		   bool transit_ok, struct ccs_cond **result);
int ccs_block_parse(const struct ccs_parse *parse, const struct ccs_span *word,
		    struct ccs_block *block);
void ccs_block_put(struct ccs_policy *policy, const struct ccs_block *block);
struct ccs_cond *ccs_cond_intern(const struct ccs_parse *parse,
				 struct ccs_cond *cond);
void ccs_cond_put(struct ccs_policy *policy, struct ccs_cond *cond);
void ccs_cond_print(struct ccs_emit *emit, const struct ccs_cond *cond,
		    u8 dialect);
int ccs_cond_eval(const struct ccs_cond *cond, struct ccs_facts *facts);

/* Has this no 1.8 form? No condition at all has one. */
static inline bool ccs_cond_native(const struct ccs_cond *cond)
{
	return cond && cond->native;
}

#endif /* CCS_CORE_COND_H */
