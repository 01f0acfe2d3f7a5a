// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names that were not the same in another round
 *
 * A name that is new although the program does again what it did is made up by
 * it. If it looks like another one of the same operation, what they have in
 * common is its pattern. One that looks like others but comes every time is
 * not: it may well be the only one that is meant.
 */

#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "lesson.h"
#include "operands.h"
#include "suggest.h"

/* Ports from here on are given by the kernel. */
#define FIRST_FREE_PORT 1024
#define FREE_PORTS "1024-65535"

/**
 * struct shape - what a lesson has in common with others
 * @lesson: the lesson
 * @text: domain and line, each operand by what it looks like
 */
struct shape {
	struct ccs_lesson *lesson;
	char *text;
};

/* What a program runs is not made up. */
static bool is_fixed(const char *line)
{
	return !strncmp(line, "file execute ", 13);
}

static char *name_shape(const char *word)
{
	char *shape;

	if (*word == '@' || !ccs_match_word(word) || ccs_match_patterned(word))
		return ccs_strdup(word);
	shape = ccs_suggest_pattern(word);
	if (ccs_match_word(shape))
		return shape;
	free(shape);
	return ccs_strdup(word);
}

static char *operand_shape(const char *line, char kind, const char *word)
{
	if (kind == 'p')
		return name_shape(word);
	if (kind == 'n' && !strncmp(line, "network ", 8) &&
	    !strchr(word, '-') && strtoul(word, NULL, 10) >= FIRST_FREE_PORT)
		return ccs_strdup(FREE_PORTS);
	return ccs_strdup(word);
}

/* Adds a line, with shapes in place of the operands that @other does not have. */
static void add_shape(const char *line, const char *other,
		      struct ccs_strbuf *out)
{
	const char *word, *same = NULL;
	const char *kind = ccs_operands(line, &word);

	if (other)
		ccs_operands(other, &same);
	ccs_strbuf_add(out, line, word - line);
	for (; *kind && *word; kind++) {
		const size_t len = strcspn(word, " ");
		char *const copy = ccs_format("%.*s", (int)len, word);
		char *const shape = operand_shape(line, *kind, copy);
		const size_t other_len = same ? strcspn(same, " ") : 0;

		if (same && len == other_len && !memcmp(word, same, len))
			ccs_strbuf_add(out, word, len);
		else
			ccs_strbuf_puts(out, shape);
		free(shape);
		free(copy);
		word += len;
		if (*word)
			ccs_strbuf_add(out, word++, 1);
		if (same)
			same += other_len + !!same[other_len];
	}
	ccs_strbuf_puts(out, word);
}

static char *shape_of(const struct ccs_lesson *lesson)
{
	struct ccs_strbuf out = {};

	ccs_strbuf_puts(&out, lesson->domain);
	ccs_strbuf_puts(&out, "\n");
	add_shape(lesson->line, NULL, &out);
	return out.text;
}

static int compare(const void *a, const void *b)
{
	const struct shape *const x = a, *const y = b;
	const int order = strcmp(x->text, y->text);

	return order ? order :
	       (x->lesson > y->lesson) - (x->lesson < y->lesson);
}

/* Is one of them from a later round, and not the same as another? */
static bool made_up(const struct shape *shape, size_t count,
		    unsigned int first)
{
	bool later = false, differ = false;
	size_t i;

	for (i = 0; i < count; i++) {
		later |= shape[i].lesson->round > first;
		differ |= !!strcmp(shape[i].lesson->line,
				   shape[0].lesson->line);
	}
	return later && differ;
}

/* Replaces what differs among lines that look alike. */
static void join(const struct shape *shape, size_t count, unsigned int first)
{
	struct ccs_strbuf line = {}, next = {};
	size_t i;

	if (!made_up(shape, count, first))
		return;
	ccs_strbuf_puts(&line, shape[0].lesson->line);
	for (i = 1; i < count; i++) {
		add_shape(line.text, shape[i].lesson->line, &next);
		line.len = 0;
		ccs_strbuf_add(&line, next.text, next.len);
		next.len = 0;
	}
	for (i = 0; i < count; i++) {
		free(shape[i].lesson->line);
		shape[i].lesson->line = ccs_strdup(line.text);
	}
	ccs_strbuf_free(&line);
	ccs_strbuf_free(&next);
}

/**
 * ccs_lesson_patterns - put patterns in place of names that were made up
 * @all: what was learned
 */
void ccs_lesson_patterns(struct ccs_lessons *all)
{
	struct shape *const shape = ccs_realloc(NULL, (all->count + 1) *
						      sizeof(*shape));
	size_t i, j, count = 0;

	for (i = 0; i < all->count; i++)
		if (!is_fixed(all->lesson[i].line))
			shape[count++] = (struct shape){
				&all->lesson[i], shape_of(&all->lesson[i]),
			};
	qsort(shape, count, sizeof(*shape), compare);
	for (i = 0; i < count; i = j) {
		for (j = i + 1; j < count &&
		     !strcmp(shape[i].text, shape[j].text); j++)
			;
		join(&shape[i], j - i, all->first);
	}
	for (i = 0; i < count; i++)
		free(shape[i].text);
	free(shape);
}

/**
 * struct wide - a line with one pattern
 * @lesson: where it is
 * @head: bytes before the pattern
 * @tail: what follows it
 * @pattern: the pattern
 */
struct wide {
	const struct ccs_lesson *lesson;
	size_t head;
	const char *tail;
	struct ccs_pattern *pattern;
};

static bool widen(struct wide *wide, const struct ccs_lesson *lesson)
{
	const char *word;
	const char *const kind = ccs_operands(lesson->line, &word);
	const size_t len = strcspn(word, " ");
	char *name;

	if (*kind != 'p' || is_fixed(lesson->line))
		return false;
	name = ccs_format("%.*s", (int)len, word);
	*wide = (struct wide){
		.lesson = lesson,
		.head = word - lesson->line,
		.tail = word + len,
	};
	if (*name != '@' && ccs_match_word(name) && ccs_match_patterned(name))
		wide->pattern = ccs_match_new(name);
	free(name);
	return wide->pattern;
}

static bool covers(const struct wide *wide, const struct ccs_lesson *lesson)
{
	const char *const word = lesson->line + wide->head;
	const char *const tail = wide->tail;
	size_t len;
	char *name;
	bool is;

	if (strcmp(lesson->domain, wide->lesson->domain) ||
	    strncmp(lesson->line, wide->lesson->line, wide->head))
		return false;
	len = strcspn(word, " ");
	if (strcmp(word + len, tail))
		return false;
	name = ccs_format("%.*s", (int)len, word);
	is = *name != '@' && ccs_match_word(name) &&
	     !ccs_match_patterned(name) &&
	     ccs_match_name(wide->pattern, name, len);
	free(name);
	return is;
}

/**
 * ccs_lesson_subsume - let a pattern stand for what it matches
 * @all: what was learned
 */
void ccs_lesson_subsume(struct ccs_lessons *all)
{
	size_t i, j;

	for (i = 0; i < all->count; i++) {
		struct wide wide;

		if (!widen(&wide, &all->lesson[i]))
			continue;
		for (j = 0; j < all->count; j++) {
			struct ccs_lesson *const lesson = &all->lesson[j];

			if (!covers(&wide, lesson))
				continue;
			free(lesson->line);
			lesson->line = ccs_strdup(wide.lesson->line);
		}
		ccs_match_free(wide.pattern);
	}
}
