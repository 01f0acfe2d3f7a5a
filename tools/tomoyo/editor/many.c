// SPDX-License-Identifier: GPL-2.0-only
/*
 * Keys that change many lines at once
 *
 * What will change is shown before.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/text.h"
#include "action.h"
#include "screen.h"

static bool agreed(struct front *front, const struct sweep *sweep)
{
	struct ccs_list page = {};
	char *const title = ccs_format("%zu line%s would change (y changes, others go back)",
				       sweep->old, sweep->old == 1 ? "" : "s");
	size_t i;
	int key;

	ccs_list_add(&page, title);
	ccs_list_add(&page, "");
	for (i = 0; i < sweep->shown.count; i++)
		show_wrapped(front, &page, sweep->shown.item[i].text);
	key = front->ops->page(front, &page);
	ccs_list_free(&page);
	free(title);
	return key == 'y' || key == 'Y';
}

static int make(struct front *front, struct sweep *sweep)
{
	struct editor *const ed = front->ed;
	int err = -ECANCELED;

	ed->sweep = sweep;
	if (agreed(front, sweep))
		err = guard_do(front, op_sweep, NULL);
	else
		editor_say(ed, false, "Nothing was changed.");
	ed->sweep = NULL;
	return err;
}

/* Asks for a line. Returns NULL if it was given up, else text for free(). */
static char *ask(struct front *front, const char *prompt, const char *text)
{
	char *const line = front->ops->line(front, prompt, text, 8);

	if (line)
		ccs_text_normalise(line, strlen(line));
	return line;
}

/**
 * do_replace - ask for two texts and replace the first with the second
 * @front: the person
 */
void do_replace(struct front *front)
{
	struct editor *const ed = front->ed;
	char *const text = ask(front, "Replace> ", "");
	char *with = NULL;
	struct sweep sweep = {};

	if (text && *text) {
		ccs_edit_remember(&ed->edit, text);
		with = ask(front, "Replace with> ", text);
	}
	if (with && *with)
		ccs_edit_remember(&ed->edit, with);
	if (with && !sweep_replace(ed, text, with, &sweep))
		make(front, &sweep);
	sweep_free(&sweep);
	free(text);
	free(with);
}

/**
 * do_rename - ask for another name of the domain at the cursor
 * @front: the person
 */
void do_rename(struct front *front)
{
	struct editor *const ed = front->ed;
	const struct row *const row = editor_row(ed);
	char *from, *to;
	struct sweep sweep = {};

	if (!row || row->kind == ROW_JUMP)
		return;
	from = ccs_strdup(row->id);
	to = ask(front, "New domainname> ", from);
	if (to && *to) {
		ccs_edit_remember(&ed->edit, to);
		if (!sweep_rename(ed, from, to, &sweep) && !make(front, &sweep))
			editor_put_cursor(ed, to);
	}
	sweep_free(&sweep);
	free(from);
	free(to);
}
