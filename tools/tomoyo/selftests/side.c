// SPDX-License-Identifier: GPL-2.0-only
/*
 * Both dialects side by side
 */

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "side.h"

const struct side new_side = {
	.program = PROBE,
	.ns = "",
	.domain = PROBE_DOMAIN,
	.child = TARGET_DOMAIN,
	.last = PROBE,
};

const struct side old_side = {
	.program = OLD,
	.ns = OLD_DOMAIN " ",
	.domain = OLD_DOMAIN,
	.child = OLD_TARGET,
	.last = OLD_DOMAIN,
	.old = true,
};

/* Writes a line for one of its profiles; 0 or an error number. */
int side_profile(const struct side *side, int number, const char *text)
{
	return policy("profile", "%s%d-%s\n", side->ns, number, text);
}

/* Writes a line of exception policy for its namespace. */
int side_exception(const struct side *side, const char *line)
{
	return policy("exception_policy", "%s%s\n", side->ns, line);
}

int side_no_exception(const struct side *side, const char *line)
{
	return policy("exception_policy", "delete %s%s\n", side->ns, line);
}

/* What tests change of a profile, as it was. */
int side_reset_profile(const struct side *side, int number)
{
	static const char *const lines[] = {
		"CONFIG::file={ use_default }", "CONFIG::file::execute={ use_default }",
		"CONFIG::file::open={ use_default }", "CONFIG::file::getattr={ use_default }",
		"CONFIG::file::rewrite={ use_default }",
		"CONFIG::misc={ mode=disabled grant_log=no reject_log=no }",
		"CONFIG::misc::env={ use_default }", "PREFERENCE::audit={ use_default }",
		"PREFERENCE::learning={ use_default }", "PREFERENCE::permissive={ use_default }",
		"PREFERENCE::enforcing={ use_default }",
	};
	size_t i;
	int err = 0;

	for (i = 0; i < ARRAY_SIZE(lines) && !err; i++)
		err = side_profile(side, number, lines[i]);
	return err;
}

static int define_old_profile(int number, const char *mode)
{
	char line[128];

	snprintf(line, sizeof(line), "CONFIG={ mode=%s grant_log=yes reject_log=yes }", mode);
	return side_profile(&old_side, number, line) ?: side_reset_profile(&old_side, number);
}

void leave_sides(void)
{
	policy_lax("exception_policy", "delete reset_domain " OLD " from any\n");
	forget_domains(OLD_DOMAIN);
	leave_world();
}

/* As fresh_world(), for both; 0 or an error number. */
int fresh_sides(int number)
{
	int err;

	leave_sides();
	err = fresh_world(number) ?: side_reset_profile(&new_side, number);
	if (!err && link(PROBE, OLD))
		err = errno;
	if (!err)
		err = policy("profile", OLD_DOMAIN " PROFILE_VERSION=20090903\n");
	if (!err)
		err = define_old_profile(LEARNING, "learning") ?:
		      define_old_profile(PERMISSIVE, "permissive") ?:
		      define_old_profile(ENFORCING, "enforcing");
	if (!err)
		err = policy("exception_policy", "reset_domain " OLD " from any\n");
	if (!err)
		err = domain_allow(OLD_DOMAIN, "use_profile %d", number);
	audit_forget();
	return err;
}
