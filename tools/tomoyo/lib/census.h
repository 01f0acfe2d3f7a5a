/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How much is restricted
 */

#ifndef CCS_LIB_CENSUS_H
#define CCS_LIB_CENSUS_H

#include <stdbool.h>
#include <stddef.h>

#include "process.h"

/* In the order of how much they restrict. */
enum ccs_census_mode {
	CCS_CENSUS_DISABLED,
	CCS_CENSUS_LEARNING,
	CCS_CENSUS_PERMISSIVE,
	CCS_CENSUS_ENFORCING,
	CCS_CENSUS_MODES,
};

/**
 * struct ccs_census_profile - a profile, and who has it
 * @namespace: the namespace that it is of
 * @number: its number there
 * @comment: what its author calls it, NULL for nothing
 * @mode: the strictest mode that it has for anything
 * @mixed: it has others as well
 * @defined: it is defined, not only used
 * @domains: domains with it
 * @processes: processes in them
 */
struct ccs_census_profile {
	char *namespace;
	unsigned int number;
	char *comment;
	enum ccs_census_mode mode;
	bool mixed;
	bool defined;
	unsigned int domains;
	unsigned int processes;
};

/**
 * struct ccs_census - all profiles, and what they add up to
 * @profile: the profiles
 * @count: their number
 * @domains: domains, by mode
 * @processes: processes, by mode
 * @entries: entries of domains
 * @exceeded: domains that stopped learning
 * @failed: domains that could not be left
 */
struct ccs_census {
	struct ccs_census_profile *profile;
	size_t count;
	unsigned int domains[CCS_CENSUS_MODES];
	unsigned int processes[CCS_CENSUS_MODES];
	unsigned int entries;
	unsigned int exceeded;
	unsigned int failed;
};

extern const char *const ccs_census_modes[CCS_CENSUS_MODES];

int ccs_census_read(struct ccs_census *census,
		    const struct ccs_processes *processes);
void ccs_census_free(struct ccs_census *census);

#endif /* CCS_LIB_CENSUS_H */
