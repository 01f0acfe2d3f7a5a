// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where the policy that is edited is
 *
 * Everything the editor reads and writes goes through here, to a kernel, local
 * or not, or to a policy of our own that was read from files.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/node.h"
#include "store.h"

static const struct {
	const char *node;
	enum ccs_part part;
} parts[] = {
	{ "domain_policy", CCS_PART_DOMAIN },
	{ "exception_policy", CCS_PART_EXCEPTION },
	{ "profile", CCS_PART_PROFILE },
	{ "manager", CCS_PART_MANAGER },
};

static int find_part(const char *node, enum ccs_part *part)
{
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (strcmp(parts[i].node, node))
			continue;
		*part = parts[i].part;
		return 0;
	}
	return -ENOENT;
}

static int read_files(struct store *store, const char *node,
		      struct ccs_strbuf *text)
{
	enum ccs_part part;
	const int err = find_part(node, &part);

	if (!err)
		ccs_scratch_print(store->scratch, part, text);
	return err;
}

/**
 * store_read - read a node
 * @store: where it is
 * @node: its name
 * @select: a line to be written first, NULL for none; a kernel, or file, that
 *	does not know it shows everything
 * @text: what was read is added here, and is never NULL afterwards
 *
 * Return: 0 or -errno.
 */
int store_read(struct store *store, const char *node, const char *select,
	       struct ccs_strbuf *text)
{
	struct ccs_node open;
	int err;

	ccs_strbuf_puts(text, "");
	if (store->scratch)
		return read_files(store, node, text);
	if (!select)
		return ccs_node_read(node, text);
	err = ccs_node_open(&open, node, true);
	/* Who may not write may still look at all of it. */
	if (err == -EACCES || err == -EROFS)
		return ccs_node_read(node, text);
	if (err)
		return err;
	err = ccs_node_put(&open, select);
	if (!err)
		err = ccs_node_rest(&open, text);
	ccs_node_close(&open);
	return err == -EPERM ? ccs_node_read(node, text) : err;
}

static void say_why(struct ccs_strbuf *why, const char *line,
		    const char *reason)
{
	why->len = 0;
	ccs_strbuf_puts(why, line);
	ccs_strbuf_puts(why, ": ");
	ccs_strbuf_puts(why, reason);
}

static void say_remark(struct ccs_strbuf *why, const char *line,
		       const struct ccs_remark *error)
{
	why->len = 0;
	ccs_strbuf_puts(why, line);
	ccs_strbuf_puts(why, ": ");
	ccs_strbuf_add(why, line + error->at, error->len);
	ccs_strbuf_puts(why, error->len ? ": " : "");
	ccs_strbuf_puts(why, error->why);
}

/* The spelling with "domain=" is the interface's, and not of policy. */
static char *plain_select(const char *line)
{
	static const char prefix[] = "select domain=";
	const size_t len = sizeof(prefix) - 1;

	return strncmp(line, prefix, len) ? ccs_strdup(line) :
					    ccs_format("select %s", line + len);
}

static int write_files(struct store *store, const char *node,
		       const struct ccs_list *lines, struct ccs_strbuf *why)
{
	struct ccs_remark error, warning;
	enum ccs_part part;
	int err = find_part(node, &part);
	size_t i;

	for (i = 0; i < lines->count && !err; i++) {
		const char *const line = lines->item[i].text;
		char *const plain = plain_select(line);
		const bool good = ccs_scratch_try(store->scratch, part, plain,
						  &error, &warning);

		free(plain);
		if (good)
			continue;
		say_remark(why, line, &error);
		err = -EINVAL;
	}
	return err;
}

static void copy_files(struct store *from, struct store *to)
{
	struct ccs_remark error, warning;
	/* What a line means depends on the profiles. */
	static const int order[] = { 2, 1, 0, 3 };
	size_t i;

	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		const enum ccs_part part = parts[order[i]].part;
		struct ccs_strbuf text = {};
		char *rest, *line;

		ccs_scratch_print(from->scratch, part, &text);
		rest = text.text;
		while ((line = strsep(&rest, "\n")))
			if (*line)
				ccs_scratch_try(to->scratch, part, line,
						&error, &warning);
		ccs_strbuf_free(&text);
	}
	ccs_scratch_activate(to->scratch);
}

static int write_trial(struct store *store, const char *node,
		       const struct ccs_list *lines, struct ccs_strbuf *why)
{
	int err = 0;
	size_t i;

	for (i = 0; i < lines->count && !err; i++) {
		char *const plain = plain_select(lines->item[i].text);

		err = ccs_preview_line(store->trial, node, plain, why);
		free(plain);
	}
	return err;
}

static int write_kernel(const char *node, const struct ccs_list *lines,
			struct ccs_strbuf *why)
{
	struct ccs_node open;
	int err = ccs_node_open(&open, node, true);
	size_t i;

	if (err)
		return err;
	err = ccs_node_strict(&open);
	for (i = 0; i < lines->count && !err; i++) {
		err = ccs_node_put(&open, lines->item[i].text);
		if (err == -EINVAL)
			say_why(why, lines->item[i].text, open.reason.len ?
				open.reason.text : "not accepted");
	}
	ccs_node_close(&open);
	return err;
}

/**
 * store_write - write lines to a node
 * @store: where it is
 * @node: its name
 * @lines: the lines; the first one that is refused is the last one
 * @why: set to the line that was refused, and why
 *
 * Return: 0 or -errno; -EINVAL if a line was refused.
 */
int store_write(struct store *store, const char *node,
		const struct ccs_list *lines, struct ccs_strbuf *why)
{
	why->len = 0;
	if (store->trial)
		return write_trial(store, node, lines, why);
	if (store->scratch)
		return write_files(store, node, lines, why);
	return write_kernel(node, lines, why);
}

/* Files: a copy is changed, and takes the place of what is there. */
static int write_aside(struct store *store, const struct store_part *part,
		       size_t count, struct ccs_strbuf *why)
{
	struct store copy = { .scratch = ccs_scratch_new() };
	size_t i;
	int err = 0;

	copy_files(store, &copy);
	for (i = 0; i < count && !err; i++)
		err = write_files(&copy, part[i].node, part[i].lines, why);
	ccs_scratch_free(err ? copy.scratch : store->scratch);
	if (!err)
		store->scratch = copy.scratch;
	return err;
}

/**
 * store_write_parts - write lines to several nodes
 * @store: where they are
 * @part: the lines
 * @count: number of nodes
 * @whole: all of the lines take effect at once, or none; unless the kernel
 *	can't do that
 * @why: set to the line that was refused, and why
 *
 * Return: 0 or -errno; -EINVAL if a line was refused.
 */
int store_write_parts(struct store *store, const struct store_part *part,
		      size_t count, bool whole, struct ccs_strbuf *why)
{
	int err = -EOPNOTSUPP;
	size_t i;

	why->len = 0;
	if (whole && !store->trial && store->scratch)
		return write_aside(store, part, count, why);
	if (whole && !store->trial && !store->armed)
		err = store_write_copy(store, part, count, why);
	if (err != -EOPNOTSUPP)
		return err;
	err = 0;
	for (i = 0; i < count && !err; i++)
		err = store_write(store, part[i].node, part[i].lines, why);
	return err;
}

/**
 * store_arm - have the kernel undo whatever is changed from now on
 * @seconds: unless it is confirmed before they are over
 * @confirm: told what waits
 * @why: set to why the kernel refused
 *
 * Return: 0 or -errno; -EOPNOTSUPP if the kernel undoes no changes.
 */
int store_arm(unsigned int seconds, struct ccs_confirm *confirm,
	      struct ccs_strbuf *why)
{
	char *const line = ccs_format("confirm=%u", seconds);
	struct ccs_strbuf answer = {};
	struct ccs_node open;
	int err = ccs_node_open(&open, "domain_policy", true);

	why->len = 0;
	ccs_strbuf_puts(why, "");
	if (!err) {
		err = ccs_node_strict(&open);
		if (!err)
			err = ccs_node_put(&open, line);
		if (!err)
			err = ccs_node_rest(&open, &answer);
		if (!err)
			ccs_confirm_committed(confirm, answer.text);
		if (err && open.reason.len)
			ccs_strbuf_puts(why, open.reason.text);
		ccs_node_close(&open);
	}
	ccs_strbuf_free(&answer);
	free(line);
	return !err && !confirm->edition ? -EOPNOTSUPP : err;
}

/**
 * store_keep - confirm what waits
 * @why: set to why the kernel refused
 *
 * Return: 0 or -errno; -ESTALE or -EINVAL if it was too late.
 */
int store_keep(struct ccs_strbuf *why)
{
	struct ccs_list lines = {};
	struct store kernel = {};
	int err;

	ccs_list_add(&lines, "confirm");
	err = store_write(&kernel, "domain_policy", &lines, why);
	ccs_list_free(&lines);
	return err;
}
