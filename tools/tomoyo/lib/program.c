// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where programs are
 */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "program.h"

/**
 * ccs_program_find - find the program that a shell would run, or leave
 * @name: what would be typed
 *
 * Return: its name without links, for free().
 */
char *ccs_program_find(const char *name)
{
	char *const path = ccs_strdup(getenv("PATH") ?:
				      "/usr/sbin:/usr/bin:/sbin:/bin");
	char *rest = path, *dir, *found = NULL;

	if (strchr(name, '/')) {
		found = realpath(name, NULL);
		rest = NULL;
	}
	while (!found && (dir = strsep(&rest, ":"))) {
		char *const file = ccs_format("%s/%s", *dir ? dir : ".", name);

		if (!access(file, X_OK))
			found = realpath(file, NULL);
		free(file);
	}
	free(path);
	if (!found)
		ccs_die(CCS_EXIT_INPUT, "no such program: %s", name);
	return found;
}
