// SPDX-License-Identifier: GPL-2.0-only
/*
 * Single lines of profiles in their old spelling
 */

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "option.h"
#include "setlevel.h"

static const char *const modes[] = {
	"disabled", "learning", "permissive", "enforcing",
};

/* Keys of 1.3 to 1.6, behind the profile's number, and what they are now. */
static const struct {
	const char *old;
	const char *now;
} keys[] = {
	{ "MAC_FOR_FILE", "file" },
	{ "MAC_FOR_IOCTL", "file::ioctl" },
	{ "MAC_FOR_ENV", "misc::env" },
	{ "MAC_FOR_NETWORK", "network" },
	{ "MAC_FOR_SIGNAL", "ipc::signal" },
	{ "MAC_FOR_CAPABILITY::", "capability::" },
	{ "RESTRICT_CHROOT", "file::chroot" },
	{ "RESTRICT_MOUNT", "file::mount" },
	{ "RESTRICT_UNMOUNT", "file::unmount" },
	{ "RESTRICT_PIVOT_ROOT", "file::pivot_root" },
};

/* The mode that a value of 1.3 to 1.6 means, or NULL. */
static const char *mode_of(const char *value)
{
	size_t i;

	for (i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
		if (!strcmp(value, modes[i]) ||
		    (*value == (char)('0' + i) && !value[1]))
			return modes[i];
	return NULL;
}

/* What @key is now, with the part that stays; NULL if it is not an old one. */
static const char *now(const char *key, size_t len, const char **stays)
{
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const size_t old = strlen(keys[i].old);
		const bool family = keys[i].old[old - 1] == ':';

		if (strncmp(key, keys[i].old, old) ||
		    (family ? len == old : len != old))
			continue;
		*stays = key + old;
		return keys[i].now;
	}
	return NULL;
}

/**
 * ccs_setlevel_old - translate a line such as ``1-MAC_FOR_FILE=3``
 * @line: the normalised line
 * @lines: gets the lines that say it today
 *
 * Leaves with a message if the line is an old one that makes no sense.
 *
 * Return: false if it is not an old line; then nothing was added.
 */
bool ccs_setlevel_old(const char *line, struct ccs_list *lines)
{
	const size_t digits = strspn(line, "0123456789");
	const char *const equals = strchr(line, '=');
	const char *key = line + digits, *stays, *name, *mode;
	char *text;

	if (!equals)
		return false;
	key += *key == '-';
	name = now(key, equals - key, &stays);
	if (!name)
		return false;
	if (!digits)
		ccs_usage_error("%s: since 1.3 a profile has a number, as in 1-%s",
				line, line);
	mode = mode_of(equals + 1);
	if (!mode)
		ccs_usage_error("%s: a mode is 0, 1, 2 or 3", line);
	text = ccs_format("%.*s-CONFIG::%s%.*s={ mode=%s }", (int)digits, line,
			  name, (int)(equals - stays), stays, mode);
	ccs_list_add(lines, text);
	free(text);
	return true;
}
