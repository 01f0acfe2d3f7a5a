/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What was learned, and what it means for the next time
 */

#ifndef CCS_LIB_LESSON_H
#define CCS_LIB_LESSON_H

#include <stdbool.h>

#include "family.h"
#include "rewrite.h"
#include "scratch.h"
#include "strbuf.h"

/**
 * struct ccs_lesson - one line that was learned
 * @domain: its domain
 * @learned: the line, with one operation
 * @line: what stands for it in the proposal
 * @round: when it was learned first
 */
struct ccs_lesson {
	char *domain;
	char *learned;
	char *line;
	unsigned int round;
};

/**
 * struct ccs_lessons - all that was learned
 * @lesson: the lines, in the order in which they were learned
 * @count: their number
 * @room: lines allocated
 * @known: tree of domains with learned lines, and of what was there before
 * @first: the first round that taught something
 * @full: a domain where learning stopped, NULL if there is none
 * @scratch: how lines are parsed
 * @rules: the administrator's rules for patterns
 * @families: files that are allowed together
 */
struct ccs_lessons {
	struct ccs_lesson *lesson;
	size_t count;
	size_t room;
	void *known;
	unsigned int first;
	char *full;
	struct ccs_scratch *scratch;
	struct ccs_rewrites *rules;
	struct ccs_families families;
};

void ccs_lessons_known(struct ccs_lessons *all, const char *inside);
size_t ccs_lessons_learn(struct ccs_lessons *all, const char *inside,
			 unsigned int round);
void ccs_lessons_resume(struct ccs_lessons *all, const char *rounds);
void ccs_lessons_text(const struct ccs_lessons *all, unsigned int round,
		      struct ccs_strbuf *out);
void ccs_lessons_generalise(struct ccs_lessons *all);
void ccs_lessons_lines(const struct ccs_lessons *all, struct ccs_list *lines);
void ccs_lessons_free(struct ccs_lessons *all);

void ccs_lesson_patterns(struct ccs_lessons *all);
void ccs_lesson_subsume(struct ccs_lessons *all);

#endif /* CCS_LIB_LESSON_H */
