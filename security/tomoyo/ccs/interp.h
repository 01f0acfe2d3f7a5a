/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Interpreters that programs name
 */

#ifndef CCS_INTERP_H
#define CCS_INTERP_H

#include <linux/binfmts.h>

bool ccs_interp_is_named(const struct linux_binprm *bprm,
			 const struct file *file);

#endif /* CCS_INTERP_H */
