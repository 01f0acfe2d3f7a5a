// SPDX-License-Identifier: GPL-2.0-only
/*
 * Does a pattern match?
 */

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/fail.h"
#include "lib/json.h"
#include "lib/match.h"
#include "lib/option.h"
#include "lib/strbuf.h"
#include "lib/text.h"

#define OPTION_NAME	(CCS_OPTION_LONG + 0)
#define OPTION_ROOT	(CCS_OPTION_LONG + 1)
#define OPTION_JSON	(CCS_OPTION_LONG + 2)

/* Encoded, a byte takes up to four characters. */
#define NAME_SIZE 4096

/**
 * struct job - what the command line asks for, and what was found
 * @name: the name to compare; NULL searches the file system
 * @root: where names begin
 * @pattern: the pattern
 * @depth: slashes in it, or -1 if it has a part that repeats
 * @json: print an object
 * @found: something matched
 */
struct job {
	const char *name;
	const char *root;
	struct ccs_pattern *pattern;
	int depth;
	bool json;
	bool found;
};

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == OPTION_NAME)
		job->name = arg;
	else if (key == OPTION_JSON)
		job->json = true;
	else
		job->root = arg;
}

static const struct ccs_option options[] = {
	{ OPTION_JSON, "json", NULL, "print the names as an object" },
	{ OPTION_NAME, "name", "NAME",
	  "compare NAME, as policy writes it, instead of all files" },
	{ OPTION_ROOT, "root", "DIR", "names begin at DIR instead of /" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-pathmatch",
	.usage = "[OPTION...] PATTERN",
	.about = "Print the files and directories (these end in /) that a pattern of policy\n"
		 "matches, in the form in which policy has them. Mounted file systems are\n"
		 "searched too. The status is 1 if nothing matches.\n",
	.options = options,
	.take = take_option,
};

static void compare(struct job *job, const char *name)
{
	if (!ccs_match_name(job->pattern, name, strlen(name)))
		return;
	if (job->json) {
		printf("%s", job->found ? "," : "");
		ccs_json_print(name);
	} else {
		puts(name);
	}
	job->found = true;
}

static void search(struct job *job, const char *name, int depth);

/* @name ends in a slash. */
static void visit(struct job *job, const char *name, const char *raw,
		  int depth)
{
	char encoded[NAME_SIZE];
	struct stat status;
	char *path, *full;

	ccs_text_encode(raw, encoded, sizeof(encoded));
	path = ccs_format("%s%s", name, encoded);
	full = ccs_text_decode(path);
	if (full) {
		char *const real = ccs_format("%s%s", job->root, full);

		if (lstat(real, &status))
			status.st_mode = 0;
		free(real);
	}
	if (full && S_ISDIR(status.st_mode)) {
		char *const dir = ccs_format("%s/", path);

		search(job, dir, depth + 1);
		free(dir);
	} else if (full) {
		compare(job, path);
	}
	free(full);
	free(path);
}

/* Searches a directory whose name, with a slash behind it, is @name. */
static void search(struct job *job, const char *name, int depth)
{
	char *const raw = ccs_text_decode(name);
	char *const path = ccs_format("%s%s", job->root, raw ? raw : "");
	struct dirent **list;
	int count, i;

	compare(job, name);
	count = job->depth >= 0 && depth > job->depth ? 0 :
		scandir(path, &list, NULL, alphasort);
	for (i = 0; i < count; i++) {
		const char *const entry = list[i]->d_name;

		if (strcmp(entry, ".") && strcmp(entry, ".."))
			visit(job, name, entry, depth);
		free(list[i]);
	}
	if (count > 0)
		free(list);
	free(path);
	free(raw);
}

static int depth_of(const char *pattern)
{
	int depth = 0;

	if (strstr(pattern, "\\{"))
		return -1;
	for (; *pattern; pattern++)
		depth += *pattern == '/';
	return depth;
}

int main(int argc, char **argv)
{
	struct job job = { .root = "" };
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (argc - i != 1)
		ccs_usage_error("needs one pattern");
	if (!ccs_match_word(argv[i]))
		ccs_die(CCS_EXIT_INPUT, "not a legal pattern: %s", argv[i]);
	if (job.name && !ccs_match_word(job.name))
		ccs_die(CCS_EXIT_INPUT, "not a legal name: %s", job.name);
	job.pattern = ccs_match_new(argv[i]);
	job.depth = depth_of(argv[i]);
	if (job.json)
		printf("{\"schema\":1,\"names\":[");
	if (job.name)
		compare(&job, job.name);
	else
		search(&job, "/", 1);
	if (job.json)
		puts("]}");
	ccs_match_free(job.pattern);
	return ccs_flush_stdout(job.found ? CCS_EXIT_OK : CCS_EXIT_NEGATIVE);
}
