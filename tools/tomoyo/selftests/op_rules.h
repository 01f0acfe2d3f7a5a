/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policies that op_bench measures under
 */

#ifndef CCS_SELFTESTS_OP_RULES_H
#define CCS_SELFTESTS_OP_RULES_H

#include <stdbool.h>
#include <stdio.h>

/* What the measured operations are done to. */
#define NEAR "/tmp/f"
#define FAR "/tmp/a/b/c/d/e/f"
#define MADE "/tmp/made"
#define DIRECTORY "/tmp/dir"
#define HERE "/tmp/here"
#define THERE "/tmp/there"
#define UNIX "/tmp/unix"
#define PROGRAM "/opt/tiny"
#define PORT 4000
#define RECEIVER 4001

/**
 * struct rules - what a policy is made of
 * @lsm: the security module
 * @kind: "literal" or "pattern", or what else the module can do
 * @count: rules about something else, before those about what is measured
 */
struct rules {
	const char *lsm;
	const char *kind;
	unsigned int count;
};

const char *rules_name(unsigned int depth);
const char *rules_probe(const struct rules *rules);
void rules_print_domain(FILE *to, const struct rules *rules);
void rules_print_apparmor(FILE *to, const struct rules *rules);

#endif /* CCS_SELFTESTS_OP_RULES_H */
