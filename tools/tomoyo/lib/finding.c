// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is wrong with policy
 */

#include <stdio.h>

#include "finding.h"
#include "json.h"

static void print_json(const struct ccs_finding *one)
{
	struct ccs_strbuf out = {};

	ccs_strbuf_puts(&out, "{\"file\":");
	ccs_json_string(&out, one->file);
	printf("%s,\"line\":%u,\"col\":%zu,\"severity\":\"%s\",", out.text,
	       one->line, one->column, one->warning ? "warning" : "error");
	out.len = 0;
	ccs_strbuf_puts(&out, "\"code\":");
	ccs_json_string(&out, one->rule);
	ccs_strbuf_puts(&out, ",\"token\":");
	ccs_json_string(&out, one->word);
	ccs_strbuf_puts(&out, ",\"message\":");
	ccs_json_string(&out, one->why);
	printf("%s}\n", out.text);
	ccs_strbuf_free(&out);
}

static void print_gcc(const struct ccs_finding *one)
{
	printf("%s:%u:", one->file, one->line);
	if (one->column)
		printf("%zu:", one->column);
	printf(" %s: ", one->warning ? "warning" : "error");
	if (*one->word)
		printf("'%s': ", one->word);
	printf("%s [%s]\n", one->why, one->rule);
}

static void print_classic(const struct ccs_finding *one)
{
	printf("%u: %s: ", one->line, one->warning ? "WARNING" : "ERROR");
	if (*one->word)
		printf("'%s': ", one->word);
	printf("%s\n", one->why);
}

/**
 * ccs_finding_tell - print and count a finding
 * @all: how, and the counts
 * @one: the finding
 */
void ccs_finding_tell(struct ccs_findings *all, const struct ccs_finding *one)
{
	if (one->warning)
		all->warnings++;
	else
		all->errors++;
	if (all->format == CCS_FINDING_JSON)
		print_json(one);
	else if (all->format == CCS_FINDING_GCC)
		print_gcc(one);
	else
		print_classic(one);
}

static const char *plural(unsigned int count)
{
	return count > 1 ? "s" : "";
}

/**
 * ccs_finding_total - print the counts, where the form has them
 * @all: the counts
 */
void ccs_finding_total(const struct ccs_findings *all)
{
	if (all->format != CCS_FINDING_JSON)
		printf("Total:   %u Line%s   %u Error%s   %u Warning%s\n",
		       all->lines, plural(all->lines), all->errors,
		       plural(all->errors), all->warnings,
		       plural(all->warnings));
}
