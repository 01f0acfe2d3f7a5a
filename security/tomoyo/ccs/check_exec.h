/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests to execute a program
 */

#ifndef CCS_CHECK_EXEC_H
#define CCS_CHECK_EXEC_H

#include <linux/binfmts.h>

#include "core/domain.h"

struct ccs_ident *ccs_check_exec(struct ccs_ident *ident,
				 struct linux_binprm *bprm);

#endif /* CCS_CHECK_EXEC_H */
