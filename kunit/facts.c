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

	if (row->missing & (1ULL << fact))
		return -ENOENT;
	if (row->later & (1ULL << fact))
		return -EAGAIN;
	*value = row->number[fact];
	return 0;
}

static int text_of(const char *text, struct ccs_str *value)
{
	if (!text)
		return -ENOENT;
	*value = ccs_str_of(text, strlen(text));
	return 0;
}

static int realpath_of(struct ccs_facts *facts, struct ccs_str *value)
{
	return text_of(row_of(facts)->realpath, value);
}

static int symlink_of(struct ccs_facts *facts, struct ccs_str *value)
{
	return text_of(row_of(facts)->symlink, value);
}

static int argv(struct ccs_facts *facts, u32 index, struct ccs_str *value)
{
	const struct ccs_row_facts *const row = row_of(facts);
	u32 i;

	if (!row->realpath)
		return -ENOENT;
	if (!row->argv)
		return -EAGAIN;
	for (i = 0; row->argv[i]; i++)
		if (i == index)
			return text_of(row->argv[i], value);
	return -ERANGE;
}

static int envp(struct ccs_facts *facts, u32 index, struct ccs_str *name,
		struct ccs_str *value)
{
	const struct ccs_row_facts *const row = row_of(facts);
	u32 i;

	if (!row->realpath)
		return -ENOENT;
	if (!row->envp)
		return -EAGAIN;
	for (i = 0; row->envp[i].name; i++)
		if (i == index)
			return text_of(row->envp[i].name, name) ?:
			       text_of(row->envp[i].value, value);
	return -ERANGE;
}

const struct ccs_fact_ops ccs_test_fact_ops = {
	.number = number,
	.realpath = realpath_of,
	.symlink = symlink_of,
	.argv = argv,
	.envp = envp,
};
