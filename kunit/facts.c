// SPDX-License-Identifier: GPL-2.0-only
/*
 * Answers from a row
 */

#include "../core/env.h"
#include "facts.h"

static const struct ccs_row_facts *row_of(const struct ccs_facts *facts)
{
	return container_of(facts, const struct ccs_test_facts, facts)->row;
}

static int number(struct ccs_facts *facts, enum ccs_fact fact, u64 *value)
{
	const struct ccs_row_facts *const row = row_of(facts);

	if (row->missing & BIT(fact))
		return -ENOENT;
	if (row->later & BIT(fact))
		return -EAGAIN;
	*value = row->number[fact];
	return 0;
}

static int realpath_of(struct ccs_facts *facts, struct ccs_str *value)
{
	const char *const path = row_of(facts)->realpath;

	if (!path)
		return -ENOENT;
	*value = ccs_str_of(path, strlen(path));
	return 0;
}

static int argv(struct ccs_facts *facts, u32 index, struct ccs_str *value)
{
	const struct ccs_row_facts *const row = row_of(facts);
	u32 i;

	if (!row->realpath)
		return -ENOENT;
	if (!row->argv)
		return -EAGAIN;
	for (i = 0; row->argv[i]; i++) {
		if (i != index)
			continue;
		*value = ccs_str_of(row->argv[i], strlen(row->argv[i]));
		return 0;
	}
	return -ERANGE;
}

const struct ccs_fact_ops ccs_test_fact_ops = {
	.number = number,
	.realpath = realpath_of,
	.argv = argv,
};
