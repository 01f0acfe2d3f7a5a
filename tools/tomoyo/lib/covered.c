// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines that gave way to more general ones
 */

#include <stddef.h>
#include <string.h>

#include "covered.h"
#include "iface.h"
#include "node.h"
#include "optimize.h"
#include "source.h"

static void read_kernel(struct ccs_list *groups)
{
	struct ccs_strbuf text = {};
	char *rest, *line;

	if (ccs_iface_find() || ccs_node_read("exception_policy", &text))
		return;
	for (rest = text.text; rest && (line = strsep(&rest, "\n"));)
		if (*line)
			ccs_list_add(groups, line);
	ccs_strbuf_free(&text);
}

/**
 * ccs_covered_groups - read what groups there are
 * @groups: lines of exception policy are added here; none if it can't be read,
 *	and then a group covers nothing but itself
 * @where: a file, or CCS_SOURCE_KERNEL
 */
void ccs_covered_groups(struct ccs_list *groups, const char *where)
{
	struct ccs_lines lines;

	if (!strcmp(where, CCS_SOURCE_KERNEL)) {
		read_kernel(groups);
		return;
	}
	if (ccs_lines_open(&lines, where))
		return;
	while (ccs_lines_next(&lines))
		ccs_list_add(groups, lines.text);
	ccs_lines_close(&lines);
}

/* The line that only @new has and that allows all that @line allows. */
static const char *cover(struct ccs_optimizer *optimizer,
			 const struct ccs_index *before, const char *line,
			 const struct ccs_model_domain *new)
{
	size_t i;

	for (i = 0; i < new->lines.count; i++) {
		const char *const wide = new->lines.item[i].text;

		if (!ccs_index_has(before, wide) &&
		    ccs_optimizer_covers(optimizer, wide, line))
			return wide;
	}
	return NULL;
}

/**
 * ccs_covered_find - find lines that a new, more general one is put in place of
 * @groups: what groups there are
 * @old: a domain
 * @new: the same one later
 * @tell: called with each such line of @old, and the one of @new
 * @data: passed to @tell
 */
void ccs_covered_find(const struct ccs_list *groups,
		      const struct ccs_model_domain *old,
		      const struct ccs_model_domain *new,
		      void (*tell)(const char *line, const char *by,
				   void *data), void *data)
{
	struct ccs_optimizer *const optimizer =
		ccs_optimizer_new(groups, *new->name ? new->name :
					  "<kernel>");
	struct ccs_index before, after;
	size_t i;

	ccs_index_init(&before, &old->lines);
	ccs_index_init(&after, &new->lines);
	for (i = 0; i < old->lines.count; i++) {
		const char *const line = old->lines.item[i].text;
		const char *const by = ccs_index_has(&after, line) ? NULL :
				       cover(optimizer, &before, line, new);

		if (by)
			tell(line, by, data);
	}
	ccs_index_free(&before);
	ccs_index_free(&after);
	ccs_optimizer_free(optimizer);
}
