/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests about files
 */

#ifndef CCS_CHECK_FILE_H
#define CCS_CHECK_FILE_H

#include <linux/binfmts.h>
#include <linux/fs.h>

#include "core/domain.h"
#include "core/ops.h"

int ccs_check_open(struct ccs_ident *ident, const struct file *file);
int ccs_check_interpreter(struct ccs_ident *ident,
			  const struct linux_binprm *bprm,
			  const struct file *file);
int ccs_check_setfl(struct ccs_ident *ident, const struct file *file,
		    unsigned long flags);
int ccs_check_overwrite(struct ccs_ident *ident, const struct file *file);
int ccs_check_truncate(struct ccs_ident *ident, const struct path *path);

#endif /* CCS_CHECK_FILE_H */
