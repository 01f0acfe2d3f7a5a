// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is wrong with policy
 */

#include <stdio.h>
#include <string.h>

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

/* What warnings are about. */
static const char *const rules[] = {
	"contradiction", "covered", "illegal-character", "mapped-address",
	"manager-anyone", "manager-domain", "manager-program", "manager-shell",
	"matches-all", "never-asked", "never-holds", "no-parent", "silent",
	"strange-line", "subtraction", "unused-group",
};

/**
 * ccs_finding_set - choose what is told of
 * @all: changed
 * @word: «error»: warnings are errors; «none»: no warnings; «no-RULE»: none
 *	about that
 *
 * Return: false if it is none of these.
 */
bool ccs_finding_set(struct ccs_findings *all, const char *word)
{
	size_t i;

	if (!strcmp(word, "error")) {
		all->strict = true;
		return true;
	}
	if (!strcmp(word, "none")) {
		all->none = true;
		return true;
	}
	if (strncmp(word, "no-", 3))
		return false;
	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (!strcmp(word + 3, rules[i])) {
			ccs_list_add(&all->mute, rules[i]);
			return true;
		}
	return false;
}

static bool is_muted(const struct ccs_findings *all,
		     const struct ccs_finding *one)
{
	size_t i;

	for (i = 0; one->warning && i < all->mute.count; i++)
		if (!strcmp(all->mute.item[i].text, one->rule))
			return true;
	return one->warning && all->none;
}

/**
 * ccs_finding_tell - print and count a finding
 * @all: how, and the counts
 * @one: the finding
 */
void ccs_finding_tell(struct ccs_findings *all, const struct ccs_finding *one)
{
	struct ccs_finding told = *one;

	if (is_muted(all, one))
		return;
	told.warning &= !all->strict;
	if (told.warning)
		all->warnings++;
	else
		all->errors++;
	if (all->format == CCS_FINDING_JSON)
		print_json(&told);
	else if (all->format == CCS_FINDING_GCC)
		print_gcc(&told);
	else
		print_classic(&told);
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
