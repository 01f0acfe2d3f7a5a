// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests to pass environment variables
 */

#include <linux/slab.h>

#include "args.h"
#include "blob.h"
#include "check.h"
#include "check_env.h"
#include "core/limits.h"

/**
 * struct env_check - variables being checked
 * @check: the request for one of them
 * @args: at the next one
 * @name: its name, encoded and cut
 */
struct env_check {
	struct ccs_check check;
	struct ccs_args args;
	char name[CCS_ARGV_MAX + 1];
};

static int check_next(struct env_check *env)
{
	struct ccs_emit emit = { .buf = env->name, .size = sizeof(env->name) };
	int err;

	env->name[0] = '\0';
	err = ccs_args_next_name(&env->args, &emit);
	if (err)
		return ccs_check_failed(ccs_mode_of(env->check.ident,
						    CCS_ITEM_MISC_ENV),
					"reading the environment", err);
	if (!emit.len)
		return 0;
	env->check.request.path[0] = ccs_str_of(env->name, emit.len);
	return ccs_check(&env->check);
}

static int check_all(struct env_check *env, const struct linux_binprm *bprm)
{
	int i, err;

	err = ccs_args_skip(&env->args, bprm->argc);
	if (err)
		return ccs_check_failed(ccs_mode_of(env->check.ident,
						    CCS_ITEM_MISC_ENV),
					"reading the environment", err);
	for (i = 0; i < bprm->envc && !err; i++)
		err = check_next(env);
	return err;
}

static void init(struct env_check *env, struct ccs_ident *ident,
		 const struct linux_binprm *bprm)
{
	env->check = (struct ccs_check){
		.ident = ident,
		.request = {
			.type = CCS_ACL_ENV,
			.facts = &env->check.facts.base,
		},
	};
	ccs_facts_init(&env->check.facts, &bprm->file->f_path, bprm);
	/* As for interpreters: after what started the program. */
	memcpy(env->check.facts.state, ccs_task(current)->exec_state,
	       sizeof(env->check.facts.state));
}

/**
 * ccs_check_env - check the environment of a program (semantics 12)
 * @ident: the domain that it will run in
 * @bprm: the program
 *
 * A string without an equals sign is a name as a whole.
 *
 * Context: May sleep; cred_guard_mutex held.
 * Return: 0, or an error that denies.
 */
int ccs_check_env(struct ccs_ident *ident, const struct linux_binprm *bprm)
{
	const enum ccs_mode mode = ccs_mode_of(ident, CCS_ITEM_MISC_ENV);
	struct env_check *env;
	int err;

	if (mode == CCS_MODE_DISABLED || !bprm->envc)
		return 0;
	env = kmalloc(sizeof(*env), GFP_KERNEL);
	if (!env)
		return ccs_check_failed(mode, "checking the environment",
					-ENOMEM);
	err = ccs_args_open(&env->args, bprm);
	if (err) {
		err = ccs_check_failed(mode, "checking the environment", err);
		goto out;
	}
	init(env, ident, bprm);
	err = check_all(env, bprm);
	ccs_facts_free(&env->check.facts);
	ccs_args_close(&env->args);
out:
	kfree(env);
	return err;
}
