/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A domain and those below it, within the text of all of them
 */

#ifndef CCS_LIB_SCOPE_H
#define CCS_LIB_SCOPE_H

#include <stdbool.h>

#include "list.h"
#include "model.h"
#include "strbuf.h"

bool ccs_scope_has(const char *top, const char *name);
void ccs_scope_cut(const char *policy, const char *top,
		   struct ccs_strbuf *inside);
void ccs_scope_paste(const char *policy, const char *top, const char *inside,
		     struct ccs_strbuf *out);
void ccs_scope_inherited(const char *policy, const char *top,
			 struct ccs_list *lines);
void ccs_scope_profile(const char *inside, const char *profile,
		       struct ccs_strbuf *out);
void ccs_scope_model(struct ccs_model *model, const char *inside);

#endif /* CCS_LIB_SCOPE_H */
