// SPDX-License-Identifier: GPL-2.0-only
/*
 * Loading policy as a whole, or not at all
 *
 * The policy as it would be is made in memory first. If all lines were
 * accepted there and nobody is locked out, it is put in force with one
 * transaction, and read back. A kernel without transactions gets lines, what
 * is new first.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "change.h"
#include "diff.h"
#include "iface.h"
#include "loader.h"
#include "misplaced.h"
#include "scratch.h"

/* Somebody else may change the policy all the time. */
#define ATTEMPTS 5

static const char *const names[CCS_LOADER_PARTS] = {
	[CCS_LOADER_EXCEPTION] = "exception_policy",
	[CCS_LOADER_PROFILE] = "profile",
	[CCS_LOADER_MANAGER] = "manager",
	[CCS_LOADER_DOMAIN] = "domain_policy",
};

/**
 * ccs_loader_init - start with nothing
 * @loader: filled in
 */
void ccs_loader_init(struct ccs_loader *loader)
{
	size_t i;

	*loader = (struct ccs_loader){};
	ccs_guard_init(&loader->guard);
	for (i = 0; i < CCS_LOADER_PARTS; i++)
		loader->part[i].node = names[i];
}

/**
 * ccs_loader_part - the part that goes to a node
 * @loader: the loader
 * @node: the node
 *
 * Return: the part, NULL if no policy goes there.
 */
struct ccs_loader_part *ccs_loader_part(struct ccs_loader *loader,
					const char *node)
{
	size_t i;

	for (i = 0; i < CCS_LOADER_PARTS; i++)
		if (!strcmp(loader->part[i].node, node))
			return &loader->part[i];
	return NULL;
}

static bool replaces(const struct ccs_loader *loader)
{
	size_t i;

	for (i = 0; i < CCS_LOADER_PARTS; i++)
		if (loader->part[i].used && loader->part[i].replace)
			return true;
	return false;
}

/* Takes over what is not replaced. */
static struct ccs_preview *start_new(const struct ccs_loader *loader)
{
	struct ccs_preview *const made = ccs_preview_new();
	size_t i;

	for (i = 0; i < CCS_LOADER_PARTS; i++) {
		const struct ccs_loader_part *const part = &loader->part[i];
		struct ccs_strbuf text = {};

		if (part->used && part->replace)
			continue;
		ccs_preview_print(loader->guard.preview, part->node, &text);
		ccs_preview_text(made, part->node, text.text);
		ccs_strbuf_free(&text);
	}
	ccs_preview_activate(made);
	return made;
}

/* Which policy a part is, in the order of parts. */
static const enum ccs_part kinds[CCS_LOADER_PARTS] = {
	[CCS_LOADER_EXCEPTION] = CCS_PART_EXCEPTION,
	[CCS_LOADER_PROFILE] = CCS_PART_PROFILE,
	[CCS_LOADER_MANAGER] = CCS_PART_MANAGER,
	[CCS_LOADER_DOMAIN] = CCS_PART_DOMAIN,
};

static void tell_rejected(struct ccs_loader *loader,
			  const struct ccs_loader_part *part,
			  const struct ccs_item *item,
			  const struct ccs_strbuf *reason)
{
	const char *belongs;

	loader->rejected++;
	/* The kernel will say so itself. */
	if (loader->partial)
		return;
	if (item->file)
		ccs_warn("%s:%u: %s", item->file, item->number, reason->text);
	else
		ccs_warn("%s: %s", item->text, reason->text);
	belongs = ccs_misplaced(kinds[part - loader->part], item->text);
	if (belongs)
		ccs_hint("%s", belongs);
}

static void take_lines(struct ccs_loader *loader,
		       const struct ccs_loader_part *part)
{
	struct ccs_strbuf reason = {};
	size_t i;

	for (i = 0; i < part->lines.count; i++)
		if (ccs_preview_line(loader->guard.preview, part->node,
				     part->lines.item[i].text, &reason))
			tell_rejected(loader, part, &part->lines.item[i],
				      &reason);
	ccs_strbuf_free(&reason);
}

/* The text of everything that is loaded. */
static void print_used(const struct ccs_loader *loader,
		       struct ccs_strbuf *text)
{
	size_t i;

	for (i = 0; i < CCS_LOADER_PARTS; i++)
		if (loader->part[i].used)
			ccs_preview_print(loader->guard.preview,
					  loader->part[i].node, text);
}

static void make_policy(struct ccs_loader *loader)
{
	struct ccs_loader_part *const domains =
		&loader->part[CCS_LOADER_DOMAIN];
	struct ccs_strbuf before = {};
	size_t i;

	loader->rejected = 0;
	if (replaces(loader)) {
		struct ccs_preview *const old = loader->guard.preview;

		ccs_preview_print(old, domains->node, &before);
		loader->guard.preview = start_new(loader);
		ccs_preview_free(old);
	}
	for (i = 0; i < CCS_LOADER_PARTS; i++)
		if (loader->part[i].used)
			take_lines(loader, &loader->part[i]);
	if (domains->used && domains->replace)
		ccs_loader_profiles(loader->guard.preview, before.text,
				    &domains->lines);
	ccs_strbuf_free(&before);
}

/* Makes the policy in memory and judges it. */
static enum ccs_exit plan(struct ccs_loader *loader)
{
	struct ccs_strbuf before = {}, after = {};
	enum ccs_exit code;

	ccs_guard_drop(&loader->guard);
	code = ccs_guard_read(&loader->guard);
	if (code)
		return code;
	print_used(loader, &before);
	make_policy(loader);
	print_used(loader, &after);
	loader->changed = strcmp(before.text, after.text);
	ccs_strbuf_free(&before);
	ccs_strbuf_free(&after);
	if (loader->rejected && !loader->partial) {
		ccs_warn("nothing was changed");
		return CCS_EXIT_INPUT;
	}
	return ccs_guard_judge(&loader->guard);
}

static enum ccs_exit put_part(struct ccs_loader *loader,
			      struct ccs_change *change, unsigned int which,
			      const char *node)
{
	struct ccs_strbuf text = {};
	int err;

	ccs_preview_print(loader->guard.preview, node, &text);
	err = ccs_change_put(change, which, text.text);
	ccs_strbuf_free(&text);
	if (!err)
		return CCS_EXIT_OK;
	if (err != -EINVAL)
		return ccs_iface_fail(node, err);
	ccs_warn("%s: %s", node, ccs_change_reason(change));
	return CCS_EXIT_INPUT;
}

static enum ccs_exit not_committed(const struct ccs_change *change, int err)
{
	if (err != -EINVAL && err != -EBUSY && err != -ESTALE)
		return ccs_iface_fail(change->node[0].name, err);
	ccs_warn("nothing was changed: %s", ccs_change_reason(change));
	if (err == -EBUSY)
		ccs_hint("keep that with:  ccs-loadpolicy --keep");
	return err == -EINVAL ? CCS_EXIT_INPUT : CCS_EXIT_NEGATIVE;
}

static enum ccs_exit commit(struct ccs_loader *loader,
			    struct ccs_change *change, bool *again)
{
	struct ccs_strbuf answer = {};
	const int err = ccs_change_commit(change,
					  ccs_guard_seconds(&loader->guard),
					  &answer);
	enum ccs_exit code = CCS_EXIT_OK;

	*again = err == -ESTALE && *again;
	if (err && !*again)
		code = not_committed(change, err);
	if (!err)
		ccs_confirm_committed(&loader->guard.confirm, answer.text);
	ccs_strbuf_free(&answer);
	return code;
}

static unsigned int used_nodes(const struct ccs_loader *loader,
			       const char **nodes)
{
	unsigned int count = 0;
	size_t i;

	for (i = 0; i < CCS_LOADER_PARTS; i++)
		if (loader->part[i].used)
			nodes[count++] = loader->part[i].node;
	return count;
}

/* What is learned after the beginning is kept, so reading comes second. */
static enum ccs_exit at_once(struct ccs_loader *loader,
			     struct ccs_change *change, bool *again)
{
	enum ccs_exit code = plan(loader);
	unsigned int i;

	/* Counters of entries would start again. */
	if (!code && !loader->changed) {
		*again = false;
		return CCS_EXIT_OK;
	}
	for (i = 0; i < change->count && !code; i++)
		code = put_part(loader, change, i, change->node[i].name);
	if (!code)
		return commit(loader, change, again);
	*again = false;
	return code;
}

static void read_model(struct ccs_model *model, const char *node,
		       const char *text)
{
	struct ccs_lines lines;
	FILE *const file = fmemopen((char *)text, strlen(text) + 1, "r");

	if (!file)
		ccs_die(CCS_EXIT_IO, "out of memory");
	ccs_lines_of(&lines, file, NULL);
	if (!strcmp(node, names[CCS_LOADER_DOMAIN]))
		ccs_model_domains(model, &lines);
	else
		ccs_model_exceptions(model, &lines);
	ccs_lines_close(&lines);
	ccs_model_finish(model);
}

/* Writes what differs from what the kernel has. */
static enum ccs_exit put_difference(struct ccs_loader *loader,
				    struct ccs_load *load, const char *node)
{
	struct ccs_scratch *const scratch = ccs_scratch_new();
	struct ccs_strbuf now = {}, next = {};
	struct ccs_model from, to;
	int err = ccs_node_read(node, &now);

	ccs_model_init(&from, scratch);
	ccs_model_init(&to, scratch);
	if (!err) {
		ccs_strbuf_puts(&now, "");
		ccs_preview_print(loader->guard.preview, node, &next);
		read_model(&from, node, now.text);
		read_model(&to, node, next.text);
		err = ccs_diff_load(load, &from, &to);
	}
	ccs_model_free(&from);
	ccs_model_free(&to);
	ccs_scratch_free(scratch);
	ccs_strbuf_free(&now);
	ccs_strbuf_free(&next);
	return err ? ccs_iface_fail(node, err) : CCS_EXIT_OK;
}

static enum ccs_exit put_lines(struct ccs_load *load,
			       const struct ccs_loader_part *part)
{
	int err = 0;
	size_t i;

	for (i = 0; i < part->lines.count && !err; i++) {
		const struct ccs_item *const item = &part->lines.item[i];

		err = ccs_load_line(load, item->file, item->number,
				    item->text);
	}
	return err ? ccs_iface_fail(part->node, err) : CCS_EXIT_OK;
}

static enum ccs_exit write_part(struct ccs_loader *loader,
				const struct ccs_loader_part *part)
{
	struct ccs_load load;
	const int err = ccs_load_open(&load, part->node, loader->dry);
	enum ccs_exit code = CCS_EXIT_OK;

	if (err)
		return ccs_iface_fail(part->node, err);
	if (!loader->dry && !loader->guard.confirm.edition)
		code = ccs_guard_arm(&loader->guard, &load.node);
	if (!code)
		code = part->replace ?
		       put_difference(loader, &load, part->node) :
		       put_lines(&load, part);
	if (!code && load.rejected)
		code = CCS_EXIT_INPUT;
	ccs_load_close(&load);
	return code;
}

static enum ccs_exit line_by_line(struct ccs_loader *loader)
{
	enum ccs_exit code = CCS_EXIT_OK;
	size_t i;

	if (!loader->dry || replaces(loader))
		code = plan(loader);
	for (i = 0; i < CCS_LOADER_PARTS && !code; i++)
		if (loader->part[i].used)
			code = write_part(loader, &loader->part[i]);
	return code;
}

static enum ccs_exit verify(const struct ccs_loader *loader)
{
	unsigned int missing = 0;
	size_t i;

	for (i = 0; i < CCS_LOADER_PARTS; i++) {
		const char *const node = loader->part[i].node;
		struct ccs_strbuf expected = {}, found = {};

		if (!loader->part[i].used)
			continue;
		ccs_preview_print(loader->guard.preview, node, &expected);
		ccs_strbuf_puts(&found, "");
		if (!ccs_node_read(node, &found))
			missing += ccs_loader_verify(node, expected.text,
						     found.text);
		ccs_strbuf_free(&expected);
		ccs_strbuf_free(&found);
	}
	return missing ? CCS_EXIT_INPUT : CCS_EXIT_OK;
}

static enum ccs_exit try_once(struct ccs_loader *loader, bool *again)
{
	const char *nodes[CCS_LOADER_PARTS];
	const unsigned int count = used_nodes(loader, nodes);
	struct ccs_change change;
	enum ccs_exit code;
	const int err = ccs_change_begin(&change, nodes, count);

	if (!err) {
		code = at_once(loader, &change, again);
		ccs_change_close(&change);
		return code;
	}
	ccs_change_close(&change);
	*again = false;
	if (err == -EBUSY) {
		ccs_warn("nothing was changed: other changes are being made");
		return CCS_EXIT_NEGATIVE;
	}
	if (err != -EOPNOTSUPP)
		return ccs_iface_fail(nodes[0], err);
	if (!loader->atomic)
		return line_by_line(loader);
	ccs_warn("nothing was changed: this kernel can't change policy at once");
	return CCS_EXIT_IFACE;
}

/* Takes effect at once by itself, and leaves counters of entries alone. */
static bool is_one_line(const struct ccs_loader *loader)
{
	size_t i, count = 0;

	for (i = 0; i < CCS_LOADER_PARTS; i++)
		if (loader->part[i].used)
			count += loader->part[i].lines.count;
	return count <= 1 && !replaces(loader) && !loader->atomic;
}

/**
 * ccs_loader_run - load what was collected
 * @loader: the loader
 *
 * Return: success, or the exit status after a message: then, unless @partial
 * is set or the kernel knows no transactions, nothing was changed.
 */
enum ccs_exit ccs_loader_run(struct ccs_loader *loader)
{
	const char *nodes[CCS_LOADER_PARTS];
	enum ccs_exit code = CCS_EXIT_OK;
	bool again = used_nodes(loader, nodes);
	int attempt;

	if (!again)
		return CCS_EXIT_OK;
	if (loader->dry || loader->partial || is_one_line(loader)) {
		code = line_by_line(loader);
		if (!code && !loader->dry && !loader->partial)
			code = verify(loader);
		return code ? code : ccs_guard_settle(&loader->guard);
	}
	for (attempt = 1; again && !code; attempt++) {
		again = attempt < ATTEMPTS;
		code = try_once(loader, &again);
	}
	if (!code)
		code = verify(loader);
	return code ? code : ccs_guard_settle(&loader->guard);
}

/**
 * ccs_loader_free - drop what was collected
 * @loader: the loader
 */
void ccs_loader_free(struct ccs_loader *loader)
{
	size_t i;

	for (i = 0; i < CCS_LOADER_PARTS; i++)
		ccs_list_free(&loader->part[i].lines);
	ccs_guard_free(&loader->guard);
}
