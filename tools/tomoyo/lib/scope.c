// SPDX-License-Identifier: GPL-2.0-only
/*
 * A domain and those below it, within the text of all of them
 *
 * Text is kept as the kernel printed it, so that what is not meant is written
 * back unchanged.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "scope.h"

#define PROFILE "use_profile "

/**
 * ccs_scope_has - is a domain the one that is meant, or below it?
 * @top: the one that is meant
 * @name: the domain
 *
 * Return: true if it is.
 */
bool ccs_scope_has(const char *top, const char *name)
{
	const size_t len = strlen(top);

	return !strncmp(name, top, len) && (!name[len] || name[len] == ' ');
}

/* Adds a line with its newline. */
static void add(struct ccs_strbuf *out, const char *line)
{
	ccs_strbuf_puts(out, line);
	ccs_strbuf_puts(out, "\n");
}

/* Adds what is within the scope, or what is not, line by line. */
static void sift(const char *policy, const char *top, bool wanted,
		 struct ccs_strbuf *out)
{
	char *const copy = ccs_strdup(policy);
	char *rest = copy, *line;
	bool within = false;

	while ((line = strsep(&rest, "\n"))) {
		if (*line == '<')
			within = ccs_scope_has(top, line);
		if (*line && within == wanted)
			add(out, line);
	}
	free(copy);
}

/**
 * ccs_scope_cut - take the domains that are meant
 * @policy: the text of all domains
 * @top: the domain that is meant
 * @inside: gets the text of that one and those below; never stays without any
 */
void ccs_scope_cut(const char *policy, const char *top,
		   struct ccs_strbuf *inside)
{
	ccs_strbuf_puts(inside, "");
	sift(policy, top, true, inside);
}

/**
 * ccs_scope_paste - put other text in place of the domains that are meant
 * @policy: the text of all domains
 * @top: the domain that is meant
 * @inside: the new text of that one and those below
 * @out: gets the text of all of them
 */
void ccs_scope_paste(const char *policy, const char *top, const char *inside,
		     struct ccs_strbuf *out)
{
	sift(policy, top, false, out);
	ccs_strbuf_puts(out, inside);
}

/* Is this the name of a domain above @top, and longer than @best? */
static bool nearer(const char *line, const char *top, const char *best)
{
	return ccs_scope_has(line, top) && strcmp(line, top) &&
	       (!best || strlen(line) > strlen(best));
}

static bool is_inherited(const char *line)
{
	return !strncmp(line, PROFILE, strlen(PROFILE)) ||
	       !strncmp(line, "use_group ", 10);
}

/**
 * ccs_scope_inherited - what a domain would have if a program made it
 * @policy: the text of all domains
 * @top: the domain
 * @lines: gets its profile and groups, which are those of the one above it
 */
void ccs_scope_inherited(const char *policy, const char *top,
			 struct ccs_list *lines)
{
	char *const copy = ccs_strdup(policy);
	char *rest = copy, *line;
	const char *best = NULL;
	bool within = false;

	while ((line = strsep(&rest, "\n"))) {
		if (*line == '<') {
			within = nearer(line, top, best);
			if (!within)
				continue;
			best = line;
			ccs_list_free(lines);
		} else if (within && is_inherited(line)) {
			ccs_list_add(lines, line);
		}
	}
	free(copy);
}

/**
 * ccs_scope_profile - give domains another profile
 * @inside: their text; comments are dropped
 * @profile: the number
 * @out: gets the text
 */
void ccs_scope_profile(const char *inside, const char *profile,
		       struct ccs_strbuf *out)
{
	char *const copy = ccs_strdup(inside);
	char *rest = copy, *line;

	while ((line = strsep(&rest, "\n"))) {
		if (!*line || *line == '#' ||
		    !strncmp(line, PROFILE, strlen(PROFILE)))
			continue;
		add(out, line);
		if (*line != '<')
			continue;
		ccs_strbuf_puts(out, PROFILE);
		add(out, profile);
	}
	ccs_strbuf_puts(out, "");
	free(copy);
}

/**
 * ccs_scope_model - read domains into memory
 * @model: where to
 * @inside: their text
 */
void ccs_scope_model(struct ccs_model *model, const char *inside)
{
	/* An empty stream can't be made of no bytes. */
	char *const copy = ccs_format("%s\n", inside);
	FILE *const file = fmemopen(copy, strlen(copy), "r");
	struct ccs_lines lines;

	if (!file)
		ccs_die(CCS_EXIT_IO, "out of memory");
	ccs_lines_of(&lines, file, "kernel");
	ccs_model_domains(model, &lines);
	ccs_model_unique(model);
	ccs_lines_close(&lines);
	free(copy);
}
