// SPDX-License-Identifier: GPL-2.0-only
/*
 * What saving would change
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "list.h"
#include "model.h"
#include "save_diff.h"
#include "scratch.h"

/**
 * struct sides - the saved policy and the one in force
 * @path: file of the saved one
 * @old: what it says
 * @new: what the kernel says
 * @lines: gets what differs
 */
struct sides {
	const char *path;
	struct ccs_model old;
	struct ccs_model new;
	struct ccs_list *lines;
};

static void add_line(struct ccs_list *lines, const char *before,
		     const char *text)
{
	char *const line = ccs_format("%s%s", before, text);

	ccs_list_add(lines, line);
	free(line);
}

static void print(struct sides *sides, char sign, const char *text)
{
	const char before[] = { sign, '\0' };

	if (!sides->lines->count) {
		add_line(sides->lines, "--- ", sides->path);
		add_line(sides->lines, "+++ ", "kernel");
	}
	add_line(sides->lines, before, text);
}

static void print_profile(struct sides *sides, char sign, const char *profile)
{
	char *line;

	if (!profile)
		return;
	line = ccs_format("use_profile %s", profile);
	print(sides, sign, line);
	free(line);
}

/* Prints the lines of @one that @other does not have. */
static void print_missing(struct sides *sides, char sign,
			  const struct ccs_list *one,
			  const struct ccs_list *other)
{
	struct ccs_index index;
	size_t i;

	ccs_index_init(&index, other);
	for (i = 0; i < one->count; i++)
		if (!ccs_index_has(&index, one->item[i].text))
			print(sides, sign, one->item[i].text);
	ccs_index_free(&index);
}

static void print_whole(struct sides *sides, char sign,
			const struct ccs_model_domain *domain)
{
	static const struct ccs_list none;

	if (*domain->name)
		print(sides, sign, domain->name);
	print_profile(sides, sign, domain->profile);
	print_missing(sides, sign, &domain->lines, &none);
}

static bool has_all(const struct ccs_list *one, const struct ccs_list *other)
{
	struct ccs_index index;
	bool all = true;
	size_t i;

	ccs_index_init(&index, other);
	for (i = 0; i < one->count && all; i++)
		all = ccs_index_has(&index, one->item[i].text);
	ccs_index_free(&index);
	return all;
}

static bool same_profile(const struct ccs_model_domain *old,
			 const struct ccs_model_domain *new)
{
	if (!old->profile || !new->profile)
		return old->profile == new->profile;
	return !strcmp(old->profile, new->profile);
}

static void print_changed(struct sides *sides,
			  const struct ccs_model_domain *old,
			  const struct ccs_model_domain *new)
{
	const bool same = same_profile(old, new);
	char *head;

	if (same && has_all(&old->lines, &new->lines) &&
	    has_all(&new->lines, &old->lines))
		return;
	head = ccs_format("@ %s", new->name);
	if (*new->name)
		print(sides, '@', head);
	free(head);
	if (!same) {
		print_profile(sides, '-', old->profile);
		print_profile(sides, '+', new->profile);
	}
	print_missing(sides, '-', &old->lines, &new->lines);
	print_missing(sides, '+', &new->lines, &old->lines);
}

static void compare(struct sides *sides)
{
	size_t i;

	for (i = 0; i < sides->old.count; i++)
		if (!ccs_model_find(&sides->new, sides->old.domains[i]->name))
			print_whole(sides, '-', sides->old.domains[i]);
	for (i = 0; i < sides->new.count; i++) {
		const struct ccs_model_domain *const new =
			sides->new.domains[i];
		const struct ccs_model_domain *const old =
			ccs_model_find(&sides->old, new->name);

		if (old)
			print_changed(sides, old, new);
		else
			print_whole(sides, '+', new);
	}
}

/* The first namespace is only named where there are others. */
static void read_profiles(struct ccs_model *model, struct ccs_lines *lines)
{
	static const char ns[] = "<kernel> ";
	const size_t len = sizeof(ns) - 1;
	struct ccs_strbuf text = {};
	struct ccs_lines plain;
	FILE *file;

	while (ccs_lines_next(lines)) {
		const bool named = !strncmp(lines->text, ns, len);

		ccs_strbuf_puts(&text, lines->text + (named ? len : 0));
		ccs_strbuf_puts(&text, "\n");
	}
	file = text.len ? fmemopen(text.text, text.len, "r") : NULL;
	if (file) {
		ccs_lines_of(&plain, file, "profile");
		ccs_model_plain(model, &plain);
		ccs_lines_close(&plain);
	}
	ccs_strbuf_free(&text);
}

static void read_lines(struct ccs_model *model, const char *node,
		       struct ccs_lines *lines)
{
	if (!strcmp(node, "domain_policy"))
		ccs_model_domains(model, lines);
	else if (!strcmp(node, "exception_policy"))
		ccs_model_exceptions(model, lines);
	else if (!strcmp(node, "profile"))
		read_profiles(model, lines);
	else
		ccs_model_plain(model, lines);
	ccs_model_finish(model);
	ccs_lines_close(lines);
}

static void read_text(struct ccs_model *model, const char *node,
		      const char *text)
{
	/* An empty stream can't be made of no bytes. */
	const char *const some = text && *text ? text : "\n";
	FILE *const file = fmemopen((char *)some, strlen(some), "r");
	struct ccs_lines lines;

	if (!file)
		ccs_die(CCS_EXIT_IO, "out of memory");
	ccs_lines_of(&lines, file, node);
	read_lines(model, node, &lines);
}

static int read_saved(struct ccs_model *model, const char *node,
		      const char *path)
{
	struct ccs_lines lines;
	const int err = ccs_lines_open(&lines, path);

	if (!err)
		read_lines(model, node, &lines);
	else if (err == -ENOENT)
		read_text(model, node, "");
	return err == -ENOENT ? 0 : err;
}

/**
 * ccs_save_diff_lines - how does a policy differ from the saved one?
 * @path: file of the saved one; empty if there is none
 * @node: name of the node
 * @text: what would be saved
 * @lines: gets the lines that differ, below two with names; none if none do
 *
 * Return: 0, or -errno if the file can't be read.
 */
int ccs_save_diff_lines(const char *path, const char *node, const char *text,
			struct ccs_list *lines)
{
	struct ccs_scratch *const scratch = ccs_scratch_new();
	struct ccs_list found = {};
	struct sides sides = { .path = path, .lines = &found };
	size_t i;
	int err;

	ccs_model_init(&sides.old, scratch);
	ccs_model_init(&sides.new, scratch);
	err = read_saved(&sides.old, node, path);
	read_text(&sides.new, node, text);
	if (!err)
		compare(&sides);
	for (i = 0; i < found.count; i++)
		ccs_list_add(lines, found.item[i].text);
	ccs_list_free(&found);
	ccs_model_free(&sides.old);
	ccs_model_free(&sides.new);
	ccs_scratch_free(scratch);
	return err;
}

/**
 * ccs_save_diff - print how a policy differs from the saved one
 * @path: file of the saved one; empty if there is none
 * @node: name of the node
 * @text: what would be saved
 *
 * Return: true if it differs.
 */
bool ccs_save_diff(const char *path, const char *node, const char *text)
{
	struct ccs_list lines = {};
	const int err = ccs_save_diff_lines(path, node, text, &lines);
	bool differ;
	size_t i;

	if (err)
		ccs_die(CCS_EXIT_IO, "cannot read %s: %s", path,
			strerror(-err));
	for (i = 0; i < lines.count; i++)
		printf("%s\n", lines.item[i].text);
	differ = lines.count;
	ccs_list_free(&lines);
	return differ;
}
