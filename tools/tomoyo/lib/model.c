// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy in memory
 */

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "model.h"
#include "scratch.h"
#include "text.h"
#include "unpack.h"

#define KERNEL_PREFIX "<kernel> "

/**
 * struct place - where a line is and goes
 * @list: the list it is added to or dropped from
 * @lines: the file it comes from
 * @remove: drop it
 */
struct place {
	struct ccs_list *list;
	const struct ccs_lines *lines;
	bool remove;
};

/**
 * ccs_model_init - start with an empty policy
 * @model: filled in
 * @scratch: what lines are tried on
 */
void ccs_model_init(struct ccs_model *model, struct ccs_scratch *scratch)
{
	*model = (struct ccs_model){ .scratch = scratch };
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct ccs_model_domain *)a)->name,
		      ((const struct ccs_model_domain *)b)->name);
}

/**
 * ccs_model_find - find a domain
 * @model: a policy
 * @name: the domain's name
 *
 * Return: the domain or NULL.
 */
struct ccs_model_domain *ccs_model_find(const struct ccs_model *model,
					const char *name)
{
	const struct ccs_model_domain key = { .name = (char *)name };
	struct ccs_model_domain **const found =
		tfind(&key, &model->by_name, compare);

	return found ? *found : NULL;
}

/* Finds the domain, or adds it. */
static struct ccs_model_domain *get(struct ccs_model *model, const char *name,
				    const struct ccs_lines *lines)
{
	struct ccs_model_domain *domain = ccs_model_find(model, name);

	if (domain)
		return domain;
	domain = ccs_realloc(NULL, sizeof(*domain));
	*domain = (struct ccs_model_domain){
		.name = ccs_strdup(name),
		.file = lines->name,
		.number = lines->number,
	};
	if (model->count == model->room) {
		model->room = model->room ? model->room * 2 : 64;
		model->domains = ccs_realloc(model->domains, model->room *
					     sizeof(*model->domains));
	}
	model->domains[model->count++] = domain;
	if (!tsearch(domain, &model->by_name, compare))
		ccs_die(CCS_EXIT_IO, "out of memory");
	return domain;
}

static void free_domain(struct ccs_model *model,
			struct ccs_model_domain *domain)
{
	tdelete(domain, &model->by_name, compare);
	free(domain->name);
	free(domain->profile);
	ccs_list_free(&domain->lines);
	free(domain);
}

static void delete(struct ccs_model *model, const char *name)
{
	struct ccs_model_domain *const domain = ccs_model_find(model, name);
	size_t i = 0;

	model->current = NULL;
	if (!domain)
		return;
	while (model->domains[i] != domain)
		i++;
	model->count--;
	memmove(&model->domains[i], &model->domains[i + 1],
		(model->count - i) * sizeof(*model->domains));
	free_domain(model, domain);
}

static const char *after(const char *text, const char *prefix)
{
	const size_t len = strlen(prefix);

	return strncmp(text, prefix, len) ? NULL : text + len;
}

static void place_one(const char *line, void *data)
{
	const struct place *const place = data;

	if (place->remove)
		ccs_list_drop(place->list, line);
	else
		ccs_list_add_from(place->list, line, place->lines->name,
				  place->lines->number);
}

static void complain(struct ccs_model *model, const struct ccs_lines *lines,
		     const char *why)
{
	ccs_warn("%s:%u: %s: %s", lines->name, lines->number, lines->text,
		 why);
	model->errors++;
}

static void select_domain(struct ccs_model *model, const char *name)
{
	const char *const rest = after(name, "domain=");

	model->current = ccs_model_find(model, rest ? rest : name);
}

static bool domain_line(struct ccs_model *model, const struct ccs_lines *lines,
			const char *text, bool remove)
{
	if (*text != '<')
		return false;
	if (!ccs_text_domainname(text)) {
		model->current = NULL;
		complain(model, lines, "not a legal domainname");
	} else if (remove) {
		delete(model, text);
	} else {
		model->current = get(model, text, lines);
	}
	return true;
}

/* What only 1.7 can say takes a line for each operation. */
static void place_lines(char *text, struct place *place)
{
	char *rest = text, *line;

	while ((line = strsep(&rest, "\n")))
		ccs_unpack(line, place_one, place);
}

static bool has_line(const struct ccs_list *list, const char *text)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (!strcmp(list->item[i].text, text))
			return true;
	return false;
}

/* 1.7 has one handler of a kind in a domain: another one takes its place. */
static void replace_handler(struct ccs_list *list, const char *text,
			    const char *handler)
{
	const char *const kind = strchr(handler, ' ');
	size_t len, i;

	if (!kind || (!after(text, "execute_handler ") &&
		      !after(text, "denied_execute_handler ")) ||
	    has_line(list, handler))
		return;
	len = kind + 1 + strcspn(kind + 1, " ") + 1 - handler;
	for (i = list->count; i-- > 0;) {
		char *const line = ccs_strdup(list->item[i].text);

		/* One with a condition stays. Copies of it are dropped as well. */
		if (!strncmp(line, handler, len) && !strchr(line + len, ' ')) {
			ccs_list_drop(list, line);
			i = list->count;
		}
		free(line);
	}
}

/* A line that core refuses stays as it is: the kernel shall say why. */
static void body_line(struct ccs_model *model, const struct ccs_lines *lines,
		      const char *text, bool remove)
{
	struct ccs_model_domain *const domain = model->current;
	struct place place = { &domain->lines, lines, remove };
	const char *const profile = after(text, "use_profile ");
	struct ccs_strbuf canonical = {};

	if (profile && !remove) {
		free(domain->profile);
		domain->profile = ccs_strdup(profile);
	} else if (ccs_scratch_entry(model->scratch, domain->name, text,
				     &canonical)) {
		if (!remove)
			replace_handler(&domain->lines, text, canonical.text);
		place_lines(canonical.text, &place);
	} else {
		ccs_unpack(text, place_one, &place);
	}
	ccs_strbuf_free(&canonical);
}

/**
 * ccs_model_domains - read domain policy
 * @model: where to
 * @lines: where from; not closed
 */
void ccs_model_domains(struct ccs_model *model, struct ccs_lines *lines)
{
	model->current = NULL;
	while (ccs_lines_next(lines)) {
		const char *const removed = after(lines->text, "delete ");
		const char *const text = removed ? removed : lines->text;
		const char *const name = after(text, "select ");

		if (domain_line(model, lines, text, removed))
			continue;
		if (name && !removed)
			select_domain(model, name);
		else if (!model->current)
			complain(model, lines, "no domain is selected");
		else
			body_line(model, lines, text, removed);
	}
}

/**
 * ccs_model_exceptions - read exception policy
 * @model: where to; gets one domain without a name
 * @lines: where from; not closed
 */
void ccs_model_exceptions(struct ccs_model *model, struct ccs_lines *lines)
{
	struct ccs_strbuf canonical = {};

	model->current = get(model, "", lines);
	while (ccs_lines_next(lines)) {
		const char *const removed = after(lines->text, "delete ");
		const char *text = removed ? removed : lines->text;
		const char *const rest = after(text, KERNEL_PREFIX);
		struct place place = {
			&model->current->lines, lines, removed,
		};

		text = rest ? rest : text;
		if (ccs_scratch_exception(model->scratch, text, &canonical))
			place_lines(canonical.text, &place);
		else
			ccs_unpack(text, place_one, &place);
	}
	ccs_strbuf_free(&canonical);
}

/**
 * ccs_model_plain - read lines that are what they are
 * @model: where to; gets one domain without a name
 * @lines: where from, such as profiles, managers or quotas; not closed
 */
void ccs_model_plain(struct ccs_model *model, struct ccs_lines *lines)
{
	model->current = get(model, "", lines);
	while (ccs_lines_next(lines))
		ccs_list_add(&model->current->lines, lines->text);
}

static int compare_pointers(const void *a, const void *b)
{
	return compare(*(struct ccs_model_domain *const *)a,
		       *(struct ccs_model_domain *const *)b);
}

/**
 * ccs_model_unique - everything was read
 * @model: its domains lose what they contain twice
 */
void ccs_model_unique(struct ccs_model *model)
{
	size_t i;

	for (i = 0; i < model->count; i++)
		ccs_list_unique(&model->domains[i]->lines);
	model->current = NULL;
}

/**
 * ccs_model_finish - everything was read
 * @model: its domains get sorted and lose what they contain twice
 */
void ccs_model_finish(struct ccs_model *model)
{
	if (model->count)
		qsort(model->domains, model->count, sizeof(*model->domains),
		      compare_pointers);
	ccs_model_unique(model);
}

/**
 * ccs_model_free - drop a policy
 * @model: the policy
 */
void ccs_model_free(struct ccs_model *model)
{
	size_t i;

	for (i = 0; i < model->count; i++)
		free_domain(model, model->domains[i]);
	free(model->domains);
}
