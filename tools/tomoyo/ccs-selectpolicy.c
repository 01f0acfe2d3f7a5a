// SPDX-License-Identifier: GPL-2.0-only
/*
 * Some domains of a domain policy
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/fail.h"
#include "lib/list.h"
#include "lib/option.h"
#include "lib/text.h"

#define OPTION_INVERT	(CCS_OPTION_LONG + 0)
#define OPTION_RENAME	(CCS_OPTION_LONG + 1)
#define OPTION_STRICT	(CCS_OPTION_LONG + 2)

/**
 * struct job - what the command line asks for
 * @recursive: the domains below as well
 * @invert: all domains but these
 * @strict: a domain that isn't there is a failure
 * @new: what the domain is called from now on, NULL for as it is
 * @wanted: the domains
 * @selected: the current line belongs to one of them
 * @found: which of them are there, in the order of @wanted
 */
struct job {
	bool recursive;
	bool invert;
	bool strict;
	char *new;
	struct ccs_list wanted;
	bool selected;
	bool *found;
};

static char *take_domain(const char *arg)
{
	char *const name = ccs_strdup(arg);

	ccs_text_normalise(name, strlen(name));
	if (!ccs_text_domainname(name))
		ccs_die(CCS_EXIT_INPUT, "not a legal domainname: %s", arg);
	return name;
}

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == 'r')
		job->recursive = true;
	else if (key == OPTION_INVERT)
		job->invert = true;
	else if (key == OPTION_STRICT)
		job->strict = true;
	else
		job->new = take_domain(arg);
}

static const struct ccs_option options[] = {
	{ 'r', "recursive", NULL, "select the domains below each DOMAIN too" },
	{ OPTION_INVERT, "invert", NULL, "select all other domains" },
	{ OPTION_RENAME, "rename", "NEW",
	  "call the domain NEW, here and where entries name it;\n"
	  "with -r what is below moves along" },
	{ OPTION_STRICT, "strict", NULL,
	  "fail with status 1 if a DOMAIN isn't there" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-selectpolicy",
	.usage = "[OPTION...] DOMAIN... < POLICY",
	.about = "Print the lines of a domain policy that belong to the given domains. A\n"
		 "DOMAIN is one word: '<kernel> /usr/sbin/sshd'.\n",
	.options = options,
	.take = take_option,
};

/* The end of @top in @name if that is it or below it, else NULL. */
static const char *within(const char *name, const char *top)
{
	const size_t len = strlen(top);

	if (strncmp(name, top, len) || (name[len] && name[len] != ' '))
		return NULL;
	return name + len;
}

static bool is_selected(struct job *job, const char *name)
{
	bool selected = false;
	size_t i;

	for (i = 0; i < job->wanted.count; i++) {
		const char *const end = within(name, job->wanted.item[i].text);

		if (!end || (*end && !job->recursive))
			continue;
		job->found[i] = true;
		selected = true;
	}
	return selected != job->invert;
}

/*
 * A domain that an entry names ends at the next word that is no component:
 * a condition, or the end of the line.
 */
static const char *renamed(const struct job *job, const char *text)
{
	const char *const end = within(text, job->wanted.item[0].text);

	if (!end || (end[0] == ' ' && end[1] == '/' && !job->recursive))
		return NULL;
	return end;
}

/* Prints a line, with the new name in place of the old one. */
static void print_renamed(const struct job *job, const char *line)
{
	const char *rest = line;

	while (*rest) {
		const bool starts = rest == line || rest[-1] == ' ' ||
				    rest[-1] == '=' || rest[-1] == '"';
		const char *const end = starts && *rest == '<' ?
					renamed(job, rest) : NULL;

		if (end) {
			fputs(job->new, stdout);
			rest = end;
		} else {
			putchar(*rest++);
		}
	}
	putchar('\n');
}

static void take_line(struct job *job, const char *line)
{
	if (ccs_text_domainname(line))
		job->selected = is_selected(job, line);
	if (!job->selected)
		return;
	if (job->new)
		print_renamed(job, line);
	else
		puts(line);
}

static void filter(struct job *job)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	while ((len = getline(&line, &room, stdin)) >= 0) {
		ccs_text_normalise(line, len);
		take_line(job, line);
	}
	free(line);
	if (ferror(stdin))
		ccs_die(CCS_EXIT_IO, "standard input: can't be read");
}

static enum ccs_exit report(const struct job *job)
{
	enum ccs_exit code = CCS_EXIT_OK;
	size_t i;

	for (i = 0; job->strict && i < job->wanted.count; i++) {
		if (job->found[i])
			continue;
		ccs_warn("no such domain: %s", job->wanted.item[i].text);
		code = CCS_EXIT_NEGATIVE;
	}
	return code;
}

int main(int argc, char **argv)
{
	struct job job = {};
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (i == argc)
		ccs_usage_error("needs a domain");
	if (job.new && (argc - i > 1 || job.invert))
		ccs_usage_error("--rename is for one domain");
	for (; i < argc; i++) {
		char *const name = take_domain(argv[i]);

		ccs_list_add(&job.wanted, name);
		free(name);
	}
	job.found = ccs_realloc(NULL, job.wanted.count * sizeof(*job.found));
	memset(job.found, 0, job.wanted.count * sizeof(*job.found));
	filter(&job);
	code = report(&job);
	ccs_list_free(&job.wanted);
	free(job.found);
	free(job.new);
	return ccs_flush_stdout(code);
}
