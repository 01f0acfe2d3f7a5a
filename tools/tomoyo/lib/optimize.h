/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Lines that others make needless
 */

#ifndef CCS_LIB_OPTIMIZE_H
#define CCS_LIB_OPTIMIZE_H

#include <stdbool.h>

#include "list.h"

struct ccs_optimizer;

/**
 * struct ccs_cover - a line that may go
 * @line: the line, of the list that was looked at
 * @by: the line that allows all that it allows: of the same list, or of an
 *	acl_group that the domain uses; lives as long as the list and the
 *	optimizer
 */
struct ccs_cover {
	const struct ccs_item *line;
	const char *by;
};

struct ccs_optimizer *ccs_optimizer_new(const struct ccs_list *exceptions,
					const char *domain);
bool ccs_optimizer_covers(struct ccs_optimizer *optimizer, const char *wide,
			  const char *line);
size_t ccs_optimizer_find(struct ccs_optimizer *optimizer,
			  const struct ccs_list *lines,
			  struct ccs_cover **found);
void ccs_optimizer_free(struct ccs_optimizer *optimizer);

#endif /* CCS_LIB_OPTIMIZE_H */
