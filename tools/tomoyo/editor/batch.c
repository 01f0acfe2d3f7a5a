// SPDX-License-Identifier: GPL-2.0-only
/*
 * Commands instead of keys
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/json.h"
#include "../lib/text.h"
#include "offline.h"
#include "op.h"
#include "print.h"
#include "screen.h"

static int show(struct editor *ed, const char *word)
{
	const int id = print_find(word);

	if (id < 0) {
		editor_say(ed, true, "ERROR: there is no list %s", word);
		return -EINVAL;
	}
	editor_go(ed, id);
	return ed->message && ed->bad ? -EIO : 0;
}

static int open_domain(struct editor *ed, const char *name)
{
	editor_open(ed, name, 0);
	return ed->message && ed->bad ? -ENOENT : 0;
}

static int use_namespace(struct editor *ed, const char *name)
{
	editor_set_ns(ed, name, strlen(name));
	return editor_load(ed);
}

static void forget(struct editor *ed)
{
	struct rows *const rows = &editor_screen(ed)->rows;
	size_t i;

	for (i = 0; i < rows->count; i++)
		editor_select(ed, &rows->row[i], false);
}

/* Commands have single spaces, whatever the list has. */
static bool same(const char *line, const char *text)
{
	char *const copy = ccs_strdup(line);
	bool equal;

	ccs_text_normalise(copy, strlen(copy));
	equal = !strcmp(copy, text);
	free(copy);
	return equal;
}

static int pick(struct editor *ed, const char *text)
{
	struct rows *const rows = &editor_screen(ed)->rows;
	const bool all = !strcmp(text, "all");
	size_t i, n = 0;

	for (i = 0; i < rows->count; i++) {
		struct row *const row = &rows->row[i];

		if (row->kind != ROW_ITEM || (!all && !same(row->id, text)))
			continue;
		editor_select(ed, row, true);
		editor_screen(ed)->cursor = i;
		n++;
	}
	if (n)
		return 0;
	editor_say(ed, true, "ERROR: not there: %s", text);
	return -ENOENT;
}

static int select_line(struct editor *ed, const char *text)
{
	/* As the kernel's nodes have it. */
	if (!strncmp(text, "domain=", 7))
		return open_domain(ed, text + 7);
	return pick(ed, text);
}

static int refuse(struct editor *ed, const char *what)
{
	editor_say(ed, true, "ERROR: this list does not know %s", what);
	return -EINVAL;
}

static int add(struct editor *ed, const char *line)
{
	return op_can(ed, 'a') ? op_add(ed, line) : refuse(ed, "add");
}

static int delete(struct editor *ed, const char *line)
{
	int err = 0;

	if (!op_can(ed, 'd'))
		return refuse(ed, "delete");
	if (*line) {
		forget(ed);
		err = pick(ed, line);
	}
	if (!err && !editor_pick(ed))
		err = -ENOENT;
	return err ? err : op_delete(ed, NULL);
}

static int set(struct editor *ed, const char *value)
{
	if (!op_can(ed, 's'))
		return refuse(ed, "set");
	return editor_pick(ed) ? op_set(ed, value) : -ENOENT;
}

static int edit(struct editor *ed, const char *line)
{
	if (!op_can(ed, 'e'))
		return refuse(ed, "edit");
	if (rows_selected(&editor_screen(ed)->rows) != 1) {
		editor_say(ed, true, "ERROR: edit is about one selected line");
		return -EINVAL;
	}
	return op_replace(ed, line);
}

/* set-profile NUMBER DOMAIN */
static int set_profile(struct editor *ed, const char *text)
{
	const char *const space = strchr(text, ' ');
	char *number;
	int err;

	if (!space) {
		editor_say(ed, true, "ERROR: set-profile NUMBER DOMAIN");
		return -EINVAL;
	}
	editor_go(ed, SCREEN_TREE);
	forget(ed);
	number = ccs_format("%.*s", (int)(space - text), text);
	err = op_can(ed, 's') ? pick(ed, space + 1) : refuse(ed, "set-profile");
	if (!err)
		err = op_set(ed, number);
	free(number);
	return err;
}

/* TEXT => TEXT */
static int replace(struct editor *ed, const char *text)
{
	const char *const arrow = strstr(text, " =>");
	struct sweep sweep = {};
	char *old;
	int err;

	if (!op_can(ed, 'R') || ed->now == SCREEN_TREE)
		return refuse(ed, "replace");
	if (!arrow) {
		editor_say(ed, true, "ERROR: replace TEXT => TEXT");
		return -EINVAL;
	}
	old = ccs_format("%.*s", (int)(arrow - text), text);
	err = sweep_replace(ed, old, arrow + 3 + (arrow[3] == ' '), &sweep);
	ed->sweep = &sweep;
	if (!err)
		err = op_sweep(ed, NULL);
	ed->sweep = NULL;
	sweep_free(&sweep);
	free(old);
	return err;
}

static int give_name(struct editor *ed, const char *name)
{
	const struct row *const row = editor_row(ed);
	struct sweep sweep = {};
	int err;

	if (ed->now != SCREEN_TREE || !row)
		return refuse(ed, "rename");
	err = sweep_rename(ed, row->id, name, &sweep);
	ed->sweep = &sweep;
	if (!err)
		err = op_sweep(ed, NULL);
	ed->sweep = NULL;
	sweep_free(&sweep);
	return err;
}

static int list(struct editor *ed, const char *text)
{
	print_list(ed, true);
	return 0;
}

static int save(struct editor *ed, const char *text)
{
	if (!ed->unsaved) {
		editor_say(ed, false, "Nothing to save.");
		return 0;
	}
	if (!ed->save_dir) {
		editor_say(ed, true, "ccs-savepolicy saves it, on that machine.");
		return -EOPNOTSUPP;
	}
	fflush(stdout);
	if (offline_save(ed))
		return -EIO;
	ed->unsaved = false;
	return 0;
}

static const struct {
	const char *name;
	bool text;
	bool changes;
	int (*run)(struct editor *ed, const char *text);
} commands[] = {
	{ "show", true, false, show },
	{ "select", true, false, select_line },
	{ "namespace", true, false, use_namespace },
	{ "list", false, false, list },
	{ "add", true, true, add },
	{ "delete", false, true, delete },
	{ "edit", true, true, edit },
	{ "rename", true, true, give_name },
	{ "replace", true, true, replace },
	{ "set", true, true, set },
	{ "set-profile", true, true, set_profile },
	{ "undo", false, true, op_undo },
	{ "redo", false, true, op_redo },
	{ "save", false, true, save },
};

static int run_command(struct editor *ed, const char *name, const char *text)
{
	size_t i;

	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (strcmp(commands[i].name, name))
			continue;
		if (commands[i].text && !*text) {
			editor_say(ed, true, "ERROR: %s needs more", name);
			return -EINVAL;
		}
		if (commands[i].changes && ed->readonly) {
			editor_say(ed, true, "ERROR: read-only");
			return -EROFS;
		}
		return commands[i].run(ed, text);
	}
	editor_say(ed, true, "ERROR: there is no command %s", name);
	return -EINVAL;
}

static void report(const struct editor *ed, unsigned int number, int err)
{
	struct ccs_strbuf out = {};
	char *const head = ccs_format("{\"command\":%u,\"ok\":%s", number,
				      err ? "false" : "true");

	ccs_strbuf_puts(&out, head);
	if (ed->message) {
		ccs_strbuf_puts(&out, ",\"message\":");
		ccs_json_string(&out, ed->message);
	}
	printf("%s}\n", out.text);
	ccs_strbuf_free(&out);
	free(head);
}

static enum ccs_exit worse(enum ccs_exit code, int err)
{
	if (!err || code)
		return code;
	if (err == -EPERM || err == -EACCES)
		return CCS_EXIT_PERM;
	return err == -EIO ? CCS_EXIT_IO : CCS_EXIT_INPUT;
}

/**
 * batch_run - do what a script says, and print what came of each command
 * @ed: the editor
 * @lines: the commands
 *
 * Return: success, or the exit status for the first one that failed; the
 * others are done all the same.
 */
enum ccs_exit batch_run(struct editor *ed, struct ccs_lines *lines)
{
	enum ccs_exit code = CCS_EXIT_OK;

	while (ccs_lines_next(lines)) {
		char *text = lines->text;
		const char *name;
		int err;

		if (*text == '#')
			continue;
		name = strsep(&text, " ");
		free(ed->message);
		ed->message = NULL;
		err = run_command(ed, name, text ? text : "");
		report(ed, lines->number, err);
		code = worse(code, err);
	}
	return code;
}
