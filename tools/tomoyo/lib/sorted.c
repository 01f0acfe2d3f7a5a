// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy in a fixed order
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "scratch.h"
#include "sorted.h"

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct ccs_item *)a)->text,
		      ((const struct ccs_item *)b)->text);
}

static void sort(struct ccs_list *list,
		 int (*order)(const void *a, const void *b))
{
	ccs_list_unique(list);
	if (list->count)
		qsort(list->item, list->count, sizeof(*list->item), order);
}

static void add_line(struct ccs_strbuf *out, const char *prefix,
		     const char *line)
{
	ccs_strbuf_puts(out, prefix);
	ccs_strbuf_puts(out, line);
	ccs_strbuf_puts(out, "\n");
}

static void add_all(struct ccs_strbuf *out, const struct ccs_list *lines)
{
	size_t i;

	for (i = 0; i < lines->count; i++)
		add_line(out, "", lines->item[i].text);
}

static void add_packed(struct ccs_scratch *scratch, struct ccs_strbuf *out,
		       const struct ccs_model_domain *domain)
{
	struct ccs_strbuf lines = {};

	add_all(&lines, &domain->lines);
	ccs_scratch_pack(scratch, domain->name, &lines, out);
	ccs_strbuf_free(&lines);
}

static void add_domain(struct ccs_scratch *scratch, unsigned int flags,
		       struct ccs_strbuf *out, struct ccs_model_domain *domain)
{
	sort(&domain->lines, compare);
	/* All of exception policy. */
	if (!*domain->name) {
		add_all(out, &domain->lines);
		return;
	}
	add_line(out, "", domain->name);
	if (domain->profile && !(flags & CCS_SORTED_NO_PROFILE))
		add_line(out, "use_profile ", domain->profile);
	ccs_strbuf_puts(out, "\n");
	if (flags & CCS_SORTED_PACK)
		add_packed(scratch, out, domain);
	else
		add_all(out, &domain->lines);
	ccs_strbuf_puts(out, "\n");
}

/**
 * ccs_sorted_model - print domain policy or exception policy
 * @model: the policy, to which nothing is added any more
 * @flags: enum ccs_sorted_flags
 * @out: it is added here
 */
void ccs_sorted_model(struct ccs_model *model, unsigned int flags,
		      struct ccs_strbuf *out)
{
	size_t i;

	ccs_model_finish(model);
	for (i = 0; i < model->count; i++)
		add_domain(model->scratch, flags, out, model->domains[i]);
}

/**
 * struct key - what a line of profiles is sorted by
 * @ns: its namespace, and the length of that
 * @ns_len: see above
 * @number: the profile's number, -1 for a line about all profiles
 * @rest: what follows
 */
struct key {
	const char *ns;
	size_t ns_len;
	long number;
	const char *rest;
};

static struct key key_of(const char *line)
{
	struct key key = { .ns = "", .number = -1, .rest = line };
	char *end;

	if (*line == '<') {
		key.ns = line;
		key.ns_len = strcspn(line, " ");
		line += key.ns_len;
		line += *line == ' ';
		key.rest = line;
	}
	if (*line >= '0' && *line <= '9') {
		key.number = strtol(line, &end, 10);
		key.rest = end;
	}
	return key;
}

static int compare_profiles(const void *a, const void *b)
{
	const struct key x = key_of(((const struct ccs_item *)a)->text);
	const struct key y = key_of(((const struct ccs_item *)b)->text);
	const size_t len = x.ns_len < y.ns_len ? x.ns_len : y.ns_len;
	int order = memcmp(x.ns, y.ns, len);

	if (!order)
		order = (x.ns_len > y.ns_len) - (x.ns_len < y.ns_len);
	if (!order)
		order = (x.number > y.number) - (x.number < y.number);
	return order ? order : strcmp(x.rest, y.rest);
}

/**
 * ccs_sorted_profiles - print profiles
 * @lines: their lines, which get into order
 * @out: they are added here
 */
void ccs_sorted_profiles(struct ccs_list *lines, struct ccs_strbuf *out)
{
	sort(lines, compare_profiles);
	add_all(out, lines);
}

static void sort_plain(const char *node, struct ccs_lines *lines,
		       struct ccs_strbuf *out)
{
	struct ccs_list list = {};

	while (ccs_lines_next(lines))
		ccs_list_add(&list, lines->text);
	if (!strcmp(node, "profile")) {
		ccs_sorted_profiles(&list, out);
	} else {
		sort(&list, compare);
		add_all(out, &list);
	}
	ccs_list_free(&list);
}

static void sort_policy(const char *node, struct ccs_lines *lines,
			struct ccs_strbuf *out)
{
	struct ccs_scratch *const scratch = ccs_scratch_new();
	struct ccs_model model;

	ccs_model_init(&model, scratch);
	if (!strcmp(node, "domain_policy"))
		ccs_model_domains(&model, lines);
	else
		ccs_model_exceptions(&model, lines);
	ccs_sorted_model(&model, 0, out);
	ccs_model_free(&model);
	ccs_scratch_free(scratch);
}

/**
 * ccs_sorted_node - put what a node printed into order
 * @node: its name
 * @text: what it printed; replaced
 */
void ccs_sorted_node(const char *node, struct ccs_strbuf *text)
{
	struct ccs_strbuf out = {};
	struct ccs_lines lines;
	FILE *file;

	/* An empty stream can't be made of no bytes. */
	if (!text->len)
		return;
	file = fmemopen(text->text, text->len, "r");
	if (!file)
		ccs_die(CCS_EXIT_IO, "out of memory");
	ccs_lines_of(&lines, file, node);
	if (strstr(node, "_policy"))
		sort_policy(node, &lines, &out);
	else
		sort_plain(node, &lines, &out);
	ccs_lines_close(&lines);
	ccs_strbuf_puts(&out, "");
	ccs_strbuf_free(text);
	*text = out;
}
