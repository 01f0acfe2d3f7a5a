// SPDX-License-Identifier: GPL-2.0-only
/*
 * Environment variables in every mode
 */

#include <string.h>
#include <unistd.h>

#include "matrix.h"

/* The judge's own variables start the probe. */
static int let_probe_start(void)
{
	return domain_policy(PROBE_DOMAIN, "misc env \\*\n");
}

static int execute_with_variable(char **args)
{
	char *const argv[] = { TARGET, call(tell_domain), NULL };
	char *const envp[] = { args[0], NULL };

	execve(TARGET, argv, envp);
	return errno;
}

static bool target_ran(void)
{
	return !strcmp(reply, TARGET_DOMAIN "\n");
}

OPERATION(misc_env,
	  .fn = execute_with_variable, .args = { "A=1" },
	  .request = "misc env A", .domain = TARGET_DOMAIN,
	  .prepare = let_probe_start, .happened = target_ran);

TEST_HARNESS_MAIN
