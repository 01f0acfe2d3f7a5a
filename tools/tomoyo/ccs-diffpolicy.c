// SPDX-License-Identifier: GPL-2.0-only
/*
 * What turns one policy into another
 */

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/fail.h"
#include "lib/json.h"
#include "lib/option.h"
#include "lib/scratch.h"
#include "lib/source.h"

#define OPTION_COLOR		(CCS_OPTION_LONG + 0)
#define OPTION_EXIT_CODE	(CCS_OPTION_LONG + 1)
#define OPTION_STAT		(CCS_OPTION_LONG + 2)
#define OPTION_JSON		(CCS_OPTION_LONG + 3)

#define RED	"\033[31m"
#define GREEN	"\033[32m"
#define BOLD	"\033[1m"

/**
 * struct job - what the command line asks for, and what was found
 * @exception: exception policy
 * @exit_code: status 1 if they differ
 * @stat: print numbers only
 * @json: print an object
 * @color: on a terminal's colours
 * @old: the one policy
 * @new: the other
 * @added: lines that only the new one has
 * @removed: lines that only the old one has
 * @domains_added: domains that only the new one has
 * @domains_removed: domains that only the old one has
 * @profiles: domains whose profile differs
 */
struct job {
	bool exception;
	bool exit_code;
	bool stat;
	bool json;
	bool color;
	struct ccs_model old;
	struct ccs_model new;
	unsigned int added;
	unsigned int removed;
	unsigned int domains_added;
	unsigned int domains_removed;
	unsigned int profiles;
};

static bool want_color(const char *when)
{
	if (!strcmp(when, "auto"))
		return isatty(STDOUT_FILENO);
	if (strcmp(when, "always") && strcmp(when, "never"))
		ccs_usage_error("--color is auto, always or never");
	return *when == 'a';
}

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == 'e')
		job->exception = true;
	else if (key == OPTION_EXIT_CODE)
		job->exit_code = true;
	else if (key == OPTION_STAT)
		job->stat = true;
	else if (key == OPTION_JSON)
		job->json = true;
	else
		job->color = want_color(arg);
}

static const struct ccs_option options[] = {
	{ 'e', NULL, NULL, "exception policies instead of domain policies" },
	{ OPTION_COLOR, "color", "WHEN",
	  "auto (the default), always or never" },
	{ OPTION_EXIT_CODE, "exit-code", NULL,
	  "end with status 1 if there is a difference" },
	{ OPTION_JSON, "json", NULL, "print the difference as an object" },
	{ OPTION_STAT, "stat", NULL, "print how much differs, not what" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-diffpolicy",
	.usage = "[OPTION...] OLD NEW",
	.about = "Compare two policies by what they say: order, operations in one line or\n"
		 "in several, and spelling don't matter. What is printed turns OLD into NEW\n"
		 "when it is given to ccs-loadpolicy -d (with -e: ccs-loadpolicy -e). Each\n"
		 "may be a file, - for standard input, or kernel for what is in force.\n",
	.options = options,
	.take = take_option,
};

static void print(const struct job *job, const char *color, const char *prefix,
		  const char *text)
{
	if (job->stat || job->json)
		return;
	if (job->color)
		printf("%s%s%s\033[0m\n", color, prefix, text);
	else
		printf("%s%s\n", prefix, text);
}

static void gap(const struct job *job)
{
	if (!job->stat && !job->json && !job->exception)
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

static void print_new(struct job *job, const struct ccs_model_domain *domain)
{
	job->domains_added++;
	if (*domain->name)
		print(job, BOLD, "", domain->name);
	gap(job);
	if (domain->profile)
		print(job, GREEN, "use_profile ", domain->profile);
	job->added += missing(job, domain, NULL, GREEN, "");
	gap(job);
}

static bool same_lines(const struct ccs_list *a, const struct ccs_list *b)
{
	struct ccs_index index;
	bool same = a->count == b->count;
	size_t i;

	ccs_index_init(&index, a);
	for (i = 0; i < b->count && same; i++)
		same = ccs_index_has(&index, b->item[i].text);
	ccs_index_free(&index);
	return same;
}

static bool same_profile(const struct ccs_model_domain *old,
			 const struct ccs_model_domain *new)
{
	return !new->profile ||
	       (old->profile && !strcmp(old->profile, new->profile));
}

static void print_changed(struct job *job, const struct ccs_model_domain *old,
			  const struct ccs_model_domain *new)
{
	const bool profile = !same_profile(old, new);

	if (!profile && same_lines(&old->lines, &new->lines))
		return;
	if (*new->name)
		print(job, BOLD, "", new->name);
	gap(job);
	job->added += missing(job, new, old, GREEN, "");
	job->removed += missing(job, old, new, RED, "delete ");
	if (profile) {
		print(job, GREEN, "use_profile ", new->profile);
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
		print(job, RED, "delete ", old->domains[i]->name);
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

/* Lines of @domain that @other does not have, as an array. */
static void json_lines(const char *key, const struct ccs_model_domain *domain,
		       const struct ccs_model_domain *other)
{
	static const struct ccs_list none;
	const char *separator = "";
	struct ccs_index index;
	size_t i;

	ccs_index_init(&index, other ? &other->lines : &none);
	printf(",\"%s\":[", key);
	for (i = 0; i < domain->lines.count; i++) {
		if (ccs_index_has(&index, domain->lines.item[i].text))
			continue;
		printf("%s", separator);
		ccs_json_print(domain->lines.item[i].text);
		separator = ",";
	}
	putchar(']');
	ccs_index_free(&index);
}

static const char *or_null(const char *profile)
{
	return profile ? profile : "null";
}

static void json_removed(const struct job *job)
{
	const char *separator = "";
	size_t i;

	printf("{\"schema\":1,\"removed\":[");
	for (i = 0; i < job->old.count; i++) {
		const char *const name = job->old.domains[i]->name;

		if (ccs_model_find(&job->new, name) ||
		    !strcmp(name, "<kernel>"))
			continue;
		printf("%s", separator);
		ccs_json_print(name);
		separator = ",";
	}
}

static void json_added(const struct job *job)
{
	const char *separator = "";
	size_t i;

	printf("],\"added\":[");
	for (i = 0; i < job->new.count; i++) {
		const struct ccs_model_domain *const one = job->new.domains[i];

		if (ccs_model_find(&job->old, one->name))
			continue;
		printf("%s{\"name\":", separator);
		ccs_json_print(one->name);
		printf(",\"profile\":%s", or_null(one->profile));
		json_lines("lines", one, NULL);
		putchar('}');
		separator = ",";
	}
}

static void json_changed(const struct job *job)
{
	const char *separator = "";
	size_t i;

	printf("],\"changed\":[");
	for (i = 0; i < job->new.count; i++) {
		const struct ccs_model_domain *const one = job->new.domains[i];
		const struct ccs_model_domain *const was =
			ccs_model_find(&job->old, one->name);

		if (!was || (same_profile(was, one) &&
			     same_lines(&was->lines, &one->lines)))
			continue;
		printf("%s{\"name\":", separator);
		ccs_json_print(one->name);
		printf(",\"profile\":[%s,%s]", or_null(was->profile),
		       or_null(one->profile ? one->profile : was->profile));
		json_lines("add", one, was);
		json_lines("delete", was, one);
		putchar('}');
		separator = ",";
	}
	puts("]}");
}

static void print_json(const struct job *job)
{
	json_removed(job);
	json_added(job);
	json_changed(job);
}

static void print_stat(const struct job *job)
{
	if (!job->exception)
		printf("%u domains added, %u removed, %u with another profile\n",
		       job->domains_added, job->domains_removed,
		       job->profiles);
	printf("%u lines added, %u removed\n", job->added, job->removed);
}

static enum ccs_exit read_both(struct job *job, char **where)
{
	enum ccs_exit code = ccs_source_read(&job->old, where[0],
					     job->exception);

	if (!code)
		code = ccs_source_read(&job->new, where[1], job->exception);
	ccs_model_unique(&job->old);
	ccs_model_unique(&job->new);
	return code;
}

int main(int argc, char **argv)
{
	struct job job = { .color = want_color("auto") };
	struct ccs_scratch *scratch;
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (argc - i != 2)
		ccs_usage_error("needs two policies");
	if (!strcmp(argv[i], "-") && !strcmp(argv[i + 1], "-"))
		ccs_usage_error("only one of them can be standard input");
	scratch = ccs_scratch_new();
	ccs_model_init(&job.old, scratch);
	ccs_model_init(&job.new, scratch);
	code = read_both(&job, argv + i);
	if (!code) {
		compare(&job);
		if (job.json)
			print_json(&job);
		else if (job.stat)
			print_stat(&job);
		if (job.exit_code && (job.added || job.removed ||
				      job.domains_added ||
				      job.domains_removed || job.profiles))
			code = CCS_EXIT_NEGATIVE;
	}
	ccs_model_free(&job.old);
	ccs_model_free(&job.new);
	ccs_scratch_free(scratch);
	return ccs_flush_stdout(code);
}
