// SPDX-License-Identifier: GPL-2.0-only
/*
 * Domains that get another name
 *
 * A domain moves with all that is below it, and lines elsewhere that mention
 * any of them follow: jumps, directives, conditions, signals and managers.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/text.h"
#include "editor.h"
#include "sweep.h"

static bool ends_name(char c)
{
	return !c || c == ' ' || c == '"';
}

static bool begins_name(const char *line, const char *at)
{
	return at == line || at[-1] == ' ' || at[-1] == '"';
}

/**
 * sweep_mention - a line with another name of a domain
 * @line: the line
 * @from: the domain's name, or what a longer one begins with
 * @to: its new name
 *
 * Return: the new line, for free(); NULL if the domain is not in the line.
 */
char *sweep_mention(const char *line, const char *from, const char *to)
{
	const size_t len = strlen(from);
	struct ccs_strbuf out = {};
	const char *at = line, *copied = line;

	while ((at = strstr(at, from))) {
		if (begins_name(line, at) && ends_name(at[len])) {
			ccs_strbuf_add(&out, copied, at - copied);
			ccs_strbuf_puts(&out, to);
			copied = at + len;
		}
		at += len;
	}
	if (copied == line)
		return NULL;
	ccs_strbuf_puts(&out, copied);
	return out.text;
}

/**
 * struct rename - domains that get another name
 * @from: the name
 * @to: the new one
 * @sweep: what is to be written
 * @gone: lines that delete what was moved
 * @domain: the domain whose lines are being read
 * @moved: it is one of those
 * @selected: its lines are being changed
 */
struct rename {
	const char *from;
	const char *to;
	struct sweep *sweep;
	struct ccs_list gone;
	const char *domain;
	bool moved;
	bool selected;
};

static bool is_below(const char *name, const char *top)
{
	const size_t len = strlen(top);

	return !strncmp(name, top, len) && (!name[len] || name[len] == ' ');
}

static void add(struct ccs_list *list, const char *before, const char *text)
{
	char *const line = ccs_format("%s%s", before, text);

	ccs_list_add(list, line);
	free(line);
}

static void begin_domain(struct rename *rename, const char *name)
{
	struct sweep *const sweep = rename->sweep;
	char *new;

	rename->domain = name;
	rename->selected = false;
	rename->moved = is_below(name, rename->from);
	if (!rename->moved)
		return;
	new = ccs_format("%s%s", rename->to, name + strlen(rename->from));
	add(&sweep->lines[SWEEP_DOMAIN], "", new);
	add(&rename->gone, "delete ", name);
	ccs_list_add(&sweep->domains, name);
	ccs_list_add(&sweep->domains, new);
	add(&sweep->shown, "- ", name);
	add(&sweep->shown, "+ ", new);
	sweep->old++;
	free(new);
}

static void show(struct sweep *sweep, const char *old, const char *new)
{
	add(&sweep->shown, "  - ", old);
	add(&sweep->shown, "  + ", new);
	sweep->old++;
}

static void domain_line(struct rename *rename, const char *line)
{
	struct sweep *const sweep = rename->sweep;
	struct ccs_list *const lines = &sweep->lines[SWEEP_DOMAIN];
	char *const new = sweep_mention(line, rename->from, rename->to);

	if (rename->moved) {
		ccs_list_add(lines, new ? new : line);
		if (new)
			show(sweep, line, new);
	} else if (new) {
		if (!rename->selected) {
			add(lines, "select domain=", rename->domain);
			ccs_list_add(&sweep->domains, rename->domain);
			ccs_list_add(&sweep->shown, rename->domain);
		}
		rename->selected = true;
		ccs_list_add(lines, new);
		add(lines, "delete ", line);
		show(sweep, line, new);
	}
	free(new);
}

static void read_domains(struct rename *rename, char *text)
{
	char *line;
	size_t i;

	while ((line = strsep(&text, "\n"))) {
		if (*line == '<')
			begin_domain(rename, line);
		else if (*line && *line != '#' && rename->domain)
			domain_line(rename, line);
	}
	for (i = 0; i < rename->gone.count; i++)
		ccs_list_add(&rename->sweep->lines[SWEEP_DOMAIN],
			     rename->gone.item[i].text);
	ccs_list_free(&rename->gone);
}

static void read_others(struct rename *rename, enum sweep_node node, char *text)
{
	struct sweep *const sweep = rename->sweep;
	bool first = true;
	char *line;

	while ((line = strsep(&text, "\n"))) {
		char *const new = sweep_mention(line, rename->from, rename->to);

		if (new && *line != '#') {
			if (first)
				ccs_list_add(&sweep->shown, sweep_nodes[node]);
			first = false;
			ccs_list_add(&sweep->lines[node], new);
			add(&sweep->lines[node], "delete ", line);
			show(sweep, line, new);
		}
		free(new);
	}
}

/* Two domains can't become one, and no name may stay in the way. */
static bool is_free(struct editor *ed, const struct sweep *sweep)
{
	size_t i;

	for (i = 1; i < sweep->shown.count; i++) {
		const char *const line = sweep->shown.item[i].text;
		const struct tree_domain *there;

		if (line[0] != '+')
			continue;
		there = tree_find(&ed->tree, line + 2);
		if (!there || there->missing)
			continue;
		editor_say(ed, true, "ERROR: there is a domain %s already",
			   line + 2);
		return false;
	}
	return true;
}

static bool is_name(struct editor *ed, const char *from, const char *to)
{
	if (!ccs_text_domainname(to))
		editor_say(ed, true, "ERROR: not a domainname: %s", to);
	else if (!strchr(from, ' ') || !tree_same_ns(from, to) ||
		 !strchr(to, ' '))
		editor_say(ed, true, "ERROR: a domain stays in its namespace");
	else if (!strcmp(from, to))
		editor_say(ed, true, "Nothing changed: it is so already.");
	else
		return true;
	return false;
}

/**
 * sweep_rename - give a domain, and those below it, another name
 * @ed: the editor, with its list of domains
 * @from: the domain's name
 * @to: its new name
 * @sweep: filled in
 *
 * Return: 0, or -errno after a message.
 */
int sweep_rename(struct editor *ed, const char *from, const char *to,
		 struct sweep *sweep)
{
	struct rename rename = { .from = from, .to = to, .sweep = sweep };
	int err = 0, node;

	*sweep = (struct sweep){
		.what = ccs_format("rename %s to %s", from, to),
	};
	if (!is_name(ed, from, to))
		return -EINVAL;
	for (node = 0; node < SWEEP_COUNT && !err; node++) {
		struct ccs_strbuf text = {};

		err = store_read(&ed->store, sweep_nodes[node], NULL, &text);
		if (err)
			editor_say(ed, true, "ERROR: cannot read %s: %s",
				   sweep_nodes[node], strerror(-err));
		else if (node == SWEEP_DOMAIN)
			read_domains(&rename, text.text);
		else
			read_others(&rename, node, text.text);
		ccs_strbuf_free(&text);
	}
	return err || is_free(ed, sweep) ? err : -EEXIST;
}
