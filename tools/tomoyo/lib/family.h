/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Files that programs need together
 */

#ifndef CCS_LIB_FAMILY_H
#define CCS_LIB_FAMILY_H

#include <stdbool.h>

#include "list.h"
#include "match.h"

/**
 * struct ccs_family_member - files of a family
 * @group: the path_group of the family
 * @name: a name or a pattern
 * @pattern: that to compare with, NULL until it is needed
 * @present: the policy has it already
 * @wanted: a line was found that is about it
 */
struct ccs_family_member {
	const char *group;
	char *name;
	struct ccs_pattern *pattern;
	bool present;
	bool wanted;
};

/**
 * struct ccs_families - all families
 * @member: their members, those of the policy first
 * @count: their number
 */
struct ccs_families {
	struct ccs_family_member *member;
	size_t count;
};

void ccs_families_init(struct ccs_families *all, const char *exception,
		       const char *ns);
struct ccs_family_member *ccs_families_find(struct ccs_families *all,
					    const char *name);
void ccs_families_forget(struct ccs_families *all);
void ccs_families_lines(const struct ccs_families *all, struct ccs_list *lines);
void ccs_families_free(struct ccs_families *all);

#endif /* CCS_LIB_FAMILY_H */
