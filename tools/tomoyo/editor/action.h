/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What keys do
 */

#ifndef EDITOR_ACTION_H
#define EDITOR_ACTION_H

#include "keys.h"
#include "op.h"

void do_add(struct front *front);
void do_delete(struct front *front);
void do_set(struct front *front);
int guard_do(struct front *front, operation op, const char *text);
char *warn_delete(struct editor *ed);
bool warn_add(struct front *front, const char *line);
void do_not_delete(struct front *front);
void show_wrapped(struct front *front, struct ccs_list *lines,
		  const char *line);
void do_edit(struct front *front);
void do_replace(struct front *front);
void do_rename(struct front *front);
void do_undo(struct front *front);
void do_redo(struct front *front);
void do_optimize(struct front *front);
void do_preview(struct front *front);
void do_enter(struct front *front);
void do_other(struct front *front);
void do_filter(struct front *front);

void do_find(struct front *front);
void do_find_everywhere(struct front *front);
void do_next(struct front *front);
void do_previous(struct front *front);

void do_allow(struct front *front);
void do_answer_yes(struct front *front);
void do_answer_no(struct front *front);
void do_answer_retry(struct front *front);

void move_up(struct front *front);
void move_down(struct front *front);
void move_page_up(struct front *front);
void move_page_down(struct front *front);
void move_left(struct front *front);
void move_right(struct front *front);
void move_home(struct front *front);
void move_end(struct front *front);
void move_wheel_up(struct front *front);
void move_wheel_down(struct front *front);
void move_click(struct front *front);

void do_fold(struct front *front);
void do_unfold(struct front *front);
void do_find_name(struct front *front);

#endif /* EDITOR_ACTION_H */
