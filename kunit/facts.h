/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Answers from a row
 */

#ifndef CCS_KUNIT_FACTS_H
#define CCS_KUNIT_FACTS_H

#include "../core/env.h"
#include "../core/fact.h"

#define CCS_FACT_BIT(id) (1ULL << CCS_FACT_##id)

/* Every fact about an object, or about its directory. */
#define CCS_OBJECT_FACTS(id)						\
	(CCS_FACT_BIT(id##_UID) | CCS_FACT_BIT(id##_GID) |		\
	 CCS_FACT_BIT(id##_INO) | CCS_FACT_BIT(id##_PERM) |		\
	 CCS_FACT_BIT(id##_MAJOR) | CCS_FACT_BIT(id##_MINOR) |		\
	 CCS_FACT_BIT(id##_TYPE) | CCS_FACT_BIT(id##_DEV_MAJOR) |	\
	 CCS_FACT_BIT(id##_DEV_MINOR))
#define CCS_PARENT_FACTS(id)						\
	(CCS_FACT_BIT(id##_PARENT_UID) | CCS_FACT_BIT(id##_PARENT_GID) | \
	 CCS_FACT_BIT(id##_PARENT_INO) | CCS_FACT_BIT(id##_PARENT_PERM))

static_assert(CCS_FACT_COUNT <= 64);

/**
 * struct ccs_row_env - a variable
 * @name: encoded
 * @value: encoded
 */
struct ccs_row_env {
	const char *name;
	const char *value;
};

/**
 * struct ccs_row_facts - a world in which conditions are evaluated
 * @number: values of facts
 * @missing: facts about objects that the request does not have, one bit each
 * @later: facts that must be fetched first, one bit each
 * @realpath: program to be executed; NULL if none is
 * @argv: its arguments, ended by NULL; NULL if they must be fetched first
 * @envp: its variables, likewise
 * @symlink: contents of the symbolic link being made; NULL if none is
 */
struct ccs_row_facts {
	u64 number[CCS_FACT_COUNT];
	u64 missing;
	u64 later;
	const char *realpath;
	const char *const *argv;
	const struct ccs_row_env *envp;
	const char *symlink;
};

/**
 * struct ccs_test_facts - source of answers that reads a row
 * @facts: what core is given
 * @row: the row
 */
struct ccs_test_facts {
	struct ccs_facts facts;
	const struct ccs_row_facts *row;
};

extern const struct ccs_fact_ops ccs_test_fact_ops;

#define CCS_TEST_FACTS(from) { { &ccs_test_fact_ops }, from }

#endif /* CCS_KUNIT_FACTS_H */
