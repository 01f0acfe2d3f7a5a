// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines that are not entries
 */

#include "../core/domain.h"
#include "../core/transition.h"
#include "doc.h"
#include "table.h"

static const struct doc_line domain_lines[] = {
	{ WORLD_DOMAIN, "<kernel> /usr/sbin/httpd", "<kernel> /b",
	  "select this domain; it is made if need be" },
	{ WORLD_DOMAIN, "select <kernel> /bin/sh", "select <kernel> /a",
	  "select it if it exists, else none; also with ``domain=`` before the name" },
	{ WORLD_DOMAIN, "delete <kernel> /bin/sh", "delete <kernel> /a",
	  "delete it, unless it is ``<kernel>``" },
	{ WORLD_DOMAIN, "use_profile 3", "use_profile 3",
	  "its profile, 0 to 255" },
	{ WORLD_DOMAIN, "use_group 7", "use_group 7",
	  "it has the entries of acl_group 7, too; several are possible" },
};

static const struct {
	const char *keyword;
	const char *what;
} flag_words[] = {
	{ "quota_exceeded", "mark: learning stopped" },
	{ "transition_failed",
	  "mark: another domain could not be entered from here" },
	{ "ignore_global_allow_read",
	  "``allow_read`` of the exception policy does not apply here" },
	{ "ignore_global_allow_env",
	  "``allow_env`` of the exception policy does not apply here" },
};

static const char *flag_what(const char *keyword)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(flag_words); i++)
		if (!strcmp(flag_words[i].keyword, keyword))
			return flag_words[i].what;
	ccs_env_die("a flag has no words", keyword, 0);
}

static void print_line(struct doc_table *table, const struct doc_line *line)
{
	doc_literal(table, line->form);
	doc_cell(table, "%s", doc_dialects(line));
	doc_cell(table, "%s", line->what);
}

static void print_flag(struct doc_table *table, const char *keyword)
{
	const struct doc_line line = {
		WORLD_DOMAIN, keyword, keyword, flag_what(keyword)
	};

	print_line(table, &line);
}

void doc_domain(void)
{
	static const char *const head[] = { "Line", "Dialect", "Meaning" };
	struct doc_table table = { .columns = ARRAY_SIZE(head) };
	size_t i;

	doc_cells(&table, head);
	for (i = 0; i < ARRAY_SIZE(domain_lines); i++)
		print_line(&table, &domain_lines[i]);
	for (i = 0; i < CCS_DOMAIN_FLAG_COUNT; i++)
		print_flag(&table, ccs_domain_flags[i].keyword);
	doc_print(&table);
}

static const char *const transition_words[CCS_TRANSITION_COUNT] = {
	[CCS_TRANSITION_NO_RESET] = "exception from the next kind",
	[CCS_TRANSITION_RESET] =
		"the next domain is the namespace ``<PROGRAM>``",
	[CCS_TRANSITION_NO_INITIALIZE] = "exception from the next kind",
	[CCS_TRANSITION_INITIALIZE] =
		"the next domain is the namespace, and PROGRAM behind it",
	[CCS_TRANSITION_NO_KEEP] = "exception from the next kind",
	[CCS_TRANSITION_KEEP] = "the next domain is the current one",
};

static void print_transition(struct doc_table *table, int kind,
			     const char *keyword)
{
	char *const form = doc_format("%s PROGRAM from DOMAIN", keyword);
	char *const sample = doc_format("%s /b from /c", keyword);
	const struct doc_line line = {
		WORLD_EXCEPTION, form, sample, transition_words[kind]
	};

	print_line(table, &line);
	free(sample);
	free(form);
}

static const struct doc_line exception_lines[] = {
	{ WORLD_EXCEPTION, "aggregator PATTERN PROGRAM", "aggregator /b\\* /b",
	  "a program that matches PATTERN is checked as PROGRAM" },
	{ WORLD_EXCEPTION, "path_group NAME PATTERN", "path_group G /b",
	  "PATTERN is a member of the group NAME" },
	{ WORLD_EXCEPTION, "number_group NAME NUMBER", "number_group G 1-2",
	  "so is a number or range" },
	{ WORLD_EXCEPTION, "address_group NAME ADDRESS",
	  "address_group G 10.0.0.1", "so is an address or range" },
	{ WORLD_EXCEPTION, "acl_group N ENTRY", "acl_group 1 file read /b",
	  "ENTRY belongs to every domain with ``use_group N``" },
	{ WORLD_EXCEPTION, "deny_autobind PORT", "deny_autobind 1-1023",
	  "the kernel does not choose these ports by itself" },
	{ WORLD_EXCEPTION, "allow_read PATTERN", "allow_read /b",
	  "every domain may open these files for reading" },
	{ WORLD_EXCEPTION, "allow_env VARIABLE", "allow_env PATH",
	  "every domain may pass on this variable" },
	{ WORLD_EXCEPTION, "file_pattern PATTERN", "file_pattern /b\\*",
	  "a name that matches is learned as PATTERN" },
	{ WORLD_EXCEPTION, "deny_rewrite PATTERN", "deny_rewrite /b\\*",
	  "overwriting these files needs ``allow_rewrite``" },
};

void doc_exception(void)
{
	static const char *const head[] = { "Line", "Dialect", "Meaning" };
	struct doc_table table = { .columns = ARRAY_SIZE(head) };
	size_t i;

	doc_cells(&table, head);
#define X(id, keyword, dialects) \
	print_transition(&table, CCS_TRANSITION_##id, keyword);
	CCS_TRANSITIONS(X)
#undef X
	for (i = 0; i < ARRAY_SIZE(exception_lines); i++)
		print_line(&table, &exception_lines[i]);
	doc_print(&table);
}
