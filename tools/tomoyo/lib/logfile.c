// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where records are stored
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

#include "fail.h"
#include "logfile.h"
#include "text.h"

static const char *const targets[] = { "header", "domain", "acl", NULL };

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

static const char *read_place(struct ccs_logfile *file, const char *place)
{
	size_t i;

	if (*place == '/') {
		file->path = ccs_text_decode(place);
		return file->path ? NULL : "not a pathname without wildcards";
	}
	if (strncmp(place, "syslog:", 7))
		return "a destination is an absolute pathname or syslog:FACILITY";
	for (i = 0; i < sizeof(facilities) / sizeof(facilities[0]); i++)
		if (!strcmp(place + 7, facilities[i].name)) {
			file->facility = facilities[i].facility;
			return NULL;
		}
	return "not a facility of the system log";
}

/**
 * ccs_logfiles_add - add a place
 * @all: gets it
 * @tests: which records it is for; taken over
 * @place: a pathname, encoded, or ``syslog:FACILITY``
 *
 * Return: NULL, or what is wrong with it.
 */
const char *ccs_logfiles_add(struct ccs_logfiles *all,
			     struct ccs_rule_tests *tests, const char *place)
{
	struct ccs_logfile file = { .fd = -1 };
	const char *const why = read_place(&file, place);

	if (why)
		return why;
	file.place = ccs_strdup(place);
	file.tests = *tests;
	*tests = (struct ccs_rule_tests){};
	all->file = ccs_realloc(all->file, (all->count + 1) * sizeof(file));
	all->file[all->count++] = file;
	return NULL;
}

static const char *add(struct ccs_rule_tests *tests, const char *text,
		       unsigned int number, void *data)
{
	(void)number;
	return ccs_logfiles_add(data, tests, text);
}

/**
 * ccs_logfiles_read - read rules
 * @all: gets the places
 * @lines: where they are; not closed
 *
 * Lines that make no sense are reported.
 *
 * Return: 0, or -EINVAL if there was one.
 */
int ccs_logfiles_read(struct ccs_logfiles *all, struct ccs_lines *lines)
{
	return ccs_rules_read(lines, targets, "destination", add, all);
}

static void make_dirs(const char *path)
{
	const char *slash = path;

	while ((slash = strchr(slash + 1, '/'))) {
		char *const dir = ccs_format("%.*s", (int)(slash - path), path);

		mkdir(dir, 0700);
		free(dir);
	}
}

static int open_file(struct ccs_logfile *file)
{
	const int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC |
			  O_NOFOLLOW | O_NOCTTY | O_NONBLOCK;

	make_dirs(file->path);
	if (file->fd >= 0)
		close(file->fd);
	file->fd = open(file->path, flags, 0600);
	return file->fd < 0 ? -errno : 0;
}

/**
 * ccs_logfiles_open - open all files, and make their directories
 * @all: the places
 *
 * Return: 0, or -errno of the first that can't be opened, which is reported.
 */
int ccs_logfiles_open(struct ccs_logfiles *all)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		struct ccs_logfile *const file = &all->file[i];
		const int err = file->path ? open_file(file) : 0;

		if (!err)
			continue;
		ccs_warn("%s: %s", file->path, strerror(-err));
		return err;
	}
	return 0;
}

/* Has somebody renamed the file, or deleted it, to begin a new one? */
static bool is_current(const struct ccs_logfile *file)
{
	struct stat now, mine;

	return file->fd >= 0 && !lstat(file->path, &now) &&
	       !fstat(file->fd, &mine) && now.st_ino == mine.st_ino &&
	       now.st_dev == mine.st_dev;
}

/* A disk that is full must not end the log of everything else. */
static void write_file(struct ccs_logfile *file, const char *record)
{
	char *const text = file->dropped ?
		ccs_format("# %lu records could not be stored\n\n%s\n",
			   file->dropped, record) :
		ccs_format("%s\n", record);
	const size_t len = strlen(text);
	int err = 0;
	ssize_t n;

	if (!is_current(file))
		err = open_file(file);
	if (!err) {
		n = write(file->fd, text, len);
		err = n < 0 ? -errno : (size_t)n < len ? -ENOSPC : 0;
	}
	if (err && !file->dropped++)
		ccs_warn("%s: %s; records are dropped", file->path,
			 strerror(-err));
	else if (!err)
		file->dropped = 0;
	free(text);
}

static void write_syslog(const struct ccs_logfile *file, const char *record)
{
	char *const copy = ccs_strdup(record);
	char *rest = copy, *line;

	while ((line = strsep(&rest, "\n")))
		if (*line)
			syslog(file->facility | LOG_NOTICE, "%s", line);
	free(copy);
}

static void split(char *record, const char **texts)
{
	int i;

	for (i = 0; i < 3; i++) {
		char *const line = strsep(&record, "\n");

		texts[i] = line ? line : "";
	}
}

/**
 * ccs_logfiles_store - store a record
 * @all: the places; the first one that it fits decides, without one it is
 *	dropped
 * @record: the record, three lines with a newline each
 */
void ccs_logfiles_store(struct ccs_logfiles *all, const char *record)
{
	char *const copy = ccs_strdup(record);
	const char *texts[3];
	size_t i;

	split(copy, texts);
	for (i = 0; i < all->count; i++) {
		struct ccs_logfile *const file = &all->file[i];

		if (!ccs_rule_holds(&file->tests, texts))
			continue;
		if (file->path)
			write_file(file, record);
		else
			write_syslog(file, record);
		break;
	}
	free(copy);
}

/**
 * ccs_logfiles_free - close and forget all places
 * @all: the places; empty afterwards
 */
void ccs_logfiles_free(struct ccs_logfiles *all)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		struct ccs_logfile *const file = &all->file[i];

		ccs_rule_free(&file->tests);
		if (file->fd >= 0)
			close(file->fd);
		free(file->place);
		free(file->path);
	}
	free(all->file);
	*all = (struct ccs_logfiles){};
}
