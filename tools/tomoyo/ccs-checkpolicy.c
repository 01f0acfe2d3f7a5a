// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is wrong with policy
 */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/dropin.h"
#include "lib/fail.h"
#include "lib/finding.h"
#include "lib/fix.h"
#include "lib/lint.h"
#include "lib/lint_condition.h"
#include "lib/lint_manager.h"
#include "lib/misplaced.h"
#include "lib/option.h"
#include "lib/save.h"
#include "lib/scratch.h"
#include "lib/source.h"
#include "lib/text.h"

#define OPTION_ALL	(CCS_OPTION_LONG + 0)
#define OPTION_FORMAT	(CCS_OPTION_LONG + 1)
#define OPTION_JSON	(CCS_OPTION_LONG + 2)
#define OPTION_FIX	(CCS_OPTION_LONG + 3)
#define OPTION_ROOT	(CCS_OPTION_LONG + 4)

/* By the letter that the command line has, in the order of --all. */
static const struct part {
	char letter;
	enum ccs_part part;
	const char *node;
} parts[] = {
	{ 'p', CCS_PART_PROFILE, "profile" },
	{ 'm', CCS_PART_MANAGER, "manager" },
	{ 'e', CCS_PART_EXCEPTION, "exception_policy" },
	{ 'd', CCS_PART_DOMAIN, "domain_policy" },
};

#define PART_COUNT (sizeof(parts) / sizeof(parts[0]))

/**
 * struct job - what the command line asks for
 * @dir: look at a whole policy here
 * @root: look for managers' programs below this, NULL not to look
 * @managers: the managers of a whole policy
 * @fix: write what 1.8 has other words for in these first
 * @format_given: @findings.format is what was asked for
 * @findings: what was found
 * @scratch: what lines are tried on
 * @said: what files said, to find contradictions
 */
struct job {
	const char *dir;
	const char *root;
	struct ccs_list managers;
	bool fix;
	bool format_given;
	struct ccs_findings findings;
	struct ccs_scratch *scratch;
	struct ccs_dropin said;
};

static void take_format(struct job *job, const char *name)
{
	job->format_given = true;
	if (!strcmp(name, "classic"))
		job->findings.format = CCS_FINDING_CLASSIC;
	else if (!strcmp(name, "gcc"))
		job->findings.format = CCS_FINDING_GCC;
	else if (!strcmp(name, "json"))
		job->findings.format = CCS_FINDING_JSON;
	else
		ccs_usage_error("--format is classic, gcc or json");
}

static void take_warnings(struct job *job, const char *word)
{
	if (!ccs_finding_set(&job->findings, word))
		ccs_usage_error("-W takes error, none or no-RULE, such as no-covered, not '%s'",
				word);
}

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == OPTION_ALL)
		job->dir = arg;
	else if (key == OPTION_ROOT)
		job->root = arg;
	else if (key == OPTION_FIX)
		job->fix = true;
	else if (key == 'W')
		take_warnings(job, arg);
	else
		take_format(job, key == OPTION_JSON ? "json" : arg);
}

static const struct ccs_option options[] = {
	{ OPTION_ALL, "all", "DIR",
	  "look at all policies in DIR together, such as /etc/ccs" },
	{ OPTION_FIX, "fix", NULL,
	  "first write lines of 1.7 in the words of 1.8, and bytes that\n"
	  "are not ASCII as policy has them, in each FILE, or from standard\n"
	  "input to standard output; only what means exactly the same" },
	{ OPTION_FORMAT, "format", "FORM",
	  "classic (LINE: ERROR: ...; for standard input), gcc\n"
	  "(FILE:LINE:COLUMN: error: ...; for files), or json" },
	{ OPTION_JSON, "json", NULL, "the same as --format json" },
	{ OPTION_ROOT, "root", "DIR",
	  "look for the programs of managers on the system below DIR, such\n"
	  "as / for this one" },
	{ 'W', NULL, "WHAT",
	  "error: warnings are errors; none: no warnings; no-RULE: none of\n"
	  "that rule, as gcc's form names it; may be repeated" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-checkpolicy",
	.usage = "{d|e|m|p} [OPTION...] [FILE...]\n"
		 "       ccs-checkpolicy --all DIR [OPTION...]",
	.about = "Say which lines of a domain policy (d), exception policy (e), of managers\n"
		 "(m) or profiles (p) the kernel would refuse, and which it accepts but\n"
		 "nobody means. The status is 0, 1 for warnings only, 2 for errors.\n",
	.options = options,
	.take = take_option,
};

static void tell(struct job *job, enum ccs_part part,
		 const struct ccs_lines *lines, const struct ccs_remark *remark,
		 bool warning)
{
	const char *const belongs = warning ? NULL :
				    ccs_misplaced(part, lines->text);
	char *const why = ccs_format("%s%s%s", remark->why, belongs ? "; " : "",
				     belongs ? belongs : "");
	char *const word = ccs_format("%.*s", (int)remark->len,
				      lines->text + remark->at);
	const struct ccs_finding one = {
		.file = lines->name,
		.line = lines->number,
		.column = remark->len ? remark->at + 1 : 0,
		.rule = warning ? "strange-line" : "bad-line",
		.word = word,
		.why = why,
		.warning = warning,
	};

	ccs_finding_tell(&job->findings, &one);
	free(why);
	free(word);
}

static void tell_foreign(struct job *job, const struct ccs_lines *lines)
{
	char *const why = ccs_format("Line contains illegal character (\\%03o).",
				     lines->byte);
	const struct ccs_finding one = {
		.file = lines->name,
		.line = lines->number,
		.column = lines->foreign,
		.rule = "illegal-character",
		.word = "",
		.why = why,
		.warning = true,
	};

	ccs_finding_tell(&job->findings, &one);
	free(why);
}

static void tell_contradiction(struct job *job, const struct ccs_lines *lines)
{
	bool skip;
	char *const why = ccs_dropin_line(&job->said, lines->name,
					  lines->number, lines->text, &skip);
	const struct ccs_finding one = {
		.file = lines->name,
		.line = lines->number,
		.rule = "contradiction",
		.word = "",
		.why = why,
		.warning = true,
	};

	if (why)
		ccs_finding_tell(&job->findings, &one);
	free(why);
}

static void lint_line(struct job *job, enum ccs_part part,
		      const struct ccs_lines *lines)
{
	const struct ccs_item item = {
		.text = lines->text,
		.file = lines->name,
		.number = lines->number,
	};

	switch (part) {
	case CCS_PART_MANAGER:
		ccs_lint_manager(&job->findings, job->root, &item);
		if (job->dir)
			ccs_list_add_from(&job->managers, lines->text, NULL,
					  lines->number);
		break;
	case CCS_PART_PROFILE:
		ccs_lint_profile(&job->findings, &item);
		break;
	default:
		ccs_lint_line(&job->findings, lines->name, lines->number,
			      lines->text);
		ccs_lint_condition(&job->findings, &item);
	}
}

/* Without the other policies, no group has members. */
static void check_line(struct job *job, enum ccs_part part,
		       const struct ccs_lines *lines)
{
	struct ccs_remark error, warning;

	job->findings.lines++;
	if (lines->foreign)
		tell_foreign(job, lines);
	if (!ccs_scratch_try(job->scratch, part, lines->text, &error,
			     &warning)) {
		tell(job, part, lines, &error, false);
		return;
	}
	if (warning.why && job->dir)
		tell(job, part, lines, &warning, true);
	if (job->dir &&
	    (part == CCS_PART_DOMAIN || part == CCS_PART_EXCEPTION))
		tell_contradiction(job, lines);
	lint_line(job, part, lines);
}

static void check_lines(struct job *job, enum ccs_part part,
			struct ccs_lines *lines)
{
	struct ccs_remark error, warning;

	/* Entries may stand alone; where they are is not asked. */
	if (part == CCS_PART_DOMAIN && !job->dir)
		ccs_scratch_try(job->scratch, part, "<kernel>", &error,
				&warning);
	while (ccs_lines_next(lines)) {
		check_line(job, part, lines);
		if (part != CCS_PART_DOMAIN || *lines->text != '<' ||
		    ccs_text_domainname(lines->text))
			continue;
		ccs_scratch_try(job->scratch, part, "<kernel>", &error,
				&warning);
	}
}

/* The file is replaced as a whole, or stays. */
static enum ccs_exit write_back(const char *path, const struct ccs_strbuf *text,
				unsigned int count)
{
	const int err = ccs_save_file(AT_FDCWD, path, text->text, text->len);

	if (err) {
		ccs_warn("cannot write %s: %s", path, strerror(-err));
		return CCS_EXIT_IO;
	}
	if (!ccs_fail_is_quiet())
		fprintf(stderr, "%s: %s: %u line%s written anew\n", tool.name,
			path, count, count == 1 ? "" : "s");
	return CCS_EXIT_OK;
}

static enum ccs_exit fix_file(struct job *job, const struct part *part,
			      const char *path)
{
	const bool input = !strcmp(path, "-");
	FILE *const file = input ? stdin : fopen(path, "re");
	struct ccs_strbuf text = {};
	enum ccs_exit code = CCS_EXIT_OK;
	unsigned int count = file ? ccs_fix(job->scratch, part->part, file,
					    &text) : 0;

	if (!file || ferror(file)) {
		ccs_warn("cannot read %s: %s", path, strerror(errno));
		code = CCS_EXIT_IO;
	} else if (input && text.len) {
		fwrite(text.text, 1, text.len, stdout);
	} else if (count) {
		code = write_back(path, &text, count);
	}
	if (file && !input)
		fclose(file);
	ccs_strbuf_free(&text);
	return code;
}

static enum ccs_exit check_file(struct job *job, const struct part *part,
				const char *file)
{
	struct ccs_source source;
	enum ccs_exit code = ccs_source_open(&source, file, part->node);

	if (code)
		return code;
	source.lines.quiet = true;
	check_lines(job, part->part, &source.lines);
	return ccs_source_close(&source);
}

static enum ccs_exit check_files(struct job *job, char **argv)
{
	static char *standard_input[] = { (char *)"-", NULL };
	enum ccs_exit code = CCS_EXIT_OK;
	const char *const which = *argv++;
	size_t i;

	for (i = 0; i < PART_COUNT && parts[i].letter != *which; i++)
		;
	if (i == PART_COUNT)
		ccs_usage_error("which policy? d, e, m or p");
	if (!job->format_given && *argv)
		job->findings.format = CCS_FINDING_GCC;
	if (job->fix && parts[i].part != CCS_PART_DOMAIN &&
	    parts[i].part != CCS_PART_EXCEPTION)
		ccs_usage_error("--fix knows domain policy and exception policy");
	for (argv = *argv ? argv : standard_input; *argv && !code; argv++) {
		if (job->fix)
			code = fix_file(job, &parts[i], *argv);
		if (!code && !(job->fix && !strcmp(*argv, "-")))
			code = check_file(job, &parts[i], *argv);
	}
	return code;
}

/* One may come to be later, as other domains do. */
static void lint_managers(struct job *job, const struct ccs_model *domains)
{
	char *const file = ccs_format("%s/manager.conf", job->dir);
	size_t i;

	for (i = 0; i < job->managers.count; i++) {
		const struct ccs_item *const item = &job->managers.item[i];
		const struct ccs_finding one = {
			.file = file,
			.line = item->number,
			.rule = "manager-domain",
			.word = item->text,
			.why = "there is no such domain",
			.warning = true,
		};

		if (*item->text == '<' && !ccs_model_find(domains, item->text))
			ccs_finding_tell(&job->findings, &one);
	}
	free(file);
}

/* What only the policies together tell. */
static enum ccs_exit check_together(struct job *job)
{
	struct ccs_lint lint = { .all = &job->findings };
	struct ccs_scratch *const scratch = ccs_scratch_new();
	char *const domains = ccs_format("%s/domain_policy.conf", job->dir);
	char *const exceptions = ccs_format("%s/exception_policy.conf",
					    job->dir);

	ccs_model_init(&lint.domains, scratch);
	ccs_model_init(&lint.exceptions, scratch);
	/* What can't be read, or has errors, was told of already. */
	if (!access(domains, R_OK) && !access(exceptions, R_OK) &&
	    !job->findings.errors &&
	    !ccs_source_read(&lint.domains, domains, false) &&
	    !ccs_source_read(&lint.exceptions, exceptions, true)) {
		ccs_model_unique(&lint.domains);
		ccs_model_unique(&lint.exceptions);
		ccs_lint_domains(&lint);
		ccs_lint_groups(&lint);
		lint_managers(job, &lint.domains);
	}
	ccs_model_free(&lint.domains);
	ccs_model_free(&lint.exceptions);
	ccs_scratch_free(scratch);
	free(domains);
	free(exceptions);
	return CCS_EXIT_OK;
}

/* Policy of applications. */
static enum ccs_exit check_dropins(struct job *job, const struct part *part)
{
	const char *const suffix = part->part == CCS_PART_DOMAIN ?
		CCS_DROPIN_DOMAIN : CCS_DROPIN_EXCEPTION;
	char *const dir = ccs_format("%s/" CCS_DROPIN_DIR, job->dir);
	struct ccs_list files = {};
	enum ccs_exit code = CCS_EXIT_OK;
	size_t i;

	if (part->part == CCS_PART_DOMAIN || part->part == CCS_PART_EXCEPTION)
		ccs_dropin_list(&files, dir, suffix);
	for (i = 0; i < files.count && !code; i++) {
		ccs_dropin_next(&job->said);
		code = check_file(job, part, files.item[i].text);
	}
	ccs_list_free(&files);
	free(dir);
	return code;
}

static enum ccs_exit check_dir(struct job *job)
{
	enum ccs_exit code = CCS_EXIT_OK;
	size_t i;

	if (!job->format_given)
		job->findings.format = CCS_FINDING_GCC;
	for (i = 0; i < PART_COUNT && !code; i++) {
		char *const file = ccs_format("%s/%s.conf", job->dir,
					      parts[i].node);

		if (parts[i].part == CCS_PART_DOMAIN)
			ccs_scratch_activate(job->scratch);
		code = check_file(job, &parts[i], file);
		if (!code)
			code = check_dropins(job, &parts[i]);
		free(file);
	}
	ccs_dropin_free(&job->said);
	return code ? code : check_together(job);
}

static enum ccs_exit verdict(const struct ccs_findings *findings)
{
	if (findings->errors)
		return CCS_EXIT_INPUT;
	return findings->warnings ? CCS_EXIT_NEGATIVE : CCS_EXIT_OK;
}

int main(int argc, char **argv)
{
	struct job job = {};
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (job.dir && job.fix)
		ccs_usage_error("--fix changes the files that are given");
	if (job.dir && i < argc)
		ccs_usage_error("--all looks at every policy");
	if (!job.dir && i == argc)
		ccs_usage_error("which policy? d, e, m or p");
	job.scratch = ccs_scratch_new();
	code = job.dir ? check_dir(&job) : check_files(&job, argv + i);
	ccs_scratch_free(job.scratch);
	if (!code && (!job.fix || job.findings.lines)) {
		ccs_finding_total(&job.findings);
		code = verdict(&job.findings);
	}
	ccs_list_free(&job.managers);
	ccs_list_free(&job.findings.mute);
	return ccs_flush_stdout(code);
}
