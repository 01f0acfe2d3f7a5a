// SPDX-License-Identifier: GPL-2.0-only
/*
 * Modes of profiles
 */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "profile_mode.h"

#define CONFIG "-CONFIG={ "

/* Finds number and mode in a line; the line is changed. */
static bool parse(char *line, const char *ns, const char **number,
		  const char **mode)
{
	const size_t len = strlen(ns);
	char *at;

	if (!strncmp(line, ns, len) && line[len] == ' ')
		line += len + 1;
	else if (*line == '<' || strcmp(ns, "<kernel>"))
		return false;
	at = line + strspn(line, "0123456789");
	if (at == line || strncmp(at, CONFIG, strlen(CONFIG)))
		return false;
	*at = '\0';
	*number = line;
	at = strstr(at + 1, "mode=");
	if (!at)
		return false;
	at += strlen("mode=");
	at[strcspn(at, " ")] = '\0';
	*mode = at;
	return true;
}

/* What is wanted has no other number and no other mode than these, if any. */
static char *find(const char *profiles, const char *ns,
		  const char *wanted_number, const char *wanted_mode)
{
	char *const copy = ccs_strdup(profiles);
	char *rest = copy, *line, *found = NULL;
	const char *number, *mode;

	while (!found && (line = strsep(&rest, "\n"))) {
		if (!parse(line, ns, &number, &mode))
			continue;
		if (wanted_number && !strcmp(number, wanted_number))
			found = ccs_strdup(mode);
		if (wanted_mode && !strcmp(mode, wanted_mode))
			found = ccs_strdup(number);
	}
	free(copy);
	return found;
}

/**
 * ccs_profile_with - find a profile by its mode
 * @profiles: the text of the profiles
 * @ns: the namespace that is meant
 * @mode: the mode, which is that of all categories but named ones
 *
 * Return: the number of the first one, for free(), or NULL.
 */
char *ccs_profile_with(const char *profiles, const char *ns, const char *mode)
{
	return find(profiles, ns, NULL, mode);
}

/**
 * ccs_profile_mode - which mode has a profile?
 * @profiles: the text of the profiles
 * @ns: the namespace that is meant
 * @number: its number
 *
 * Return: the mode of all categories but named ones, for free(), or NULL.
 */
char *ccs_profile_mode(const char *profiles, const char *ns,
		       const char *number)
{
	return find(profiles, ns, number, NULL);
}
