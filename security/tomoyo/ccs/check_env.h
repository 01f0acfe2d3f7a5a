/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests to pass environment variables
 */

#ifndef CCS_CHECK_ENV_H
#define CCS_CHECK_ENV_H

#include <linux/binfmts.h>

#include "core/domain.h"

int ccs_check_env(struct ccs_ident *ident, const struct linux_binprm *bprm);

#endif /* CCS_CHECK_ENV_H */
