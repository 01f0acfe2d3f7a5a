// SPDX-License-Identifier: GPL-2.0-only
/*
 * Profiles that are compared
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diff_profile.h"
#include "scratch.h"
#include "source.h"

static const char kernel[] = "<kernel> ";

static void read_lines(struct ccs_model *model, struct ccs_lines *lines,
		       struct ccs_scratch *scratch)
{
	struct ccs_strbuf reason = {};

	while (ccs_lines_next(lines)) {
		if (!ccs_scratch_profile(scratch, lines->text, &reason))
			continue;
		ccs_warn("%s:%u: %s", lines->name, lines->number, reason.text);
		model->errors++;
	}
	ccs_strbuf_free(&reason);
}

/* What has lost its comment is what never had one. */
static bool says_nothing(const char *line)
{
	const char *const comment = strstr(line, "-COMMENT=");

	return !*line || (comment && !comment[9]);
}

/* The namespace is there only if there are several. */
static void take_printed(struct ccs_model *model, char *text)
{
	struct ccs_list *const list = &model->domains[0]->lines;
	char *line;

	while ((line = strsep(&text, "\n")))
		if (!says_nothing(line))
			ccs_list_add(list, strncmp(line, kernel,
						   sizeof(kernel) - 1) ? line :
				     line + sizeof(kernel) - 1);
}

static void add_domain(struct ccs_model *model)
{
	static char nothing[1];
	FILE *const file = fmemopen(nothing, 1, "r");
	struct ccs_lines lines;

	if (!file)
		ccs_die(CCS_EXIT_IO, "out of memory");
	ccs_lines_of(&lines, file, "profiles");
	ccs_model_plain(model, &lines);
	ccs_list_free(&model->domains[0]->lines);
	ccs_lines_close(&lines);
}

/**
 * ccs_profile_read - read profiles in the form in which the kernel prints them
 * @model: gets one domain without a name, with their lines
 * @where: as for ccs_source_open()
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_profile_read(struct ccs_model *model, const char *where)
{
	struct ccs_scratch *scratch;
	struct ccs_strbuf text = {};
	struct ccs_source source;
	enum ccs_exit code = ccs_source_open(&source, where, "profile");

	if (code)
		return code;
	scratch = ccs_scratch_new();
	read_lines(model, &source.lines, scratch);
	code = ccs_source_close(&source);
	ccs_scratch_print(scratch, CCS_PART_PROFILE, &text);
	add_domain(model);
	if (text.len)
		take_printed(model, text.text);
	ccs_strbuf_free(&text);
	ccs_scratch_free(scratch);
	return model->errors && !code ? CCS_EXIT_INPUT : code;
}

static bool has_key(const struct ccs_model_domain *domain, const char *line,
		    size_t len)
{
	size_t i;

	for (i = 0; i < domain->lines.count; i++)
		if (!strncmp(domain->lines.item[i].text, line, len))
			return true;
	return false;
}

/**
 * ccs_profile_unset - what makes a line go away
 * @new: where it shall not be
 * @line: the line
 *
 * Return: a new string: the line to be written, or a comment if there is none;
 * NULL if another value of @new takes its place.
 */
char *ccs_profile_unset(const struct ccs_model_domain *new, const char *line)
{
	const int len = strcspn(line, "=");

	if (has_key(new, line, len + 1))
		return NULL;
	if (memmem(line, len, "-CONFIG::", 9))
		return ccs_format("%.*s=use_default", len, line);
	if (memmem(line, len, "-COMMENT", 8))
		return ccs_format("%.*s=", len, line);
	return ccs_format("# %s: a profile can't be removed", line);
}
