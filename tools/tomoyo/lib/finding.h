/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is wrong with policy
 */

#ifndef CCS_LIB_FINDING_H
#define CCS_LIB_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "list.h"

enum ccs_finding_format {
	CCS_FINDING_CLASSIC,
	CCS_FINDING_GCC,
	CCS_FINDING_JSON,
};

/**
 * struct ccs_findings - how findings are printed, and how many there were
 * @format: the form
 * @mute: rules whose warnings are not told
 * @none: no warning is
 * @strict: a warning is an error
 * @lines: lines that were looked at
 * @errors: what the kernel refuses
 * @warnings: what it accepts
 */
struct ccs_findings {
	enum ccs_finding_format format;
	struct ccs_list mute;
	bool none;
	bool strict;
	unsigned int lines;
	unsigned int errors;
	unsigned int warnings;
};

/**
 * struct ccs_finding - something wrong
 * @file: where
 * @line: its line there, from 1
 * @column: the column, from 1; 0 for the line as a whole
 * @rule: a short name of what was broken
 * @word: the word that is meant, may be empty
 * @why: what about it
 * @warning: the kernel accepts it
 */
struct ccs_finding {
	const char *file;
	unsigned int line;
	size_t column;
	const char *rule;
	const char *word;
	const char *why;
	bool warning;
};

bool ccs_finding_set(struct ccs_findings *all, const char *word);
void ccs_finding_tell(struct ccs_findings *all, const struct ccs_finding *one);
void ccs_finding_total(const struct ccs_findings *all);

#endif /* CCS_LIB_FINDING_H */
