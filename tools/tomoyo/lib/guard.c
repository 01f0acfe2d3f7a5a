// SPDX-License-Identifier: GPL-2.0-only
/*
 * Changes that could lock somebody out
 *
 * A program reads the policy, makes its change in memory, has it judged, and
 * only then writes it: armed, so that the kernel undoes it, if it puts a
 * domain into enforcing mode.
 */

#include <stdlib.h>
#include <string.h>

#include "guard.h"
#include "iface.h"
#include "list.h"

static const char *const nodes[] = {
	"exception_policy", "profile", "manager", "domain_policy",
};

/**
 * ccs_guard_init - nothing is known yet
 * @guard: filled in; options change it
 */
void ccs_guard_init(struct ccs_guard *guard)
{
	*guard = (struct ccs_guard){ .proc = "/proc" };
	ccs_confirm_init(&guard->confirm);
}

static enum ccs_exit read_node(struct ccs_guard *guard, const char *node)
{
	struct ccs_strbuf text = {};
	const int err = ccs_node_read(node, &text);

	if (!err)
		ccs_preview_text(guard->preview, node, text.text);
	ccs_strbuf_free(&text);
	return err ? ccs_iface_fail(node, err) : CCS_EXIT_OK;
}

/**
 * ccs_guard_read - read the policy that is in the kernel
 * @guard: @preview is that afterwards; lines are written to it next
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_guard_read(struct ccs_guard *guard)
{
	enum ccs_exit code = CCS_EXIT_OK;
	size_t i;

	guard->preview = ccs_preview_new();
	for (i = 0; i < sizeof(nodes) / sizeof(nodes[0]) && !code; i++)
		code = read_node(guard, nodes[i]);
	if (!code)
		ccs_guard_begin(guard);
	return code;
}

/**
 * ccs_guard_begin - the policy was read: from now on its preview changes
 * @guard: the guard, with a @preview; ccs_guard_read() begins by itself
 */
void ccs_guard_begin(struct ccs_guard *guard)
{
	ccs_preview_activate(guard->preview);
	ccs_preview_enforcing(guard->preview, &guard->enforcing);
	ccs_preflight_run(&guard->before, guard->preview, guard->proc);
}

static void split(struct ccs_list *list, char *text)
{
	char *line;

	while ((line = strsep(&text, "\n")))
		if (*line)
			ccs_list_add(list, line);
}

/* Does a domain enforce that did not? */
static bool more_enforce(const struct ccs_guard *guard)
{
	struct ccs_list before = {}, after = {};
	struct ccs_strbuf text = {};
	struct ccs_index index;
	bool more = false;
	size_t i;

	ccs_preview_enforcing(guard->preview, &text);
	split(&after, text.text);
	split(&before, guard->enforcing.text);
	ccs_index_init(&index, &before);
	for (i = 0; i < after.count && !more; i++)
		more = !ccs_index_has(&index, after.item[i].text);
	ccs_index_free(&index);
	ccs_list_free(&before);
	ccs_list_free(&after);
	ccs_strbuf_free(&text);
	return more;
}

/**
 * ccs_guard_look - the change was made in memory: what would it deny?
 * @guard: the guard; @newly says afterwards whether more is enforced
 * @denied: gets a message for each; only what is lost by the change, not what
 *	was denied before
 */
void ccs_guard_look(struct ccs_guard *guard, struct ccs_list *denied)
{
	struct ccs_preflight after;
	struct ccs_index index;
	size_t i;

	guard->newly = more_enforce(guard);
	ccs_preflight_run(&after, guard->preview, guard->proc);
	ccs_index_init(&index, &guard->before.denied);
	for (i = 0; i < after.denied.count; i++)
		if (!ccs_index_has(&index, after.denied.item[i].text))
			ccs_list_add(denied, after.denied.item[i].text);
	ccs_index_free(&index);
	ccs_preflight_free(&after);
}

/**
 * ccs_guard_judge - the change was made in memory: may it be made?
 * @guard: the guard
 *
 * Only what is lost by the change counts, not what was denied before.
 *
 * Return: success, or CCS_EXIT_NEGATIVE after messages.
 */
enum ccs_exit ccs_guard_judge(struct ccs_guard *guard)
{
	struct ccs_list denied = {};
	bool good;
	size_t i;

	ccs_guard_look(guard, &denied);
	for (i = 0; i < denied.count; i++)
		ccs_warn("%s", denied.item[i].text);
	good = !denied.count || guard->force;
	ccs_list_free(&denied);
	if (good)
		return CCS_EXIT_OK;
	ccs_warn("nothing was changed");
	ccs_hint("add what is missing, or say --force");
	return CCS_EXIT_NEGATIVE;
}

/**
 * ccs_guard_seconds - how long the change waits to be confirmed
 * @guard: a guard that judged
 *
 * Return: seconds, 0 if it does not.
 */
unsigned int ccs_guard_seconds(const struct ccs_guard *guard)
{
	if (!guard->newly && guard->confirm.seconds < 0)
		return 0;
	return ccs_confirm_seconds(&guard->confirm);
}

/**
 * ccs_guard_arm - have what is written next undone, if need be
 * @guard: a guard that judged
 * @node: a node of policy, opened for writing, in no transaction
 *
 * Return: as ccs_confirm_arm().
 */
enum ccs_exit ccs_guard_arm(struct ccs_guard *guard, struct ccs_node *node)
{
	if (!ccs_guard_seconds(guard))
		return CCS_EXIT_OK;
	return ccs_confirm_arm(&guard->confirm, node);
}

/**
 * ccs_guard_settle - the change was made: shall it stay?
 * @guard: the guard
 *
 * Return: as ccs_confirm_settle().
 */
enum ccs_exit ccs_guard_settle(struct ccs_guard *guard)
{
	return ccs_confirm_settle(&guard->confirm);
}

/**
 * ccs_guard_drop - forget what was read, to start again
 * @guard: the guard
 */
void ccs_guard_drop(struct ccs_guard *guard)
{
	ccs_preview_free(guard->preview);
	ccs_strbuf_free(&guard->enforcing);
	ccs_preflight_free(&guard->before);
	guard->preview = NULL;
	guard->before = (struct ccs_preflight){};
}

/**
 * ccs_guard_free - drop what was read
 * @guard: the guard
 */
void ccs_guard_free(struct ccs_guard *guard)
{
	ccs_guard_drop(guard);
}
