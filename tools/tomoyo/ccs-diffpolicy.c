// SPDX-License-Identifier: GPL-2.0-only
/*
 * What turns one policy into another
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/color.h"
#include "lib/covered.h"
#include "lib/diff_json.h"
#include "lib/diff_profile.h"
#include "lib/fail.h"
#include "lib/option.h"
#include "lib/scratch.h"
#include "lib/source.h"

#define OPTION_COLOR		(CCS_OPTION_LONG + 0)
#define OPTION_EXIT_CODE	(CCS_OPTION_LONG + 1)
#define OPTION_STAT		(CCS_OPTION_LONG + 2)
#define OPTION_JSON		(CCS_OPTION_LONG + 3)
#define OPTION_DIR		(CCS_OPTION_LONG + 4)
#define OPTION_SAVED		(CCS_OPTION_LONG + 5)
#define OPTION_SEMANTIC		(CCS_OPTION_LONG + 6)

#define DIR "/etc/ccs"

/**
 * struct job - what the command line asks for, and what was found
 * @exception: exception policy
 * @profile: profiles
 * @exit_code: status 1 if they differ
 * @stat: print numbers only
 * @json: print an object
 * @color: on a terminal's colours
 * @dir: where policy is saved
 * @saved: @old is this saved version, NULL if it is given
 * @semantic: tell which removed lines an added one covers
 * @groups: the new exception policy, for that
 * @old: the one policy
 * @new: the other
 * @added: lines that only the new one has
 * @removed: lines that only the old one has
 * @domains_added: domains that only the new one has
 * @domains_removed: domains that only the old one has
 * @profiles: domains whose profile differs
 * @covered: removed lines that an added one covers
 */
struct job {
	bool exception;
	bool profile;
	bool exit_code;
	bool stat;
	bool json;
	bool color;
	const char *dir;
	const char *saved;
	bool semantic;
	struct ccs_list groups;
	struct ccs_model old;
	struct ccs_model new;
	unsigned int added;
	unsigned int removed;
	unsigned int domains_added;
	unsigned int domains_removed;
	unsigned int profiles;
	unsigned int covered;
};

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == 'e')
		job->exception = true;
	else if (key == 'p')
		job->profile = true;
	else if (key == OPTION_EXIT_CODE)
		job->exit_code = true;
	else if (key == OPTION_STAT)
		job->stat = true;
	else if (key == OPTION_JSON)
		job->json = true;
	else if (key == OPTION_DIR)
		job->dir = arg;
	else if (key == OPTION_SAVED)
		job->saved = arg;
	else if (key == OPTION_SEMANTIC)
		job->semantic = true;
	else
		job->color = ccs_color_want(arg);
}

static const struct ccs_option options[] = {
	{ 'e', NULL, NULL, "exception policies instead of domain policies" },
	{ 'p', NULL, NULL, "profiles instead of domain policies" },
	{ OPTION_COLOR, "color", "WHEN",
	  "auto (the default), always or never" },
	{ OPTION_DIR, "dir", "DIR", "where policy is saved; " DIR },
	{ OPTION_EXIT_CODE, "exit-code", NULL,
	  "end with status 1 if there is a difference" },
	{ OPTION_JSON, "json", NULL, "print the difference as an object" },
	{ OPTION_SAVED, "saved", "VERSION",
	  "OLD is the saved policy VERSION: current, previous, or a name\n"
	  "of ccs-savepolicy --list; NEW is what is in force, unless given" },
	{ OPTION_SEMANTIC, "semantic", NULL,
	  "say which removed line is covered by an added, more general one" },
	{ OPTION_STAT, "stat", NULL, "print how much differs, not what" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-diffpolicy",
	.usage = "[OPTION...] OLD NEW\n"
		 "       ccs-diffpolicy [OPTION...] --saved VERSION [NEW]",
	.about = "Compare two policies by what they say: order, operations in one line or\n"
		 "in several, and spelling don't matter. What is printed turns OLD into NEW\n"
		 "when it is given to ccs-loadpolicy -d (with -e or -p: ccs-loadpolicy -e\n"
		 "or -p). Each may be a file, - for standard input, or kernel for what is in\n"
		 "force.\n",
	.options = options,
	.take = take_option,
};

static void print(const struct job *job, const char *color, const char *prefix,
		  const char *text)
{
	if (job->stat || job->json)
		return;
	if (job->color)
		printf("%s%s%s" CCS_PLAIN "\n", color, prefix, text);
	else
		printf("%s%s\n", prefix, text);
}

static void gap(const struct job *job)
{
	if (!job->stat && !job->json && !job->exception && !job->profile)
		putchar('\n');
}

/* Prints the lines of @domain that @other does not have. */
static unsigned int missing(const struct job *job,
			    const struct ccs_model_domain *domain,
			    const struct ccs_model_domain *other,
			    const char *color, const char *prefix)
{
	static const struct ccs_list none;
	unsigned int count = 0;
	struct ccs_index index;
	size_t i;

	ccs_index_init(&index, other ? &other->lines : &none);
	for (i = 0; i < domain->lines.count; i++) {
		const char *const line = domain->lines.item[i].text;

		if (ccs_index_has(&index, line))
			continue;
		print(job, color, prefix, line);
		count++;
	}
	ccs_index_free(&index);
	return count;
}

/* A line of profiles is not deleted: it gets another value, or the default. */
static unsigned int unset(const struct job *job,
			  const struct ccs_model_domain *old,
			  const struct ccs_model_domain *new)
{
	unsigned int count = 0;
	struct ccs_index index;
	size_t i;

	ccs_index_init(&index, &new->lines);
	for (i = 0; i < old->lines.count; i++) {
		const char *const line = old->lines.item[i].text;
		char *text;

		if (ccs_index_has(&index, line))
			continue;
		text = ccs_profile_unset(new, line);
		if (text)
			print(job, CCS_RED, "", text);
		free(text);
		count++;
	}
	ccs_index_free(&index);
	return count;
}

static void print_new(struct job *job, const struct ccs_model_domain *domain)
{
	job->domains_added++;
	if (*domain->name)
		print(job, CCS_BOLD, "", domain->name);
	gap(job);
	if (domain->profile)
		print(job, CCS_GREEN, "use_profile ", domain->profile);
	job->added += missing(job, domain, NULL, CCS_GREEN, "");
	gap(job);
}

/* A comment, so that the whole stays what loads the new policy. */
static void print_cover(const char *line, const char *by, void *data)
{
	struct job *const job = data;
	char *const text = ccs_format("%s: covered by %s", line, by);

	job->covered++;
	print(job, CCS_BOLD, "# ", text);
	free(text);
}

static void print_changed(struct job *job, const struct ccs_model_domain *old,
			  const struct ccs_model_domain *new)
{
	const bool profile = !ccs_diff_same_profile(old, new);

	if (ccs_diff_same(old, new))
		return;
	if (*new->name)
		print(job, CCS_BOLD, "", new->name);
	gap(job);
	job->added += missing(job, new, old, CCS_GREEN, "");
	if (job->semantic)
		ccs_covered_find(&job->groups, old, new, print_cover, job);
	job->removed += job->profile ? unset(job, old, new) :
			missing(job, old, new, CCS_RED, "delete ");
	if (profile) {
		print(job, CCS_GREEN, "use_profile ", new->profile);
		job->profiles++;
	}
	gap(job);
}

static void compare(struct job *job)
{
	const struct ccs_model *const old = &job->old, *const new = &job->new;
	size_t i;

	for (i = 0; i < old->count; i++) {
		/* The first domain can't be deleted. */
		if (ccs_model_find(new, old->domains[i]->name) ||
		    !strcmp(old->domains[i]->name, "<kernel>"))
			continue;
		job->domains_removed++;
		job->removed += old->domains[i]->lines.count;
		print(job, CCS_RED, "delete ", old->domains[i]->name);
		gap(job);
	}
	for (i = 0; i < new->count; i++)
		if (!ccs_model_find(old, new->domains[i]->name))
			print_new(job, new->domains[i]);
	for (i = 0; i < new->count; i++) {
		const struct ccs_model_domain *const was =
			ccs_model_find(old, new->domains[i]->name);

		if (was)
			print_changed(job, was, new->domains[i]);
	}
}

static void print_stat(const struct job *job)
{
	if (!job->exception && !job->profile)
		printf("%u domains added, %u removed, %u with another profile\n",
		       job->domains_added, job->domains_removed,
		       job->profiles);
	printf("%u lines added, %u removed", job->added, job->removed);
	if (job->semantic)
		printf(", of which %u are covered by added ones", job->covered);
	putchar('\n');
}

static enum ccs_exit read_one(struct job *job, struct ccs_model *model,
			      const char *where)
{
	const enum ccs_exit code = job->profile ?
		ccs_profile_read(model, where) :
		ccs_source_read(model, where, job->exception);

	ccs_model_unique(model);
	return code;
}

static enum ccs_exit read_saved(struct job *job)
{
	const char *const node = job->profile ? "profile" :
				 job->exception ? "exception_policy" :
						  "domain_policy";
	char *const path = ccs_format("%s/policy/%s/%s.conf", job->dir,
				      job->saved, node);
	const enum ccs_exit code = read_one(job, &job->old, path);

	/* Messages and lines have nothing to say of it any more. */
	free(path);
	return code;
}

static enum ccs_exit read_both(struct job *job, char **where)
{
	enum ccs_exit code = job->saved ? read_saved(job) :
			     read_one(job, &job->old, *where++);
	const char *const new = *where ? *where : CCS_SOURCE_KERNEL;

	if (!code)
		code = read_one(job, &job->new, new);
	if (!code && job->semantic)
		ccs_covered_groups(&job->groups, job->exception ?
				   new : CCS_SOURCE_KERNEL);
	return code;
}

static void check_words(const struct job *job, char **words, int count)
{
	if (job->profile && (job->exception || job->semantic))
		ccs_usage_error("-p goes with neither -e nor --semantic");
	if (job->saved && strchr(job->saved, '/'))
		ccs_usage_error("--saved takes the name of a version, not '%s'",
				job->saved);
	if (job->saved && count > 1)
		ccs_usage_error("--saved takes the place of OLD");
	if (!job->saved && count != 2)
		ccs_usage_error("needs two policies");
	if (count == 2 && !strcmp(words[0], "-") && !strcmp(words[1], "-"))
		ccs_usage_error("only one of them can be standard input");
}

static bool differs(const struct job *job)
{
	return job->added || job->removed || job->domains_added ||
	       job->domains_removed || job->profiles;
}

int main(int argc, char **argv)
{
	struct job job = { .color = ccs_color_want("auto"), .dir = DIR };
	struct ccs_scratch *scratch;
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	check_words(&job, argv + i, argc - i);
	scratch = ccs_scratch_new();
	ccs_model_init(&job.old, scratch);
	ccs_model_init(&job.new, scratch);
	code = read_both(&job, argv + i);
	if (!code) {
		compare(&job);
		if (job.json)
			ccs_diff_json(&job.old, &job.new, job.semantic ?
				      &job.groups : NULL);
		else if (job.stat)
			print_stat(&job);
		if (job.exit_code && differs(&job))
			code = CCS_EXIT_NEGATIVE;
	}
	ccs_model_free(&job.old);
	ccs_model_free(&job.new);
	ccs_list_free(&job.groups);
	ccs_scratch_free(scratch);
	return ccs_flush_stdout(code);
}
