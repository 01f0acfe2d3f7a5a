// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the places for records are called
 */

#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include "journal.h"
#include "logplace.h"
#include "text.h"

static const struct {
	const char *name;
	int facility;
} facilities[] = {
	{ "auth", LOG_AUTH }, { "authpriv", LOG_AUTHPRIV },
	{ "daemon", LOG_DAEMON }, { "local0", LOG_LOCAL0 },
	{ "local1", LOG_LOCAL1 }, { "local2", LOG_LOCAL2 },
	{ "local3", LOG_LOCAL3 }, { "local4", LOG_LOCAL4 },
	{ "local5", LOG_LOCAL5 }, { "local6", LOG_LOCAL6 },
	{ "local7", LOG_LOCAL7 }, { "user", LOG_USER },
};

static const char *read_path(struct ccs_logfile *file, const char *word)
{
	file->path = *word == '/' ? ccs_text_decode(word) : NULL;
	return file->path ? NULL : "not an absolute pathname without wildcards";
}

static const char *read_facility(struct ccs_logfile *file, const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(facilities) / sizeof(facilities[0]); i++)
		if (!strcmp(name, facilities[i].name)) {
			file->facility = facilities[i].facility;
			return NULL;
		}
	return "not a facility of the system log";
}

static const char *read_socket(struct ccs_logfile *file, const char *word)
{
	return read_path(file, *word ? word : CCS_JOURNAL);
}

static const char *read_command(struct ccs_logfile *file, const char *text)
{
	return ccs_logpipe_new(text, &file->pipe);
}

/* What a place begins with, and how the rest is read. */
static const struct {
	const char *prefix;
	enum ccs_logfile_kind kind;
	const char *(*read)(struct ccs_logfile *file, const char *rest);
} kinds[] = {
	{ "json:", CCS_LOGFILE_JSON, read_path },
	{ "syslog:", CCS_LOGFILE_SYSLOG, read_facility },
	{ "journal:", CCS_LOGFILE_JOURNAL, read_socket },
	{ "pipe:", CCS_LOGFILE_PIPE, read_command },
};

/**
 * ccs_logplace_read - find out what a place is
 * @file: its kind, and what that takes, are filled in
 * @place: as the configuration names it
 *
 * Return: NULL, or what is wrong with it.
 */
const char *ccs_logplace_read(struct ccs_logfile *file, const char *place)
{
	size_t i;

	if (*place == '/')
		return read_path(file, place);
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const size_t len = strlen(kinds[i].prefix);

		if (strncmp(place, kinds[i].prefix, len))
			continue;
		file->kind = kinds[i].kind;
		return kinds[i].read(file, place + len);
	}
	return "not an absolute pathname, json:FILE, syslog:FACILITY, journal: or pipe:PROGRAM";
}
