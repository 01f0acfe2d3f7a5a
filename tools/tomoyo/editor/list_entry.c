// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines of policy as lists
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/when.h"
#include "screen.h"

static size_t namespace_len(const char *line)
{
	const size_t len = strcspn(line, " ");

	return *line == '<' && line[len] ? len + 1 : 0;
}

/* The part of a line that belongs to a namespace, NULL if it is of another. */
static const char *in_namespace(const struct editor *ed, const char *line)
{
	const size_t len = namespace_len(line);

	if (!len)
		return strcmp(ed->ns, ROOT_NS) ? NULL : line;
	return tree_same_ns(line, ed->ns) ? line + len : NULL;
}

static bool comes_last(const char *line)
{
	static const char *const words[] = {
		"use_group ", "transition_failed", "quota_exceeded",
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strncmp(line, words[i], strlen(words[i])))
			return true;
	return false;
}

/* Numbers of groups sort as numbers. */
static char *sort_key(const char *line, const char *shown, size_t len,
		      bool by_operand)
{
	const bool group = !strncmp(line, "acl_group ", 10);

	if (by_operand)
		return ccs_format("%d %s %.*s", comes_last(line),
				  shown + len + (shown[len] == ' '), (int)len,
				  shown);
	if (group)
		return ccs_format(" %05lu %s", strtoul(line + 10, NULL, 10),
				  shown + len);
	if (!strncmp(line, "use_group ", 10))
		return ccs_format("use_group\001%05lu",
				  strtoul(line + 10, NULL, 10));
	return ccs_format("%.*s\001%s", (int)len, shown, shown + len);
}

/* Flags that the kernel sets. */
static const char *explain(const char *line)
{
	if (!strcmp(line, "quota_exceeded"))
		return "Something was not learned: the domain is full. Deleting this resets it.";
	if (!strcmp(line, "transition_failed"))
		return "A domain could not be made for a program. Deleting this resets it.";
	return NULL;
}

static void add_entry(const struct editor *ed, struct rows *rows,
		      const char *line, bool by_operand)
{
	size_t len;
	char *const shown = config_show(&ed->config, line, &len);
	struct row *const row = rows_add(rows, ROW_ITEM, line, shown);

	row->fixed = ccs_strdup(" ");
	row->sort = sort_key(line, shown, len, by_operand);
	row->find = shown;
	row->note = explain(line);
}

/* Directives get a column of their own. */
static void align(const struct editor *ed, struct rows *rows)
{
	size_t width = 0, len, i;

	for (i = 0; i < rows->count; i++) {
		free(config_show(&ed->config, rows->row[i].id, &len));
		width = len > width ? len : width;
	}
	for (i = 0; i < rows->count; i++) {
		struct row *const row = &rows->row[i];
		char *const old = row->text;

		free(config_show(&ed->config, row->id, &len));
		if (!old[len])
			continue;
		row->text = ccs_format("%-*.*s%s", (int)width, (int)len, old,
				       old + len);
		free(old);
	}
}

static void finish(const struct editor *ed, struct rows *rows)
{
	rows_sort(rows);
	rows_unique(rows);
	align(ed, rows);
}

/**
 * load_acl - list the entries of a domain
 * @ed: the editor
 * @rows: the list
 *
 * Return: 0 or -errno; -ENOENT if there is no such domain.
 */
int load_acl(struct editor *ed, struct rows *rows)
{
	char *const select = ed->pid ?
		ccs_format("select pid=%ld", ed->pid) :
		ccs_format("select domain=%s", ed->domain ? ed->domain : "");
	struct ccs_strbuf text = {};
	struct ccs_list lines = {};
	int err = store_read(&ed->store, "domain_policy", select, &text);
	size_t i;

	if (!err && (!ed->domain ||
		     !domain_lines(text.text, ed->domain, &lines)))
		err = -ENOENT;
	for (i = 0; i < lines.count; i++)
		if (strncmp(lines.item[i].text, "use_profile ", 12))
			add_entry(ed, rows, lines.item[i].text,
				  ed->screen[SCREEN_ACL].other);
	finish(ed, rows);
	ccs_list_free(&lines);
	ccs_strbuf_free(&text);
	free(select);
	return err;
}

static int read_lines(struct editor *ed, const char *node,
		      struct ccs_list *lines)
{
	struct ccs_strbuf text = {};
	const int err = store_read(&ed->store, node, NULL, &text);

	if (!err)
		domain_lines(text.text, NULL, lines);
	ccs_strbuf_free(&text);
	return err;
}

/**
 * load_exceptions - list the exception policy of a namespace
 * @ed: the editor
 * @rows: the list
 *
 * Return: 0 or -errno.
 */
int load_exceptions(struct editor *ed, struct rows *rows)
{
	struct ccs_list lines = {};
	const int err = read_lines(ed, "exception_policy", &lines);
	const char *line;
	size_t i;

	for (i = 0; i < lines.count; i++) {
		line = in_namespace(ed, lines.item[i].text);
		if (line)
			add_entry(ed, rows, line, false);
	}
	finish(ed, rows);
	ccs_list_free(&lines);
	return err;
}

static void add_profile(struct rows *rows, const char *line, bool by_key)
{
	const size_t digits = strspn(line, "0123456789");
	const bool numbered = digits && line[digits] == '-';
	const unsigned long number = strtoul(line, NULL, 10);
	const char *const key = numbered ? line + digits + 1 : line;
	char *const text = numbered ? ccs_format("%3lu-%s", number, key) :
				      ccs_strdup(line);
	struct row *const row = rows_add(rows, ROW_ITEM, line, text);

	row->fixed = ccs_strdup(" ");
	row->find = ccs_strdup(line);
	if (!numbered)
		row->sort = ccs_format(" %s", line);
	else if (by_key)
		row->sort = ccs_format("1%.*s %03lu", (int)strcspn(key, "="),
				       key, number);
	else
		row->sort = ccs_format("1%03lu %s", number, key);
	free(text);
}

/**
 * load_profiles - list the profiles of a namespace
 * @ed: the editor
 * @rows: the list
 *
 * Return: 0 or -errno.
 */
int load_profiles(struct editor *ed, struct rows *rows)
{
	struct ccs_list lines = {};
	const int err = read_lines(ed, "profile", &lines);
	const char *line;
	size_t i;

	for (i = 0; i < lines.count; i++) {
		line = in_namespace(ed, lines.item[i].text);
		if (line)
			add_profile(rows, line,
				    ed->screen[SCREEN_PROFILE].other);
	}
	rows_sort(rows);
	ccs_list_free(&lines);
	return err;
}

static void add_plain(struct rows *rows, const char *line)
{
	struct row *const row = rows_add(rows, ROW_ITEM, line, line);

	row->fixed = ccs_strdup(" ");
}

/**
 * load_managers - list who may change policy
 * @ed: the editor
 * @rows: the list
 *
 * Return: 0 or -errno.
 */
int load_managers(struct editor *ed, struct rows *rows)
{
	struct ccs_list lines = {};
	const int err = read_lines(ed, "manager", &lines);
	size_t i;

	for (i = 0; i < lines.count; i++)
		add_plain(rows, lines.item[i].text);
	rows_sort(rows);
	ccs_list_free(&lines);
	return err;
}

/**
 * load_namespaces - list the namespaces
 * @ed: the editor
 * @rows: the list
 *
 * Return: 0 or -errno.
 */
int load_namespaces(struct editor *ed, struct rows *rows)
{
	struct ccs_list lines = {};
	const int err = read_lines(ed, "profile", &lines);
	size_t i;

	add_plain(rows, ROOT_NS);
	for (i = 0; i < lines.count; i++) {
		char *const line = lines.item[i].text;
		const size_t len = namespace_len(line);

		if (!len)
			continue;
		line[len - 1] = '\0';
		add_plain(rows, line);
	}
	rows_sort(rows);
	rows_unique(rows);
	ccs_list_free(&lines);
	return err;
}

/* The kernel's clock is UTC, and says so nowhere. */
static char *with_time(const char *line, bool local)
{
	static const char label[] = "(Last: ";
	const char *const last = strstr(line, label);
	const char *const time = last ? last + sizeof(label) - 1 : NULL;
	char *text, *when, *shown;

	if (!local || !time)
		return ccs_strdup(line);
	text = ccs_format("%.*s", (int)strcspn(time, ")"), time);
	when = ccs_when(text, true);
	shown = ccs_format("%.*s%s%s", (int)(time - line), line, when,
			   time + strlen(text));
	free(when);
	free(text);
	return shown;
}

/**
 * load_stat - list counters and memory
 * @ed: the editor
 * @rows: the list
 *
 * Return: 0 or -errno.
 */
int load_stat(struct editor *ed, struct rows *rows)
{
	struct ccs_strbuf text = {};
	const int err = store_read(&ed->store, "stat", NULL, &text);
	char *rest = text.text, *line;

	while (!err && (line = strsep(&rest, "\n"))) {
		char *const shown = with_time(line, ed->local);

		if (*line)
			rows_add(rows, ROW_ITEM, line, shown);
		free(shown);
	}
	ccs_strbuf_free(&text);
	return err;
}
