// SPDX-License-Identifier: GPL-2.0-only
/*
 * Colours
 */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "color.h"
#include "option.h"

/**
 * ccs_color_want - is output coloured?
 * @when: «auto», «always» or «never»; anything else is a mistake of the caller's
 *
 * Return: true if it is; with auto that is on a terminal, unless the
 * environment has NO_COLOR.
 */
bool ccs_color_want(const char *when)
{
	const char *const no = getenv("NO_COLOR");

	if (!strcmp(when, "auto"))
		return isatty(STDOUT_FILENO) && !(no && *no);
	if (strcmp(when, "always") && strcmp(when, "never"))
		ccs_usage_error("--color is auto, always or never");
	return *when == 'a';
}
