/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy in memory
 */

#ifndef CCS_LIB_MODEL_H
#define CCS_LIB_MODEL_H

#include "line.h"
#include "list.h"
#include "strbuf.h"

struct ccs_scratch;

/**
 * struct ccs_model_domain - a domain, or all of the exception policy
 * @name: the domain's name; empty for exception policy
 * @profile: its profile number as text, NULL if none was given
 * @file: the file that names it, NULL if it is the kernel's
 * @number: the line there
 * @lines: its entries, one operation each, as the kernel prints them
 */
struct ccs_model_domain {
	char *name;
	char *profile;
	const char *file;
	unsigned int number;
	struct ccs_list lines;
};

/**
 * struct ccs_model - a policy
 * @scratch: how lines get the form in which the kernel prints them
 * @domains: its domains, each its own allocation
 * @count: their number
 * @room: domains allocated
 * @by_name: tree of them for tfind()
 * @current: the selected domain, or NULL
 * @errors: lines that make no sense here; each was reported
 */
struct ccs_model {
	struct ccs_scratch *scratch;
	struct ccs_model_domain **domains;
	size_t count;
	size_t room;
	void *by_name;
	struct ccs_model_domain *current;
	unsigned int errors;
};

void ccs_model_init(struct ccs_model *model, struct ccs_scratch *scratch);
void ccs_model_domains(struct ccs_model *model, struct ccs_lines *lines);
void ccs_model_exceptions(struct ccs_model *model, struct ccs_lines *lines);
void ccs_model_plain(struct ccs_model *model, struct ccs_lines *lines);
void ccs_model_unique(struct ccs_model *model);
void ccs_model_finish(struct ccs_model *model);
struct ccs_model_domain *ccs_model_find(const struct ccs_model *model,
					const char *name);
void ccs_model_free(struct ccs_model *model);

#endif /* CCS_LIB_MODEL_H */
