// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where records are stored
 */

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

#include "fail.h"
#include "journal.h"
#include "logfile.h"
#include "logplace.h"
#include "record.h"
#include "record_json.h"

static const char *const targets[] = { "header", "domain", "acl", NULL };

static bool is_file(const struct ccs_logfile *file)
{
	return file->kind == CCS_LOGFILE_TEXT ||
	       file->kind == CCS_LOGFILE_JSON;
}

/**
 * ccs_logfiles_add - add a place
 * @all: gets it
 * @tests: which records it is for; taken over
 * @place: a pathname, encoded; ``json:PATHNAME``, ``syslog:FACILITY``,
 *	``journal:`` or ``pipe:PROGRAM``
 *
 * Return: NULL, or what is wrong with it.
 */
const char *ccs_logfiles_add(struct ccs_logfiles *all,
			     struct ccs_rule_tests *tests, const char *place)
{
	struct ccs_logfile file = { .fd = -1 };
	const char *const why = ccs_logplace_read(&file, place);

	if (why)
		return why;
	if (all->style.fold && file.kind != CCS_LOGFILE_TEXT) {
		free(file.path);
		ccs_logpipe_free(file.pipe);
		return "records are folded in plain files only; put fold 0 before it";
	}
	file.style = all->style;
	if (file.style.fold) {
		file.fold = ccs_realloc(NULL, sizeof(*file.fold));
		*file.fold = (struct ccs_fold){};
	}
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

static const char *set(const char *line, bool *taken, void *data)
{
	struct ccs_logfiles *const all = data;

	return ccs_logstyle_read(&all->style, line, taken);
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
	all->style = (struct ccs_logstyle){};
	return ccs_rules_read_with(lines, targets, "destination", add, set,
				   all);
}

static int open_file(struct ccs_logfile *file)
{
	if (file->fd >= 0)
		close(file->fd);
	file->fd = ccs_logstyle_open(&file->style, file->path);
	return file->fd < 0 ? file->fd : 0;
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
		const int err = is_file(file) ? open_file(file) : 0;

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

/* Is there no room for that many bytes more? */
static bool is_full(const struct ccs_logfile *file, size_t more)
{
	struct stat now;

	return file->style.size && !fstat(file->fd, &now) &&
	       S_ISREG(now.st_mode) && now.st_size &&
	       now.st_size + more > file->style.size;
}

static int append(struct ccs_logfile *file, const struct ccs_strbuf *text)
{
	int err = is_current(file) ? 0 : open_file(file);
	ssize_t n;

	if (!err && is_full(file, text->len)) {
		err = ccs_logstyle_rotate(&file->style, file->path);
		if (!err)
			err = open_file(file);
	}
	if (err)
		return err;
	n = write(file->fd, text->text, text->len);
	if (n < 0)
		return -errno;
	return (size_t)n < text->len ? -ENOSPC : 0;
}

/* What is said before the record about those that are not there. */
static void put_missing(const struct ccs_logfile *file,
			struct ccs_strbuf *text)
{
	char *line;

	if (!file->dropped)
		return;
	line = ccs_format("# %lu records could not be stored\n\n",
			  file->dropped);
	ccs_strbuf_puts(text, line);
	free(line);
}

static void put_json(const struct ccs_logfile *file, const char *record,
		     struct ccs_strbuf *text)
{
	struct ccs_record parts;

	if (ccs_record_take(&parts, record, *record == 'Q')) {
		ccs_record_json(text, &parts, file->lost + file->dropped);
		ccs_strbuf_puts(text, "\n");
	}
	ccs_record_free(&parts);
}

static int write_file(struct ccs_logfile *file, const char *record)
{
	struct ccs_strbuf text = {};
	int err = 0;

	if (file->kind == CCS_LOGFILE_JSON) {
		put_json(file, record, &text);
	} else {
		put_missing(file, &text);
		ccs_strbuf_puts(&text, record);
		ccs_strbuf_puts(&text, "\n");
	}
	if (text.len)
		err = append(file, &text);
	ccs_strbuf_free(&text);
	return err;
}

/* It gets what a file would get. */
static int write_pipe(struct ccs_logfile *file, const char *record)
{
	struct ccs_strbuf text = {};
	int err;

	put_missing(file, &text);
	ccs_strbuf_puts(&text, record);
	ccs_strbuf_puts(&text, "\n");
	err = ccs_logpipe_write(file->pipe, &text);
	ccs_strbuf_free(&text);
	return err;
}

static int write_syslog(const struct ccs_logfile *file, const char *record)
{
	char *const copy = ccs_strdup(record);
	char *rest = copy, *line;

	while ((line = strsep(&rest, "\n")))
		if (*line)
			syslog(file->facility | LOG_NOTICE, "%s", line);
	free(copy);
	return 0;
}

static int write_journal(const struct ccs_logfile *file, const char *record)
{
	struct ccs_record parts;
	int err = 0;

	if (ccs_record_take(&parts, record, *record == 'Q'))
		err = ccs_journal_store(file->path, &parts);
	ccs_record_free(&parts);
	return err;
}

static void say(struct ccs_logfile *file, const char *line)
{
	struct ccs_strbuf text = {};

	ccs_strbuf_puts(&text, line);
	ccs_strbuf_puts(&text, "\n\n");
	if (file->kind == CCS_LOGFILE_PIPE)
		ccs_logpipe_write(file->pipe, &text);
	else
		append(file, &text);
	ccs_strbuf_free(&text);
}

static void tell_lost(struct ccs_logfile *file, unsigned long long count,
		      const char *line)
{
	if (file->kind == CCS_LOGFILE_JSON)
		file->lost += count;
	else if (file->kind == CCS_LOGFILE_TEXT ||
		 file->kind == CCS_LOGFILE_PIPE)
		say(file, line);
	else if (file->kind == CCS_LOGFILE_JOURNAL)
		ccs_journal_say(file->path, line + 2);
	else
		syslog(file->facility | LOG_WARNING, "%s", line + 2);
}

/* Says how many records were too many. */
static void tell_limit(struct ccs_logfile *file, bool end)
{
	const unsigned long count = ccs_limit_over(&file->limit,
						   end ? 0 : file->style.limit_seconds);
	char *line;

	if (!count)
		return;
	line = ccs_format("# left out %lu record%s: more than %u in %u second%s",
			  count, count == 1 ? "" : "s", file->style.limit,
			  file->style.limit_seconds,
			  file->style.limit_seconds == 1 ? "" : "s");
	tell_lost(file, count, line);
	free(line);
}

/* A disk that is full must not end the log of everything else. */
static void write_place(struct ccs_logfile *file, const char *record)
{
	int err;

	tell_limit(file, false);
	if (!ccs_limit_lets(&file->limit, file->style.limit))
		return;
	if (file->kind == CCS_LOGFILE_SYSLOG)
		err = write_syslog(file, record);
	else if (file->kind == CCS_LOGFILE_JOURNAL)
		err = write_journal(file, record);
	else if (file->kind == CCS_LOGFILE_PIPE)
		err = write_pipe(file, record);
	else
		err = write_file(file, record);
	if (err && !file->dropped++)
		ccs_warn("%s: %s; records are dropped",
			 file->path ? file->path : file->place, strerror(-err));
	if (err)
		return;
	file->dropped = 0;
	file->lost = 0;
}

/* Says how often came what was not stored, if its time is over. */
static bool end_fold(struct ccs_logfile *file, unsigned int seconds)
{
	char *const line = ccs_fold_end(file->fold, seconds);
	const bool ended = line;

	if (ended && *line)
		say(file, line);
	free(line);
	return ended;
}

static void fold_place(struct ccs_logfile *file, const char *record)
{
	while (end_fold(file, file->style.fold))
		;
	if (ccs_fold_again(file->fold, record))
		return;
	if (ccs_fold_full(file->fold))
		end_fold(file, 0);
	write_place(file, record);
	/* What was dropped is stored when there is room again. */
	if (!file->dropped)
		ccs_fold_remember(file->fold, record);
}

/**
 * ccs_logfiles_flush - say what came again and again
 * @all: the places
 * @end: also if its time is not over
 *
 * Return: true if something is still to be said, in a second or so.
 */
bool ccs_logfiles_flush(struct ccs_logfiles *all, bool end)
{
	bool waits = false;
	size_t i;

	for (i = 0; i < all->count; i++) {
		struct ccs_logfile *const file = &all->file[i];

		if (file->pipe)
			waits |= ccs_logpipe_flush(file->pipe);
		tell_limit(file, end);
		waits |= file->limit.left_out > 0;
		if (!file->fold)
			continue;
		while (end_fold(file, end ? 0 : file->style.fold))
			;
		waits |= ccs_fold_waits(file->fold);
	}
	return waits;
}

/* The lines that rules are about; a question has one more in front. */
static void split(char *record, const char **texts)
{
	int i;

	if (*record == 'Q')
		strsep(&record, "\n");
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
	for (i = 0; i < all->count; i++)
		if (ccs_rule_holds(&all->file[i].tests, texts)) {
			if (all->file[i].fold)
				fold_place(&all->file[i], record);
			else
				write_place(&all->file[i], record);
			break;
		}
	free(copy);
}

/**
 * ccs_logfiles_lost - say in all places that records never came
 * @all: the places
 * @count: how many
 * @when: that, in words
 */
void ccs_logfiles_lost(struct ccs_logfiles *all, unsigned long long count,
		       const char *when)
{
	char *const line = ccs_format("# lost %llu record%s %s", count,
				      count == 1 ? "" : "s", when);
	size_t i;

	for (i = 0; i < all->count; i++)
		tell_lost(&all->file[i], count, line);
	free(line);
}

/**
 * ccs_logfiles_free - close and forget all places
 * @all: the places; empty afterwards
 */
void ccs_logfiles_free(struct ccs_logfiles *all)
{
	size_t i;

	ccs_logfiles_flush(all, true);
	for (i = 0; i < all->count; i++) {
		struct ccs_logfile *const file = &all->file[i];

		ccs_rule_free(&file->tests);
		if (file->fd >= 0)
			close(file->fd);
		ccs_logpipe_free(file->pipe);
		free(file->fold);
		free(file->place);
		free(file->path);
	}
	free(all->file);
	*all = (struct ccs_logfiles){};
}
