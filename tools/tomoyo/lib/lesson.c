// SPDX-License-Identifier: GPL-2.0-only
/*
 * What was learned, and what it means for the next time
 */

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "lesson.h"
#include "scope.h"

static int compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Return: false if it was there already. */
static bool remember(struct ccs_lessons *all, const char *domain,
		     const char *line)
{
	char *const key = ccs_format("%s\n%s", domain, line);
	char **const found = tsearch(key, &all->known, compare);

	if (!found)
		ccs_die(CCS_EXIT_IO, "out of memory");
	if (*found == key)
		return true;
	free(key);
	return false;
}

/* Marks are no permissions. */
static bool is_mark(struct ccs_lessons *all, const char *domain,
		    const char *line)
{
	const bool full = !strcmp(line, "quota_exceeded");

	if (full && !all->full)
		all->full = ccs_strdup(domain);
	return full || !strcmp(line, "transition_failed");
}

static void add(struct ccs_lessons *all, const char *domain, const char *line,
		unsigned int round)
{
	if (all->count == all->room) {
		all->room = all->room ? all->room * 2 : 256;
		all->lesson = ccs_realloc(all->lesson, all->room *
						       sizeof(*all->lesson));
	}
	if (!all->count)
		all->first = round;
	all->lesson[all->count++] = (struct ccs_lesson){
		.domain = ccs_strdup(domain),
		.learned = ccs_strdup(line),
		.line = ccs_strdup(line),
		.round = round,
	};
}

static size_t take(struct ccs_lessons *all, const char *inside, bool learned,
		   unsigned int round)
{
	struct ccs_model model;
	size_t i, j, count = 0;

	ccs_model_init(&model, all->scratch);
	ccs_scope_model(&model, inside);
	for (i = 0; i < model.count; i++) {
		const struct ccs_model_domain *const domain = model.domains[i];

		for (j = 0; j < domain->lines.count; j++) {
			const char *const line = domain->lines.item[j].text;

			if (is_mark(all, domain->name, line) ||
			    !remember(all, domain->name, line) || !learned)
				continue;
			add(all, domain->name, line, round);
			count++;
		}
	}
	ccs_model_free(&model);
	return count;
}

/**
 * ccs_lessons_known - these lines were there before
 * @all: what was learned; won't have them
 * @inside: the text of the domains
 */
void ccs_lessons_known(struct ccs_lessons *all, const char *inside)
{
	take(all, inside, false, 0);
	free(all->full);
	all->full = NULL;
}

/**
 * ccs_lessons_learn - take what is new
 * @all: gets it
 * @inside: the text of the domains
 * @round: the number of this round, from 1
 *
 * Return: number of lines that are new.
 */
size_t ccs_lessons_learn(struct ccs_lessons *all, const char *inside,
			 unsigned int round)
{
	return take(all, inside, true, round);
}

/**
 * ccs_lessons_resume - take what an earlier run learned
 * @all: gets it
 * @rounds: its text, with "# round N" before what each round brought
 */
void ccs_lessons_resume(struct ccs_lessons *all, const char *rounds)
{
	while (!strncmp(rounds, "# round ", 8)) {
		const char *const text = strchr(rounds, '\n') + 1;
		const char *const next = strstr(text, "# round ");
		const size_t len = next ? (size_t)(next - text) : strlen(text);
		char *const inside = ccs_format("%.*s", (int)len, text);

		take(all, inside, true, strtoul(rounds + 8, NULL, 10));
		free(inside);
		rounds = text + len;
	}
}

/**
 * ccs_lessons_text - what a round brought
 * @all: what was learned
 * @round: its number
 * @out: gets the text of the domains
 */
void ccs_lessons_text(const struct ccs_lessons *all, unsigned int round,
		      struct ccs_strbuf *out)
{
	const char *domain = NULL;
	size_t i;

	for (i = 0; i < all->count; i++) {
		const struct ccs_lesson *const lesson = &all->lesson[i];

		if (lesson->round != round)
			continue;
		if (!domain || strcmp(domain, lesson->domain)) {
			domain = lesson->domain;
			ccs_strbuf_puts(out, domain);
			ccs_strbuf_puts(out, "\n");
		}
		ccs_strbuf_puts(out, lesson->learned);
		ccs_strbuf_puts(out, "\n");
	}
}

static void replace(struct ccs_lesson *lesson, char *line)
{
	free(lesson->line);
	lesson->line = line;
}

static void apply_rules(struct ccs_lessons *all, struct ccs_lesson *lesson)
{
	struct ccs_strbuf line = {};

	ccs_rewrites_apply(all->rules, lesson->domain, lesson->learned, &line);
	replace(lesson, line.text);
}

/* No process but the first has the same number the next time. */
static void forget_pid(struct ccs_lesson *lesson)
{
	char *const at = strstr(lesson->line, " proc:/");
	const size_t len = at ? strspn(at + 7, "0123456789") : 0;

	if (!len || at[7 + len] != '/' || !strncmp(at + 7, "1/", 2))
		return;
	replace(lesson, ccs_format("%.*s\\$%s",
				   (int)(at + 7 - lesson->line),
				   lesson->line, at + 7 + len));
}

/* Looking at a file is all that a family is about. */
static const char *looked_at(const char *line)
{
	const char *name = NULL;

	if (!strncmp(line, "file read ", 10))
		name = line + 10;
	else if (!strncmp(line, "file getattr ", 13))
		name = line + 13;
	if (!name || strchr(name, ' ') || !ccs_match_word(name) ||
	    ccs_match_patterned(name))
		return NULL;
	return name;
}

static void find_family(struct ccs_lessons *all, struct ccs_lesson *lesson)
{
	const char *const name = looked_at(lesson->line);
	struct ccs_family_member *const member =
		name ? ccs_families_find(&all->families, name) : NULL;

	if (!member)
		return;
	member->wanted = true;
	replace(lesson, ccs_format("%.*s@%s", (int)(name - lesson->line),
				   lesson->line, member->group));
}

/**
 * ccs_lessons_generalise - find what stands for the lines
 * @all: what was learned; what an earlier call found is replaced
 */
void ccs_lessons_generalise(struct ccs_lessons *all)
{
	size_t i;

	ccs_families_forget(&all->families);
	for (i = 0; i < all->count; i++) {
		apply_rules(all, &all->lesson[i]);
		forget_pid(&all->lesson[i]);
		find_family(all, &all->lesson[i]);
	}
	ccs_lesson_patterns(all);
	ccs_lesson_subsume(all);
}

/**
 * ccs_lessons_lines - what the proposal has
 * @all: what was learned
 * @lines: gets the lines that nothing but learning brought, each once, with its
 *	domain and a newline before it
 */
void ccs_lessons_lines(const struct ccs_lessons *all, struct ccs_list *lines)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		const struct ccs_lesson *const lesson = &all->lesson[i];
		char *const text = ccs_format("%s\n%s", lesson->domain,
					      lesson->line);

		ccs_list_add(lines, text);
		free(text);
	}
	ccs_list_unique(lines);
}

/**
 * ccs_lessons_free - forget it
 * @all: what was learned
 */
void ccs_lessons_free(struct ccs_lessons *all)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		free(all->lesson[i].domain);
		free(all->lesson[i].learned);
		free(all->lesson[i].line);
	}
	free(all->lesson);
	free(all->full);
	tdestroy(all->known, free);
	ccs_families_free(&all->families);
}
