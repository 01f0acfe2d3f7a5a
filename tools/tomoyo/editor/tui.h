/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The editor on a terminal
 */

#ifndef EDITOR_TUI_H
#define EDITOR_TUI_H

#include "keys.h"

/**
 * struct tui - a terminal
 * @front: the person before it
 * @rows: its height
 * @columns: its width
 * @signals: readable when a signal came
 * @refresh: seconds between two readings, 0 for never
 * @ticks: the screen changes every second
 * @typing: a line is being typed
 * @colours: it has some
 */
struct tui {
	struct front front;
	int rows;
	int columns;
	int signals;
	unsigned int refresh;
	bool ticks;
	bool typing;
	bool colours;
};

#define HEADER 3

void tui_start(struct tui *tui, struct editor *ed, unsigned int refresh);
void tui_run(struct tui *tui);
void tui_stop(struct tui *tui);
int tui_key(struct tui *tui);

void draw_start(struct tui *tui);
void draw_stop(void);
void draw_resize(struct tui *tui);
void draw_all(struct tui *tui);
void draw_prompt(struct tui *tui, const char *prompt, unsigned int step);
void draw_question(struct tui *tui, const char *question);
size_t page_height(const struct tui *tui, const struct ccs_list *lines);
void draw_page(struct tui *tui, const struct ccs_list *lines, size_t top);
size_t draw_height(const struct tui *tui);
size_t draw_text_columns(const struct tui *tui);
long draw_line_at(struct tui *tui, int row, int column);
char *draw_narrow(const wchar_t *text);
wchar_t *draw_wide(const char *text, bool decoded);

#endif /* EDITOR_TUI_H */
