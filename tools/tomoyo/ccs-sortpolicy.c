// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy in a fixed order
 */

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/fail.h"
#include "lib/option.h"
#include "lib/save.h"
#include "lib/scratch.h"
#include "lib/sorted.h"
#include "lib/source.h"

#define OPTION_CHECK		(CCS_OPTION_LONG + 0)
#define OPTION_IN_PLACE		(CCS_OPTION_LONG + 1)
#define OPTION_NO_PROFILE	(CCS_OPTION_LONG + 2)
#define OPTION_PACK		(CCS_OPTION_LONG + 3)

/**
 * struct job - what the command line asks for
 * @exception: exception policy
 * @profile: profiles
 * @check: say whether the input is sorted, print nothing
 * @in_place: write each file back
 * @no_profile: leave out which profile a domain has
 * @pack: several operations in a line
 * @scratch: how lines get their form
 */
struct job {
	bool exception;
	bool profile;
	bool check;
	bool in_place;
	bool no_profile;
	bool pack;
	struct ccs_scratch *scratch;
};

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	(void)arg;
	if (key == 'e')
		job->exception = true;
	else if (key == 'p')
		job->profile = true;
	else if (key == OPTION_CHECK)
		job->check = true;
	else if (key == OPTION_IN_PLACE)
		job->in_place = true;
	else if (key == OPTION_NO_PROFILE)
		job->no_profile = true;
	else
		job->pack = true;
}

static const struct ccs_option options[] = {
	{ 'e', NULL, NULL, "exception policy instead of domain policy" },
	{ 'p', NULL, NULL, "profiles instead of domain policy" },
	{ OPTION_CHECK, "check", NULL,
	  "print nothing; status 1 if the policy is not sorted" },
	{ OPTION_IN_PLACE, "in-place", NULL,
	  "write each FILE back instead of printing it" },
	{ OPTION_NO_PROFILE, "no-profile", NULL,
	  "leave out which profile a domain has" },
	{ OPTION_PACK, "pack", NULL,
	  "several operations on the same object in one line" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-sortpolicy",
	.usage = "[OPTION...] [FILE...]",
	.about = "Print policy in a fixed order, with one operation a line and nothing\n"
		 "twice, so that two policies can be compared. Several FILEs become one\n"
		 "policy; without any it is standard input, and kernel is what is in force.\n",
	.options = options,
	.take = take_option,
};

static enum ccs_exit sort_model(const struct job *job, char **files,
				struct ccs_strbuf *out)
{
	enum ccs_exit code = CCS_EXIT_OK;
	struct ccs_model model;

	ccs_model_init(&model, job->scratch);
	for (; *files && !code; files++)
		code = ccs_source_read(&model, *files, job->exception);
	if (!code)
		ccs_sorted_model(&model,
				 (job->no_profile ? CCS_SORTED_NO_PROFILE : 0) |
				 (job->pack ? CCS_SORTED_PACK : 0), out);
	ccs_model_free(&model);
	return code;
}

static enum ccs_exit sort_profiles(char **files, struct ccs_strbuf *out)
{
	struct ccs_list list = {};
	enum ccs_exit code = CCS_EXIT_OK;

	for (; *files && !code; files++) {
		struct ccs_source source;

		code = ccs_source_open(&source, *files, "profile");
		if (code)
			break;
		while (ccs_lines_next(&source.lines))
			ccs_list_add(&list, source.lines.text);
		code = ccs_source_close(&source);
	}
	ccs_sorted_profiles(&list, out);
	ccs_list_free(&list);
	return code;
}

/* Has the file these lines already, whatever else it has besides? */
static enum ccs_exit check(char *text, const char *file)
{
	struct ccs_source source;
	enum ccs_exit code = ccs_source_open(&source, file, "domain_policy");
	const char *line = NULL;
	bool same = true;

	if (code)
		return code;
	while (same && ccs_lines_next(&source.lines)) {
		while ((line = strsep(&text, "\n")) && !*line)
			;
		same = line && !strcmp(line, source.lines.text);
	}
	while (same && (line = strsep(&text, "\n")))
		same = !*line;
	if (!same) {
		ccs_warn("%s:%u: not sorted", file, source.lines.number);
		code = CCS_EXIT_NEGATIVE;
	}
	ccs_source_close(&source);
	return code;
}

static enum ccs_exit write_back(const struct ccs_strbuf *out,
				const char *file)
{
	const int err = ccs_save_file(AT_FDCWD, file, out->text, out->len);

	if (!err)
		return CCS_EXIT_OK;
	ccs_warn("cannot write %s: %s", file, strerror(-err));
	return CCS_EXIT_IO;
}

static enum ccs_exit sort(const struct job *job, char **files)
{
	struct ccs_strbuf out = {};
	enum ccs_exit code = job->profile ? sort_profiles(files, &out) :
					    sort_model(job, files, &out);

	ccs_strbuf_puts(&out, "");
	if (!code && job->check)
		code = check(out.text, *files);
	else if (!code && job->in_place)
		code = write_back(&out, *files);
	else if (!code)
		fwrite(out.text, 1, out.len, stdout);
	ccs_strbuf_free(&out);
	return code;
}

static enum ccs_exit sort_each(const struct job *job, char **files)
{
	enum ccs_exit code = CCS_EXIT_OK;

	for (; *files; files++) {
		char *one[] = { *files, NULL };
		enum ccs_exit this;

		if (!strcmp(*files, "-") ||
		    !strcmp(*files, CCS_SOURCE_KERNEL))
			ccs_usage_error("--check and --in-place need a file");
		this = sort(job, one);
		code = this > code ? this : code;
	}
	return code;
}

int main(int argc, char **argv)
{
	static char *standard_input[] = { (char *)"-", NULL };
	struct job job = {};
	enum ccs_exit code;
	char **files;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	files = i < argc ? argv + i : standard_input;
	if (job.exception && job.profile)
		ccs_usage_error("only one policy may be given");
	if ((job.profile || job.exception) && (job.pack || job.no_profile))
		ccs_usage_error("--pack and --no-profile are for domain policy");
	job.scratch = ccs_scratch_new();
	code = job.check || job.in_place ? sort_each(&job, files) :
					   sort(&job, files);
	ccs_scratch_free(job.scratch);
	return ccs_flush_stdout(code);
}
