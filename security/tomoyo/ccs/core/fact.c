// SPDX-License-Identifier: GPL-2.0-only
/*
 * Words for the questions that a condition may ask
 */

#include "env.h"
#include "fact.h"

const char *const ccs_fact_names[CCS_FACT_COUNT] = {
#define X(id, keyword) [CCS_FACT_##id] = keyword,
	CCS_FACTS(X)
#undef X
};

const char *const ccs_constant_names[CCS_CONSTANT_COUNT] = {
#define X(id, keyword, value) [CCS_CONSTANT_##id] = keyword,
	CCS_CONSTANTS(X)
#undef X
};

const u16 ccs_constant_values[CCS_CONSTANT_COUNT] = {
#define X(id, keyword, value) [CCS_CONSTANT_##id] = value,
	CCS_CONSTANTS(X)
#undef X
};

/**
 * ccs_fact_is_perm - can a permission bit be tested in this fact?
 * @fact: the fact
 *
 * Return: true for the permissions of an object or a directory.
 */
bool ccs_fact_is_perm(enum ccs_fact fact)
{
	return fact == CCS_FACT_PATH1_PERM ||
	       fact == CCS_FACT_PATH1_PARENT_PERM ||
	       fact == CCS_FACT_PATH2_PERM ||
	       fact == CCS_FACT_PATH2_PARENT_PERM;
}
