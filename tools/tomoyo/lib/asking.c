// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a person is asked
 */

#include <stdio.h>
#include <string.h>

#include "asking.h"
#include "candidate.h"

/**
 * ccs_asking_domain - is a domain to be made?
 * @record: a request
 *
 * In 1.7 an execution may lead to a domain that is not there yet.
 *
 * Return: true if that is the question.
 */
bool ccs_asking_domain(const struct ccs_record *record)
{
	return *record->request == '#';
}

/**
 * ccs_asking_prompt - ask for an answer
 * @record: a request
 *
 * Return: columns that the question takes.
 */
unsigned int ccs_asking_prompt(const struct ccs_record *record)
{
	const int len = printf("Allow? ('Y'es/'N'o/'R'etry%s):",
			       ccs_asking_domain(record) ? "" :
			       "/'S'how policy/'A'dd to policy and retry");

	fflush(stdout);
	return len < 0 ? 0 : len;
}

/**
 * ccs_asking_offer - show which lines would allow it
 * @record: a request
 * @rules: rules that make patterns of names
 * @edit: remembers them, and begins with the one that is asked for
 */
void ccs_asking_offer(const struct ccs_record *record,
		      struct ccs_rewrites *rules, struct ccs_edit *edit)
{
	struct ccs_list lines = {};
	size_t i;

	ccs_candidates(record, rules, &lines);
	for (i = 0; i < lines.count; i++)
		if (strcmp(lines.item[i].text, record->request)) {
			printf("  or, with Up: %s\n", lines.item[i].text);
			ccs_edit_remember(edit, lines.item[i].text);
		}
	ccs_list_free(&lines);
	ccs_edit_start(edit, record->request);
}

/**
 * ccs_asking_good - is a line one that can be added? If not, say why
 * @record: a request
 * @line: the line
 *
 * Return: true if it is.
 */
bool ccs_asking_good(const struct ccs_record *record, const char *line)
{
	struct ccs_remark error;

	if (ccs_candidate_good(record, line, &error))
		return true;
	printf("'%.*s': %s\n", (int)error.len, line + error.at, error.why);
	return false;
}
