// SPDX-License-Identifier: GPL-2.0-only
/*
 * Domains with a certain text in their entries
 */

#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/fail.h"
#include "lib/json.h"
#include "lib/option.h"
#include "lib/source.h"
#include "lib/text.h"

#define OPTION_FILE	(CCS_OPTION_LONG + 0)
#define OPTION_STRICT	(CCS_OPTION_LONG + 1)
#define OPTION_JSON	(CCS_OPTION_LONG + 9)

/**
 * struct job - what the command line asks for, and where we are
 * @regex: the text is an extended regular expression
 * @fold: upper and lower case are the same
 * @count: print how many lines match, not which
 * @names: print the domains only
 * @json: print an object for each domain
 * @strict: nothing found is a failure
 * @where: where the policy is
 * @text: what is looked for
 * @compiled: the same, for @regex
 * @domain: the current domain's name
 * @matches: lines of it that match
 * @found: a line of any matches
 */
struct job {
	bool regex;
	bool fold;
	bool count;
	bool names;
	bool json;
	bool strict;
	const char *where;
	const char *text;
	regex_t compiled;
	char *domain;
	unsigned int matches;
	bool found;
};

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == 'E')
		job->regex = true;
	else if (key == 'F')
		job->regex = false;
	else if (key == 'i')
		job->fold = true;
	else if (key == 'c')
		job->count = true;
	else if (key == 'l')
		job->names = true;
	else if (key == OPTION_JSON)
		job->json = true;
	else if (key == OPTION_STRICT)
		job->strict = true;
	else
		job->where = arg;
}

static const struct ccs_option options[] = {
	{ 'c', "count", NULL, "print the number of lines instead of them" },
	{ 'E', "extended-regexp", NULL,
	  "what is looked for is an extended regular expression" },
	{ 'F', "fixed-strings", NULL, "what is looked for is plain text (the default)" },
	{ OPTION_FILE, "file", "FILE",
	  "search FILE (- for standard input), not the kernel" },
	{ 'i', "ignore-case", NULL, "upper and lower case are the same" },
	{ OPTION_JSON, "json", NULL, "print an object for each domain, a line each" },
	{ 'l', "domains-only", NULL, "print the domains only" },
	{ OPTION_STRICT, "strict", NULL,
	  "end with status 1 if nothing is found" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-domainmatch",
	.usage = "[OPTION...] TEXT",
	.about = "Print each domain that has a line with TEXT in it, and those lines.\n",
	.options = options,
	.take = take_option,
};

static void compile(struct job *job)
{
	const int flags = REG_EXTENDED | REG_NOSUB |
			  (job->fold ? REG_ICASE : 0);
	char why[128];
	int err;

	if (!job->regex)
		return;
	err = regcomp(&job->compiled, job->text, flags);
	if (!err)
		return;
	regerror(err, &job->compiled, why, sizeof(why));
	ccs_usage_error("%s: %s", job->text, why);
}

static bool matches(const struct job *job, const char *line)
{
	if (job->regex)
		return !regexec(&job->compiled, line, 0, NULL, 0);
	return job->fold ? strcasestr(line, job->text) :
			   strstr(line, job->text);
}

static void show_object(struct job *job, const char *line)
{
	if (job->matches++) {
		putchar(',');
	} else {
		printf("{\"schema\":1,\"domain\":");
		ccs_json_print(job->domain);
		printf(",\"lines\":[");
	}
	ccs_json_print(line);
	job->found = true;
}

static void show(struct job *job, const char *line)
{
	if (job->json) {
		show_object(job, line);
		return;
	}
	if (!job->matches++ && !job->count) {
		if (!job->names)
			putchar('\n');
		puts(job->domain);
	}
	if (!job->count && !job->names)
		puts(line);
	job->found = true;
}

static void end_domain(struct job *job)
{
	if (job->json && job->matches)
		puts("]}");
	else if (job->count && job->matches)
		printf("%u %s\n", job->matches, job->domain);
	job->matches = 0;
	free(job->domain);
	job->domain = NULL;
}

static enum ccs_exit search(struct job *job)
{
	struct ccs_source source;
	const enum ccs_exit code = ccs_source_open(&source, job->where,
						   "domain_policy");

	if (code)
		return code;
	while (ccs_lines_next(&source.lines)) {
		const char *const line = source.lines.text;

		if (ccs_text_domainname(line)) {
			end_domain(job);
			job->domain = ccs_strdup(line);
		} else if (job->domain && matches(job, line)) {
			show(job, line);
		}
	}
	end_domain(job);
	return ccs_source_close(&source);
}

int main(int argc, char **argv)
{
	struct job job = { .where = CCS_SOURCE_KERNEL };
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (argc - i != 1)
		ccs_usage_error("needs one text to look for");
	if (job.json && (job.count || job.names))
		ccs_usage_error("--json prints domains with their lines");
	job.text = argv[i];
	compile(&job);
	code = search(&job);
	if (job.regex)
		regfree(&job.compiled);
	if (!code && job.strict && !job.found)
		code = CCS_EXIT_NEGATIVE;
	return ccs_flush_stdout(code);
}
