/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kernel's patterns and ranges
 */

#ifndef CCS_LIB_MATCH_H
#define CCS_LIB_MATCH_H

#include <stdbool.h>
#include <stddef.h>

struct ccs_pattern;

bool ccs_match_word(const char *word);
bool ccs_match_patterned(const char *word);
struct ccs_pattern *ccs_match_new(const char *pattern);
bool ccs_match_name(const struct ccs_pattern *pattern, const char *name,
		    size_t len);
void ccs_match_free(struct ccs_pattern *pattern);
bool ccs_match_is_number(const char *word);
bool ccs_match_number(const char *range, const char *word);
bool ccs_match_is_address(const char *word);
bool ccs_match_address(const char *range, const char *word);

#endif /* CCS_LIB_MATCH_H */
