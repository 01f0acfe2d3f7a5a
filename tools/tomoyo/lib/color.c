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

/**
 * ccs_color_mode - the colour of a mode
 * @mode: its name
 *
 * Learning looks on, permissive complains, enforcing refuses.
 *
 * Return: the colour, empty for one that does nothing.
 */
const char *ccs_color_mode(const char *mode)
{
	return !strcmp(mode, "enforcing") ? CCS_GREEN :
	       !strcmp(mode, "permissive") ? CCS_YELLOW :
	       !strcmp(mode, "learning") ? CCS_CYAN : "";
}
