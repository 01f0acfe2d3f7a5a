/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A whole policy as it would be
 */

#ifndef CCS_LIB_PREVIEW_H
#define CCS_LIB_PREVIEW_H

#include <stdbool.h>

#include "strbuf.h"

struct ccs_preview;

struct ccs_preview *ccs_preview_new(void);
void ccs_preview_free(struct ccs_preview *preview);
int ccs_preview_line(struct ccs_preview *preview, const char *node,
		     const char *line, struct ccs_strbuf *reason);
void ccs_preview_text(struct ccs_preview *preview, const char *node,
		      const char *text);
void ccs_preview_activate(struct ccs_preview *preview);
bool ccs_preview_complete(struct ccs_preview *preview,
			  struct ccs_strbuf *reason);
void ccs_preview_print(struct ccs_preview *preview, const char *node,
		       struct ccs_strbuf *text);
bool ccs_preview_knows(struct ccs_preview *preview, const char *domain);
bool ccs_preview_enter(struct ccs_preview *preview, const char *from,
		       const char *domain);
void ccs_preview_enforcing(struct ccs_preview *preview,
			   struct ccs_strbuf *domains);
void ccs_preview_ask(struct ccs_preview *preview, const char *question,
		     struct ccs_strbuf *answer);

#endif /* CCS_LIB_PREVIEW_H */
