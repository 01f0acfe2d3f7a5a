// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines that others make superfluous
 *
 * Only selects them, with the reason: deleting is a key of its own.
 */

#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/optimize.h"
#include "action.h"
#include "screen.h"

static struct ccs_optimizer *prepare(struct editor *ed)
{
	struct ccs_strbuf text = {};
	struct ccs_list lines = {};
	struct ccs_optimizer *made;
	const int err = store_read(&ed->store, "exception_policy", NULL, &text);

	if (!err)
		domain_lines(text.text, NULL, &lines);
	made = ccs_optimizer_new(&lines, ed->now == SCREEN_ACL ? ed->domain :
								 ed->ns);
	ccs_list_free(&lines);
	ccs_strbuf_free(&text);
	return made;
}

static void select_for(struct editor *ed, struct row *row, const char *by)
{
	editor_select(ed, row, true);
	free(row->why);
	row->why = ccs_format("%s allows all that it allows", by);
}

/**
 * do_optimize - select what the line of the cursor makes superfluous
 * @front: the person
 */
void do_optimize(struct front *front)
{
	struct editor *const ed = front->ed;
	struct rows *const rows = &editor_screen(ed)->rows;
	const struct row *const wide = editor_row(ed);
	struct ccs_optimizer *optimizer;
	size_t i, n = 0;

	if (!wide)
		return;
	optimizer = prepare(ed);
	for (i = 0; i < rows->count; i++) {
		struct row *const row = &rows->row[i];

		if (row == wide || row->selected ||
		    !ccs_optimizer_covers(optimizer, wide->id, row->id))
			continue;
		select_for(ed, row, wide->id);
		n++;
	}
	ccs_optimizer_free(optimizer);
	editor_say(ed, false, n ? "%zu superfluous line%s selected; d deletes what is selected." :
		   "This line makes no other one superfluous.", n,
		   n == 1 ? "" : "s");
}

static void add_reason(struct ccs_list *page, const struct ccs_cover *cover)
{
	char *const line = ccs_format("- %s", cover->line->text);
	char *const by = ccs_format("    for there is %s", cover->by);

	ccs_list_add(page, line);
	ccs_list_add(page, by);
	free(line);
	free(by);
}

static void select_found(struct editor *ed, const struct ccs_cover *found,
			 size_t n)
{
	struct rows *const rows = &editor_screen(ed)->rows;
	size_t i, at;

	for (i = 0; i < n; i++)
		for (at = 0; at < rows->count; at++)
			if (!strcmp(rows->row[at].id, found[i].line->text))
				select_for(ed, &rows->row[at], found[i].by);
}

static void show_found(struct front *front, const struct ccs_cover *found,
		       size_t n)
{
	struct ccs_list page = {};
	char *const title = ccs_format("%zu line%s would be removed (s selects, others go back)",
				       n, n == 1 ? "" : "s");
	size_t i;
	int key;

	ccs_list_add(&page, title);
	ccs_list_add(&page, "");
	for (i = 0; i < n; i++)
		add_reason(&page, &found[i]);
	key = front->ops->page(front, &page);
	if (key == 's' || key == 'S')
		select_found(front->ed, found, n);
	ccs_list_free(&page);
	free(title);
}

/**
 * do_preview - show everything that is superfluous
 * @front: the person
 */
void do_preview(struct front *front)
{
	struct editor *const ed = front->ed;
	const struct rows *const rows = &editor_screen(ed)->rows;
	struct ccs_optimizer *const optimizer = prepare(ed);
	struct ccs_list lines = {};
	struct ccs_cover *found;
	size_t i, n;

	for (i = 0; i < rows->count; i++)
		ccs_list_add(&lines, rows->row[i].id);
	n = ccs_optimizer_find(optimizer, &lines, &found);
	if (n)
		show_found(front, found, n);
	else
		editor_say(ed, false, "No line is superfluous.");
	free(found);
	ccs_list_free(&lines);
	ccs_optimizer_free(optimizer);
}
