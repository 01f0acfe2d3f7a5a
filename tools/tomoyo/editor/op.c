// SPDX-License-Identifier: GPL-2.0-only
/*
 * What can be done to policy
 *
 * Each is one change, which can be undone.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/iface.h"
#include "../lib/text.h"
#include "op.h"
#include "screen.h"

/* Which of them a list knows: a(dd), d(elete), e(dit), s(et), R(eplace). */
static const char *const can[SCREEN_COUNT] = {
	[SCREEN_TREE] = "adsR",
	[SCREEN_PROCESS] = "s",
	[SCREEN_ACL] = "adeR",
	[SCREEN_EXCEPTION] = "adeR",
	[SCREEN_PROFILE] = "as",
	[SCREEN_MANAGER] = "ade",
	[SCREEN_NAMESPACE] = "a",
	[SCREEN_STAT] = "s",
	[SCREEN_UNUSED] = "d",
	[SCREEN_FOUND] = "dR",
	[SCREEN_DENIED] = "a",
	[SCREEN_PENDING] = "a",
};

/**
 * op_knows - does a list know this?
 * @id: the list
 * @what: a(dd), d(elete), e(dit), s(et) or R(eplace)
 *
 * Return: true if it does.
 */
bool op_knows(enum screen_id id, char what)
{
	return what == OP_ANY || (can[id] && strchr(can[id], what));
}

/**
 * op_can - is this possible here?
 * @ed: the editor
 * @what: a(dd), d(elete), e(dit), s(et) or R(eplace)
 *
 * Return: true if it is.
 */
bool op_can(const struct editor *ed, char what)
{
	return !ed->readonly && op_knows(ed->now, what);
}

static const char *plural(size_t n)
{
	return n == 1 ? "" : "s";
}

static void say_effect(struct editor *ed, const struct effect *effect)
{
	const size_t added = effect->added, removed = effect->removed;

	if (added && removed)
		editor_say(ed, false, "%zu line%s removed, %zu added; u undoes it.",
			   removed, plural(removed), added);
	else if (added || removed)
		editor_say(ed, false, "%zu line%s %s; u undoes it.",
			   added + removed, plural(added + removed),
			   added ? "added" : "removed");
	else
		editor_say(ed, true, "Nothing changed: it is so already.");
}

static void say_error(struct editor *ed, const char *node, int err)
{
	if (err == -EINVAL)
		editor_say(ed, true, "ERROR: refused: %s",
			   ed->history.why.text ? ed->history.why.text : node);
	else if (err == -EPERM)
		editor_say(ed, true, "ERROR: this program is not a policy manager; "
			   "add it to %s/manager", editor_offline(ed) ?
			   ed->store.dir : ccs_iface_path());
	else
		editor_say(ed, true, "ERROR: cannot write %s: %s", node,
			   strerror(-err));
}

/**
 * struct job - a change in progress
 * @ed: the editor
 * @target: what the next lines are about
 * @lines: the next lines
 * @effect: what came of all so far
 * @err: why it ended
 */
struct job {
	struct editor *ed;
	struct target target;
	struct ccs_list lines;
	struct effect effect;
	int err;
};

static struct job begin(struct editor *ed, const char *node, const char *what)
{
	if (!ed->store.trial)
		change_begin(&ed->history, node, what);
	return (struct job){ .ed = ed, .target = { .node = node } };
}

static void write_lines(struct job *job)
{
	struct editor *const ed = job->ed;

	if (!job->err && ed->store.trial)
		job->err = change_try(&ed->history, &ed->store, &job->target,
				      &job->lines);
	else if (!job->err)
		job->err = change_write(&ed->history, &ed->store, &job->target,
					&job->lines, &job->effect);
	ccs_list_free(&job->lines);
}

static int end(struct job *job)
{
	struct editor *const ed = job->ed;
	const char *const node = job->target.node;

	if (ed->store.trial)
		return job->err;
	change_end(&ed->history, &job->effect);
	ed->changed = job->effect.added || job->effect.removed;
	ed->unsaved |= ed->changed;
	editor_load(ed);
	if (job->err)
		say_error(ed, node, job->err);
	else
		say_effect(ed, &job->effect);
	ccs_list_free(&job->lines);
	return job->err;
}

static void add_line(struct job *job, char *line)
{
	ccs_list_add(&job->lines, line);
	free(line);
}

static const char *prefix(const struct editor *ed)
{
	return strcmp(ed->ns, ROOT_NS) ? ed->ns : "";
}

/* Lines of this list belong to a namespace, which stands in front of them. */
static char *in_ns(const struct editor *ed, const char *before,
		   const char *line)
{
	const char *const ns = prefix(ed);

	return ccs_format("%s%s%s%s", before, ns, *ns ? " " : "", line);
}

static char *select_acl(const struct editor *ed)
{
	return ed->pid && !ed->store.trial ?
		ccs_format("select pid=%ld", ed->pid) :
		ccs_format("select domain=%s", ed->domain);
}

static int add_entry(struct editor *ed, const char *domain, const char *typed)
{
	char *const line = config_resolve(&ed->config, typed);
	char *const what = ccs_format("add %s", line);
	struct job job = begin(ed, "domain_policy", what);
	char *const select = ed->now == SCREEN_ACL ? select_acl(ed) :
		ccs_format("select domain=%s", domain);

	job.target.select = select;
	job.target.domain = domain;
	add_line(&job, line);
	write_lines(&job);
	free(select);
	free(what);
	return end(&job);
}

static int add_domain(struct editor *ed, const char *name)
{
	struct job job;
	char *what;

	if (!ccs_text_domainname(name)) {
		editor_say(ed, true, "ERROR: not a domainname: %s", name);
		return -EINVAL;
	}
	what = ccs_format("add domain %s", name);
	job = begin(ed, "domain_policy", what);
	job.target.domain = name;
	ccs_list_add(&job.lines, name);
	write_lines(&job);
	free(what);
	return end(&job);
}

static int add_profile(struct editor *ed, const char *typed)
{
	char *const what = ccs_format("set %s", typed);
	struct job job = begin(ed, "profile", what);

	if (strchr(typed, '='))
		add_line(&job, in_ns(ed, "", typed));
	else
		add_line(&job, ccs_format("%s%s%s-COMMENT=", prefix(ed),
					  *prefix(ed) ? " " : "", typed));
	write_lines(&job);
	free(what);
	return end(&job);
}

static int add_plain(struct editor *ed, const char *node, char *line)
{
	char *const what = ccs_format("add %s", line);
	struct job job = begin(ed, node, what);

	add_line(&job, line);
	write_lines(&job);
	free(what);
	return end(&job);
}

/**
 * op_allow - add an entry to a domain
 * @ed: the editor
 * @domain: its name
 * @typed: the entry
 *
 * Return: 0 or -errno, always with a message.
 */
int op_allow(struct editor *ed, const char *domain, const char *typed)
{
	return add_entry(ed, domain, typed);
}

/**
 * op_add - add what was typed
 * @ed: the editor; the list that is shown tells what it is
 * @typed: the text
 *
 * Return: 0 or -errno, always with a message.
 */
int op_add(struct editor *ed, const char *typed)
{
	const struct row *const row = editor_row(ed);
	char *line;

	switch (ed->now) {
	case SCREEN_TREE:
		return add_domain(ed, typed);
	case SCREEN_ACL:
		return add_entry(ed, ed->domain, typed);
	case SCREEN_DENIED:
	case SCREEN_PENDING:
		return row ? add_entry(ed, row->line, typed) : -ENOENT;
	case SCREEN_PROFILE:
		return add_profile(ed, typed);
	case SCREEN_EXCEPTION:
		line = config_resolve(&ed->config, typed);
		typed = in_ns(ed, "", line);
		free(line);
		return add_plain(ed, "exception_policy", (char *)typed);
	case SCREEN_MANAGER:
		return add_plain(ed, "manager", ccs_strdup(typed));
	case SCREEN_NAMESPACE:
		return add_plain(ed, "profile",
				 ccs_format("%s PROFILE_VERSION=20150505",
					    typed));
	default:
		return -ENOENT;
	}
}

static void delete_domains(struct job *job, const struct rows *rows)
{
	size_t i;

	for (i = 0; i < rows->count; i++) {
		if (!rows->row[i].selected)
			continue;
		job->target.domain = rows->row[i].id;
		add_line(job, ccs_format("delete %s", rows->row[i].id));
		write_lines(job);
	}
}

/* The lines of one domain at a time. */
static void delete_unused(struct job *job, const struct rows *rows)
{
	size_t i;

	for (i = 0; i < rows->count; i++) {
		char *select;

		if (!rows->row[i].selected)
			continue;
		job->target.domain = rows->row[i].line;
		select = ccs_format("select domain=%s", rows->row[i].line);
		job->target.select = select;
		add_line(job, ccs_format("delete %s", strchr(rows->row[i].id,
							     '\n') + 1));
		write_lines(job);
		free(select);
	}
}

static void delete_lines(struct job *job, const struct rows *rows)
{
	struct editor *const ed = job->ed;
	char *const select = ed->now == SCREEN_ACL ? select_acl(ed) : NULL;
	size_t i;

	if (select) {
		job->target.select = select;
		job->target.domain = ed->domain;
	}
	for (i = 0; i < rows->count; i++) {
		const char *const id = rows->row[i].id;

		if (!rows->row[i].selected)
			continue;
		add_line(job, ed->now == SCREEN_EXCEPTION ?
			 in_ns(ed, "delete ", id) :
			 ccs_format("delete %s", id));
	}
	write_lines(job);
	free(select);
}

/**
 * op_delete - delete what is selected
 * @ed: the editor
 * @text: not used
 *
 * Return: 0 or -errno, always with a message.
 */
int op_delete(struct editor *ed, const char *text)
{
	struct screen *const screen = editor_screen(ed);
	struct rows rows = screen->rows;
	const size_t n = rows_selected(&rows);
	char *const what = ccs_format("delete %zu %s", n, n == 1 ?
				      screen_kinds[ed->now].one :
				      screen_kinds[ed->now].many);
	struct job job = begin(ed, screen_kinds[ed->now].node, what);
	int err;

	if (ed->now == SCREEN_TREE)
		delete_domains(&job, &rows);
	else if (ed->now == SCREEN_UNUSED || ed->now == SCREEN_FOUND)
		delete_unused(&job, &rows);
	else
		delete_lines(&job, &rows);
	err = end(&job);
	free(what);
	return err;
}

/**
 * op_replace - write a line in the place of the one the cursor is on
 * @ed: the editor
 * @typed: the new line
 *
 * The new one comes first: if it is refused, the old one stays.
 *
 * Return: 0 or -errno, always with a message.
 */
int op_replace(struct editor *ed, const char *typed)
{
	const struct row *const row = editor_row(ed);
	char *const line = config_resolve(&ed->config, typed);
	char *const what = ccs_format("change %s", row->id);
	struct job job = begin(ed, screen_kinds[ed->now].node, what);
	const bool ns = ed->now == SCREEN_EXCEPTION;
	char *const select = ed->now == SCREEN_ACL ? select_acl(ed) : NULL;
	int err;

	job.target.select = select;
	job.target.domain = select ? ed->domain : NULL;
	if (strcmp(line, row->id)) {
		add_line(&job, ns ? in_ns(ed, "", line) : ccs_strdup(line));
		add_line(&job, ns ? in_ns(ed, "delete ", row->id) :
				    ccs_format("delete %s", row->id));
	}
	write_lines(&job);
	free(line);
	free(select);
	err = end(&job);
	free(what);
	return err;
}

static void set_domain(struct job *job, const struct row *row,
		       const char *value)
{
	const bool process = job->ed->now == SCREEN_PROCESS;
	const char *const domain = process ? row->line : row->id;
	char *const select = process && !job->ed->store.trial ?
		ccs_format("select pid=%s", row->id) :
		ccs_format("select domain=%s", domain);

	job->target.select = select;
	job->target.domain = domain;
	add_line(job, ccs_format("use_profile %s", value));
	write_lines(job);
	free(select);
}

static void set_one(struct job *job, const struct row *row, const char *value)
{
	struct editor *const ed = job->ed;

	if (ed->now == SCREEN_PROFILE)
		add_line(job, ccs_format("%s %.*s=%s", ed->ns,
					 (int)strcspn(row->id, "="), row->id,
					 value));
	else if (ed->now == SCREEN_STAT)
		add_line(job, ccs_format("%.*s: %s",
					 (int)strcspn(row->id, ":"), row->id,
					 value));
	else
		set_domain(job, row, value);
}

/**
 * op_set - give everything that is selected a value
 * @ed: the editor
 * @value: a profile number, or what stands behind = or :
 *
 * Return: 0 or -errno, always with a message.
 */
int op_set(struct editor *ed, const char *value)
{
	struct rows *const rows = &editor_screen(ed)->rows;
	char *const what = ccs_format("set %s for %zu %s", value,
				      rows_selected(rows),
				      rows_selected(rows) == 1 ?
				      screen_kinds[ed->now].one :
				      screen_kinds[ed->now].many);
	struct job job = begin(ed, screen_kinds[ed->now].node, what);
	size_t i;
	int err;

	for (i = 0; i < rows->count; i++)
		if (rows->row[i].selected)
			set_one(&job, &rows->row[i], value);
	if (job.lines.count)
		write_lines(&job);
	err = end(&job);
	free(what);
	return err;
}

/**
 * op_sweep - make a change of many lines
 * @ed: the editor; @ed->sweep is the change
 * @text: not used
 *
 * Return: 0 or -errno, always with a message.
 */
int op_sweep(struct editor *ed, const char *text)
{
	const struct sweep *const sweep = ed->sweep;
	struct job job = begin(ed, sweep_nodes[SWEEP_DOMAIN], sweep->what);
	int i;

	if (!ed->store.trial)
		job.err = change_all(&ed->history, &ed->store, sweep,
				     &job.effect);
	for (i = 0; i < SWEEP_COUNT && ed->store.trial && !job.err; i++)
		job.err = store_write(&ed->store, sweep_nodes[i],
				      &sweep->lines[i], &ed->history.why);
	return end(&job);
}

static int travel(struct editor *ed, bool redo)
{
	int err;
	const struct change *const change =
		change_undo(&ed->history, &ed->store, redo, &err);

	if (ed->store.trial)
		return err;
	ed->changed = change && !err;
	if (!change) {
		editor_say(ed, true, redo ? "Nothing was undone." :
					    "There is nothing to undo.");
		return -ENOENT;
	}
	ed->unsaved = history_unsaved(&ed->history);
	editor_load(ed);
	if (err)
		say_error(ed, change->piece[0].node, err);
	else
		editor_say(ed, false, "%s: %s", redo ? "Done again" : "Undone",
			   change->what);
	return err;
}

/**
 * op_undo - undo the last change
 * @ed: the editor
 * @text: not used
 *
 * Return: 0 or -errno, always with a message.
 */
int op_undo(struct editor *ed, const char *text)
{
	return travel(ed, false);
}

/**
 * op_redo - do again what was undone last
 * @ed: the editor
 * @text: not used
 *
 * Return: 0 or -errno, always with a message.
 */
int op_redo(struct editor *ed, const char *text)
{
	return travel(ed, true);
}
