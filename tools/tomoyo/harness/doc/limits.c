// SPDX-License-Identifier: GPL-2.0-only
/*
 * What bounds a policy
 */

#include "../core/limits.h"
#include "doc.h"
#include "table.h"

static const struct {
	unsigned long value;
	const char *what;
} rows[] = {
	{ CCS_LINE_MAX, "bytes of a line" },
	{ CCS_WORD_MAX, "bytes of a word, and of an encoded name" },
	{ CCS_DOMAINNAME_MAX - 1, "bytes of a domainname" },
	{ CCS_ARGV_MAX - 1,
	  "encoded bytes of an argument or environment variable that a condition sees" },
	{ CCS_WILDCARD_MAX,
	  "wildcards that repeat and ends of ``\\{`` ``\\}`` in a word of 1.8" },
	{ CCS_REPEAT_MAX,
	  "wildcards that repeat in one component of a word of 1.7" },
	{ CCS_REPEAT_DIRECTORY_MAX,
	  "repeated directories in a word of 1.7" },
	{ CCS_COND_BLOCK_MAX, "comparisons in the condition of an entry" },
	{ CCS_PROFILE_COUNT, "profiles in a namespace" },
	{ CCS_ACL_GROUP_COUNT, "acl_groups in a namespace" },
	{ CCS_GIVEN_MAX,
	  "names, arguments and variables that the node ``check`` is told" },
	{ CCS_POLICY_QUOTA,
	  "bytes of memory for the policy, unless ``stat`` was told another number" },
	{ CCS_TRANSACTION_MAX, "transactions that are open" },
	{ CCS_RETIRED_MAX, "replaced policies kept for readers" },
	{ CCS_NOTED_MAX,
	  "learned lines that a transaction takes over; others count as discarded" },
	{ CCS_CONFIRM_MAX, "seconds that a change waits to be confirmed" },
};

void doc_limits(void)
{
	static const char *const head[] = { "At most", "Of" };
	struct doc_table table = { .columns = ARRAY_SIZE(head) };
	size_t i;

	doc_cells(&table, head);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		doc_cell(&table, "%lu", rows[i].value);
		doc_cell(&table, "%s", rows[i].what);
	}
	doc_print(&table);
}
