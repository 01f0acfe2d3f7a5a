// SPDX-License-Identifier: GPL-2.0-only
/*
 * The mode that a profile stands for
 */

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "mode.h"

static const char *const modes[] = {
	"disabled", "learning", "permissive", "enforcing",
};

/**
 * ccs_mode_known - is this the name of a mode?
 * @name: a word
 *
 * Return: the mode, which lasts, or NULL if it is none.
 */
const char *ccs_mode_known(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
		if (!strcmp(name, modes[i]))
			return modes[i];
	return NULL;
}

static bool starts(const char *text, const char *with, size_t len)
{
	return !strncmp(text, with, len);
}

/* Behind the namespace, which is there only if there are several. */
static const char *setting_of(const char *line, const char *domain)
{
	const size_t len = strcspn(domain, " ");

	if (*line != '<')
		return line;
	return starts(line, domain, len) && line[len] == ' ' ?
		       line + len + 1 : NULL;
}

/**
 * ccs_mode_name - which mode do most operations have?
 * @profiles: what the node ``profile`` prints
 * @domain: a domain
 * @number: number of its profile, as text
 *
 * Return: the mode of the profile's CONFIG, ``unknown`` if it is not defined.
 */
const char *ccs_mode_name(const char *profiles, const char *domain,
			  const char *number)
{
	static const char config[] = "-CONFIG={ mode=";
	const size_t digits = strlen(number);
	const char *line, *mode;
	size_t i;

	for (line = profiles; *line; line += strcspn(line, "\n"),
	     line += *line == '\n') {
		mode = setting_of(line, domain);
		if (!mode || !starts(mode, number, digits) ||
		    !starts(mode + digits, config, sizeof(config) - 1))
			continue;
		mode += digits + sizeof(config) - 1;
		for (i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
			if (starts(mode, modes[i], strlen(modes[i])))
				return modes[i];
	}
	return "unknown";
}
