// SPDX-License-Identifier: GPL-2.0-only
/*
 * How log files are kept
 */

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fail.h"
#include "logstyle.h"

#define GROUPS "/etc/group"
#define ROTATE_MAX 999
#define FOLD_MAX 86400
#define LIMIT_MAX 1000000

static bool take_number(const char **text, unsigned long *value, int base)
{
	char *end;

	if (**text < '0' || **text > '9')
		return false;
	errno = 0;
	*value = strtoul(*text, &end, base);
	*text = end;
	return !errno;
}

static const char *read_mode(struct ccs_logstyle *style, const char *text)
{
	unsigned long mode;

	/* Who can't read it himself could not append to it, either. */
	if (!take_number(&text, &mode, 8) || *text || mode & ~0666UL ||
	    (mode & 0600) != 0600)
		return "a mode is 0600 to 0666, such as 0640";
	style->mode = mode;
	return NULL;
}

/* A program that is linked statically can't ask others than this file. */
static bool find_group(const char *name, gid_t *group)
{
	FILE *const file = fopen(GROUPS, "re");
	const struct group *entry;
	bool found = false;

	while (file && !found && (entry = fgetgrent(file))) {
		found = !strcmp(entry->gr_name, name);
		*group = entry->gr_gid;
	}
	if (file)
		fclose(file);
	return found;
}

static const char *read_group(struct ccs_logstyle *style, const char *text)
{
	const char *rest = text;
	unsigned long group;

	if (take_number(&rest, &group, 10) && !*rest && group < 0xffffffff)
		style->group = group;
	else if (!find_group(text, &style->group))
		return "no such group in " GROUPS;
	style->grouped = true;
	return NULL;
}

static unsigned int shift_of(char unit)
{
	return unit == 'K' ? 10 : unit == 'M' ? 20 : unit == 'G' ? 30 : 0;
}

static const char *read_rotate(struct ccs_logstyle *style, const char *text)
{
	static const char wrong[] =
		"needs a size, such as 10M (or 0), and how many files stay, up to 999";
	unsigned long size, count = 0;
	unsigned int shift;

	if (!take_number(&text, &size, 10))
		return wrong;
	shift = shift_of(*text);
	text += !!shift;
	if (size > (~0UL >> 1) >> shift)
		return wrong;
	if (*text && (*text++ != ' ' || !take_number(&text, &count, 10)))
		return wrong;
	if (*text || count > ROTATE_MAX || (size && !count))
		return wrong;
	style->size = size << shift;
	style->count = count;
	return NULL;
}

static const char *read_fold(struct ccs_logstyle *style, const char *text)
{
	unsigned long seconds;

	if (!take_number(&text, &seconds, 10) || *text || seconds > FOLD_MAX)
		return "needs a number of seconds, up to 86400";
	style->fold = seconds;
	return NULL;
}

static const char *read_limit(struct ccs_logstyle *style, const char *text)
{
	static const char wrong[] =
		"needs how many records (or 0), and in how many seconds, up to 86400";
	unsigned long count, seconds = 1;

	if (!take_number(&text, &count, 10) || count > LIMIT_MAX)
		return wrong;
	if (*text && (*text++ != ' ' || !take_number(&text, &seconds, 10)))
		return wrong;
	if (*text || !seconds || seconds > FOLD_MAX)
		return wrong;
	style->limit = count;
	style->limit_seconds = seconds;
	return NULL;
}

static const struct {
	const char *keyword;
	const char *(*read)(struct ccs_logstyle *style, const char *text);
} settings[] = {
	{ "file_mode ", read_mode },
	{ "file_group ", read_group },
	{ "rotate ", read_rotate },
	{ "fold ", read_fold },
	{ "limit ", read_limit },
};

/**
 * ccs_logstyle_read - read a setting
 * @style: what it changes
 * @line: the normalised line
 * @taken: set if it is a setting
 *
 * Return: NULL, or what is wrong with it.
 */
const char *ccs_logstyle_read(struct ccs_logstyle *style, const char *line,
			      bool *taken)
{
	size_t i;

	for (i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
		const size_t len = strlen(settings[i].keyword);

		*taken = !strncmp(line, settings[i].keyword, len);
		if (*taken)
			return settings[i].read(style, line + len);
	}
	return NULL;
}

/* Who may read a file has to come to it, too. */
static void make_dirs(const struct ccs_logstyle *style, const char *path)
{
	const mode_t mode = 0700 | (style->mode & 0044) |
			    (style->mode & 0044) >> 2;
	const char *slash = path;

	while ((slash = strchr(slash + 1, '/'))) {
		char *const dir = ccs_format("%.*s", (int)(slash - path), path);

		if (!mkdir(dir, mode) && style->grouped &&
		    chown(dir, -1, style->group))
			ccs_warn("%s: %s", dir, strerror(errno));
		free(dir);
	}
}

/* An older file becomes as the rules are now. */
static int adjust(const struct ccs_logstyle *style, int fd)
{
	struct stat now;

	if (fstat(fd, &now))
		return -errno;
	if (!S_ISREG(now.st_mode))
		return 0;
	if (style->grouped && now.st_gid != style->group &&
	    fchown(fd, -1, style->group))
		return -errno;
	if (style->mode && (now.st_mode & 07777) != style->mode &&
	    fchmod(fd, style->mode))
		return -errno;
	return 0;
}

/**
 * ccs_logstyle_open - open a log file to append to it, and make its directories
 * @style: how it is kept
 * @path: where it is
 *
 * Return: the descriptor, or -errno.
 */
int ccs_logstyle_open(const struct ccs_logstyle *style, const char *path)
{
	const int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC |
			  O_NOFOLLOW | O_NOCTTY | O_NONBLOCK;
	int fd, err;

	make_dirs(style, path);
	/* Nobody reads it before it is his. */
	fd = open(path, flags, style->grouped || !style->mode ? 0600 :
			       style->mode);
	if (fd < 0)
		return -errno;
	err = adjust(style, fd);
	if (!err)
		return fd;
	close(fd);
	return err;
}

/**
 * ccs_logstyle_rotate - rename a log file and the older ones before it
 * @style: how it is kept
 * @path: where it is; PATH.1 is the latest older one
 *
 * Return: 0 or -errno.
 */
int ccs_logstyle_rotate(const struct ccs_logstyle *style, const char *path)
{
	unsigned int i;
	int err = 0;

	for (i = style->count; i > 0 && !err; i--) {
		char *const from = i == 1 ? ccs_strdup(path) :
				   ccs_format("%s.%u", path, i - 1);
		char *const to = ccs_format("%s.%u", path, i);

		if (rename(from, to) && (errno != ENOENT || i == 1))
			err = -errno;
		free(from);
		free(to);
	}
	return err;
}
