/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Keys and what they do
 */

#ifndef EDITOR_KEYS_H
#define EDITOR_KEYS_H

#include "editor.h"

struct front;

/**
 * struct front_ops - how a person is asked
 * @line: for a line, beginning with @text; NULL if there is none. The history
 *	of lines is used if @step is 8, which is also how far the view jumps
 * @choose: a question that these small letters answer. Return: the letter,
 *	-1 for Escape
 * @yes: the same with y and n. Return: 1 for yes, 0 for no, -1 for Escape
 * @until: the same, while seconds are counted until @when, in milliseconds of
 *	ccs_clock(). Return: 1 for yes, 0 for no or if the time is up
 * @page: shows lines. Return: the key that ended it
 * @rows: lines of a list that are on the screen
 * @columns: columns that text takes
 * @clicked: index of the line that was clicked at, -1 for none
 * @mouse: take the mouse, or leave it to the terminal
 */
struct front_ops {
	char *(*line)(struct front *front, const char *prompt,
		      const char *text, unsigned int step);
	int (*choose)(struct front *front, const char *question,
		      const char *letters);
	int (*yes)(struct front *front, const char *question);
	int (*until)(struct front *front, const char *question, long long when);
	int (*page)(struct front *front, const struct ccs_list *lines);
	size_t (*rows)(struct front *front);
	size_t (*columns)(struct front *front);
	long (*clicked)(struct front *front);
	void (*mouse)(struct front *front, bool take);
};

/**
 * struct front - the person's side
 * @ops: how it is done
 * @ed: the editor
 */
struct front {
	const struct front_ops *ops;
	struct editor *ed;
};

void keys_press(struct front *front, int key);
void keys_help(const struct editor *ed, struct ccs_list *lines);
void keys_leave(struct front *front);
char *keys_hints(const struct editor *ed);
void keys_print(void);

#endif /* EDITOR_KEYS_H */
