/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Arguments of a starting program
 */

#ifndef CCS_ARGS_H
#define CCS_ARGS_H

#include <linux/binfmts.h>

#include "core/emit.h"

/**
 * struct ccs_args - a walk over argv and envp of a program being started
 * @bprm: the program
 * @pos: address of the next byte
 * @page: copy of the page that @loaded names
 * @loaded: address of that page, 0 for none
 */
struct ccs_args {
	const struct linux_binprm *bprm;
	unsigned long pos;
	char *page;
	unsigned long loaded;
};

int ccs_args_open(struct ccs_args *args, const struct linux_binprm *bprm);
void ccs_args_close(struct ccs_args *args);
int ccs_args_skip(struct ccs_args *args, u32 count);
int ccs_args_next(struct ccs_args *args, struct ccs_emit *emit);

#endif /* CCS_ARGS_H */
