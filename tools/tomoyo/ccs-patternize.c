// SPDX-License-Identifier: GPL-2.0-only
/*
 * Patterns in place of names
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/fail.h"
#include "lib/option.h"
#include "lib/rewrite.h"
#include "lib/source.h"
#include "lib/text.h"
#include "lib/unpack.h"

#define CONFIG "/etc/ccs/tools/patternize.conf"

#define OPTION_CHECK	(CCS_OPTION_LONG + 0)
#define OPTION_STATS	(CCS_OPTION_LONG + 1)
#define OPTION_UNIQUE	(CCS_OPTION_LONG + 2)

/**
 * struct job - what the command line asks for, and where we are
 * @check: only read the rules
 * @stats: say how often each rule was used
 * @unique: print a line of a domain once
 * @config: where the rules are
 * @rules: the rules
 * @domain: the current domain's name
 * @lines: what was printed of it
 */
struct job {
	bool check;
	bool stats;
	bool unique;
	const char *config;
	struct ccs_rewrites rules;
	char *domain;
	struct ccs_list lines;
};

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	(void)arg;
	if (key == OPTION_CHECK)
		job->check = true;
	else if (key == OPTION_STATS)
		job->stats = true;
	else
		job->unique = true;
}

static const struct ccs_option options[] = {
	{ OPTION_CHECK, "check-config", NULL,
	  "read the rules, say what is wrong with them, and end" },
	{ OPTION_STATS, "stats", NULL,
	  "say on standard error how often each rule was used" },
	{ OPTION_UNIQUE, "unique", NULL,
	  "print no line of a domain twice" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-patternize",
	.usage = "[OPTION...] [RULES] < POLICY",
	.about = "Replace names, numbers and addresses in a domain policy, or in acl_group\n"
		 "lines of an exception policy, by the patterns and groups that RULES\n"
		 "(" CONFIG " by default) tell. There is one\n"
		 "operation a line in what is printed.\n",
	.options = options,
	.take = take_option,
};

static enum ccs_exit read_rules(struct job *job)
{
	struct ccs_source source;
	enum ccs_exit code = ccs_source_open(&source, job->config, NULL);
	int err;

	if (code)
		return code;
	err = ccs_rewrites_read(&job->rules, &source.lines);
	code = ccs_source_close(&source);
	if (!code && err)
		code = CCS_EXIT_INPUT;
	if (!code && !job->rules.count) {
		ccs_warn("%s: no rules", job->config);
		code = CCS_EXIT_INPUT;
	}
	return code;
}

static void print_one(const char *line, void *data)
{
	struct job *const job = data;
	struct ccs_strbuf text = {};
	const size_t before = job->lines.count;

	ccs_rewrites_apply(&job->rules, job->domain ? job->domain : "", line,
			   &text);
	if (job->unique) {
		ccs_list_add(&job->lines, text.text);
		ccs_list_unique(&job->lines);
	}
	if (!job->unique || job->lines.count > before)
		puts(text.text);
	ccs_strbuf_free(&text);
}

static void take_line(struct job *job, const char *line)
{
	if (!ccs_text_domainname(line)) {
		ccs_unpack(line, print_one, job);
		return;
	}
	free(job->domain);
	job->domain = ccs_strdup(line);
	ccs_list_free(&job->lines);
	puts(line);
}

static enum ccs_exit rewrite(struct job *job)
{
	struct ccs_source source;
	const enum ccs_exit code = ccs_source_open(&source, "-",
						   "domain_policy");

	if (code)
		return code;
	while (ccs_lines_next(&source.lines))
		take_line(job, source.lines.text);
	return ccs_source_close(&source);
}

static void print_stats(const struct job *job)
{
	size_t i;

	for (i = 0; i < job->rules.count; i++) {
		const struct ccs_rewrite *const rule = &job->rules.rule[i];

		fprintf(stderr, "%8lu %s:%u: %s\n", rule->used, job->config,
			rule->number, rule->old);
	}
}

int main(int argc, char **argv)
{
	struct job job = { .config = CONFIG };
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (argc - i > 1)
		ccs_usage_error("needs one file of rules");
	if (i < argc)
		job.config = argv[i];
	code = read_rules(&job);
	if (!code && !job.check)
		code = rewrite(&job);
	if (!code && job.stats)
		print_stats(&job);
	ccs_rewrites_free(&job.rules);
	ccs_list_free(&job.lines);
	free(job.domain);
	return ccs_flush_stdout(code);
}
