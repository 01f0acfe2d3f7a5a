/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Arguments and environment of a starting program
 */

#ifndef CCS_ARGS_H
#define CCS_ARGS_H

#include <linux/binfmts.h>

#include "core/emit.h"
#include "core/name.h"

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

/**
 * struct ccs_env - a variable
 * @name: its name, encoded and cut at CCS_ARGV_MAX bytes
 * @value: its value, likewise
 */
struct ccs_env {
	struct ccs_str name;
	struct ccs_str value;
};

/**
 * struct ccs_envs - the environment of a program being started
 * @count: variables
 * @env: in the order they were given; their text stands behind them
 */
struct ccs_envs {
	u32 count;
	struct ccs_env env[];
};

int ccs_args_open(struct ccs_args *args, const struct linux_binprm *bprm);
void ccs_args_close(struct ccs_args *args);
int ccs_args_skip(struct ccs_args *args, u32 count);
int ccs_args_next(struct ccs_args *args, struct ccs_emit *emit);
int ccs_args_next_name(struct ccs_args *args, struct ccs_emit *emit);
struct ccs_envs *ccs_envs_read(const struct linux_binprm *bprm);
void ccs_envs_free(const struct ccs_envs *envs);

#endif /* CCS_ARGS_H */
