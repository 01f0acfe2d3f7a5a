// SPDX-License-Identifier: GPL-2.0-only
/*
 * What keys do
 */

#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/text.h"
#include "action.h"
#include "op.h"
#include "screen.h"

/* Columns by which the view of a line that is typed moves. */
#define WIDE 8
#define NARROW 1

/* Asks for a line. Returns NULL if there is none, else text for free(). */
static char *ask(struct front *front, const char *prompt, const char *text,
		 unsigned int step)
{
	char *const line = front->ops->line(front, prompt, text, step);

	if (line && ccs_text_normalise(line, strlen(line)))
		return line;
	free(line);
	return NULL;
}

/**
 * do_add - ask for a line and add it
 * @front: the person
 */
void do_add(struct front *front)
{
	struct editor *const ed = front->ed;
	char *const line = ask(front, ed->now == SCREEN_TREE ?
			       "Enter domainname> " : "Enter new entry> ", "",
			       WIDE);

	if (line) {
		ccs_edit_remember(&ed->edit, line);
		if (warn_add(front, line))
			guard_do(front, op_add, line);
	}
	free(line);
}

/**
 * do_edit - have the line of the cursor edited
 * @front: the person
 */
void do_edit(struct front *front)
{
	const struct row *const row = editor_row(front->ed);
	char *line = row ? ask(front, "Edit> ", row->find ? row->find : row->id,
			       WIDE) : NULL;

	if (line) {
		ccs_edit_remember(&front->ed->edit, line);
		guard_do(front, op_replace, line);
	}
	free(line);
}

/* What was selected only because the cursor was there is so no more. */
static void unpick(struct editor *ed)
{
	struct rows *const rows = &editor_screen(ed)->rows;
	size_t i;

	for (i = 0; i < rows->count; i++)
		editor_select(ed, &rows->row[i], false);
}

/**
 * do_delete - delete what is selected if the person agrees
 * @front: the person
 */
void do_delete(struct front *front)
{
	struct editor *const ed = front->ed;
	const struct screen_kind *const kind = &screen_kinds[ed->now];
	const bool alone = !rows_selected(&editor_screen(ed)->rows);
	const size_t n = editor_pick(ed);
	char *question, *warning;

	if (!n)
		return;
	warning = warn_delete(ed);
	question = ccs_format("%sDelete %zu selected %s? (y/n)", warning, n,
			      n == 1 ? kind->one : kind->many);
	free(warning);
	if (front->ops->yes(front, question) == 1)
		guard_do(front, op_delete, NULL);
	free(question);
	if (alone)
		unpick(ed);
}

static const char *first_value(struct editor *ed)
{
	const struct rows *const rows = &editor_screen(ed)->rows;
	const char *equals;
	size_t i;

	for (i = 0; i < rows->count && ed->now == SCREEN_PROFILE; i++) {
		if (!rows->row[i].selected)
			continue;
		equals = strchr(rows->row[i].id, '=');
		return equals ? equals + 1 : "";
	}
	return "";
}

static const char *key_of(const char *line)
{
	const size_t digits = strspn(line, "0123456789");

	return line[digits] == '-' ? line + digits + 1 : line;
}

/* One value for CONFIG and COMMENT is hardly meant. */
static bool several_keys(struct editor *ed)
{
	const struct rows *const rows = &editor_screen(ed)->rows;
	const char *first = NULL;
	size_t i;

	for (i = 0; i < rows->count && ed->now == SCREEN_PROFILE; i++) {
		const char *const key = key_of(rows->row[i].id);
		const size_t len = strcspn(key, "=") + 1;

		if (!rows->row[i].selected)
			continue;
		if (first && strncmp(first, key, len))
			return true;
		first = key;
	}
	return false;
}

/**
 * do_set - ask for a value and set it
 * @front: the person
 */
void do_set(struct front *front)
{
	struct editor *const ed = front->ed;
	const bool domain = ed->now == SCREEN_TREE || ed->now == SCREEN_PROCESS;
	const bool alone = !rows_selected(&editor_screen(ed)->rows);
	char *value;

	if (!editor_pick(ed))
		return;
	value = ask(front, domain ? "Enter profile number> " :
		    several_keys(ed) ? "Enter new value for different keys> " :
		    "Enter new value> ", first_value(ed), NARROW);
	if (value)
		guard_do(front, op_set, value);
	free(value);
	if (alone)
		unpick(ed);
}

/**
 * do_undo - undo the last change
 * @front: the person
 */
void do_undo(struct front *front)
{
	guard_do(front, op_undo, NULL);
}

/**
 * do_redo - do again what was undone last
 * @front: the person
 */
void do_redo(struct front *front)
{
	guard_do(front, op_redo, NULL);
}

static void follow(struct editor *ed, const char *target)
{
	char *const copy = ccs_strdup(target);

	if (tree_find(&ed->tree, target)) {
		editor_set_ns(ed, target, tree_ns_len(target));
		fold_reveal(ed, target);
		editor_load(ed);
		editor_put_cursor(ed, copy);
	}
	free(copy);
}

/* Where to break a line that is too long: behind a space, if it has one. */
static size_t fitting(const char *line, size_t columns)
{
	const size_t len = strlen(line);
	size_t at = columns;

	if (len <= columns)
		return len;
	while (at && line[at - 1] != ' ')
		at--;
	return at ? at : columns;
}

/**
 * show_wrapped - add a long line to a page
 * @front: who will see it
 * @lines: the page
 * @line: the line, which goes on in the next one where there is a space
 */
void show_wrapped(struct front *front, struct ccs_list *lines,
		  const char *line)
{
	const size_t columns = front->ops->columns(front);

	do {
		const size_t len = fitting(line, columns);
		char *const part = ccs_format("%.*s", (int)len, line);

		ccs_list_add(lines, part);
		free(part);
		line += len;
	} while (*line);
}

static void show_record(struct front *front, const struct row *row)
{
	struct ccs_list lines = {};
	char *const copy = ccs_strdup(row->why ? row->why : row->text);
	char *rest = copy, *line;

	while ((line = strsep(&rest, "\n")))
		show_wrapped(front, &lines, line);
	if (front->ed->now != SCREEN_CHANGES)
		ccs_list_add(&lines, "(The time is in UTC.)");
	front->ops->page(front, &lines);
	ccs_list_free(&lines);
	free(copy);
}

/**
 * do_enter - go where the line of the cursor leads
 * @front: the person
 */
void do_enter(struct front *front)
{
	struct editor *const ed = front->ed;
	const struct row *const row = editor_row(ed);

	if (ed->now == SCREEN_ACL) {
		editor_go(ed, ed->origin);
	} else if (!row) {
		return;
	} else if (ed->now == SCREEN_TREE && row->kind == ROW_JUMP) {
		follow(ed, row->line);
	} else if (ed->now == SCREEN_TREE && row->kind == ROW_ITEM) {
		editor_open(ed, row->id, 0);
	} else if (ed->now == SCREEN_PROCESS) {
		editor_open(ed, row->line, atol(row->id));
	} else if (ed->now == SCREEN_UNUSED || ed->now == SCREEN_FOUND) {
		editor_open(ed, row->line, 0);
	} else if (ed->now == SCREEN_NAMESPACE) {
		editor_set_ns(ed, row->id, strlen(row->id));
		editor_go(ed, ed->before == SCREEN_ACL ? SCREEN_TREE :
			  ed->before);
	} else if (ed->now != SCREEN_TREE) {
		show_record(front, row);
	}
}

/**
 * do_find_everywhere - ask for a text and list the lines of all domains with it
 * @front: the person
 */
void do_find_everywhere(struct front *front)
{
	struct editor *const ed = front->ed;
	char *const text = ask(front, "Search all domains for> ",
			       ed->wanted ? ed->wanted : "", NARROW);

	if (!text || !editor_can_find(ed, text)) {
		free(text);
		return;
	}
	free(ed->wanted);
	ed->wanted = text;
	editor_go(ed, SCREEN_FOUND);
}

/**
 * do_other - the other list of this kind, or the other order
 * @front: the person
 */
void do_other(struct front *front)
{
	struct editor *const ed = front->ed;
	struct screen *const screen = editor_screen(ed);

	if (ed->now == SCREEN_TREE) {
		editor_go(ed, SCREEN_PROCESS);
	} else if (ed->now == SCREEN_PROCESS) {
		editor_go(ed, SCREEN_TREE);
	} else {
		screen->other = !screen->other;
		editor_load(ed);
	}
}

static bool ask_search(struct front *front, bool full)
{
	struct screen *const screen = editor_screen(front->ed);
	char *const text = ask(front, full ? "Search names> " : "Search> ", "",
			       WIDE);

	if (!text)
		return false;
	ccs_edit_remember(&front->ed->edit, text);
	free(screen->search);
	screen->search = text;
	screen->full = full;
	return true;
}

/**
 * do_find - ask for a text and go to the first line with it
 * @front: the person
 */
void do_find(struct front *front)
{
	if (ask_search(front, false))
		editor_search(front->ed, 0, 1);
}

/**
 * do_find_name - the same in full names of domains
 * @front: the person
 */
void do_find_name(struct front *front)
{
	if (ask_search(front, true))
		editor_search(front->ed, 0, 1);
}

/**
 * do_next - go to the next line with the text
 * @front: the person
 */
void do_next(struct front *front)
{
	const struct screen *const screen = editor_screen(front->ed);

	if (screen->search || ask_search(front, false))
		editor_search(front->ed, (long)screen->cursor + 1, 1);
}

/**
 * do_previous - go to the line with the text that is before this one
 * @front: the person
 */
void do_previous(struct front *front)
{
	const struct screen *const screen = editor_screen(front->ed);

	if (screen->search || ask_search(front, false))
		editor_search(front->ed, (long)screen->cursor - 1, -1);
}

/**
 * do_filter - show only lines with a text, all again if it is empty
 * @front: the person
 */
void do_filter(struct front *front)
{
	struct screen *const screen = editor_screen(front->ed);
	char *const text = ask(front, "Show only> ", "", WIDE);

	if (text && !editor_can_find(front->ed, text)) {
		free(text);
		return;
	}
	free(screen->filter);
	screen->filter = text;
	editor_load(front->ed);
	if (screen->filter)
		editor_say(front->ed, false,
			   "Only lines with %s; / and Enter show all.",
			   screen->filter);
}
