// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a person should know before a change
 */

#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "action.h"
#include "screen.h"

static bool is_below(const char *name, const char *top)
{
	const size_t len = strlen(top);

	return !strncmp(name, top, len) && name[len] == ' ';
}

/* Domains that stay when the one above them goes. */
static size_t count_below(const struct editor *ed, const struct rows *rows)
{
	size_t i, n, count = 0;

	for (i = 0; i < rows->count; i++)
		for (n = 0; rows->row[i].selected && n < ed->tree.count; n++)
			count += !ed->tree.domain[n].missing &&
				 is_below(ed->tree.domain[n].name,
					  rows->row[i].id);
	return count;
}

/* The name of a group, as entries have it, if this is a member; for free(). */
static char *group_of(const char *line)
{
	static const char *const words[] = {
		"path_group ", "number_group ", "address_group ",
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const size_t len = strlen(words[i]);

		if (!strncmp(line, words[i], len))
			return ccs_format("@%.*s",
					  (int)strcspn(line + len, " "),
					  line + len);
	}
	return NULL;
}

static bool has_more(const struct rows *rows, const char *group)
{
	bool more = false;
	size_t i;

	for (i = 0; i < rows->count && !more; i++) {
		char *const other = group_of(rows->row[i].id);

		more = other && !rows->row[i].selected && !strcmp(other, group);
		free(other);
	}
	return more;
}

static size_t count_uses(struct editor *ed, const char *node, const char *group)
{
	const size_t len = strlen(group);
	struct ccs_strbuf text = {};
	const char *at;
	size_t count = 0;

	if (!store_read(&ed->store, node, NULL, &text))
		for (at = text.text; (at = strstr(at, group)); at += len)
			count += at[len] == ' ' || at[len] == '\n';
	ccs_strbuf_free(&text);
	return count;
}

/* A group that has no member matches nothing. */
static char *warn_group(struct editor *ed, const struct rows *rows)
{
	char *warning = NULL;
	size_t i, uses;

	for (i = 0; i < rows->count && !warning; i++) {
		char *const group = rows->row[i].selected ?
			group_of(rows->row[i].id) : NULL;

		if (group && !has_more(rows, group)) {
			uses = count_uses(ed, "domain_policy", group) +
			       count_uses(ed, "exception_policy", group);
			if (uses)
				warning = ccs_format("%zu line%s use%s %s. ",
						     uses, uses == 1 ? "" : "s",
						     uses == 1 ? "s" : "",
						     group);
		}
		free(group);
	}
	return warning;
}

/* The editor that removes its own right can't give it back. */
static const char *warn_manager(const struct rows *rows)
{
	size_t i;

	for (i = 0; i < rows->count; i++)
		if (rows->row[i].selected &&
		    strstr(rows->row[i].id, "/ccs-editpolicy"))
			return "This editor will not be able to undo it. ";
	return rows_selected(rows) == rows->items ?
		"Nobody could change policy then. " : "";
}

/**
 * warn_delete - what follows if what is selected is deleted?
 * @ed: the editor
 *
 * Return: a sentence and a space, or nothing; for free().
 */
char *warn_delete(struct editor *ed)
{
	const struct rows *const rows = &editor_screen(ed)->rows;
	char *warning = NULL;
	size_t below;

	if (ed->now == SCREEN_MANAGER)
		return ccs_strdup(warn_manager(rows));
	if (ed->now == SCREEN_EXCEPTION)
		warning = warn_group(ed, rows);
	below = ed->now == SCREEN_TREE ? count_below(ed, rows) : 0;
	if (below)
		warning = ccs_format("%zu domain%s below. ", below,
				     below == 1 ? " is" : "s are");
	return warning ? warning : ccs_strdup("");
}

static bool known_ns(const struct editor *ed, const char *name)
{
	size_t i;

	for (i = 0; i < ed->tree.count; i++)
		if (tree_same_ns(ed->tree.domain[i].name, name))
			return true;
	return *name != '<';
}

/**
 * warn_add - ask about what is perhaps a mistake
 * @front: the person
 * @line: what is to be added
 *
 * Return: true to add it.
 */
bool warn_add(struct front *front, const char *line)
{
	const struct editor *const ed = front->ed;
	char *question;
	bool add;

	if (ed->now != SCREEN_TREE || known_ns(ed, line))
		return true;
	question = ccs_format("There is no namespace %.*s yet. Begin it? (y/n)",
			      (int)tree_ns_len(line), line);
	add = front->ops->yes(front, question) == 1;
	free(question);
	return add;
}

/**
 * do_not_delete - say why there is nothing to delete
 * @front: the person
 */
void do_not_delete(struct front *front)
{
	editor_say(front->ed, true,
		   "Profiles can't be deleted; what no domain uses does no harm.");
}
