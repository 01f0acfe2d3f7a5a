// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy that is proposed after learning
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "json.h"
#include "proposal.h"
#include "scope.h"

static struct ccs_proposal_domain *add(struct ccs_proposal *proposal,
				       const char *name, const char *before)
{
	struct ccs_proposal_domain *domain;

	proposal->domain = ccs_realloc(proposal->domain,
				       (proposal->count + 1) *
				       sizeof(*domain));
	domain = &proposal->domain[proposal->count++];
	*domain = (struct ccs_proposal_domain){
		.name = ccs_strdup(name),
		.before = before ? ccs_strdup(before) : NULL,
	};
	return domain;
}

static struct ccs_proposal_domain *find(struct ccs_proposal *proposal,
					const char *name)
{
	size_t i;

	for (i = 0; i < proposal->count; i++)
		if (!strcmp(proposal->domain[i].name, name))
			return &proposal->domain[i];
	return NULL;
}

static void add_line(struct ccs_strbuf *out, const char *first,
		     const char *second)
{
	ccs_strbuf_puts(out, first);
	ccs_strbuf_puts(out, second);
	ccs_strbuf_puts(out, "\n");
}

/* Takes a line with its domain before it. */
static void take(struct ccs_proposal *proposal, const char *text)
{
	const char *const line = strchr(text, '\n') + 1;
	char *const name = ccs_format("%.*s", (int)(line - text) - 1, text);
	struct ccs_proposal_domain *domain = find(proposal, name);

	if (!domain)
		domain = add(proposal, name, NULL);
	add_line(&domain->lines, line, "");
	free(name);
}

static void take_base(struct ccs_proposal *proposal,
		      const struct ccs_lessons *lessons, const char *base)
{
	struct ccs_model model;
	size_t i;

	ccs_model_init(&model, lessons->scratch);
	ccs_scope_model(&model, base);
	for (i = 0; i < model.count; i++)
		add(proposal, model.domains[i]->name,
		    model.domains[i]->profile);
	ccs_model_free(&model);
}

/* In an order that does not depend on which was learned first. */
static void sort(struct ccs_proposal *proposal, char *text,
		 struct ccs_strbuf *out)
{
	struct ccs_list lines = {};
	struct ccs_index index;
	char *line;
	size_t i;

	while ((line = strsep(&text, "\n")))
		if (*line)
			ccs_list_add(&lines, line);
	ccs_index_init(&index, &lines);
	for (i = 0; i < index.count; i++)
		add_line(out, index.item[i]->text, "");
	proposal->lines += index.count;
	ccs_index_free(&index);
	ccs_list_free(&lines);
}

static void pack(struct ccs_proposal *proposal,
		 struct ccs_proposal_domain *domain,
		 struct ccs_scratch *scratch)
{
	struct ccs_strbuf packed = {}, sorted = {};

	ccs_strbuf_puts(&packed, "");
	ccs_strbuf_puts(&sorted, "");
	ccs_strbuf_puts(&domain->lines, "");
	ccs_scratch_pack(scratch, domain->name, &domain->lines, &packed);
	sort(proposal, packed.text, &sorted);
	ccs_strbuf_free(&packed);
	ccs_strbuf_free(&domain->lines);
	domain->lines = sorted;
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct ccs_proposal_domain *)a)->name,
		      ((const struct ccs_proposal_domain *)b)->name);
}

/**
 * ccs_proposal_make - make a proposal
 * @proposal: @profile and @exception are set; gets the domains, and groups
 * @lessons: what was learned
 * @base: text of the domains without that
 */
void ccs_proposal_make(struct ccs_proposal *proposal,
		       const struct ccs_lessons *lessons, const char *base)
{
	struct ccs_list lines = {};
	size_t i;

	take_base(proposal, lessons, base);
	ccs_lessons_lines(lessons, &lines);
	for (i = 0; i < lines.count; i++)
		take(proposal, lines.item[i].text);
	for (i = 0; i < proposal->count; i++)
		pack(proposal, &proposal->domain[i], lessons->scratch);
	if (proposal->count)
		qsort(proposal->domain, proposal->count,
		      sizeof(*proposal->domain), compare);
	ccs_families_lines(&lessons->families, &proposal->exception);
	ccs_list_free(&lines);
}

/**
 * ccs_proposal_text - the domains as they shall be
 * @proposal: the proposal
 * @base: text of the domains without it
 * @out: gets the text
 */
void ccs_proposal_text(const struct ccs_proposal *proposal, const char *base,
		       struct ccs_strbuf *out)
{
	size_t i;

	ccs_scope_profile(base, proposal->profile, out);
	for (i = 0; i < proposal->count; i++) {
		const struct ccs_proposal_domain *const domain =
			&proposal->domain[i];

		add_line(out, domain->name, "");
		add_line(out, "use_profile ", proposal->profile);
		ccs_strbuf_puts(out, domain->lines.text);
	}
}

/**
 * ccs_proposal_exception - what the exception policy shall get
 * @proposal: the proposal
 * @ns: the namespace that it is for
 * @out: gets the lines
 */
void ccs_proposal_exception(const struct ccs_proposal *proposal,
			    const char *ns, struct ccs_strbuf *out)
{
	size_t i;

	ccs_strbuf_puts(out, "");
	for (i = 0; i < proposal->exception.count; i++) {
		ccs_strbuf_puts(out, ns);
		add_line(out, " ", proposal->exception.item[i].text);
	}
}

static bool changes(const struct ccs_proposal *proposal,
		    const struct ccs_proposal_domain *domain)
{
	return domain->lines.len || !domain->before ||
	       strcmp(domain->before, proposal->profile);
}

/**
 * ccs_proposal_print - print what is new
 * @proposal: the proposal
 *
 * Nothing is ever taken away, so this is all of the difference. Both parts can
 * be given to ccs-loadpolicy.
 */
void ccs_proposal_print(const struct ccs_proposal *proposal)
{
	size_t i;

	if (proposal->exception.count)
		puts("# exception policy");
	for (i = 0; i < proposal->exception.count; i++)
		puts(proposal->exception.item[i].text);
	if (proposal->exception.count)
		putchar('\n');
	puts("# domain policy");
	for (i = 0; i < proposal->count; i++) {
		const struct ccs_proposal_domain *const domain =
			&proposal->domain[i];

		if (!changes(proposal, domain))
			continue;
		printf("%s\nuse_profile %s\n", domain->name,
		       proposal->profile);
		if (domain->before)
			printf("# was use_profile %s\n", domain->before);
		printf("\n%s\n", domain->lines.text);
	}
}

static void json_lines(const char *text, struct ccs_strbuf *out)
{
	char *const copy = ccs_strdup(text);
	char *rest = copy, *line;
	const char *comma = "";

	ccs_strbuf_puts(out, "[");
	while ((line = strsep(&rest, "\n"))) {
		if (!*line)
			continue;
		ccs_strbuf_puts(out, comma);
		ccs_json_string(out, line);
		comma = ",";
	}
	ccs_strbuf_puts(out, "]");
	free(copy);
}

static void json_domain(const struct ccs_proposal *proposal,
			const struct ccs_proposal_domain *domain,
			struct ccs_strbuf *out)
{
	char *text;

	ccs_strbuf_puts(out, "{\"name\":");
	ccs_json_string(out, domain->name);
	text = ccs_format(",\"profile_before\":%s,\"profile\":%s,\"add\":",
			  domain->before ? domain->before : "null",
			  proposal->profile);
	ccs_strbuf_puts(out, text);
	free(text);
	json_lines(domain->lines.text, out);
	ccs_strbuf_puts(out, "}");
}

/**
 * ccs_proposal_json - print what is new for programs
 * @proposal: the proposal
 * @out: gets members of an object, without its braces
 */
void ccs_proposal_json(const struct ccs_proposal *proposal,
		       struct ccs_strbuf *out)
{
	const char *comma = "";
	size_t i;

	ccs_strbuf_puts(out, "\"exception\":[");
	for (i = 0; i < proposal->exception.count; i++) {
		ccs_strbuf_puts(out, i ? "," : "");
		ccs_json_string(out, proposal->exception.item[i].text);
	}
	ccs_strbuf_puts(out, "],\"domains\":[");
	for (i = 0; i < proposal->count; i++) {
		if (!changes(proposal, &proposal->domain[i]))
			continue;
		ccs_strbuf_puts(out, comma);
		json_domain(proposal, &proposal->domain[i], out);
		comma = ",";
	}
	ccs_strbuf_puts(out, "]");
}

/**
 * ccs_proposal_free - drop it
 * @proposal: the proposal
 */
void ccs_proposal_free(struct ccs_proposal *proposal)
{
	size_t i;

	for (i = 0; i < proposal->count; i++) {
		free(proposal->domain[i].name);
		free(proposal->domain[i].before);
		ccs_strbuf_free(&proposal->domain[i].lines);
	}
	free(proposal->domain);
	ccs_list_free(&proposal->exception);
}
