/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Changes that can be undone
 */

#ifndef EDITOR_CHANGE_H
#define EDITOR_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "../lib/list.h"
#include "../lib/strbuf.h"
#include "store.h"
#include "sweep.h"

/* Nodes that one change may be about. */
#define CHANGE_PIECES 3

/**
 * struct piece - lines of a change for one node
 * @node: where they were written
 * @done: the lines
 * @undo: lines that undo it
 */
struct piece {
	const char *node;
	struct ccs_list done;
	struct ccs_list undo;
};

/**
 * struct change - lines that were written at once
 * @what: what it is called
 * @piece: the lines, by node
 * @pieces: their number
 * @whole: they take effect at once
 * @undone: it is undone at present
 * @lasting: it can't be undone
 */
struct change {
	char *what;
	struct piece piece[CHANGE_PIECES];
	size_t pieces;
	bool whole;
	bool undone;
	bool lasting;
};

/**
 * struct history - changes, the last one last
 * @change: the changes
 * @count: their number
 * @room: changes allocated
 * @why: why the last line was refused
 */
struct history {
	struct change *change;
	size_t count;
	size_t room;
	struct ccs_strbuf why;
};

/**
 * struct target - what lines are about
 * @node: where they are written
 * @select: a line before them, NULL for none
 * @domain: the domain that may change, NULL if it is no domain policy
 */
struct target {
	const char *node;
	const char *select;
	const char *domain;
};

/**
 * struct effect - what a change did
 * @added: lines that came
 * @removed: lines that went
 */
struct effect {
	size_t added;
	size_t removed;
};

bool domain_lines(const char *text, const char *domain,
		  struct ccs_list *lines);
void keep_quotas(struct ccs_list *lines);
void change_begin(struct history *history, const char *node, const char *what);
int change_try(struct history *history, struct store *store,
	       const struct target *target, const struct ccs_list *lines);
int change_write(struct history *history, struct store *store,
		 const struct target *target, const struct ccs_list *lines,
		 struct effect *effect);
int change_all(struct history *history, struct store *store,
	       const struct sweep *sweep, struct effect *effect);
void change_end(struct history *history, const struct effect *effect);
struct change *change_undo(struct history *history, struct store *store,
			   bool redo, int *err);
bool history_unsaved(const struct history *history);
void history_free(struct history *history);

#endif /* EDITOR_CHANGE_H */
