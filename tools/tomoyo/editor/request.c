// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests that wait, and lines that would allow what was refused
 *
 * Requests wait only as long as their list is on the screen.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/candidate.h"
#include "../lib/fail.h"
#include "../lib/text.h"
#include "action.h"
#include "op.h"
#include "screen.h"

static void add_request(struct rows *rows, const struct ccs_record *record)
{
	char *const id = ccs_format("%lu", record->serial);
	char *const text = ccs_format("%s   (%s)", record->request,
				      tree_last(record->domain));
	struct row *const row = rows_add(rows, ROW_ITEM, id, text);

	row->fixed = ccs_strdup(" ");
	row->line = ccs_strdup(record->domain);
	row->why = ccs_format("%s\n%s\n%s", record->header, record->domain,
			      record->request);
	free(text);
	free(id);
}

/**
 * load_pending - list requests that wait; from now on some will
 * @ed: the editor
 * @rows: the list
 *
 * Return: 0 or -errno.
 */
int load_pending(struct editor *ed, struct rows *rows)
{
	int err = ed->supervises ? 0 : ccs_pending_open(&ed->pending);
	size_t i;

	if (err)
		return err;
	ed->supervises = true;
	err = ccs_pending_read(&ed->pending);
	for (i = 0; i < ed->pending.count; i++)
		add_request(rows, &ed->pending.record[i]);
	return err;
}

/**
 * request_tick - a second is over
 * @ed: the editor, with the list of requests that wait
 *
 * Tells the kernel that somebody is still there, and looks for new ones.
 */
void request_tick(struct editor *ed)
{
	if (ed->pending.count)
		ccs_pending_keep(&ed->pending);
	editor_load(ed);
}

/**
 * request_stop - no request waits for this editor any more
 * @ed: the editor
 */
void request_stop(struct editor *ed)
{
	if (ed->supervises)
		ccs_pending_close(&ed->pending);
	ed->supervises = false;
}

/* The narrowest one is the first that Up brings. */
static void offer(struct editor *ed, const struct ccs_record *record)
{
	struct ccs_list lines = {};
	size_t i;

	ccs_candidates(record, &ed->rules, &lines);
	for (i = 0; i < lines.count; i++)
		if (strcmp(lines.item[i].text, record->request))
			ccs_edit_remember(&ed->edit, lines.item[i].text);
	ccs_list_free(&lines);
}

static bool take_record(const struct row *row, struct ccs_record *record)
{
	char *const text = ccs_format("%s\n", row->why);
	const bool good = ccs_record_take(record, text, false);

	free(text);
	return good;
}

static void answer(struct editor *ed, unsigned long serial, int how)
{
	const int err = ccs_pending_answer(&ed->pending, serial, how);

	editor_load(ed);
	if (err)
		editor_say(ed, true, "ERROR: cannot write query: %s",
			   strerror(-err));
}

/**
 * do_allow - ask for a line that allows the request, and add it
 * @front: the person
 */
void do_allow(struct front *front)
{
	struct editor *const ed = front->ed;
	const struct row *const row = editor_row(ed);
	const bool waits = ed->now == SCREEN_PENDING;
	const unsigned long serial = row && waits ? strtoul(row->id, NULL, 10) :
						    0;
	struct ccs_record record = {};
	char *line = NULL, *domain = NULL;

	if (row && take_record(row, &record)) {
		offer(ed, &record);
		domain = ccs_strdup(record.domain);
		line = front->ops->line(front, "Enter new entry> ",
					record.request, 8);
	}
	if (line && ccs_text_normalise(line, strlen(line))) {
		ccs_edit_remember(&ed->edit, line);
		if (!op_allow(ed, domain, line) && waits)
			answer(ed, serial, 3);
	}
	ccs_record_free(&record);
	free(domain);
	free(line);
}

static void answer_row(struct front *front, int how)
{
	const struct row *const row = editor_row(front->ed);

	if (row)
		answer(front->ed, strtoul(row->id, NULL, 10), how);
}

/**
 * do_answer_yes - let the request be granted this once
 * @front: the person
 */
void do_answer_yes(struct front *front)
{
	answer_row(front, 1);
}

/**
 * do_answer_no - let the request be refused
 * @front: the person
 */
void do_answer_no(struct front *front)
{
	answer_row(front, 2);
}

/**
 * do_answer_retry - let the request be judged again
 * @front: the person
 */
void do_answer_retry(struct front *front)
{
	answer_row(front, 3);
}
