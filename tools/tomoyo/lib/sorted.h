/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy in a fixed order
 */

#ifndef CCS_LIB_SORTED_H
#define CCS_LIB_SORTED_H

#include "list.h"
#include "model.h"
#include "strbuf.h"

/* How domain policy is printed. */
enum ccs_sorted_flags {
	/* Without which profile a domain has. */
	CCS_SORTED_NO_PROFILE = 1,
	/* Several operations on the same object in one line. */
	CCS_SORTED_PACK = 2,
};

void ccs_sorted_model(struct ccs_model *model, unsigned int flags,
		      struct ccs_strbuf *out);
void ccs_sorted_profiles(struct ccs_list *lines, struct ccs_strbuf *out);
void ccs_sorted_node(const char *node, struct ccs_strbuf *text);

#endif /* CCS_LIB_SORTED_H */
