// SPDX-License-Identifier: GPL-2.0-only
/*
 * Changes of many lines that take effect at once
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/text.h"
#include "editor.h"
#include "sweep.h"

const char *const sweep_nodes[SWEEP_COUNT] = {
	[SWEEP_DOMAIN] = "domain_policy",
	[SWEEP_EXCEPTION] = "exception_policy",
	[SWEEP_MANAGER] = "manager",
};

/**
 * sweep_free - drop it
 * @sweep: empty afterwards
 */
void sweep_free(struct sweep *sweep)
{
	int i;

	for (i = 0; i < SWEEP_COUNT; i++)
		ccs_list_free(&sweep->lines[i]);
	ccs_list_free(&sweep->domains);
	ccs_list_free(&sweep->shown);
	free(sweep->what);
	*sweep = (struct sweep){};
}

static void add(struct ccs_list *list, const char *before, const char *text)
{
	char *const line = ccs_format("%s%s", before, text);

	ccs_list_add(list, line);
	free(line);
}

/**
 * struct swap - lines of one domain, or of a node that has none
 * @domain: the domain, NULL for none
 * @prefix: namespace and a space before each line, or nothing
 * @old: lines that go
 * @new: lines that come, as many
 */
struct swap {
	const char *domain;
	const char *prefix;
	struct ccs_list old;
	struct ccs_list new;
};

static void swap_line(const struct swap *swap, const char *before,
		      const char *line, struct ccs_list *lines)
{
	char *const text = ccs_format("%s%s%s", before, swap->prefix, line);

	ccs_list_add(lines, text);
	free(text);
}

/* A line that comes in the place of one may be in that of another, too. */
static void put_swap(struct sweep *sweep, enum sweep_node node,
		     struct swap *swap)
{
	struct ccs_list *const lines = &sweep->lines[node];
	struct ccs_index index;
	size_t i;

	if (swap->old.count && swap->domain) {
		add(lines, "select domain=", swap->domain);
		add(&sweep->domains, "", swap->domain);
		add(&sweep->shown, "", swap->domain);
	}
	ccs_index_init(&index, &swap->new);
	for (i = 0; i < swap->old.count; i++) {
		swap_line(swap, "", swap->new.item[i].text, lines);
		add(&sweep->shown, "- ", swap->old.item[i].text);
		add(&sweep->shown, "+ ", swap->new.item[i].text);
	}
	for (i = 0; i < swap->old.count; i++)
		if (!ccs_index_has(&index, swap->old.item[i].text))
			swap_line(swap, "delete ", swap->old.item[i].text,
				  lines);
	sweep->old += swap->old.count;
	ccs_index_free(&index);
	ccs_list_free(&swap->old);
	ccs_list_free(&swap->new);
}

static char *replaced(const char *line, const char *text, const char *with)
{
	struct ccs_strbuf out = {};
	const char *at;

	while ((at = strstr(line, text))) {
		ccs_strbuf_add(&out, line, at - line);
		ccs_strbuf_puts(&out, with);
		line = at + strlen(text);
	}
	ccs_strbuf_puts(&out, line);
	ccs_text_normalise(out.text, strlen(out.text));
	return out.text;
}

static void swap_add(struct swap *swap, const char *line, const char *text,
		     const char *with)
{
	char *const new = replaced(line, text, with);

	if (*new && strcmp(new, line)) {
		ccs_list_add(&swap->old, line);
		ccs_list_add(&swap->new, new);
	}
	free(new);
}

static const char *line_of(const struct row *row)
{
	const char *const line = strchr(row->id, '\n');

	return line ? line + 1 : row->id;
}

/* Lines of one domain stand together. */
static void replace_found(const struct rows *rows, bool all, const char *text,
			  const char *with, struct sweep *sweep)
{
	struct swap swap = { .prefix = "" };
	size_t i;

	for (i = 0; i < rows->count; i++) {
		const struct row *const row = &rows->row[i];

		if (!all && !row->selected)
			continue;
		if (swap.domain && strcmp(swap.domain, row->line))
			put_swap(sweep, SWEEP_DOMAIN, &swap);
		swap.domain = row->line;
		swap_add(&swap, line_of(row), text, with);
	}
	put_swap(sweep, SWEEP_DOMAIN, &swap);
}

static void replace_rows(struct swap *swap, const struct rows *rows, bool all,
			 const char *text, const char *with)
{
	size_t i;

	for (i = 0; i < rows->count; i++)
		if (all || rows->row[i].selected)
			swap_add(swap, rows->row[i].id, text, with);
}

/**
 * sweep_replace - replace a text in lines of the list that is shown
 * @ed: the editor; if nothing is selected, all lines are meant
 * @text: the text
 * @with: what comes in its place
 * @sweep: filled in
 *
 * Return: 0, or -ENOENT after a message if that changes nothing.
 */
int sweep_replace(struct editor *ed, const char *text, const char *with,
		  struct sweep *sweep)
{
	const struct rows *const rows = &editor_screen(ed)->rows;
	const bool all = !rows_selected(rows);
	const bool exception = ed->now == SCREEN_EXCEPTION;
	char *const prefix = exception && strcmp(ed->ns, ROOT_NS) ?
		ccs_format("%s ", ed->ns) : ccs_strdup("");
	struct swap swap = { .prefix = prefix };

	*sweep = (struct sweep){
		.what = ccs_format("replace %s with %s", text, with),
	};
	if (ed->now == SCREEN_FOUND) {
		replace_found(rows, all, text, with, sweep);
	} else {
		swap.domain = exception ? NULL : ed->domain;
		replace_rows(&swap, rows, all, text, with);
		put_swap(sweep, exception ? SWEEP_EXCEPTION : SWEEP_DOMAIN,
			 &swap);
	}
	free(prefix);
	if (sweep->old)
		return 0;
	editor_say(ed, true, "No line would change: %s", text);
	return -ENOENT;
}
