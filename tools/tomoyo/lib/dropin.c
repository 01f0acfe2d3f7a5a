// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy of applications, a file each
 *
 * A package adds a file to policy.d and has its policy loaded. Files are read
 * in the order of their names, after the administrator's own, which wins: so
 * does the first of two files that contradict each other.
 */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dropin.h"
#include "fail.h"
#include "line.h"
#include "save.h"
#include "strbuf.h"

/**
 * struct said - what a file says about a domain or a directive
 * @name: the domain, or the directive without ``no_``
 * @value: its line
 * @file: the file
 * @number: the line there
 */
struct said {
	char *name;
	char *value;
	char *file;
	unsigned int number;
};

static bool ends(const char *name, const char *suffix)
{
	const size_t len = strlen(name), end = strlen(suffix);

	return *name != '.' && len > end && !strcmp(name + len - end, suffix);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct ccs_item *)a)->text,
		      ((const struct ccs_item *)b)->text);
}

/**
 * ccs_dropin_list - find files in a directory
 * @files: gets their paths, in the order of their names
 * @dir: the directory; none has no files
 * @suffix: how their names end
 */
void ccs_dropin_list(struct ccs_list *files, const char *dir,
		     const char *suffix)
{
	DIR *const all = opendir(dir);
	const struct dirent *entry;

	while (all && (entry = readdir(all))) {
		char *path;

		if (!ends(entry->d_name, suffix))
			continue;
		path = ccs_format("%s/%s", dir, entry->d_name);
		ccs_list_add(files, path);
		free(path);
	}
	if (all)
		closedir(all);
	if (files->count)
		qsort(files->item, files->count, sizeof(*files->item),
		      by_name);
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct said *)a)->name,
		      ((const struct said *)b)->name);
}

/* What was said about it before, or what is said now if nothing was. */
static struct said *say(struct ccs_dropin *dropin, const struct said *now)
{
	struct said *const made = ccs_realloc(NULL, sizeof(*made));
	struct said **found;

	*made = *now;
	found = tsearch(made, &dropin->said, compare);
	if (!found)
		ccs_die(CCS_EXIT_IO, "out of memory");
	if (*found != made) {
		free(made);
		return *found;
	}
	made->name = ccs_strdup(now->name);
	made->value = ccs_strdup(now->value);
	made->file = ccs_strdup(now->file);
	return made;
}

static char *contradicts(struct ccs_dropin *dropin, const struct said *now,
			 bool *differs)
{
	const struct said *const before = say(dropin, now);

	*differs = strcmp(before->value, now->value) &&
		   strcmp(before->file, now->file);
	/* The administrator may decide otherwise. */
	if (!*differs || !strstr(before->file, "/" CCS_DROPIN_DIR "/"))
		return NULL;
	return ccs_format("%s: %s:%u says '%s'", now->value, before->file,
			  before->number, before->value);
}

/* Those that a file can take back what another one says. */
static const char *without_no(const char *line)
{
	static const char *const directives[] = {
		"initialize_domain ", "keep_domain ", "reset_domain ",
	};
	const char *const plain = strncmp(line, "no_", 3) ? line : line + 3;
	size_t i;

	for (i = 0; i < sizeof(directives) / sizeof(directives[0]); i++)
		if (!strncmp(plain, directives[i], strlen(directives[i])))
			return plain;
	return NULL;
}

/**
 * ccs_dropin_line - does a line contradict what was said before?
 * @dropin: what was said; takes note of the line
 * @file: the file it is in
 * @number: its number there
 * @line: the normalised line
 * @skip: set if the line must not be loaded, since the first one wins
 *
 * Return: which line of another file in policy.d it contradicts, to be freed,
 * or NULL.
 */
char *ccs_dropin_line(struct ccs_dropin *dropin, const char *file,
		      unsigned int number, const char *line, bool *skip)
{
	const bool profile = !strncmp(line, "use_profile ", 12);
	struct said now = {
		.value = (char *)line, .file = (char *)file, .number = number,
	};
	bool differs;
	char *why;

	*skip = false;
	if (*line == '<') {
		free(dropin->domain);
		dropin->domain = ccs_strdup(line);
		return NULL;
	}
	now.name = profile ? dropin->domain : (char *)without_no(line);
	if (!now.name)
		return NULL;
	why = contradicts(dropin, &now, &differs);
	*skip = differs && profile;
	return why;
}

/**
 * ccs_dropin_next - another file begins
 * @dropin: what was said
 */
void ccs_dropin_next(struct ccs_dropin *dropin)
{
	free(dropin->domain);
	dropin->domain = NULL;
}

static void drop(void *node)
{
	struct said *const said = node;

	free(said->name);
	free(said->value);
	free(said->file);
	free(said);
}

/**
 * ccs_dropin_free - forget what was said
 * @dropin: what was said
 */
void ccs_dropin_free(struct ccs_dropin *dropin)
{
	tdestroy(dropin->said, drop);
	free(dropin->domain);
	*dropin = (struct ccs_dropin){};
}

static int unreadable(const char *file, int err)
{
	ccs_warn("cannot read %s: %s", file, strerror(-err));
	return err;
}

/**
 * ccs_dropin_model - read files into memory
 * @model: where to
 * @files: the files, which must stay
 * @exception: they are exception policy
 *
 * Return: 0, or -errno after a message if not everything could be read. What
 * is missing then must not be taken for something that is gone.
 */
int ccs_dropin_model(struct ccs_model *model, const struct ccs_list *files,
		     bool exception)
{
	struct ccs_lines lines;
	int result = 0, err;
	size_t i;

	for (i = 0; i < files->count; i++) {
		err = ccs_lines_open(&lines, files->item[i].text);
		if (!err) {
			lines.quiet = true;
			if (exception)
				ccs_model_exceptions(model, &lines);
			else
				ccs_model_domains(model, &lines);
			err = ccs_lines_close(&lines);
		}
		if (err)
			result = unreadable(files->item[i].text, err);
	}
	ccs_model_unique(model);
	return result;
}

/**
 * ccs_dropin_append - add files to a policy
 * @lines: the lines of the administrator's own policy, which win; gets those
 *	of the files
 * @files: the files, which must stay
 *
 * What is contradictory is told.
 *
 * Return: 0, or -errno after a message if not everything could be read.
 */
int ccs_dropin_append(struct ccs_list *lines, const struct ccs_list *files)
{
	struct ccs_dropin said = {};
	int err = 0;
	size_t i;

	for (i = 0; i < lines->count; i++) {
		const struct ccs_item *const item = &lines->item[i];
		bool skip;

		free(ccs_dropin_line(&said, item->file, item->number,
				     item->text, &skip));
	}
	for (i = 0; i < files->count && !err; i++)
		err = ccs_dropin_file(&said, lines, files->item[i].text, NULL,
				      NULL);
	ccs_dropin_free(&said);
	return err;
}

/**
 * ccs_dropin_file - add a file to a policy
 * @said: what others said
 * @lines: gets its lines
 * @file: its path, which must stay
 * @skip: says whether one more line is skipped; may be NULL
 * @data: passed to @skip with the domain and the line
 *
 * What is contradictory is told.
 *
 * Return: 0, or -errno after a message if not everything could be read.
 */
int ccs_dropin_file(struct ccs_dropin *said, struct ccs_list *lines,
		    const char *file, ccs_dropin_filter skip, void *data)
{
	struct ccs_lines source;
	int err = ccs_lines_open(&source, file);

	if (err)
		return unreadable(file, err);
	ccs_dropin_next(said);
	while (ccs_lines_next(&source)) {
		bool not_this;
		char *const why = ccs_dropin_line(said, file, source.number,
						  source.text, &not_this);

		if (why)
			ccs_warn("%s:%u: %s%s", file, source.number, why,
				 not_this ? ", which stays" : "");
		free(why);
		if (!not_this && (!skip || !skip(said->domain, source.text,
						 data)))
			ccs_list_add_from(lines, source.text, file,
					  source.number);
	}
	err = ccs_lines_close(&source);
	return err ? unreadable(file, err) : 0;
}

static int copy_files(const struct ccs_list *files, int dir)
{
	int err = 0;
	size_t i;

	for (i = 0; i < files->count && !err; i++) {
		const char *const path = files->item[i].text;
		struct ccs_strbuf text = {};

		err = ccs_save_read(AT_FDCWD, path, &text);
		if (!err)
			err = ccs_save_file(dir, strrchr(path, '/') + 1,
					    text.text, text.len);
		ccs_strbuf_free(&text);
	}
	return err;
}

static void drop_others(const struct ccs_list *files, const char *from,
			int dir)
{
	size_t i;

	for (i = 0; i < files->count; i++) {
		const char *const name = strrchr(files->item[i].text, '/') + 1;
		char *const source = ccs_format("%s/%s", from, name);

		if (access(source, F_OK))
			unlinkat(dir, name, 0);
		free(source);
	}
}

static int record_kind(const char *from, const char *record, int dir,
		       const char *suffix)
{
	struct ccs_list now = {}, then = {};
	int err;

	ccs_dropin_list(&now, from, suffix);
	ccs_dropin_list(&then, record, suffix);
	err = copy_files(&now, dir);
	if (!err)
		drop_others(&then, from, dir);
	ccs_list_free(&now);
	ccs_list_free(&then);
	return err;
}

/**
 * ccs_dropin_record - write down which files are loaded
 * @top: the administrator's directory
 * @quiet: perhaps nothing can be written yet; no message then
 *
 * A package takes its file with it; what to unload is known from the copy.
 *
 * Return: 0 or -errno.
 */
int ccs_dropin_record(const char *top, bool quiet)
{
	char *const from = ccs_format("%s/" CCS_DROPIN_DIR, top);
	char *const above = ccs_format("%s/policy", top);
	char *const record = ccs_format("%s/" CCS_DROPIN_RECORD, top);
	int dir, err = 0;

	if (access(from, F_OK) && access(record, F_OK))
		goto out;
	mkdir(above, 0700);
	mkdir(record, 0700);
	dir = open(record, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0) {
		err = -errno;
		goto out;
	}
	err = record_kind(from, record, dir, CCS_DROPIN_EXCEPTION);
	if (!err)
		err = record_kind(from, record, dir, CCS_DROPIN_DOMAIN);
	if (!err)
		err = ccs_save_sync(dir);
	close(dir);
out:
	if (err && !quiet)
		ccs_warn("cannot write %s: %s", record, strerror(-err));
	free(from);
	free(above);
	free(record);
	return err;
}
