// SPDX-License-Identifier: GPL-2.0-only
/*
 * Vectors of pattern matching
 */

#include "../core/name.h"
#include "../core/pattern.h"
#include "../world/world.h"
#include "row.h"

/**
 * vectors_pattern_match - judge a row of pattern-match
 * @row: string, pattern, does it match, note
 */
void vectors_pattern_match(struct vectors_row *row)
{
	const bool want = vectors_bool(row, 2);
	const struct ccs_span pattern = ccs_span_of(row->column[1]);
	const struct ccs_str str = ccs_str_of(row->column[0],
					      strlen(row->column[0]));
	struct world *const world = world_new(CCS_DIALECTS);
	struct ccs_name *name;

	mutex_lock(&ccs_policy_lock);
	name = ccs_name_get(&world->policy.names, &pattern);
	if (!name)
		ccs_env_die("no memory for a row", __FILE__, __LINE__);
	vectors_claim(row, want, ccs_pattern_match(&str, name), "match");
	ccs_name_put(&world->policy.names, name);
	mutex_unlock(&ccs_policy_lock);
	world_free(world);
}
