// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy of TOMOYO 1.3, 1.6 and 2.x and of AppArmor in the words of today
 */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/armor.h"
#include "lib/convert.h"
#include "lib/convert_report.h"
#include "lib/fail.h"
#include "lib/line.h"
#include "lib/option.h"
#include "lib/save.h"

#define OPTION_MAINLINE (CCS_OPTION_LONG + 0)
#define OPTION_APPARMOR (CCS_OPTION_LONG + 1)
#define OPTION_INCLUDE (CCS_OPTION_LONG + 2)
#define OPTION_JSON (CCS_OPTION_LONG + 3)

/**
 * struct kind - a kind of policy
 * @word: what --kind calls it
 * @file: name of the new file; the system policy becomes exception policy
 * @into: the kind that it becomes
 */
struct kind {
	const char *word;
	const char *file;
	enum ccs_convert_kind into;
};

static const struct kind kinds[] = {
	[CCS_CONVERT_PROFILE] = { "profile", "profile.conf",
				  CCS_CONVERT_PROFILE },
	[CCS_CONVERT_MANAGER] = { "manager", "manager.conf",
				  CCS_CONVERT_MANAGER },
	[CCS_CONVERT_EXCEPTION] = { "exception", "exception_policy.conf",
				    CCS_CONVERT_EXCEPTION },
	[CCS_CONVERT_SYSTEM] = { "system", NULL, CCS_CONVERT_EXCEPTION },
	[CCS_CONVERT_DOMAIN] = { "domain", "domain_policy.conf",
				 CCS_CONVERT_DOMAIN },
};

/* What old files are called, up to the dot. */
static const struct {
	const char *name;
	enum ccs_convert_kind kind;
} names[] = {
	{ "profile", CCS_CONVERT_PROFILE },
	{ "status", CCS_CONVERT_PROFILE },
	{ "manager", CCS_CONVERT_MANAGER },
	{ "exception_policy", CCS_CONVERT_EXCEPTION },
	{ "system_policy", CCS_CONVERT_SYSTEM },
	{ "domain_policy", CCS_CONVERT_DOMAIN },
};

/* In the order in which the old loader put the files of one kind together. */
static const char *const suffixes[] = { "base", "conf", "txt" };

/* Words that only one kind begins a line with. */
static const struct {
	const char *word;
	enum ccs_convert_kind kind;
} words[] = {
	{ "<kernel>", CCS_CONVERT_DOMAIN },
	{ "initialize_domain ", CCS_CONVERT_EXCEPTION },
	{ "no_initialize_domain ", CCS_CONVERT_EXCEPTION },
	{ "keep_domain ", CCS_CONVERT_EXCEPTION },
	{ "no_keep_domain ", CCS_CONVERT_EXCEPTION },
	{ "alias ", CCS_CONVERT_EXCEPTION },
	{ "aggregator ", CCS_CONVERT_EXCEPTION },
	{ "path_group ", CCS_CONVERT_EXCEPTION },
	{ "address_group ", CCS_CONVERT_EXCEPTION },
	{ "file_pattern ", CCS_CONVERT_EXCEPTION },
	{ "deny_rewrite ", CCS_CONVERT_EXCEPTION },
	{ "allow_mount ", CCS_CONVERT_SYSTEM },
	{ "allow_chroot ", CCS_CONVERT_SYSTEM },
	{ "allow_pivot_root ", CCS_CONVERT_SYSTEM },
	{ "deny_unmount ", CCS_CONVERT_SYSTEM },
	{ "deny_autobind ", CCS_CONVERT_SYSTEM },
	{ "/", CCS_CONVERT_MANAGER },
};

#define COUNT(table) (sizeof(table) / sizeof(table[0]))

/**
 * struct job - what the command line asks for
 * @output: the directory for the new files, NULL for standard output
 * @kind: what standard input is, NULL if files are read
 * @apparmor: the files are profiles of AppArmor
 * @dirs: where these include others from
 * @files: the files that were read, which messages and lines point to
 * @convert: the policy
 */
struct job {
	const char *output;
	const struct kind *kind;
	bool apparmor;
	struct ccs_list dirs;
	struct ccs_list files;
	struct ccs_convert convert;
};

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;
	size_t i;

	if (key == 'o') {
		job->output = arg;
		return;
	}
	if (key == OPTION_MAINLINE)
		job->convert.mainline = true;
	if (key == OPTION_APPARMOR)
		job->apparmor = true;
	if (key == OPTION_INCLUDE)
		ccs_list_add(&job->dirs, arg);
	if (key == OPTION_JSON)
		job->convert.json = true;
	if (key != 'k')
		return;
	for (i = 0; i < COUNT(kinds); i++)
		if (!strcmp(arg, kinds[i].word))
			job->kind = &kinds[i];
	if (!job->kind)
		ccs_usage_error("not profile, manager, exception, system or domain: %s",
				arg);
}

static const struct ccs_option options[] = {
	{ 'o', "output", "DIR", "write the new files into DIR" },
	{ 'k', "kind", "KIND",
	  "convert standard input to standard output; KIND is profile,\n"
	  "manager, exception, system or domain" },
	{ OPTION_MAINLINE, "mainline", NULL,
	  "it is policy of TOMOYO 2.2 to 2.6, such as /etc/tomoyo" },
	{ OPTION_APPARMOR, "apparmor", NULL,
	  "they are profiles of AppArmor, such as /etc/apparmor.d" },
	{ OPTION_INCLUDE, "include", "DIR",
	  "with --apparmor: where profiles include files from, besides the\n"
	  "directories of those that are given; may be repeated" },
	{ OPTION_JSON, "json", NULL,
	  "print an object with the files that were made, and what was not\n"
	  "converted exactly" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-convert",
	.usage = "[--mainline|--apparmor] --output DIR {FILE|DIR}...\n"
		 "       ccs-convert --kind KIND",
	.about = "Convert policy files of TOMOYO 1.3, 1.6 and 2.x, or profiles of AppArmor. Give\n"
		 "all of them at once, or the directory that they are in, for they refer to\n"
		 "each other. What can't be converted exactly is listed, and the exit\n"
		 "status is 1. Policy of 1.7 and 1.8 stays as it is, but for what is listed.\n",
	.options = options,
	.take = take_option,
};

/* What a line takes back may be anywhere; the old release knows. */
static void refuse_commands(const struct job *job,
			    const struct ccs_lines *lines)
{
	if (!strncmp(lines->text, "delete ", 7) ||
	    !strncmp(lines->text, "select ", 7))
		ccs_die(CCS_EXIT_INPUT,
			"%s:%u: %s: a command, not policy; load and save it with the old release first",
			lines->name, lines->number, lines->text);
	if (job->kind && !strncmp(lines->text, "PROFILE_VERSION=", 16))
		ccs_die(CCS_EXIT_INPUT,
			"%s:%u: %s: policy of 1.7 and later is loaded as it is",
			lines->name, lines->number, lines->text);
}

static void read_lines(const struct job *job, struct ccs_lines *lines,
		       struct ccs_list *list)
{
	int err;

	while (ccs_lines_next(lines)) {
		refuse_commands(job, lines);
		ccs_list_add_from(list, lines->text, lines->name,
				  lines->number);
	}
	err = ccs_lines_close(lines);
	if (err)
		ccs_die(CCS_EXIT_IO, "cannot read %s: %s", lines->name,
			strerror(-err));
}

static void take_lines(struct job *job, enum ccs_convert_kind kind,
		       struct ccs_list *list)
{
	size_t i;

	job->convert.given[kind] = true;
	for (i = 0; i < list->count; i++)
		ccs_list_add_from(&job->convert.in[kind], list->item[i].text,
				  list->item[i].file, list->item[i].number);
	ccs_list_free(list);
}

static int kind_by_name(const char *path)
{
	const char *const slash = strrchr(path, '/');
	const char *const name = slash ? slash + 1 : path;
	size_t i;

	for (i = 0; i < COUNT(names); i++) {
		const size_t len = strlen(names[i].name);

		if (!strncmp(name, names[i].name, len) &&
		    (!name[len] || name[len] == '.'))
			return names[i].kind;
	}
	return -1;
}

static int kind_of_line(const char *line)
{
	size_t i;

	if (line[strspn(line, "0123456789")] == '-' && strchr(line, '='))
		return CCS_CONVERT_PROFILE;
	for (i = 0; i < COUNT(words); i++)
		if (!strncmp(line, words[i].word, strlen(words[i].word)))
			return words[i].kind;
	return -1;
}

static enum ccs_convert_kind kind_of(const char *path,
				     const struct ccs_list *list)
{
	int kind = kind_by_name(path);
	size_t i;

	for (i = 0; i < list->count && kind < 0; i++)
		kind = kind_of_line(list->item[i].text);
	if (kind < 0)
		ccs_die(CCS_EXIT_INPUT, "%s: not known as policy by its name or content",
			path);
	return kind;
}

/* The name is kept: lines and messages point to it. */
static void read_file(struct job *job, const char *path)
{
	struct ccs_list list = {};
	struct ccs_lines lines;
	int err;

	ccs_list_add(&job->files, path);
	path = job->files.item[job->files.count - 1].text;
	err = ccs_lines_open(&lines, path);
	if (err)
		ccs_die(CCS_EXIT_IO, "cannot open %s: %s", path,
			strerror(-err));
	read_lines(job, &lines, &list);
	take_lines(job, kind_of(path, &list), &list);
}

static void read_dir(struct job *job, const char *dir);

/* TOMOYO 2.4 and later keep what is in force there. */
static bool read_current(struct job *job, const char *dir)
{
	char *const path = ccs_format("%s/policy/current", dir);
	const bool there = job->convert.mainline && !access(path, F_OK);

	if (there)
		read_dir(job, path);
	free(path);
	return there;
}

static void read_dir(struct job *job, const char *dir)
{
	const size_t before = job->files.count;
	size_t i, j;

	if (read_current(job, dir))
		return;
	for (i = 0; i < COUNT(names); i++) {
		for (j = 0; j < COUNT(suffixes); j++) {
			char *const path = ccs_format("%s/%s.%s", dir,
						      names[i].name,
						      suffixes[j]);

			if (!access(path, F_OK))
				read_file(job, path);
			free(path);
		}
	}
	if (job->files.count == before)
		ccs_die(CCS_EXIT_INPUT, "%s: no policy in this directory", dir);
}

static void read_argument(struct job *job, const char *path)
{
	struct stat info;

	if (!stat(path, &info) && S_ISDIR(info.st_mode))
		read_dir(job, path);
	else
		read_file(job, path);
}

/* The old policy is all there is, should the new one turn out to be wrong. */
static void spare_input(const struct job *job, int dir, const char *name)
{
	struct stat new, old;
	size_t i;

	if (fstatat(dir, name, &new, 0))
		return;
	for (i = 0; i < job->files.count; i++)
		if (!stat(job->files.item[i].text, &old) &&
		    new.st_dev == old.st_dev && new.st_ino == old.st_ino)
			ccs_usage_error("%s/%s would replace the file that it is made of",
					job->output, name);
}

static bool is_made(const struct job *job, size_t kind)
{
	size_t i;

	for (i = 0; i < COUNT(kinds); i++)
		if (job->convert.given[i] && kinds[i].into == kind)
			return true;
	return false;
}

static int open_output(const struct job *job)
{
	int dir;
	size_t i;

	if (mkdirat(AT_FDCWD, job->output, 0700) && errno != EEXIST)
		ccs_die(CCS_EXIT_IO, "cannot make %s: %s", job->output,
			strerror(errno));
	dir = open(job->output, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		ccs_die(CCS_EXIT_IO, "cannot open %s: %s", job->output,
			strerror(errno));
	for (i = 0; i < COUNT(kinds); i++)
		if (is_made(job, i))
			spare_input(job, dir, kinds[i].file);
	return dir;
}

static void write_files(struct job *job, int dir)
{
	size_t i;
	int err = 0;

	for (i = 0; i < COUNT(kinds) && !err; i++) {
		const struct ccs_strbuf *const out = &job->convert.out[i];

		if (!is_made(job, i))
			continue;
		err = ccs_save_file(dir, kinds[i].file, out->text, out->len);
		if (!err)
			ccs_convert_made(&job->convert, job->output,
					 kinds[i].file);
	}
	if (!err)
		err = ccs_save_sync(dir);
	if (err)
		ccs_die(CCS_EXIT_IO, "cannot write to %s: %s", job->output,
			strerror(-err));
}

static void convert(struct job *job)
{
	if (ccs_convert_is_two(&job->convert))
		ccs_convert_two(&job->convert);
	else
		ccs_convert_run(&job->convert);
}

static void convert_files(struct job *job, char **paths)
{
	size_t i;
	int dir;

	for (i = 0; paths[i] && !job->apparmor; i++)
		read_argument(job, paths[i]);
	if (job->apparmor)
		ccs_armor_run(&job->convert, paths, &job->dirs);
	dir = open_output(job);
	if (!job->apparmor)
		convert(job);
	write_files(job, dir);
	ccs_convert_report(&job->convert);
	close(dir);
}

static void convert_stdin(struct job *job)
{
	const struct ccs_strbuf *const out =
		&job->convert.out[job->kind->into];
	struct ccs_list list = {};
	struct ccs_lines lines;

	ccs_lines_of(&lines, stdin, "standard input");
	read_lines(job, &lines, &list);
	take_lines(job, job->kind - kinds, &list);
	ccs_convert_run(&job->convert);
	if (out->len)
		fwrite(out->text, 1, out->len, stdout);
}

static void check_options(const struct job *job)
{
	if (job->kind && job->convert.mainline)
		ccs_usage_error("--mainline needs all files at once: give --output");
	if (job->kind && job->apparmor)
		ccs_usage_error("--apparmor needs all files at once: give --output");
	if (job->kind && job->convert.json)
		ccs_usage_error("--json needs --output, for policy is printed otherwise");
	if (job->apparmor && job->convert.mainline)
		ccs_usage_error("either --mainline or --apparmor");
	if (job->dirs.count && !job->apparmor)
		ccs_usage_error("--include is for --apparmor");
}

int main(int argc, char **argv)
{
	struct job job = {};
	bool lossy;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (!job.output == !job.kind)
		ccs_usage_error("needs --output or --kind");
	check_options(&job);
	if (job.kind && i < argc)
		ccs_usage_error("unexpected word '%s'", argv[i]);
	if (job.output && i == argc)
		ccs_usage_error("which files? give them, or their directory");
	umask(077);
	if (job.kind)
		convert_stdin(&job);
	else
		convert_files(&job, argv + i);
	lossy = job.convert.lossy;
	ccs_convert_free(&job.convert);
	ccs_list_free(&job.files);
	ccs_list_free(&job.dirs);
	return ccs_flush_stdout(lossy ? CCS_EXIT_NEGATIVE : CCS_EXIT_OK);
}
