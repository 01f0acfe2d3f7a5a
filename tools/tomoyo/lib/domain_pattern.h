/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Patterns of domainnames
 */

#ifndef CCS_LIB_DOMAIN_PATTERN_H
#define CCS_LIB_DOMAIN_PATTERN_H

#include <stdbool.h>

struct ccs_domain_pattern;

struct ccs_domain_pattern *ccs_domain_pattern_new(const char *text);
bool ccs_domain_pattern_fits(const struct ccs_domain_pattern *pattern,
			     const char *name);
void ccs_domain_pattern_free(struct ccs_domain_pattern *pattern);

#endif /* CCS_LIB_DOMAIN_PATTERN_H */
