// SPDX-License-Identifier: GPL-2.0-only
/*
 * Line editor
 *
 * Only the line: who draws it is not its business.
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "edit.h"
#include "fail.h"
#include "term.h"

#define LINE_MAX_BYTES 128000
#define HISTORY_MAX 20

#define CTRL(key) ((key) & 0x1f)

static void set(struct ccs_strbuf *buf, const char *text)
{
	buf->len = 0;
	ccs_strbuf_puts(buf, text);
}

/**
 * ccs_edit_start - begin a line
 * @edit: the editor
 * @text: what it contains at first
 */
void ccs_edit_start(struct ccs_edit *edit, const char *text)
{
	set(&edit->text, text);
	edit->cursor = edit->text.len;
	edit->at = edit->history.count;
	set(&edit->kept, "");
}

static void insert(struct ccs_edit *edit, const char *text, size_t len)
{
	struct ccs_strbuf *const line = &edit->text;

	if (line->len + len > LINE_MAX_BYTES)
		return;
	ccs_strbuf_reserve(line, len);
	memmove(line->text + edit->cursor + len, line->text + edit->cursor,
		line->len - edit->cursor + 1);
	memcpy(line->text + edit->cursor, text, len);
	line->len += len;
	edit->cursor += len;
}

/* Policy is ASCII, and writes other bytes as octal numbers. */
static void insert_byte(struct ccs_edit *edit, int byte)
{
	char text[8];

	snprintf(text, sizeof(text), byte < 0x7f ? "%c" : "\\%03o", byte);
	insert(edit, text, strlen(text));
}

static void cut(struct ccs_edit *edit, size_t from, size_t to)
{
	struct ccs_strbuf *const line = &edit->text;

	memmove(line->text + from, line->text + to, line->len - to + 1);
	line->len -= to - from;
	edit->cursor = from;
}

static void kill_text(struct ccs_edit *edit, size_t from, size_t to)
{
	edit->killed.len = 0;
	ccs_strbuf_add(&edit->killed, edit->text.text + from, to - from);
	cut(edit, from, to);
}

static size_t word_start(const struct ccs_edit *edit)
{
	const char *const text = edit->text.text;
	size_t at = edit->cursor;

	while (at && text[at - 1] == ' ')
		at--;
	while (at && text[at - 1] != ' ')
		at--;
	return at;
}

static void show_history(struct ccs_edit *edit, size_t at)
{
	if (edit->at == edit->history.count)
		set(&edit->kept, edit->text.text);
	edit->at = at;
	set(&edit->text, at == edit->history.count ? edit->kept.text :
						     edit->history.item[at].text);
	edit->cursor = edit->text.len;
}

static void move(struct ccs_edit *edit, int key)
{
	switch (key) {
	case CCS_KEY_UP:
		if (edit->at)
			show_history(edit, edit->at - 1);
		break;
	case CCS_KEY_DOWN:
		if (edit->at < edit->history.count)
			show_history(edit, edit->at + 1);
		break;
	case CCS_KEY_LEFT:
	case CTRL('B'):
		edit->cursor -= edit->cursor > 0;
		break;
	case CCS_KEY_RIGHT:
	case CTRL('F'):
		edit->cursor += edit->cursor < edit->text.len;
		break;
	case CCS_KEY_HOME:
	case CTRL('A'):
		edit->cursor = 0;
		break;
	case CCS_KEY_END:
	case CTRL('E'):
		edit->cursor = edit->text.len;
		break;
	}
}

static void change(struct ccs_edit *edit, int key)
{
	switch (key) {
	case CCS_KEY_BACKSPACE:
		if (edit->cursor)
			cut(edit, edit->cursor - 1, edit->cursor);
		break;
	case CCS_KEY_DELETE:
	case CTRL('D'):
		if (edit->cursor < edit->text.len)
			cut(edit, edit->cursor, edit->cursor + 1);
		break;
	case CTRL('W'):
		kill_text(edit, word_start(edit), edit->cursor);
		break;
	case CTRL('U'):
		kill_text(edit, 0, edit->cursor);
		break;
	case CTRL('K'):
		kill_text(edit, edit->cursor, edit->text.len);
		break;
	case CTRL('Y'):
		if (edit->killed.len)
			insert(edit, edit->killed.text, edit->killed.len);
		break;
	default:
		move(edit, key);
	}
}

/**
 * ccs_edit_key - take a key
 * @edit: the editor
 * @key: what ccs_term_key() returned
 *
 * Enter ends the line; Ctrl-D does too if the cursor is at its end, and on an
 * empty line gives it up, as Escape does anywhere.
 *
 * Return: whether the line is complete or given up.
 */
enum ccs_edit_state ccs_edit_key(struct ccs_edit *edit, int key)
{
	if (key == CCS_KEY_ENTER)
		return CCS_EDIT_DONE;
	if (key == '\033' || key == CCS_KEY_END_OF_INPUT)
		return CCS_EDIT_CANCELLED;
	if (key == CTRL('D') && edit->cursor == edit->text.len)
		return edit->text.len ? CCS_EDIT_DONE : CCS_EDIT_CANCELLED;
	if (key >= ' ' && key <= 0xff)
		insert_byte(edit, key);
	else
		change(edit, key);
	return CCS_EDIT_MORE;
}

/**
 * ccs_edit_remember - add a line to what was typed before
 * @edit: the editor
 * @text: the line; if it is the last one there already, nothing happens
 */
void ccs_edit_remember(struct ccs_edit *edit, const char *text)
{
	struct ccs_list *const history = &edit->history;

	if (history->count &&
	    !strcmp(history->item[history->count - 1].text, text))
		return;
	if (history->count == HISTORY_MAX) {
		free(history->item[0].text);
		history->count--;
		memmove(history->item, history->item + 1,
			history->count * sizeof(*history->item));
	}
	ccs_list_add(history, text);
}

/**
 * ccs_edit_view - which part of the line is to be shown
 * @edit: the editor
 * @width: columns there are for it
 * @step: columns by which it moves
 *
 * Return: index of its first character that is shown.
 */
size_t ccs_edit_view(const struct ccs_edit *edit, unsigned int width,
		     unsigned int step)
{
	size_t first = 0;

	while (edit->cursor - first >= width)
		first += step;
	return first < edit->cursor ? first : edit->cursor;
}

/**
 * ccs_edit_free - free the editor's lines
 * @edit: the editor
 */
void ccs_edit_free(struct ccs_edit *edit)
{
	ccs_strbuf_free(&edit->text);
	ccs_strbuf_free(&edit->kept);
	ccs_strbuf_free(&edit->killed);
	ccs_list_free(&edit->history);
}
