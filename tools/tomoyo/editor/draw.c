// SPDX-License-Identifier: GPL-2.0-only
/*
 * The screen
 */

#include <curses.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "../lib/fail.h"
#include "../lib/term.h"
#include "find.h"
#include "screen.h"
#include "terminal.h"
#include "tui.h"

/* From here on there is room for a second list, and for hints. */
#define LARGE_ROWS 30
#define LARGE_COLUMNS 100

#define NUMBER_COLUMNS 6

static void measure(struct tui *tui)
{
	struct winsize size;

	if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_row &&
	    size.ws_col)
		resizeterm(size.ws_row, size.ws_col);
	getmaxyx(stdscr, tui->rows, tui->columns);
}

static void make_colours(struct tui *tui)
{
	const struct config *const config = &tui->front.ed->config;
	const char *const plain = getenv("NO_COLOR");
	short i;

	tui->colours = has_colors() && !(plain && *plain);
	if (!tui->colours)
		return;
	start_color();
	for (i = 0; i < COLOUR_ALL; i++)
		init_pair(i + 1, config->front[i], config->back[i]);
	bkgdset(COLOR_PAIR(COLOUR_DEFAULT + 1) | ' ');
}

/**
 * draw_start - take the terminal, or leave
 * @tui: the terminal
 */
void draw_start(struct tui *tui)
{
	setlocale(LC_ALL, "");
	terminal_start();
	terminal_mouse(tui->front.ed->mouse);
	cbreak();
	noecho();
	nonl();
	typeahead(-1);
	make_colours(tui);
	measure(tui);
}

/**
 * draw_stop - leave the terminal as it was
 */
void draw_stop(void)
{
	/* Some terminals keep what was there when their size changed. */
	erase();
	refresh();
	terminal_stop();
	endwin();
}

/**
 * draw_resize - the terminal has another size
 * @tui: the terminal
 */
void draw_resize(struct tui *tui)
{
	measure(tui);
	clearok(stdscr, TRUE);
}

static bool is_large(const struct tui *tui)
{
	return tui->rows >= LARGE_ROWS && tui->columns >= LARGE_COLUMNS;
}

/**
 * draw_height - lines of the list that fit
 * @tui: the terminal
 *
 * Return: their number, at least 1.
 */
size_t draw_height(const struct tui *tui)
{
	const int rows = tui->rows - HEADER - is_large(tui);

	return rows > 0 ? rows : 1;
}

/* Columns of the list; the rest is the second one's. */
static int list_width(const struct tui *tui)
{
	return is_large(tui) && tui->front.ed->now == SCREEN_TREE ?
		tui->columns / 2 - 1 : tui->columns;
}

/**
 * draw_line_at - which line of the list is in a row of the terminal?
 * @tui: the terminal
 * @row: the row, 0 is the first one
 * @column: the column
 *
 * Return: its index, -1 for none.
 */
long draw_line_at(struct tui *tui, int row, int column)
{
	const struct screen *const screen = editor_screen(tui->front.ed);
	const size_t at = screen->top + row - HEADER;

	if (row < HEADER || row - HEADER >= (int)draw_height(tui) ||
	    column >= list_width(tui) || at >= screen->rows.count)
		return -1;
	return at;
}

static int fixed_columns(const struct editor *ed, const struct row *row)
{
	if (ed->now == SCREEN_STAT)
		return 0;
	return NUMBER_COLUMNS + (row->fixed ? (int)strlen(row->fixed) : 0);
}

/**
 * draw_text_columns - columns that scroll
 * @tui: the terminal
 *
 * Return: their number.
 */
size_t draw_text_columns(const struct tui *tui)
{
	const struct row *const row = editor_row(tui->front.ed);
	const int columns = list_width(tui) -
			    (row ? fixed_columns(tui->front.ed, row) : 0);

	return columns > 0 ? columns : 1;
}

static attr_t colour(const struct tui *tui, enum colour which, attr_t plain)
{
	return tui->colours ? (attr_t)COLOR_PAIR(which + 1) : plain;
}

/* Writes what is to be seen of a text; wide characters may take two columns. */
static void put_wide(const wchar_t *text, int columns, attr_t attr)
{
	for (; *text; text++) {
		const int width = wcwidth(*text);
		cchar_t cell;
		wchar_t one[2] = { *text };

		columns -= width > 0 ? width : 0;
		if (columns < 0 || width < 0)
			return;
		setcchar(&cell, one, attr & ~A_COLOR, PAIR_NUMBER(attr), NULL);
		add_wch(&cell);
	}
}

static void put(struct tui *tui, const char *text, int columns, attr_t attr)
{
	wchar_t *const wide = draw_wide(text, tui->front.ed->decoded);

	put_wide(wide, columns, attr);
	free(wide);
}

/* A row of the screen in one colour. */
static void bar(struct tui *tui, int row, attr_t attr, const char *text)
{
	attr_t old;
	short pair;

	attr_get(&old, &pair, NULL);
	move(row, 0);
	attrset(attr);
	hline(' ' | attr, tui->columns);
	put(tui, text, tui->columns, attr);
	attr_set(old, pair, NULL);
}

static void draw_title(struct tui *tui)
{
	struct editor *const ed = tui->front.ed;
	const struct screen_kind *const kind = &screen_kinds[ed->now];
	const struct rows *const rows = &editor_screen(ed)->rows;
	const size_t selected = rows_selected(rows);
	char *const chosen = selected ? ccs_format(" (%zu selected)",
						   selected) :
			     ccs_strdup(" ");
	char *const text = ccs_format("<<< %s >>>      %zu %s%s   '?' for help",
				      kind->title, rows->items,
				      rows->items == 1 ? kind->one :
							 kind->many,
				      chosen);
	const attr_t attr = colour(tui, kind->head, A_REVERSE);
	const char *const state = ed->readonly ? " [RO]" :
				  ed->unsaved ? " [+]" : "";
	const int column = tui->columns - (int)strlen(state);

	bar(tui, 0, attr, text);
	if (column > 0) {
		move(0, column);
		put(tui, state, tui->columns, attr);
	}
	free(text);
	free(chosen);
}

static const char *clock_of(const struct editor *ed)
{
	return ed->local ? "Times are local ones" : "Times are in UTC";
}

static const char *subject(struct editor *ed)
{
	const struct row *const row = editor_row(ed);

	switch (ed->now) {
	case SCREEN_TREE:
		return row ? row->id : ed->ns;
	case SCREEN_PROCESS:
		return row ? row->line : "";
	case SCREEN_ACL:
		return ed->domain ? ed->domain : "";
	case SCREEN_EXCEPTION:
	case SCREEN_PROFILE:
		return ed->ns;
	case SCREEN_UNUSED:
	case SCREEN_FOUND:
	case SCREEN_PENDING:
	case SCREEN_DENIED:
		return row && row->line ? row->line : "";
	case SCREEN_STAT:
		return clock_of(ed);
	default:
		return "";
	}
}

static void draw_message(struct tui *tui)
{
	struct editor *const ed = tui->front.ed;
	const struct row *const row = editor_row(ed);

	if (!ed->message && row && row->selected && row->why)
		bar(tui, 1, colour(tui, COLOUR_DEFAULT, 0), row->why);
	else if (!ed->message && row && row->note)
		bar(tui, 1, colour(tui, COLOUR_DEFAULT, 0), row->note);
	if (ed->message)
		bar(tui, 1, colour(tui, ed->bad ? COLOUR_ERROR :
				   COLOUR_DEFAULT, ed->bad ? A_BOLD : 0),
		    ed->message);
}

/* Marks what was searched for in a line that was drawn from @column on. */
static void mark_matches(struct tui *tui, int row, int column,
			 const wchar_t *text, attr_t attr)
{
	const struct editor *const ed = tui->front.ed;
	const char *const search = ed->screen[ed->now].search;
	wchar_t *const what = draw_wide(search ? search : "", ed->decoded);
	char *const pattern = draw_narrow(what), *const line = draw_narrow(text);
	const char *at = line;
	struct find find;
	size_t len;

	find_start(&find, pattern, ed->fold);
	while ((at = find_in(&find, at, &len))) {
		wchar_t *const match = wcsdup(text + (at - line));
		const int start = column + wcswidth(text, at - line);

		match[len] = L'\0';
		move(row, start);
		put_wide(match, list_width(tui) - start,
			 attr | A_BOLD | A_UNDERLINE);
		free(match);
		at += len;
	}
	find_stop(&find);
	free(pattern);
	free(line);
	free(what);
}

static void draw_text(struct tui *tui, int at, const struct row *row,
		      int column, attr_t attr)
{
	struct editor *const ed = tui->front.ed;
	wchar_t *const wide = draw_wide(row->text, ed->decoded);
	const size_t len = wcslen(wide);
	const size_t offset = editor_screen(ed)->offset;
	const wchar_t *const shown = wide + (offset < len ? offset : len);

	move(at, column);
	put_wide(shown, list_width(tui) - column, attr);
	mark_matches(tui, at, column, shown, attr);
	free(wide);
}

static void draw_row(struct tui *tui, int at, const struct row *row,
		     bool cursor)
{
	const struct editor *const ed = tui->front.ed;
	const enum colour head = screen_kinds[ed->now].head;
	const attr_t attr = cursor ? colour(tui, head + 1, A_REVERSE) :
				     colour(tui, COLOUR_DEFAULT, 0);
	const int column = fixed_columns(ed, row);
	char *fixed;

	move(at, 0);
	hline(' ' | attr, list_width(tui));
	if (column) {
		if (row->kind == ROW_ITEM)
			fixed = ccs_format("%c%4u:%s", row->selected ? '&' :
					   ' ', row->number, row->fixed);
		else
			fixed = ccs_format("%*s%s", NUMBER_COLUMNS, "",
					   row->fixed ? row->fixed : "");
		put(tui, fixed, list_width(tui), attr);
		free(fixed);
	}
	draw_text(tui, at, row, column, attr);
}

static void draw_list(struct tui *tui)
{
	struct screen *const screen = editor_screen(tui->front.ed);
	const size_t height = draw_height(tui);
	size_t i;

	if (screen->cursor < screen->top)
		screen->top = screen->cursor;
	if (screen->cursor >= screen->top + height)
		screen->top = screen->cursor - height + 1;
	for (i = screen->top; i < screen->rows.count &&
	     i < screen->top + height; i++)
		draw_row(tui, HEADER + i - screen->top, &screen->rows.row[i],
			 i == screen->cursor);
	move(HEADER + screen->cursor - screen->top, 0);
}

/* The entries of the domain at the cursor, to its right. */
static void draw_side(struct tui *tui)
{
	const int start = list_width(tui);
	const struct rows *const rows = editor_side(tui->front.ed);
	const int height = draw_height(tui);
	int i;

	mvvline(HEADER, start, '|', height);
	for (i = 0; i < height && i < (int)rows->count; i++) {
		move(HEADER + i, start + 2);
		put(tui, rows->row[i].text, tui->columns - start - 2,
		    colour(tui, COLOUR_DEFAULT, 0));
	}
	if ((int)rows->count <= height)
		return;
	move(HEADER + height - 1, start + 2);
	clrtoeol();
	addstr("...");
}

static void draw_hints(struct tui *tui)
{
	char *const hints = keys_hints(tui->front.ed);

	move(tui->rows - 1, 0);
	put(tui, hints, tui->columns, A_BOLD);
	free(hints);
}

/**
 * draw_all - draw everything
 * @tui: the terminal
 */
void draw_all(struct tui *tui)
{
	struct editor *const ed = tui->front.ed;

	erase();
	if (tui->rows <= HEADER) {
		mvaddnstr(0, 0, "Please enlarge the window.", tui->columns);
		refresh();
		return;
	}
	draw_title(tui);
	draw_message(tui);
	bar(tui, 2, A_REVERSE, subject(ed));
	if (is_large(tui) && ed->now == SCREEN_TREE)
		draw_side(tui);
	if (is_large(tui))
		draw_hints(tui);
	draw_list(tui);
	refresh();
}

/**
 * draw_prompt - draw the line that is being typed
 * @tui: the terminal
 * @prompt: what stands before it
 * @step: columns by which the view moves
 */
void draw_prompt(struct tui *tui, const char *prompt, unsigned int step)
{
	const struct ccs_edit *const edit = &tui->front.ed->edit;
	const int start = strlen(prompt);
	const int room = tui->columns > start + 9 ? tui->columns - start - 1 :
						    8;
	const size_t first = ccs_edit_view(edit, room, step);

	draw_all(tui);
	move(tui->rows - 1, 0);
	clrtoeol();
	attron(A_BOLD);
	addnstr(prompt, tui->columns);
	addnstr(edit->text.text + first, room);
	attroff(A_BOLD);
	move(tui->rows - 1, start + (int)(edit->cursor - first));
	refresh();
}

/**
 * draw_question - draw a question
 * @tui: the terminal
 * @question: the question
 */
void draw_question(struct tui *tui, const char *question)
{
	editor_say(tui->front.ed, true, "%s", question);
	draw_all(tui);
	move(1, (int)strlen(question) < tui->columns ? (int)strlen(question) :
						       tui->columns - 1);
	refresh();
	free(tui->front.ed->message);
	tui->front.ed->message = NULL;
}

/**
 * page_height - how many lines of a page fit
 * @tui: the terminal
 * @lines: the lines
 *
 * Return: their number; below them is room to say that there are more.
 */
size_t page_height(const struct tui *tui, const struct ccs_list *lines)
{
	const size_t rows = tui->rows > 1 ? tui->rows : 2;

	return lines->count > rows ? rows - 1 : rows;
}

/**
 * draw_page - draw lines on an empty screen
 * @tui: the terminal
 * @lines: the lines
 * @top: the first one that is shown
 */
void draw_page(struct tui *tui, const struct ccs_list *lines, size_t top)
{
	const size_t height = page_height(tui, lines);
	size_t i;

	erase();
	for (i = top; i < lines->count && i - top < height; i++) {
		move(i - top, 0);
		put(tui, lines->item[i].text, tui->columns, 0);
	}
	if (height < lines->count) {
		move(height, 0);
		put(tui, i < lines->count ? "-- PageDown shows more --" :
					    "-- end --", tui->columns, A_BOLD);
	}
	refresh();
}
