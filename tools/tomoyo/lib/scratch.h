/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy to try lines on
 */

#ifndef CCS_LIB_SCRATCH_H
#define CCS_LIB_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "strbuf.h"

struct ccs_scratch;

/* Which node a line is for. */
enum ccs_part {
	CCS_PART_DOMAIN,
	CCS_PART_EXCEPTION,
	CCS_PART_PROFILE,
	CCS_PART_MANAGER,
};

/**
 * struct ccs_remark - what core says about a line
 * @why: what is wrong, NULL for nothing
 * @at: where in the line the word is that is meant
 * @len: that word's length in bytes; 0 for the line as a whole
 */
struct ccs_remark {
	const char *why;
	size_t at;
	size_t len;
};

struct ccs_scratch *ccs_scratch_new(void);
void ccs_scratch_free(struct ccs_scratch *scratch);
int ccs_scratch_profile(struct ccs_scratch *scratch, const char *line,
			struct ccs_strbuf *reason);
int ccs_scratch_domain(struct ccs_scratch *scratch, const char *line,
		       struct ccs_strbuf *reason);
bool ccs_scratch_try(struct ccs_scratch *scratch, enum ccs_part part,
		     const char *line, struct ccs_remark *error,
		     struct ccs_remark *warning);
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
void ccs_scratch_print(struct ccs_scratch *scratch, enum ccs_part part,
		       struct ccs_strbuf *text);
void ccs_scratch_builtin(struct ccs_strbuf *text);

#endif /* CCS_LIB_SCRATCH_H */
