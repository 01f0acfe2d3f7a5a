// SPDX-License-Identifier: GPL-2.0-only
/*
 * Changes that can be undone
 *
 * What a line does is found out by looking at the policy before and after it.
 * So it does not matter what the line was, and a line that changed nothing is
 * told from one that did.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/unpack.h"
#include "change.h"

/* Enough for a day's work, and no more than memory can hold. */
#define HISTORY_MAX 1000

static void add_line(const char *line, void *data)
{
	ccs_list_add(data, line);
}

/**
 * domain_lines - take the lines of a domain out of domain policy
 * @text: as the kernel prints it
 * @domain: the domain's name; NULL for text that has no domains
 * @lines: gets its lines, one operation each
 *
 * Return: true if there is such a domain.
 */
bool domain_lines(const char *text, const char *domain, struct ccs_list *lines)
{
	char *const copy = ccs_strdup(text);
	char *rest = copy, *line;
	bool here = !domain, found = here;

	while ((line = strsep(&rest, "\n"))) {
		if (domain && *line == '<') {
			here = !strcmp(line, domain);
			found |= here;
		} else if (here && *line && *line != '#') {
			ccs_unpack(line, add_line, lines);
		}
	}
	free(copy);
	return found;
}

/**
 * keep_quotas - of statistics leave what can be written
 * @lines: what the kernel prints; changed
 */
void keep_quotas(struct ccs_list *lines)
{
	struct ccs_list quotas = {};
	size_t i;

	for (i = 0; i < lines->count; i++) {
		const char *const text = lines->item[i].text;
		const char *const quota = strstr(text, "(Quota:");
		char *line;

		if (strncmp(text, "Memory used by ", 15))
			continue;
		line = ccs_format("%.*s %lu", (int)strcspn(text, ":") + 1, text,
				  quota ? strtoul(quota + 7, NULL, 10) : 0);
		ccs_list_add(&quotas, line);
		free(line);
	}
	ccs_list_free(lines);
	*lines = quotas;
}

/* What is there. Returns a negative error number, or whether it exists. */
static int look(struct store *store, const struct target *target,
		struct ccs_list *lines)
{
	char *const select = target->domain && !target->select ?
		ccs_format("select domain=%s", target->domain) : NULL;
	struct ccs_strbuf text = {};
	int err = store_read(store, target->node, select ? select :
			     target->select, &text);

	if (!err)
		err = domain_lines(text.text, target->domain, lines);
	if (err >= 0 && !strcmp(target->node, "stat"))
		keep_quotas(lines);
	free(select);
	ccs_strbuf_free(&text);
	return err;
}

static struct change *last(struct history *history)
{
	return &history->change[history->count - 1];
}

static void free_change(struct change *change)
{
	size_t i;

	for (i = 0; i < change->pieces; i++) {
		ccs_list_free(&change->piece[i].done);
		ccs_list_free(&change->piece[i].undo);
	}
	free(change->what);
}

/* Of a value, the one before is written; it replaces the new one. */
static bool replaces(const struct target *target, const char *line)
{
	return !strcmp(target->node, "profile") ||
	       !strcmp(target->node, "stat") ||
	       !strncmp(line, "use_profile ", 12);
}

static void add_missing(struct ccs_list *to, const struct ccs_list *from,
			const struct ccs_list *but, const char *prefix,
			const struct target *replaced, size_t *count)
{
	struct ccs_index index;
	size_t i;

	ccs_index_init(&index, but);
	for (i = 0; i < from->count; i++) {
		const char *const text = from->item[i].text;
		char *line;

		if (ccs_index_has(&index, text))
			continue;
		++*count;
		if (replaced && replaces(replaced, text))
			continue;
		line = ccs_format("%s%s", prefix, text);
		ccs_list_add(to, line);
		free(line);
	}
	ccs_index_free(&index);
}

static void add_format(struct ccs_list *list, const char *before,
		       const char *text)
{
	char *const line = ccs_format("%s%s", before, text);

	ccs_list_add(list, line);
	free(line);
}

/**
 * struct state - how something was
 * @exists: it was there
 * @lines: its lines
 */
struct state {
	int exists;
	struct ccs_list lines;
};

static void note(struct piece *piece, const struct target *target,
		 const struct state *before, const struct state *after,
		 struct effect *effect)
{
	const char *const domain = target->domain;

	if (before->exists && !after->exists) {
		add_format(&piece->undo, "", domain);
		add_missing(&piece->undo, &before->lines, &after->lines, "",
			    NULL, &effect->removed);
		effect->removed++;
	} else if (!before->exists && after->exists) {
		add_format(&piece->undo, "delete ", domain);
		effect->added++;
	} else {
		if (domain)
			add_format(&piece->undo, "select domain=", domain);
		add_missing(&piece->undo, &after->lines, &before->lines,
			    "delete ", target, &effect->added);
		add_missing(&piece->undo, &before->lines, &after->lines, "",
			    NULL, &effect->removed);
	}
}

/**
 * change_begin - begin a change
 * @history: where it goes; what was undone can't be done again any more
 * @node: where lines will be written
 * @what: what it is called
 */
void change_begin(struct history *history, const char *node, const char *what)
{
	while (history->count && last(history)->undone)
		free_change(&history->change[--history->count]);
	if (history->count == HISTORY_MAX) {
		free_change(&history->change[0]);
		history->count--;
		memmove(history->change, history->change + 1,
			history->count * sizeof(*history->change));
	}
	if (history->count == history->room) {
		history->room = history->room ? history->room * 2 : 16;
		history->change = ccs_realloc(history->change, history->room *
					      sizeof(*history->change));
	}
	history->change[history->count++] = (struct change){
		.what = ccs_strdup(what),
		.piece = { { .node = node } },
		.pieces = 1,
	};
}

static void put_together(const struct target *target,
			 const struct ccs_list *lines, struct ccs_list *all)
{
	size_t i;

	if (target->select)
		ccs_list_add(all, target->select);
	for (i = 0; i < lines->count; i++)
		ccs_list_add(all, lines->item[i].text);
}

/**
 * change_try - write lines where @store tries them
 * @history: told why
 * @store: where policy is, with a trial
 * @target: what they are about
 * @lines: the lines
 *
 * Return: 0 or -EINVAL.
 */
int change_try(struct history *history, struct store *store,
	       const struct target *target, const struct ccs_list *lines)
{
	struct ccs_list all = {};
	int err;

	put_together(target, lines, &all);
	err = store_write(store, target->node, &all, &history->why);
	ccs_list_free(&all);
	return err;
}

/**
 * change_write - write lines as a part of the change
 * @history: the change was begun
 * @store: where policy is
 * @target: what they are about
 * @lines: the lines
 * @effect: what came of them is added
 *
 * Return: 0 or -errno; after -EINVAL @history->why says which line was refused.
 */
int change_write(struct history *history, struct store *store,
		 const struct target *target, const struct ccs_list *lines,
		 struct effect *effect)
{
	struct piece *const piece = &last(history)->piece[0];
	struct state before = {}, after = {};
	struct ccs_list all = {};
	int err;
	size_t i;

	before.exists = look(store, target, &before.lines);
	err = before.exists < 0 ? before.exists : 0;
	put_together(target, lines, &all);
	if (!err) {
		err = store_write(store, target->node, &all, &history->why);
		after.exists = look(store, target, &after.lines);
		if (after.exists >= 0)
			note(piece, target, &before, &after, effect);
	}
	for (i = 0; i < all.count; i++)
		ccs_list_add(&piece->done, all.item[i].text);
	ccs_list_free(&all);
	ccs_list_free(&before.lines);
	ccs_list_free(&after.lines);
	return err;
}

static bool can_undo(const struct ccs_list *undo)
{
	size_t i;

	for (i = 0; i < undo->count; i++)
		if (strncmp(undo->item[i].text, "select ", 7))
			return true;
	return false;
}

/* What is there of one domain, or of a node that has none. */
static struct state state_of(const char *text, const char *domain)
{
	struct state state = {};
	const char *at = domain ? store_domain(text, domain) : text;
	char *section;

	if (!at)
		return state;
	section = domain ? ccs_format("%.*s", (int)store_domain_len(at), at) :
			   ccs_strdup(at);
	state.exists = domain_lines(section, domain, &state.lines);
	free(section);
	return state;
}

static void note_one(struct piece *piece, const struct target *target,
		     const char *old, const char *new, struct effect *effect)
{
	struct state before = state_of(old, target->domain);
	struct state after = state_of(new, target->domain);

	note(piece, target, &before, &after, effect);
	ccs_list_free(&before.lines);
	ccs_list_free(&after.lines);
}

static void note_piece(struct piece *piece, const struct sweep *sweep,
		       const char *old, const char *new, struct effect *effect)
{
	struct target target = { .node = piece->node };
	size_t i;

	if (strcmp(piece->node, sweep_nodes[SWEEP_DOMAIN])) {
		note_one(piece, &target, old, new, effect);
		return;
	}
	for (i = 0; i < sweep->domains.count; i++) {
		target.domain = sweep->domains.item[i].text;
		note_one(piece, &target, old, new, effect);
	}
}

static void take_pieces(struct change *change, const struct sweep *sweep)
{
	size_t i, n;

	change->whole = true;
	change->pieces = 0;
	for (i = 0; i < SWEEP_COUNT; i++) {
		struct piece *const piece = &change->piece[change->pieces];

		if (!sweep->lines[i].count)
			continue;
		*piece = (struct piece){ .node = sweep_nodes[i] };
		change->pieces++;
		for (n = 0; n < sweep->lines[i].count; n++)
			ccs_list_add(&piece->done,
				     sweep->lines[i].item[n].text);
	}
}

static int write_pieces(struct history *history, struct store *store,
			const struct change *change, bool redo)
{
	struct store_part part[CHANGE_PIECES];
	size_t i;

	for (i = 0; i < change->pieces; i++) {
		const struct piece *const piece = &change->piece[i];

		part[i] = (struct store_part){
			.node = piece->node,
			.lines = redo ? &piece->done : &piece->undo,
		};
	}
	return store_write_parts(store, part, change->pieces, change->whole,
				 &history->why);
}

/**
 * change_all - write lines of several nodes, all of them or none
 * @history: the change was begun
 * @store: where policy is
 * @sweep: the lines
 * @effect: what came of them is added
 *
 * Return: as change_write().
 */
int change_all(struct history *history, struct store *store,
	       const struct sweep *sweep, struct effect *effect)
{
	struct change *const change = last(history);
	struct ccs_strbuf old[CHANGE_PIECES] = {}, new[CHANGE_PIECES] = {};
	size_t i;
	int err = 0;

	take_pieces(change, sweep);
	for (i = 0; i < change->pieces && !err; i++)
		err = store_read(store, change->piece[i].node, NULL, &old[i]);
	if (!err)
		err = write_pieces(history, store, change, true);
	for (i = 0; i < change->pieces; i++)
		if (!store_read(store, change->piece[i].node, NULL, &new[i]) &&
		    old[i].text)
			note_piece(&change->piece[i], sweep, old[i].text,
				   new[i].text, effect);
	for (i = 0; i < change->pieces; i++) {
		ccs_strbuf_free(&old[i]);
		ccs_strbuf_free(&new[i]);
	}
	return err;
}

/**
 * change_end - the change is complete
 * @history: keeps it unless nothing came of it
 * @effect: what came of it
 */
void change_end(struct history *history, const struct effect *effect)
{
	struct change *const change = last(history);
	size_t i;

	change->lasting = true;
	for (i = 0; i < change->pieces; i++)
		change->lasting &= !can_undo(&change->piece[i].undo);
	if (!change->lasting || effect->added || effect->removed)
		return;
	free_change(change);
	history->count--;
}

/* The last change that is not undone, or the first one that is. */
static struct change *find(struct history *history, bool redo)
{
	size_t i = history->count;

	while (i && history->change[i - 1].undone)
		i--;
	if (redo)
		return i < history->count ? &history->change[i] : NULL;
	while (i && history->change[i - 1].lasting)
		i--;
	return i ? &history->change[i - 1] : NULL;
}

/**
 * change_undo - undo the last change, or do it again
 * @history: all changes
 * @store: where policy is
 * @redo: do again what was undone last
 * @err: set to 0 or -errno
 *
 * Return: the change, NULL if there is none.
 */
struct change *change_undo(struct history *history, struct store *store,
			   bool redo, int *err)
{
	struct change *const change = find(history, redo);

	*err = 0;
	if (!change)
		return NULL;
	*err = write_pieces(history, store, change, redo);
	if (!*err && !store->trial)
		change->undone = !redo;
	return change;
}

/**
 * history_unsaved - is there a change that is not undone?
 * @history: the changes
 *
 * Return: true if there is.
 */
bool history_unsaved(const struct history *history)
{
	size_t i;

	for (i = 0; i < history->count; i++)
		if (!history->change[i].undone)
			return true;
	return false;
}

/**
 * history_free - forget the changes
 * @history: empty afterwards
 */
void history_free(struct history *history)
{
	size_t i;

	for (i = 0; i < history->count; i++)
		free_change(&history->change[i]);
	free(history->change);
	ccs_strbuf_free(&history->why);
	*history = (struct history){};
}
