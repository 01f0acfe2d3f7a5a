// SPDX-License-Identifier: GPL-2.0-only
/*
 * Moving in a list
 */

#include <string.h>

#include "action.h"

/* Lines that a turn of the wheel moves. */
#define WHEEL_LINES 3

/**
 * move_up - one line up
 * @front: the person
 */
void move_up(struct front *front)
{
	editor_move(front->ed, -1);
}

/**
 * move_down - one line down
 * @front: the person
 */
void move_down(struct front *front)
{
	editor_move(front->ed, 1);
}

/* The cursor stays in the row of the screen that it is in. */
static void turn(struct front *front, long step)
{
	struct screen *const screen = editor_screen(front->ed);
	const long top = (long)screen->top + step;

	screen->top = top < 0 ? 0 : top;
	editor_move(front->ed, step);
}

/**
 * move_page_up - one page up
 * @front: the person
 */
void move_page_up(struct front *front)
{
	turn(front, -(long)front->ops->rows(front));
}

/**
 * move_page_down - one page down
 * @front: the person
 */
void move_page_down(struct front *front)
{
	turn(front, front->ops->rows(front));
}

/**
 * move_left - scroll to the left
 * @front: the person
 */
void move_left(struct front *front)
{
	struct screen *const screen = editor_screen(front->ed);

	screen->offset -= screen->offset > 0;
}

static size_t farthest(struct front *front)
{
	const struct screen *const screen = editor_screen(front->ed);
	const size_t columns = front->ops->columns(front);
	size_t end = screen->top + front->ops->rows(front), i, most = 0;

	if (end > screen->rows.count)
		end = screen->rows.count;
	for (i = screen->top; i < end; i++) {
		const size_t len = strlen(screen->rows.row[i].text);

		most = len > most ? len : most;
	}
	return most > columns ? most - columns : 0;
}

/**
 * move_right - scroll to the right
 * @front: the person
 */
void move_right(struct front *front)
{
	struct screen *const screen = editor_screen(front->ed);

	screen->offset += screen->offset < farthest(front);
}

/**
 * move_home - scroll to the start
 * @front: the person
 */
void move_home(struct front *front)
{
	editor_screen(front->ed)->offset = 0;
}

/**
 * move_end - scroll to the end
 * @front: the person
 */
void move_end(struct front *front)
{
	editor_screen(front->ed)->offset = farthest(front);
}

/**
 * move_wheel_up - some lines up
 * @front: the person
 */
void move_wheel_up(struct front *front)
{
	editor_move(front->ed, -WHEEL_LINES);
}

/**
 * move_wheel_down - some lines down
 * @front: the person
 */
void move_wheel_down(struct front *front)
{
	editor_move(front->ed, WHEEL_LINES);
}

/**
 * move_click - go to the line that was clicked at; from there, as Enter
 * @front: the person
 */
void move_click(struct front *front)
{
	struct screen *const screen = editor_screen(front->ed);
	const long at = front->ops->clicked(front);

	if (at < 0)
		return;
	if (screen->cursor == (size_t)at)
		do_enter(front);
	else
		screen->cursor = at;
}
