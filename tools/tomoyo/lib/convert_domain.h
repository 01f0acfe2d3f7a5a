/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Domains of TOMOYO 1.3 and 1.6
 */

#ifndef CCS_LIB_CONVERT_DOMAIN_H
#define CCS_LIB_CONVERT_DOMAIN_H

#include "convert_line.h"

/**
 * struct ccs_old_domain - a domain while it is converted
 * @convert: the policy
 * @lines: the lines of the domain, wherever in the file they are
 * @argv0: entries must say which argv[0] is allowed
 * @argv0_lost: they would have to, and can't
 * @used: the allow_argv0 lines that became conditions, as «PROGRAM NAME...»
 */
struct ccs_old_domain {
	struct ccs_convert *convert;
	struct ccs_list lines;
	bool argv0;
	bool argv0_lost;
	struct ccs_list used;
};

const char *ccs_old_entry(struct ccs_old_domain *domain,
			  const struct ccs_item *item, char *line);
const char *ccs_old_execute(struct ccs_old_domain *domain,
			    const struct ccs_item *item, char *rest);
void ccs_old_argv0_rest(struct ccs_old_domain *domain);

#endif /* CCS_LIB_CONVERT_DOMAIN_H */
