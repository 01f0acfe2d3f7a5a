/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Whom would a policy lock out?
 */

#ifndef CCS_LIB_PREFLIGHT_H
#define CCS_LIB_PREFLIGHT_H

#include "list.h"
#include "preview.h"

/**
 * struct ccs_preflight - what a policy denies to who must go on
 * @preview: the policy
 * @proc: where proc is mounted
 * @self: this program
 * @shell: what a login starts
 * @denied: what is denied, a message each
 * @asked: "DOMAIN STEP" that were looked at
 * @made: domains that an execution would make, which are deleted again
 */
struct ccs_preflight {
	struct ccs_preview *preview;
	const char *proc;
	char *self;
	char *shell;
	struct ccs_list denied;
	struct ccs_list asked;
	struct ccs_list made;
};

void ccs_preflight_run(struct ccs_preflight *flight,
		       struct ccs_preview *preview, const char *proc);
void ccs_preflight_free(struct ccs_preflight *flight);

#endif /* CCS_LIB_PREFLIGHT_H */
