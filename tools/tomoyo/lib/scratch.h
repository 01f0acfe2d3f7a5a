/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy to try lines on
 */

#ifndef CCS_LIB_SCRATCH_H
#define CCS_LIB_SCRATCH_H

#include <stdbool.h>

#include "strbuf.h"

struct ccs_scratch;

struct ccs_scratch *ccs_scratch_new(void);
void ccs_scratch_free(struct ccs_scratch *scratch);
int ccs_scratch_profile(struct ccs_scratch *scratch, const char *line,
			struct ccs_strbuf *reason);
int ccs_scratch_domain(struct ccs_scratch *scratch, const char *line,
		       struct ccs_strbuf *reason);
void ccs_scratch_activate(struct ccs_scratch *scratch);
bool ccs_scratch_has_profile(const struct ccs_scratch *scratch, int number);
bool ccs_scratch_version_ok(const struct ccs_scratch *scratch);
bool ccs_scratch_entry(struct ccs_scratch *scratch, const char *domain,
		       const char *line, struct ccs_strbuf *canonical);
void ccs_scratch_pack(struct ccs_scratch *scratch, const char *domain,
		      const struct ccs_strbuf *lines,
		      struct ccs_strbuf *packed);
bool ccs_scratch_exception(struct ccs_scratch *scratch, const char *line,
			   struct ccs_strbuf *canonical);

#endif /* CCS_LIB_SCRATCH_H */
