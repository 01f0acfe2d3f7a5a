// SPDX-License-Identifier: GPL-2.0-only
/*
 * Enforcing mode on trial
 *
 * Who puts the own shell into enforcing mode perhaps can't type anything any
 * more. So the kernel undoes that unless it is confirmed in time.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "action.h"
#include "op.h"
#include "screen.h"

static bool has_mode(const char *text)
{
	return strstr(text, "mode=enforcing");
}

/* Does a profile of this number enforce anything? */
static bool enforces(struct editor *ed, const char *number)
{
	char *const key = ccs_format("%s-CONFIG", number);
	struct ccs_strbuf text = {};
	bool found = false;
	char *rest, *line;

	if (!store_read(&ed->store, "profile", NULL, &text)) {
		rest = text.text;
		while (!found && (line = strsep(&rest, "\n"))) {
			if (*line == '<')
				line += strcspn(line, " ") + 1;
			found = !strncmp(line, key, strlen(key)) &&
				has_mode(line);
		}
	}
	ccs_strbuf_free(&text);
	free(key);
	return found;
}

static bool dangerous(struct editor *ed, const char *value)
{
	if (editor_offline(ed))
		return false;
	return ed->now == SCREEN_PROFILE ? has_mode(value) :
					   enforces(ed, value);
}

static void settle(struct front *front, unsigned int seconds)
{
	struct editor *const ed = front->ed;
	char *const question = ccs_format("This is undone in %u seconds. Keep it? (y/n)",
					  seconds);
	const int answer = front->ops->yes(front, question);
	int err;

	free(question);
	if (answer != 1)
		op_undo(ed, false);
	err = store_keep(&ed->history.why);
	if (!err && answer == 1)
		editor_say(ed, false, "It stays; u undoes it.");
	if (!err)
		return;
	editor_load(ed);
	editor_say(ed, true, "ERROR: not kept, the kernel has undone it: %s",
		   ed->history.why.text ? ed->history.why.text :
		   strerror(-err));
}

/**
 * guard_set - set a value; if that enforces anything, it is to be confirmed
 * @front: the person
 * @value: the value
 */
void guard_set(struct front *front, const char *value)
{
	struct editor *const ed = front->ed;
	const unsigned int seconds = dangerous(ed, value) ?
				     ccs_confirm_seconds(&ed->confirm) : 0;
	int err;

	if (!seconds) {
		op_set(ed, value);
		return;
	}
	err = store_arm(seconds, &ed->confirm, &ed->history.why);
	if (err == -EINVAL || err == -EBUSY) {
		editor_say(ed, true, "ERROR: nothing was changed: %s",
			   ed->history.why.text);
		return;
	}
	op_set(ed, value);
	if (err)
		return;
	/* If nothing came of it, there is nothing to go back to. */
	if (ed->changed)
		settle(front, seconds);
	else
		store_keep(&ed->history.why);
}
