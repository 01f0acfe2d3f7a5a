// SPDX-License-Identifier: GPL-2.0-only
/*
 * Keys and what they do
 *
 * One table: the keys that act, the page of help and the list in the manual
 * are all made from it.
 */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/term.h"
#include "action.h"
#include "op.h"
#include "screen.h"

#define CTRL(key) ((key) & 0x1f)

#define ON(id) (1U << SCREEN_##id)
#define EVERYWHERE ((1U << SCREEN_COUNT) - 1)
#define LINES (EVERYWHERE & ~ON(STAT))

static void quit(struct front *front)
{
	keys_leave(front);
}

static void reload(struct front *front)
{
	editor_load(front->ed);
}

static void go_back(struct front *front)
{
	struct editor *const ed = front->ed;

	editor_go(ed, ed->now == SCREEN_ACL ? ed->origin : ed->before);
}

static void toggle(struct front *front)
{
	struct row *const row = editor_row(front->ed);

	if (row)
		editor_select(front->ed, row, !row->selected);
}

static void copy_down(struct front *front)
{
	struct screen *const screen = editor_screen(front->ed);
	const struct row *const row = editor_row(front->ed);
	size_t i;

	for (i = screen->cursor; row && i < screen->rows.count; i++)
		editor_select(front->ed, &screen->rows.row[i], row->selected);
}

static void select_all(struct front *front)
{
	struct rows *const rows = &editor_screen(front->ed)->rows;
	const bool on = rows_selected(rows) < rows->items;
	size_t i;

	for (i = 0; i < rows->count; i++)
		editor_select(front->ed, &rows->row[i], on);
}

static void invert(struct front *front)
{
	struct rows *const rows = &editor_screen(front->ed)->rows;
	size_t i;

	for (i = 0; i < rows->count; i++)
		editor_select(front->ed, &rows->row[i],
			      !rows->row[i].selected);
}

static void remember(struct front *front)
{
	const struct row *const row = editor_row(front->ed);

	if (!row)
		return;
	ccs_edit_remember(&front->ed->edit, front->ed->now == SCREEN_TREE ||
			  !row->line ? row->id : row->line);
	editor_say(front->ed, false, "Remembered: a, then Up, brings it.");
}

static void decode(struct front *front)
{
	front->ed->decoded = !front->ed->decoded;
}

static void hide_jumps(struct front *front)
{
	front->ed->hide_jumps = !front->ed->hide_jumps;
	editor_load(front->ed);
}

static void ignore_case(struct front *front)
{
	struct editor *const ed = front->ed;

	ed->fold = !ed->fold;
	if (editor_screen(ed)->filter)
		editor_load(ed);
	editor_say(ed, false, ed->fold ?
		   "Capitals and small letters are found alike." :
		   "Capitals are found as capitals only.");
}

static void leave_mouse(struct front *front)
{
	struct editor *const ed = front->ed;

	ed->mouse = !ed->mouse;
	front->ops->mouse(front, ed->mouse);
	editor_say(ed, false, ed->mouse ? "The mouse chooses lines." :
		   "The mouse is the terminal's.");
}

static void local_time(struct front *front)
{
	front->ed->local = !front->ed->local;
	editor_load(front->ed);
}

static void help(struct front *front)
{
	struct ccs_list lines = {};
	int key;

	keys_help(front->ed, &lines);
	key = front->ops->page(front, &lines);
	ccs_list_free(&lines);
	if (key == 'q' || key == 'Q')
		keys_leave(front);
}

static bool offered(const struct editor *ed, enum screen_id id)
{
	const struct screen_kind *const kind = &screen_kinds[id];

	if (!kind->key || (kind->online && editor_offline(ed)))
		return false;
	if (id == SCREEN_DENIED)
		return ed->log;
	if (id == SCREEN_ACL)
		return ed->domain || ed->now == SCREEN_TREE;
	return true;
}

/* The entries are those of the domain at the cursor. */
static void go_to(struct front *front, enum screen_id id)
{
	struct editor *const ed = front->ed;
	const struct row *const row = editor_row(ed);

	if (id != SCREEN_ACL)
		editor_go(ed, id);
	else if (ed->now == SCREEN_TREE && row && row->kind == ROW_ITEM)
		editor_open(ed, row->id, 0);
	else if (ed->domain)
		editor_open(ed, ed->domain, ed->pid);
}

static void windows(struct front *front)
{
	struct ccs_list lines = {};
	int id, key;

	ccs_list_add(&lines, "Go to which screen?");
	ccs_list_add(&lines, "");
	for (id = 0; id < SCREEN_COUNT; id++) {
		char *const line = ccs_format("  %c   %s", screen_kinds[id].key,
					      screen_kinds[id].title);

		if (offered(front->ed, id))
			ccs_list_add(&lines, line);
		free(line);
	}
	ccs_list_add(&lines, "  q   leave the editor");
	key = front->ops->page(front, &lines);
	ccs_list_free(&lines);
	key = key > 0 && key < 0x80 ? tolower(key) : key;
	if (key == 'q')
		keys_leave(front);
	for (id = 0; id < SCREEN_COUNT; id++)
		if (screen_kinds[id].key == key && offered(front->ed, id)) {
			go_to(front, id);
			return;
		}
}

/**
 * struct key - a key
 * @key: as ccs_term_key() returns it
 * @name: what it is called; NULL if another one tells of it
 * @screens: lists on which it acts
 * @op: it changes policy: as op_can() wants it; 0 if it doesn't
 * @online: it needs a kernel
 * @help: what it does
 * @run: does it
 */
struct key {
	int key;
	const char *name;
	unsigned int screens;
	char op;
	bool online;
	const char *help;
	void (*run)(struct front *front);
};

static const struct key keys[] = {
	{ CCS_KEY_UP, "Up", EVERYWHERE, 0, false, "one line up", move_up },
	{ CCS_KEY_DOWN, "Down", EVERYWHERE, 0, false, "one line down", move_down },
	{ CCS_KEY_PAGE_UP, "PageUp", EVERYWHERE, 0, false, "one page up",
	  move_page_up },
	{ CCS_KEY_PAGE_DOWN, "PageDown", EVERYWHERE, 0, false, "one page down",
	  move_page_down },
	{ CCS_KEY_LEFT, "Left", EVERYWHERE, 0, false, "scroll to the left",
	  move_left },
	{ CCS_KEY_RIGHT, "Right", EVERYWHERE, 0, false, "scroll to the right",
	  move_right },
	{ CCS_KEY_HOME, "Home", EVERYWHERE, 0, false, "scroll to the start",
	  move_home },
	{ CCS_KEY_END, "End", EVERYWHERE, 0, false, "scroll to the end", move_end },
	{ CCS_KEY_WHEEL_UP, "wheel", EVERYWHERE, 0, false,
	  "three lines up, or down", move_wheel_up },
	{ CCS_KEY_WHEEL_DOWN, NULL, EVERYWHERE, 0, false, NULL,
	  move_wheel_down },
	{ CCS_KEY_CLICK, "click", EVERYWHERE, 0, false,
	  "go to a line; the second click is Enter", move_click },
	{ 'M', "M", EVERYWHERE, 0, false,
	  "leave the mouse to the terminal, or don't", leave_mouse },
	{ CCS_KEY_ENTER, "Enter", ON(TREE), 0, false,
	  "entries of the domain; on a jump, go to its target", do_enter },
	{ CCS_KEY_ENTER, "Enter", ON(PROCESS), 0, false,
	  "entries of the process's domain", do_enter },
	{ CCS_KEY_ENTER, "Enter", ON(ACL), 0, false,
	  "back to where the domain was chosen", do_enter },
	{ CCS_KEY_ENTER, "Enter", ON(NAMESPACE), 0, false,
	  "show this namespace", do_enter },
	{ CCS_KEY_ENTER, "Enter", ON(UNUSED) | ON(FOUND), 0, false,
	  "entries of this line's domain", do_enter },
	{ CCS_KEY_ENTER, "Enter", ON(DENIED) | ON(PENDING) | ON(CHANGES), 0,
	  false, "show all of it", do_enter },
	{ ' ', "Space", LINES, 0, false, "select the line, or not any more",
	  toggle },
	{ 'c', "c", LINES, 0, false, "select all lines below as this one",
	  copy_down },
	{ '*', "*", LINES, 0, false, "select all lines, or none", select_all },
	{ 'x', "x", LINES, 0, false, "select the others instead", invert },
	{ 'a', "a", ON(TREE), 'a', false, "add a domain", do_add },
	{ 'a', "a", ON(DENIED), 'a', false, "add a line that allows it",
	  do_allow },
	{ 'a', "a", ON(PENDING), 'a', true,
	  "add a line that allows it, and have it tried again", do_allow },
	{ 'y', "y", ON(PENDING), 'a', true, "allow it this once",
	  do_answer_yes },
	{ 'n', "n", ON(PENDING), 'a', true, "refuse it", do_answer_no },
	{ 't', "t", ON(PENDING), 'a', true, "have it tried again",
	  do_answer_retry },
	{ 'a', "a", ON(ACL) | ON(EXCEPTION) | ON(MANAGER), 'a', false,
	  "add an entry", do_add },
	{ 'a', "a", ON(PROFILE), 'a', false,
	  "add a profile by its number, or set KEY=VALUE", do_add },
	{ 'a', "a", ON(NAMESPACE), 'a', false, "add a namespace", do_add },
	{ 'd', "d", EVERYWHERE, 'd', false, "delete what is selected",
	  do_delete },
	{ 'd', NULL, ON(PROFILE), OP_ANY, false, NULL, do_not_delete },
	{ 'e', "e", EVERYWHERE, 'e', false, "edit the line", do_edit },
	{ 'e', "e", ON(TREE), 'R', false,
	  "give the domain, and those below it, another name", do_rename },
	{ 'R', "R", ON(ACL) | ON(EXCEPTION) | ON(FOUND), 'R', false,
	  "replace a text in what is selected, or in all lines", do_replace },
	{ 's', "s", ON(TREE) | ON(PROCESS), 's', false,
	  "set the profile of what is selected", do_set },
	{ 's', "s", ON(PROFILE), 's', false,
	  "set the value of what is selected", do_set },
	{ 's', "s", ON(STAT), 's', false, "set a quota", do_set },
	{ 'u', "u", EVERYWHERE, OP_ANY, false, "undo the last change", do_undo },
	{ CTRL('R'), "Ctrl-R", EVERYWHERE, OP_ANY, false, "do it again after all",
	  do_redo },
	{ 'o', "o", ON(ACL) | ON(EXCEPTION), 0, false,
	  "select what this line makes superfluous", do_optimize },
	{ 'O', "O", ON(ACL) | ON(EXCEPTION), 0, false,
	  "show everything that is superfluous, and why", do_preview },
	{ '@', "@", ON(TREE) | ON(PROCESS), 0, true,
	  "domains or processes", do_other },
	{ '@', "@", ON(ACL), 0, false, "sort by directive or by operand",
	  do_other },
	{ '@', "@", ON(PROFILE), 0, false, "sort by number or by key",
	  do_other },
	{ '-', "-", ON(TREE), 0, false,
	  "hide what is below the domain; then go up", do_fold },
	{ '+', "+", ON(TREE), 0, false, "show what is below the domain",
	  do_unfold },
	{ 'j', "j", ON(TREE), 0, false, "show jumps, or don't", hide_jumps },
	{ 'f', "f", LINES, 0, false, "find the first line with a text, or a ~regular expression",
	  do_find },
	{ CTRL('F'), "Ctrl-F", ON(TREE) | ON(PROCESS), 0, false,
	  "find the first domain with a text in its full name", do_find_name },
	{ 'i', "i", LINES, 0, false,
	  "find capitals and small letters alike, or don't", ignore_case },
	{ 'n', "n", LINES & ~ON(PENDING), 0, false, "find the next one",
	  do_next },
	{ 'p', "p", LINES, 0, false, "find the one before", do_previous },
	{ 'g', "g", ON(TREE) | ON(ACL) | ON(FOUND), 0, false,
	  "find the lines of all domains with a text", do_find_everywhere },
	{ '/', "/", LINES, 0, false, "show only lines with a text",
	  do_filter },
	{ CCS_KEY_INSERT, "Insert", LINES, 0, false,
	  "remember the line, to change a copy of it", remember },
	{ 'l', "l", ON(STAT), 0, false, "show times in local time, or in UTC",
	  local_time },
	{ 'v', "v", EVERYWHERE, 0, false,
	  "show names as they are, or as policy writes them", decode },
	{ '\t', "Tab", EVERYWHERE, 0, false, "the screen before", go_back },
	{ 'w', "w", EVERYWHERE, 0, false, "go to another screen", windows },
	{ 'r', "r", EVERYWHERE, 0, false, "read again", reload },
	{ '?', "?", EVERYWHERE, 0, false, "this help", help },
	{ 'q', "q", EVERYWHERE, 0, false, "leave the editor", quit },
};

#define KEY_COUNT (sizeof(keys) / sizeof(keys[0]))

static bool acts(const struct editor *ed, const struct key *key)
{
	if (!(key->screens & (1U << ed->now)))
		return false;
	if (key->online && editor_offline(ed))
		return false;
	return !key->op || op_can(ed, key->op);
}

static const struct key *find(const struct editor *ed, int pressed)
{
	size_t i;

	for (i = 0; i < KEY_COUNT; i++)
		if (keys[i].key == pressed && acts(ed, &keys[i]))
			return &keys[i];
	return NULL;
}

/**
 * keys_press - do what a key is for
 * @front: the person who pressed it
 * @key: what ccs_term_key() returned
 *
 * Keys that mean nothing here are ignored. Capitals are as good as small
 * letters unless they have a meaning of their own.
 */
void keys_press(struct front *front, int key)
{
	const struct key *found = find(front->ed, key);

	if (!found && key >= 'A' && key <= 'Z')
		found = find(front->ed, tolower(key));
	if (!found)
		return;
	free(front->ed->message);
	front->ed->message = NULL;
	found->run(front);
}

static void add_help(const struct key *key, struct ccs_list *lines)
{
	char *const line = ccs_format("%-9s %s", key->name, key->help);

	ccs_list_add(lines, line);
	free(line);
}

/**
 * keys_help - the keys of the list that is shown
 * @ed: the editor
 * @lines: gets a line for each
 */
void keys_help(const struct editor *ed, struct ccs_list *lines)
{
	size_t i;

	for (i = 0; i < KEY_COUNT; i++)
		if (keys[i].name && acts(ed, &keys[i]))
			add_help(&keys[i], lines);
}

/**
 * keys_hints - the keys that matter most, in a line
 * @ed: the editor
 *
 * Return: the line, for free().
 */
char *keys_hints(const struct editor *ed)
{
	static const struct {
		int key;
		unsigned int screens;
		const char *text;
	} hints[] = {
		{ 'a', EVERYWHERE, "a add" }, { 'd', EVERYWHERE, "d delete" },
		{ 'e', ON(TREE), "e rename" },
		{ 'e', EVERYWHERE & ~ON(TREE), "e edit" },
		{ 'R', EVERYWHERE, "R replace" }, { 's', EVERYWHERE, "s set" },
		{ 'o', EVERYWHERE, "o optimize" },
		{ 'O', EVERYWHERE, "O preview" },
		{ '/', EVERYWHERE, "/ filter" }, { 'f', EVERYWHERE, "f find" },
		{ '@', ON(TREE), "@ processes" },
		{ '@', ON(PROCESS), "@ domains" },
		{ '@', ON(ACL) | ON(PROFILE), "@ sort" },
		{ 'u', EVERYWHERE, "u undo" }, { 'w', EVERYWHERE, "w screens" },
		{ '?', EVERYWHERE, "? help" }, { 'q', EVERYWHERE, "q quit" },
	};
	struct ccs_strbuf line = {};
	size_t i;

	for (i = 0; i < sizeof(hints) / sizeof(hints[0]); i++) {
		const struct key *const key = find(ed, hints[i].key);

		if (!(hints[i].screens & (1U << ed->now)) || !key || !key->name)
			continue;
		ccs_strbuf_puts(&line, line.len ? "   " : " ");
		ccs_strbuf_puts(&line, hints[i].text);
	}
	return line.text;
}

/**
 * keys_print - print the keys of every list, for the manual
 */
void keys_print(void)
{
	size_t i;
	int id;

	for (id = 0; id < SCREEN_COUNT; id++) {
		printf("%s%s\n", id ? "\n" : "", screen_kinds[id].title);
		for (i = 0; i < KEY_COUNT; i++)
			if (keys[i].name && keys[i].screens & (1U << id) &&
			    (!keys[i].op || op_knows(id, keys[i].op)))
				printf("  %-9s %s\n", keys[i].name,
				       keys[i].help);
	}
}
