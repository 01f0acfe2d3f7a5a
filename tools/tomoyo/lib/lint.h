/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the kernel accepts and nobody meant
 */

#ifndef CCS_LIB_LINT_H
#define CCS_LIB_LINT_H

#include "finding.h"
#include "model.h"

/**
 * struct ccs_lint - a whole policy to look at
 * @all: gets the findings
 * @domains: the domain policy
 * @exceptions: the exception policy, one domain without a name
 */
struct ccs_lint {
	struct ccs_findings *all;
	struct ccs_model domains;
	struct ccs_model exceptions;
};

void ccs_lint_line(struct ccs_findings *all, const char *file,
		   unsigned int number, const char *line);
void ccs_lint_domains(struct ccs_lint *lint);
void ccs_lint_groups(struct ccs_lint *lint);

#endif /* CCS_LIB_LINT_H */
