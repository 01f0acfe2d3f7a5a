// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines that would allow a request
 */

#include <stdlib.h>
#include <string.h>

#include "candidate.h"
#include "fail.h"

static void add(struct ccs_list *lines, const char *line, const char *more)
{
	char *const text = ccs_format("%s%s", line, more);

	ccs_list_add(lines, text);
	free(text);
}

/* Only the program that was meant, under the name it was called by. */
static void add_execute(const struct ccs_record *record,
			struct ccs_list *lines)
{
	char *const real = ccs_record_value(record, "exec", "realpath");
	const char *argv = strstr(record->header, " argv[]={ \"");
	char *more;

	if (real && argv) {
		argv += strlen(" argv[]={ ");
		more = ccs_format(" exec.realpath=%s exec.argv[0]=%.*s", real,
				  (int)strcspn(argv, " "), argv);
		add(lines, record->request, more);
		free(more);
	}
	free(real);
}

/* What belongs to the user: the same line for every user's own files. */
static void add_owned(const struct ccs_record *record, struct ccs_list *lines)
{
	char *const user = ccs_record_value(record, "task", "uid");
	char *const owner = ccs_record_value(record, "path1", "uid");

	if (user && owner && !strcmp(user, owner) && strcmp(user, "0"))
		add(lines, record->request, " task.uid=path1.uid");
	free(user);
	free(owner);
}

/**
 * ccs_candidates - find lines that would allow a request
 * @record: the request
 * @rules: rules that make patterns of names
 * @lines: gets the lines, the narrowest last; nothing twice
 */
void ccs_candidates(const struct ccs_record *record, struct ccs_rewrites *rules,
		    struct ccs_list *lines)
{
	struct ccs_strbuf general = {};

	ccs_rewrites_apply(rules, record->domain, record->request, &general);
	ccs_list_add(lines, general.text);
	ccs_strbuf_free(&general);
	add(lines, record->request, "");
	if (!strncmp(record->request, "file execute ", 13))
		add_execute(record, lines);
	else
		add_owned(record, lines);
	ccs_list_unique(lines);
}

/**
 * ccs_candidate_good - would the kernel take a line for a request's domain?
 * @record: the request
 * @line: the normalised line
 * @error: if not, what is wrong with it
 *
 * Asks core: a mistake needs no second request.
 *
 * Return: true if it would.
 */
bool ccs_candidate_good(const struct ccs_record *record, const char *line,
			struct ccs_remark *error)
{
	struct ccs_scratch *const scratch = ccs_scratch_new();
	struct ccs_remark warning;
	const bool good =
		ccs_scratch_try(scratch, CCS_PART_DOMAIN, record->domain, error,
				&warning) &&
		ccs_scratch_try(scratch, CCS_PART_DOMAIN, line, error,
				&warning);

	ccs_scratch_free(scratch);
	return good;
}
