/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Conditions of rules about text
 */

#ifndef CCS_LIB_RULE_H
#define CCS_LIB_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "line.h"

/**
 * struct ccs_rule_test - one condition, such as ``domain[2].equals /bin/sh``
 * @target: which of the texts it is about, from 0
 * @index: which word of that, from 1; 0 for all of it
 * @op: how they are compared: c(ontains), e(quals) or s(tarts)
 * @text: with what
 */
struct ccs_rule_test {
	unsigned int target;
	unsigned int index;
	char op;
	char *text;
};

/**
 * struct ccs_rule_tests - conditions that shall all hold
 * @test: the conditions
 * @count: their number
 */
struct ccs_rule_tests {
	struct ccs_rule_test *test;
	size_t count;
};

/*
 * Takes the end of a rule: the conditions, which it may take over, and what
 * follows the keyword. Return: NULL, or what is wrong with it.
 */
typedef const char *(*ccs_rule_end)(struct ccs_rule_tests *tests,
				    const char *text, unsigned int number,
				    void *data);

/*
 * Takes a line that is no part of a rule, and tells whether it did. Return: NULL,
 * or what is wrong with it.
 */
typedef const char *(*ccs_rule_setting)(const char *line, bool *taken,
					void *data);

int ccs_rules_read_with(struct ccs_lines *lines, const char *const *targets,
			const char *keyword, ccs_rule_end end,
			ccs_rule_setting setting, void *data);
int ccs_rules_read(struct ccs_lines *lines, const char *const *targets,
		   const char *keyword, ccs_rule_end end, void *data);
const char *ccs_rule_add(struct ccs_rule_tests *tests, const char *line,
			 const char *const *targets);
bool ccs_rule_holds(const struct ccs_rule_tests *tests,
		    const char *const *texts);
void ccs_rule_free(struct ccs_rule_tests *tests);

#endif /* CCS_LIB_RULE_H */
