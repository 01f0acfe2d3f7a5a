/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rules that turn names into patterns
 */

#ifndef CCS_LIB_REWRITE_H
#define CCS_LIB_REWRITE_H

#include "line.h"
#include "match.h"
#include "rule.h"
#include "strbuf.h"

/**
 * struct ccs_rewrite - one rule
 * @tests: when it applies
 * @kind: which kind it is, by its place in the table of kinds
 * @old: what is replaced
 * @pattern: @old as a pattern, NULL where it is a number or an address
 * @new: what replaces it
 * @number: its line in the file
 * @used: how often it replaced something
 */
struct ccs_rewrite {
	struct ccs_rule_tests tests;
	unsigned int kind;
	char *old;
	struct ccs_pattern *pattern;
	char *new;
	unsigned int number;
	unsigned long used;
};

/**
 * struct ccs_rewrites - rules, in the order in which they are tried
 * @rule: the rules
 * @count: their number
 */
struct ccs_rewrites {
	struct ccs_rewrite *rule;
	size_t count;
};

int ccs_rewrites_read(struct ccs_rewrites *rules, struct ccs_lines *lines);
void ccs_rewrites_apply(struct ccs_rewrites *rules, const char *domain,
			const char *line, struct ccs_strbuf *out);
void ccs_rewrites_try(struct ccs_rewrites *rules, const char *path);
void ccs_rewrites_free(struct ccs_rewrites *rules);

#endif /* CCS_LIB_REWRITE_H */
