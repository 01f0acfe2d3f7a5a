// SPDX-License-Identifier: GPL-2.0-only
/*
 * The end, and what is not saved then
 */

#include <stdlib.h>
#include <string.h>

#include "../lib/dropin_change.h"
#include "../lib/fail.h"
#include "../lib/save_diff.h"
#include "../lib/unsaved.h"
#include "action.h"
#include "screen.h"

static const char *const nodes[] = {
	"profile", "exception_policy", "domain_policy", "manager",
};

static void add_diff(struct front *front, const char *node, const char *text,
		     struct ccs_list *page)
{
	struct editor *const ed = front->ed;
	char *const path = ccs_format("%s/policy/current/%s.conf",
				      ed->save_dir, node);
	struct ccs_list lines = {};
	size_t i;

	if (ccs_save_diff_lines(path, node, text, &lines))
		ccs_list_add(page, path);
	/* Instead of two lines with names of files. */
	if (lines.count)
		ccs_list_add(page, node);
	for (i = 2; i < lines.count; i++)
		show_wrapped(front, page, lines.item[i].text);
	ccs_list_free(&lines);
	free(path);
}

/* What saving would write, and where that differs from what is there. */
static void show_diff(struct front *front)
{
	struct editor *const ed = front->ed;
	struct ccs_strbuf text[sizeof(nodes) / sizeof(nodes[0])] = {};
	const size_t count = sizeof(nodes) / sizeof(nodes[0]);
	struct ccs_list page = {};
	size_t i;

	for (i = 0; i < count; i++)
		store_read(&ed->store, nodes[i], NULL, &text[i]);
	if (!editor_offline(ed))
		ccs_dropin_strip(ed->save_dir, &text[1], &text[2]);
	for (i = 0; i < count; i++) {
		add_diff(front, nodes[i], text[i].text, &page);
		ccs_strbuf_free(&text[i]);
	}
	if (!page.count)
		ccs_list_add(&page, "Nothing differs from what is saved.");
	front->ops->page(front, &page);
	ccs_list_free(&page);
}

/* Others change a kernel's policy, too, and it learns. */
static bool differs(struct editor *ed)
{
	struct ccs_unsaved unsaved;

	if (editor_offline(ed))
		return false;
	ccs_unsaved_read(&unsaved, ed->save_dir);
	return unsaved.files && ccs_unsaved_any(&unsaved);
}

static char *make_question(struct editor *ed)
{
	const size_t dropped = ed->store.dropped.count;
	char *const what = dropped ?
		ccs_format("Save, but %zu lines that are none?", dropped) :
		ccs_strdup(ed->unsaved ? "Save the changes?" :
			   "Save what the kernel has?");
	char *const question =
		ccs_format("%s (y/n, d shows them, Esc stays) To %s/policy",
			   what, ed->save_dir);

	free(what);
	return question;
}

/**
 * keys_leave - end the program, after a question about what is not saved
 * @front: the person
 */
void keys_leave(struct front *front)
{
	struct editor *const ed = front->ed;
	const bool can = !ed->readonly && ed->save_dir;
	char *question;
	int answer = 'n';

	if (can && (ed->unsaved || differs(ed))) {
		question = make_question(ed);
		while ((answer = front->ops->choose(front, question, "ynd")) == 'd')
			show_diff(front);
		free(question);
	}
	ed->save = answer == 'y';
	/* A signal may have come meanwhile. */
	ed->stop |= answer >= 0;
}
