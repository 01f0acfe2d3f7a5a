// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entries that almost grant a request
 *
 * What stands in the way is found by trying: the entry with one part of it
 * replaced by what the request has is put into a domain of its own, and the
 * same core that decides in the kernel says whether it grants the request.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts.h"
#include "fail.h"
#include "near.h"
#include "parts.h"
#include "strbuf.h"

/* What comes first counts, whatever the names. */
enum {
	SCORE_CONDITION = 3000000,
	SCORE_OPERATION = 2000000,
	SCORE_NUMBER = 1000000,
	SCORE_COMPONENT = 1000,
};

/**
 * ccs_near_grants - would this entry alone grant the request?
 * @nearness: the request
 * @entry: the entry
 *
 * Return: true if it would.
 */
bool ccs_near_grants(const struct ccs_nearness *nearness, const char *entry)
{
	struct ccs_preview *const preview = nearness->preview;
	char *const probe = ccs_format("%.*s /ccs-explain/probe",
				       (int)strcspn(nearness->domain, " "),
				       nearness->domain);
	char *const undo = ccs_format("delete %s", entry);
	struct ccs_strbuf question = {}, answer = {};
	bool grants = false;
	size_t i;

	ccs_strbuf_puts(&question, probe);
	ccs_strbuf_puts(&question, "\n");
	ccs_strbuf_puts(&question, nearness->request);
	for (i = 0; i < nearness->facts->count; i++) {
		ccs_strbuf_puts(&question, "\n");
		ccs_strbuf_puts(&question, nearness->facts->item[i].text);
	}
	ccs_preview_line(preview, "domain_policy", probe, NULL);
	if (!ccs_preview_line(preview, "domain_policy", entry, NULL)) {
		ccs_preview_ask(preview, question.text, &answer);
		grants = strstr(answer.text, " granted=yes ");
		ccs_preview_line(preview, "domain_policy", undo, NULL);
	}
	ccs_strbuf_free(&question);
	ccs_strbuf_free(&answer);
	free(undo);
	free(probe);
	return grants;
}

static void add_word(struct ccs_strbuf *line, const char *word)
{
	if (line->len)
		ccs_strbuf_puts(line, " ");
	ccs_strbuf_puts(line, word);
}

/**
 * try() - would an entry made of two grant the request?
 * @nearness: the request
 * @request: it taken apart
 * @entry: an entry
 * @operand: which operand is the entry's; -1 for all
 * @condition: which word of the entry is its condition; 0 for none
 *
 * All else is the request's.
 */
static bool try(const struct ccs_nearness *nearness,
		const struct ccs_parts *request, const struct ccs_parts *entry,
		int operand, size_t condition)
{
	struct ccs_strbuf line = {};
	bool grants;
	size_t i;

	for (i = 0; i < request->last; i++) {
		const bool other = i >= request->first &&
				   i - request->first + entry->first <
				   entry->last &&
				   (operand < 0 ||
				    i == request->first + operand);

		add_word(&line, other ?
			 entry->word[i - request->first + entry->first] :
			 request->word[i]);
	}
	if (condition)
		add_word(&line, entry->word[condition]);
	grants = ccs_near_grants(nearness, line.text);
	ccs_strbuf_free(&line);
	return grants;
}

/* Keeps it if it is among the nearest. */
static void keep(struct ccs_nearness *nearness, struct ccs_near *one)
{
	struct ccs_near *const near = nearness->near;
	size_t at = nearness->count;

	while (at && near[at - 1].score < one->score)
		at--;
	if (at == nearness->limit) {
		free(one->why);
		return;
	}
	if (nearness->count == nearness->limit) {
		struct ccs_near *const worst = &near[--nearness->count];

		free(worst->entry);
		free(worst->where);
		free(worst->why);
	}
	memmove(near + at + 1, near + at,
		(nearness->count - at) * sizeof(*near));
	one->entry = ccs_strdup(one->entry);
	one->where = ccs_strdup(one->where);
	near[at] = *one;
	nearness->count++;
}

/* Which of the conditions doesn't hold, and what is the case instead? */
static char *why_condition(const struct ccs_nearness *nearness,
			   const struct ccs_parts *request,
			   const struct ccs_parts *entry)
{
	size_t i = entry->last;
	const char *word, *value;
	char *name, *why;

	while (i + 1 < entry->count && try(nearness, request, entry, -1, i))
		i++;
	word = entry->word[i];
	name = ccs_format("%.*s", (int)strcspn(word, "=!"), word);
	value = ccs_facts_find(nearness->facts, name);
	if (value)
		why = ccs_format("%s does not hold, since %s is %s", word, name,
				 value);
	else
		why = ccs_format("%s does not hold%s", word,
				 strncmp(name, "exec.", 5) ? "" :
				 ", since nothing is executed");
	free(name);
	return why;
}

/* How far do two names go together? */
static unsigned int similarity(const char *one, const char *other)
{
	unsigned int score = 0;
	size_t i;

	for (i = 0; one[i] && one[i] == other[i]; i++)
		score += one[i] == '/' && i ? SCORE_COMPONENT : 1;
	return score;
}

static char *why_operand(const char *kind, const char *asked,
			 const char *allowed)
{
	if (*allowed == '@')
		return ccs_format("%s is not in %s_group %s", asked,
				  *kind == 'n' ? "number" :
				  *kind == 'a' ? "address" : "path",
				  allowed + 1);
	if (strchr(allowed, '-') && (*kind == 'n' || *kind == 'a'))
		return ccs_format("%s is not in %s", asked, allowed);
	if (strchr(allowed, '\\'))
		return ccs_format("%s does not match %s", asked, allowed);
	return ccs_format("%s is not %s", asked, allowed);
}

/* The nearest member of a group says how near the group is. */
static unsigned int group_similarity(const char *exceptions, const char *group,
				     const char *name)
{
	char *const start = ccs_format("path_group %s ", group);
	unsigned int best = 0, score;
	const char *at = exceptions;
	char *member;

	while ((at = strstr(at, start))) {
		at += strlen(start);
		member = ccs_format("%.*s", (int)strcspn(at, "\n"), at);
		score = similarity(member, name);
		best = score > best ? score : best;
		free(member);
	}
	free(start);
	return best;
}

static void consider_operands(const struct ccs_nearness *nearness,
			      const struct ccs_parts *request,
			      const struct ccs_parts *entry, const char *exceptions,
			      struct ccs_near *one)
{
	const size_t count = entry->last - entry->first;
	size_t i;

	one->differs = "operand";
	for (i = 0; i < count && request->first + i < request->last; i++) {
		const char *const kind = entry->op ? entry->kinds + i :
					 ccs_parts_signal(entry) && !i ? "n" : "p";
		const char *const asked = request->word[request->first + i];
		const char *const allowed = entry->word[entry->first + i];
		unsigned int score = SCORE_NUMBER;

		if (try(nearness, request, entry, i, 0))
			continue;
		if (*kind == 'p' && *allowed == '@')
			score = group_similarity(exceptions, allowed + 1,
						 asked);
		else if (*kind == 'p')
			score = similarity(allowed, asked);
		if (one->why && score >= one->score)
			continue;
		free(one->why);
		one->score = score;
		one->why = why_operand(kind, asked, allowed);
	}
}

/* What names the object itself is nearer than what covers it among others. */
static unsigned int operation_score(const struct ccs_parts *request,
				    const struct ccs_parts *entry)
{
	const char *const name = entry->word[entry->first];

	if (*name == '@')
		return SCORE_COMPONENT;
	return strchr(name, '\\') ?
	       similarity(name, request->word[request->first]) :
	       SCORE_OPERATION;
}

static void consider(struct ccs_nearness *nearness,
		     const struct ccs_parts *request, const char *line,
		     const char *where, const char *exceptions)
{
	struct ccs_near one = {
		.entry = (char *)line, .where = (char *)where,
	};
	struct ccs_parts entry;
	bool fits;

	if (!ccs_parts_take(&entry, line) || !ccs_parts_alike(request, &entry)) {
		ccs_parts_free(&entry);
		return;
	}
	fits = try(nearness, request, &entry, -1, 0);
	if (fits && !ccs_parts_allow(&entry, request->word[request->op])) {
		one.differs = "operation";
		one.score = operation_score(request, &entry);
		one.why = ccs_format("it allows %s, not %s",
				     entry.word[entry.op],
				     request->word[request->op]);
	} else if (fits && entry.last < entry.count) {
		one.differs = "condition";
		one.score = SCORE_CONDITION;
		one.why = why_condition(nearness, request, &entry);
	} else if (!fits && ccs_parts_allow(&entry, request->word[request->op])) {
		consider_operands(nearness, request, &entry, exceptions, &one);
	}
	/* What has not even a directory in common helps nobody. */
	if (one.why && one.score >= SCORE_COMPONENT)
		keep(nearness, &one);
	else
		free(one.why);
	ccs_parts_free(&entry);
}

/* Entries of the groups that the domain uses. */
static void consider_groups(struct ccs_nearness *nearness,
			    const struct ccs_parts *request, const char *groups,
			    char *exceptions, const char *whole)
{
	const int len = strcspn(nearness->domain, " ");
	char *const plain = ccs_format("%.*s ", len, nearness->domain);
	char *rest = exceptions, *line, *number, *where;

	while ((line = strsep(&rest, "\n"))) {
		if (!strncmp(line, plain, len + 1))
			line += len + 1;
		if (strncmp(line, "acl_group ", 10))
			continue;
		line += 10;
		number = ccs_format(" %s ", strsep(&line, " "));
		if (line && strstr(groups, number)) {
			where = ccs_format("acl_group%.*s",
					   (int)strlen(number) - 1, number);
			consider(nearness, request, line, where, whole);
			free(where);
		}
		free(number);
	}
	free(plain);
}

static void walk(struct ccs_nearness *nearness, const struct ccs_parts *request,
		 char *domains, const char *exceptions)
{
	struct ccs_strbuf groups = {};
	char *const copy = ccs_strdup(exceptions);
	char *line;
	bool ours = false;

	ccs_strbuf_puts(&groups, " ");
	while ((line = strsep(&domains, "\n"))) {
		if (*line == '<') {
			ours = !strcmp(line, nearness->domain);
		} else if (ours && !strncmp(line, "use_group ", 10)) {
			ccs_strbuf_puts(&groups, line + 10);
			ccs_strbuf_puts(&groups, " ");
		} else if (ours && *line) {
			consider(nearness, request, line, "domain",
				 exceptions);
		}
	}
	consider_groups(nearness, request, groups.text, copy, exceptions);
	ccs_strbuf_free(&groups);
	free(copy);
}

/**
 * ccs_near_find - find the entries that almost grant a request
 * @nearness: the request; gets the entries, for ccs_near_free()
 */
void ccs_near_find(struct ccs_nearness *nearness)
{
	struct ccs_strbuf domains = {}, exceptions = {};
	struct ccs_parts request;

	nearness->near = ccs_realloc(NULL, (nearness->limit + 1) *
				     sizeof(*nearness->near));
	nearness->count = 0;
	ccs_preview_print(nearness->preview, "domain_policy", &domains);
	ccs_preview_print(nearness->preview, "exception_policy", &exceptions);
	if (ccs_parts_take(&request, nearness->request) && nearness->limit)
		walk(nearness, &request, domains.text, exceptions.text);
	ccs_parts_free(&request);
	ccs_strbuf_free(&domains);
	ccs_strbuf_free(&exceptions);
}

/**
 * ccs_near_free - drop what was found
 * @nearness: the request
 */
void ccs_near_free(struct ccs_nearness *nearness)
{
	size_t i;

	for (i = 0; i < nearness->count; i++) {
		free(nearness->near[i].entry);
		free(nearness->near[i].where);
		free(nearness->near[i].why);
	}
	free(nearness->near);
	nearness->near = NULL;
	nearness->count = 0;
}
