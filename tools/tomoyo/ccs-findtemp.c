// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names in policy that lead nowhere
 */

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/color.h"
#include "lib/fail.h"
#include "lib/json.h"
#include "lib/option.h"
#include "lib/source.h"
#include "lib/strbuf.h"
#include "lib/suggest.h"
#include "lib/text.h"

#define OPTION_ACL_ONLY	(CCS_OPTION_LONG + 0)
#define OPTION_ALL	(CCS_OPTION_LONG + 1)
#define OPTION_DOMAINS	(CCS_OPTION_LONG + 2)
#define OPTION_ROOT	(CCS_OPTION_LONG + 3)
#define OPTION_SUGGEST	(CCS_OPTION_LONG + 4)
#define OPTION_JSON	(CCS_OPTION_LONG + 5)
#define OPTION_COLOR	(CCS_OPTION_LONG + 6)

/**
 * struct job - what the command line asks for, and what was found
 * @acl_only: leave domainnames alone
 * @domains: print whole lines below their domains
 * @suggest: print patterns for what was found
 * @json: print an object
 * @color: on a terminal's colours
 * @root: where names begin
 * @missing: names that lead nowhere
 * @domain: the current domain's name
 * @shown: it was printed
 * @unknown: names that could not be looked at
 */
struct job {
	bool acl_only;
	bool domains;
	bool suggest;
	bool json;
	bool color;
	const char *root;
	struct ccs_list missing;
	char *domain;
	bool shown;
	unsigned int unknown;
};

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == OPTION_ACL_ONLY)
		job->acl_only = true;
	else if (key == OPTION_DOMAINS)
		job->domains = true;
	else if (key == OPTION_SUGGEST)
		job->suggest = true;
	else if (key == OPTION_JSON)
		job->json = true;
	else if (key == OPTION_ROOT)
		job->root = arg;
	else if (key == OPTION_COLOR)
		job->color = ccs_color_want(arg);
}

static const struct ccs_option options[] = {
	{ OPTION_ACL_ONLY, "acl-only", NULL,
	  "don't look at the programs in domainnames" },
	{ OPTION_ALL, "all", NULL, "for old scripts; does nothing" },
	{ OPTION_COLOR, "color", "WHEN",
	  "auto (the default), always or never" },
	{ OPTION_JSON, "json", NULL, "print the names as an object" },
	{ OPTION_ROOT, "root", "DIR", "names begin at DIR instead of /" },
	{ OPTION_SUGGEST, "suggest", NULL,
	  "print rules for ccs-patternize that would cover similar\n"
	  "names, instead of the names" },
	{ OPTION_DOMAINS, "with-domainname", NULL,
	  "print each line with such a name, below its domain; the name is\n"
	  "coloured" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-findtemp",
	.usage = "[OPTION...] < POLICY",
	.about = "Print the names in a domain policy that don't exist: names of temporary\n"
		 "files that a pattern should stand for, or what is gone for good. Run it as\n"
		 "root, or directories that can't be read count as existing.\n",
	.options = options,
	.take = take_option,
};

/* Is it certain that nothing has this name? */
static bool is_missing(struct job *job, const char *word)
{
	struct stat status;
	bool missing = false;
	char *const raw = ccs_text_decode(word);
	char *path;

	if (!raw)
		return false;
	path = ccs_format("%s%s", job->root, raw);
	if (lstat(path, &status)) {
		missing = errno == ENOENT || errno == ENOTDIR;
		job->unknown += !missing;
	}
	free(path);
	free(raw);
	return missing;
}

static void show(struct job *job, const char *line, const char *marked)
{
	if (!job->domains)
		return;
	if (!job->shown)
		printf("\n%s\n", job->domain ? job->domain : "");
	job->shown = true;
	if (!job->domain || strcmp(line, job->domain))
		puts(marked);
}

static void add_word(const struct job *job, struct ccs_strbuf *line,
		     const char *word, bool mark)
{
	if (line->len)
		ccs_strbuf_puts(line, " ");
	if (mark && job->color)
		ccs_strbuf_puts(line, CCS_RED);
	ccs_strbuf_puts(line, word);
	if (mark && job->color)
		ccs_strbuf_puts(line, CCS_PLAIN);
}

static void take_words(struct job *job, const char *line)
{
	char *const copy = ccs_strdup(line);
	char *rest = copy, *word;
	struct ccs_strbuf marked = {};
	bool found = false;

	ccs_strbuf_puts(&marked, "");
	while ((word = strsep(&rest, " "))) {
		const bool missing = *word == '/' && is_missing(job, word);

		if (missing)
			ccs_list_add(&job->missing, word);
		found |= missing;
		add_word(job, &marked, word, missing);
	}
	free(copy);
	if (found)
		show(job, line, marked.text);
	ccs_strbuf_free(&marked);
}

static void take_line(struct job *job, const char *line)
{
	if (!ccs_text_domainname(line)) {
		take_words(job, line);
		return;
	}
	free(job->domain);
	job->domain = ccs_strdup(line);
	job->shown = false;
	if (!job->acl_only && !job->domains)
		take_words(job, line);
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct ccs_item *)a)->text,
		      ((const struct ccs_item *)b)->text);
}

static void print_json(const struct job *job)
{
	size_t i;

	printf("{\"schema\":1,\"names\":[");
	for (i = 0; i < job->missing.count; i++) {
		if (i)
			putchar(',');
		ccs_json_print(job->missing.item[i].text);
	}
	printf("],\"unknown\":%u}\n", job->unknown);
}

static void print(struct job *job)
{
	size_t i;

	ccs_list_unique(&job->missing);
	if (job->missing.count)
		qsort(job->missing.item, job->missing.count,
		      sizeof(*job->missing.item), compare);
	if (job->json)
		print_json(job);
	else if (job->suggest)
		ccs_suggest(&job->missing);
	else if (!job->domains)
		for (i = 0; i < job->missing.count; i++)
			puts(job->missing.item[i].text);
	if (job->unknown)
		ccs_warn("%u names could not be looked at; run it as root",
			 job->unknown);
}

int main(int argc, char **argv)
{
	struct job job = { .root = "", .color = ccs_color_want("auto") };
	struct ccs_source source;
	enum ccs_exit code;

	ccs_fail_setup(tool.name, NULL);
	if (ccs_tool_options(&tool, argc, argv, &job) < argc)
		ccs_usage_error("reads standard input");
	if (job.json && (job.suggest || job.domains))
		ccs_usage_error("--json prints the names");
	code = ccs_source_open(&source, "-", "domain_policy");
	if (code)
		return code;
	while (ccs_lines_next(&source.lines))
		take_line(&job, source.lines.text);
	code = ccs_source_close(&source);
	print(&job);
	ccs_list_free(&job.missing);
	free(job.domain);
	return ccs_flush_stdout(code);
}
