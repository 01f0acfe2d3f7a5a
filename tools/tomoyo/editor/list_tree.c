// SPDX-License-Identifier: GPL-2.0-only
/*
 * Domains and processes as lists
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/node.h"
#include "../lib/process.h"
#include "screen.h"

/**
 * read_tree - read all domains again
 * @ed: the editor
 *
 * Return: 0 or -errno.
 */
int read_tree(struct editor *ed)
{
	struct ccs_strbuf domains = {}, exceptions = {};
	int err = store_read(&ed->store, "domain_policy",
			     "select transition_only", &domains);

	tree_free(&ed->tree);
	if (!err)
		err = store_read(&ed->store, "exception_policy", NULL,
				 &exceptions);
	if (!err) {
		tree_read_exceptions(&ed->tree, exceptions.text);
		tree_read_domains(&ed->tree, domains.text);
		tree_finish(&ed->tree);
	}
	ccs_strbuf_free(&domains);
	ccs_strbuf_free(&exceptions);
	return err;
}

static char *flags(const struct tree_domain *domain)
{
	return ccs_format("%c%c%c ", domain->keep ? '#' : ' ',
			  domain->target ? '*' : ' ',
			  domain->why ? '!' : ' ');
}

static void add_domain(struct rows *rows, const struct tree_domain *domain)
{
	const int indent = 4 * tree_depth(domain->name);
	const char *const last = tree_last(domain->name);
	char *const marks = flags(domain);
	struct row *row;
	char *text;

	if (domain->missing)
		text = ccs_format("%*s( %s )", indent, "", last);
	else if (domain->why)
		text = ccs_format("%*s%s ( %s )", indent, "", last,
				  domain->why);
	else
		text = ccs_format("%*s%s", indent, "", last);
	row = rows_add(rows, domain->missing ? ROW_MISSING : ROW_ITEM,
		       domain->name, text);
	if (domain->missing)
		row->fixed = ccs_format("    %s", marks);
	else
		row->fixed = ccs_format("%3d %s", domain->profile < 0 ? 0 :
					domain->profile, marks);
	row->find = ccs_strdup(last);
	row->profile = domain->profile;
	free(text);
	free(marks);
}

/* Numbers of domains as they will be shown. */
static long number_of(const struct editor *ed, const char *name)
{
	const struct tree_domain *const end = tree_find(&ed->tree, name);
	const struct tree_domain *at;
	long number = 0;

	if (!end || end->missing)
		return -1;
	for (at = ed->tree.domain; at < end; at++)
		number += !at->missing && tree_same_ns(at->name, ed->ns);
	return number;
}

static char *where_to(const struct editor *ed, const char *target)
{
	long number;

	if (!tree_same_ns(target, ed->ns))
		return ccs_strdup("Namespace jump");
	number = number_of(ed, target);
	return number < 0 ? ccs_strdup("Not Found") :
			    ccs_format("%ld", number);
}

static void add_jump(const struct editor *ed, struct rows *rows,
		     const struct tree_domain *domain, const char *target)
{
	const int indent = 4 * tree_depth(domain->name) + 4;
	char *const where = where_to(ed, target);
	char *const text = ccs_format("%*s=> %s ( -> %s )", indent, "", target,
				      where);
	struct row *const row = rows_add(rows, ROW_JUMP, domain->name, text);

	row->line = ccs_strdup(target);
	row->find = ccs_strdup(tree_last(target));
	row->fixed = ccs_strdup("        ");
	free(text);
	free(where);
}

/**
 * load_tree - list the domains of a namespace
 * @ed: the editor
 * @rows: the list
 *
 * Return: 0 or -errno.
 */
int load_tree(struct editor *ed, struct rows *rows)
{
	const int err = read_tree(ed);
	size_t i, n;

	for (i = 0; i < ed->tree.count && !err; i++) {
		const struct tree_domain *const domain = &ed->tree.domain[i];

		if (!tree_same_ns(domain->name, ed->ns))
			continue;
		add_domain(rows, domain);
		for (n = 0; n < domain->jumps.count && !ed->hide_jumps; n++)
			add_jump(ed, rows, domain, domain->jumps.item[n].text);
	}
	return err;
}

static void add_process(const struct ccs_process *process, int depth,
			void *data)
{
	struct rows *const rows = data;
	struct ccs_strbuf answer = {};
	char *rest, *profile = "", *text, *id;
	const char *domain = "<UNKNOWN>";
	char line[32];
	struct row *row;

	snprintf(line, sizeof(line), "%d", process->pid);
	if (ccs_node_ask(".process_status", line, &answer))
		answer.len = 0;
	rest = answer.len ? answer.text : NULL;
	if (rest && strsep(&rest, " ") && rest) {
		profile = strsep(&rest, " ");
		domain = rest ? rest : domain;
	}
	text = ccs_format("%*s%s%s (%d) %s", depth ? 4 * (depth - 1) : 0, "",
			  depth ? " +- " : "", process->name, process->pid,
			  domain);
	id = ccs_format("%d", process->pid);
	row = rows_add(rows, ROW_ITEM, id, text);
	row->fixed = ccs_format("%3s ", profile);
	row->find = ccs_strdup(process->name);
	row->line = ccs_strdup(domain);
	row->profile = *profile ? atoi(profile) : -1;
	free(text);
	free(id);
	ccs_strbuf_free(&answer);
}

/**
 * load_processes - list the processes
 * @ed: the editor
 * @rows: the list
 *
 * Return: 0 or -errno.
 */
int load_processes(struct editor *ed, struct rows *rows)
{
	struct ccs_processes all;
	const int err = ccs_processes_read(&all, ed->proc, true);

	if (err)
		return err;
	ccs_processes_walk(&all, add_process, rows);
	ccs_processes_free(&all);
	return rows->count ? 0 : -ENOENT;
}
