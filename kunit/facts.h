/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Answers from a row
 */

#ifndef CCS_KUNIT_FACTS_H
#define CCS_KUNIT_FACTS_H

#include "../core/env.h"
#include "../core/fact.h"

/**
 * struct ccs_row_facts - a world in which conditions are evaluated
 * @number: values of facts
 * @missing: facts about objects that the request does not have, one bit each
 * @later: facts that must be fetched first, one bit each
 * @realpath: program to be executed; NULL if none is
 * @argv: its arguments, ended by NULL; NULL if they must be fetched first
 */
struct ccs_row_facts {
	u64 number[CCS_FACT_COUNT];
	u32 missing;
	u32 later;
	const char *realpath;
	const char *const *argv;
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
