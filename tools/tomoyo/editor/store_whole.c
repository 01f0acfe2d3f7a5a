// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines that a kernel puts in force at once
 *
 * A transaction writes a policy as a whole. So the lines are tried on a copy
 * of the policy, and that is what the kernel gets, if nobody else has changed
 * the policy meanwhile. Who is in a domain that a transaction leaves out would
 * be granted nothing; who is in one that a line deletes goes on. So these
 * lines come afterwards.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/change.h"
#include "../lib/fail.h"
#include "store.h"

static int read_copy(struct ccs_preview *preview)
{
	static const char *const nodes[] = {
		"exception_policy", "profile", "manager", "domain_policy",
	};
	int err = 0;
	size_t i;

	for (i = 0; i < sizeof(nodes) / sizeof(nodes[0]) && !err; i++) {
		struct ccs_strbuf text = {};

		err = ccs_node_read(nodes[i], &text);
		if (!err)
			ccs_preview_text(preview, nodes[i], text.text);
		ccs_strbuf_free(&text);
	}
	return err;
}

static int commit(struct ccs_change *change, struct ccs_preview *preview,
		  const struct store_part *part, size_t count)
{
	struct ccs_strbuf answer = {};
	int err = 0;
	size_t i;

	for (i = 0; i < count && !err; i++) {
		struct ccs_strbuf text = {};

		ccs_preview_print(preview, part[i].node, &text);
		err = ccs_change_put(change, i, text.text);
		ccs_strbuf_free(&text);
	}
	if (!err)
		err = ccs_change_commit(change, 0, &answer);
	ccs_strbuf_free(&answer);
	return err;
}

static void pick_lines(const struct store_part *part, bool late,
		       struct ccs_list *lines)
{
	size_t i;

	for (i = 0; i < part->lines->count; i++) {
		const char *const line = part->lines->item[i].text;
		const bool deletes = !strcmp(part->node, "domain_policy") &&
				     !strncmp(line, "delete <", 8);

		if (deletes == late)
			ccs_list_add(lines, line);
	}
}

static int write_late(struct store *store, const struct store_part *part,
		      size_t count, struct ccs_strbuf *why)
{
	int err = 0;
	size_t i;

	for (i = 0; i < count && !err; i++) {
		struct ccs_list lines = {};

		pick_lines(&part[i], true, &lines);
		if (lines.count)
			err = store_write(store, part[i].node, &lines, why);
		ccs_list_free(&lines);
	}
	return err;
}

static int change_copy(struct ccs_change *change, struct ccs_preview *preview,
		       const struct store_part *part, size_t count,
		       struct ccs_strbuf *why)
{
	struct store copy = { .trial = preview };
	int err = read_copy(preview);
	size_t i;

	ccs_preview_activate(preview);
	for (i = 0; i < count && !err; i++) {
		struct ccs_list lines = {};

		pick_lines(&part[i], false, &lines);
		err = store_write(&copy, part[i].node, &lines, why);
		ccs_list_free(&lines);
	}
	if (err)
		return err;
	err = commit(change, preview, part, count);
	if (err == -EINVAL || err == -ESTALE || err == -EBUSY) {
		why->len = 0;
		ccs_strbuf_puts(why, err == -ESTALE ?
				"somebody else has changed the policy meanwhile" :
				ccs_change_reason(change));
		err = -EINVAL;
	}
	return err;
}

/**
 * store_write_copy - write lines to nodes of a kernel, all of them or none
 * @store: the kernel
 * @part: the lines
 * @count: number of nodes, at most CCS_CHANGE_MAX
 * @why: set to the line that was refused, and why
 *
 * Return: 0 or -errno; -EINVAL if a line was refused, -EOPNOTSUPP if the
 * kernel knows no transactions.
 */
int store_write_copy(struct store *store, const struct store_part *part,
		     size_t count, struct ccs_strbuf *why)
{
	const char *nodes[CCS_CHANGE_MAX];
	struct ccs_preview *preview;
	struct ccs_change change;
	size_t i;
	int err;

	for (i = 0; i < count; i++)
		nodes[i] = part[i].node;
	err = ccs_change_begin(&change, nodes, count);
	if (!err) {
		preview = ccs_preview_new();
		err = change_copy(&change, preview, part, count, why);
		ccs_preview_free(preview);
	}
	ccs_change_close(&change);
	return err ? err : write_late(store, part, count, why);
}

/**
 * store_edition - which edition of the policy is in force?
 * @store: where it is
 *
 * Return: its number, which each written line changes; 0 if there is none.
 */
unsigned long long store_edition(struct store *store)
{
	static const char label[] = "\nPolicy edition:";
	unsigned long long edition = 0;
	struct ccs_strbuf text = {};
	const char *at;

	if (store->scratch)
		return 0;
	if (!ccs_node_read("stat", &text) && text.text) {
		at = strstr(text.text, label);
		edition = at ? strtoull(at + sizeof(label) - 1, NULL, 10) : 0;
	}
	ccs_strbuf_free(&text);
	return edition;
}

/**
 * store_domain - find a domain in domain policy
 * @text: the policy, as the kernel prints it
 * @domain: the domain's name
 *
 * Return: the line with its name, NULL if there is none.
 */
const char *store_domain(const char *text, const char *domain)
{
	const size_t len = strlen(domain);
	const char *at = text;

	for (; (at = strstr(at, domain)); at++)
		if ((at == text || at[-1] == '\n') &&
		    (at[len] == '\n' || !at[len]))
			return at;
	return NULL;
}

/**
 * store_domain_len - how long the lines of a domain are
 * @section: the line with its name
 *
 * Return: bytes up to the next domain.
 */
size_t store_domain_len(const char *section)
{
	const char *const next = strstr(section, "\n<");

	return next ? (size_t)(next + 1 - section) : strlen(section);
}
