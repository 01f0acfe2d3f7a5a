/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The policy editor without its screen
 */

#ifndef EDITOR_EDITOR_H
#define EDITOR_EDITOR_H

#include <stdbool.h>

#include "../lib/edit.h"
#include "../lib/pending.h"
#include "../lib/rewrite.h"
#include "change.h"
#include "config.h"
#include "row.h"
#include "store.h"
#include "tree.h"

#define ROOT_NS "<kernel>"

enum screen_id {
	SCREEN_TREE,
	SCREEN_PROCESS,
	SCREEN_ACL,
	SCREEN_EXCEPTION,
	SCREEN_PROFILE,
	SCREEN_MANAGER,
	SCREEN_NAMESPACE,
	SCREEN_STAT,
	SCREEN_PENDING,
	SCREEN_UNUSED,
	SCREEN_DENIED,
	SCREEN_CHANGES,
	SCREEN_FOUND,
	SCREEN_COUNT,
};

/**
 * struct screen - a list and where one is in it
 * @rows: the list
 * @cursor: index of the line the cursor is on
 * @top: index of the first line that is shown
 * @offset: columns that are scrolled out to the left
 * @search: what was searched for, NULL before that
 * @full: in full names of domains
 * @filter: only lines with this are shown, NULL for all
 * @other: sorted the other way
 */
struct screen {
	struct rows rows;
	size_t cursor;
	size_t top;
	size_t offset;
	char *search;
	bool full;
	char *filter;
	bool other;
};

/**
 * struct editor - all there is to know
 * @store: where the policy is
 * @config: colours and aliases
 * @screen: the lists
 * @now: the one that is shown
 * @before: the one before that
 * @edition: edition of the policy when it was read, 0 if it has none
 * @origin: where the entries of a domain were asked for
 * @ns: the namespace that is shown
 * @domain: the domain whose entries are shown, NULL before one was chosen
 * @pid: the process it was chosen by, 0 for none
 * @side: entries of the domain at the cursor, beside the list of domains
 * @side_of: that domain, NULL if they are to be read again
 * @tree: all domains
 * @folded: domains whose children are hidden
 * @edit: the line editor and its history
 * @history: changes, to be undone
 * @sweep: the change of many lines that is being made, NULL mostly
 * @pending: requests that wait
 * @supervises: some may
 * @rules: rules that make patterns of names
 * @log: a file with refused requests, NULL for none
 * @rules_file: where @rules are
 * @wanted: what lines of all domains are searched for, NULL before that
 * @proc: where proc is
 * @save_dir: where policy is saved, such as /etc/ccs; NULL for another machine's
 * @confirm: how long a change to enforcing mode waits to be confirmed
 * @message: what is said in the second line of the screen
 * @bad: it is an error
 * @readonly: no changes
 * @decoded: names are shown as they are, not as policy has them
 * @fold: searches take capitals for small letters
 * @mouse: clicks are for this program, and not for the terminal
 * @local: times are shown in local time
 * @hide_jumps: jump lines are not shown
 * @stop: the program ends
 * @save: save the policy then
 * @changed: the last operation changed something
 * @unsaved: the kernel's policy was changed
 */
struct editor {
	struct store store;
	struct config config;
	struct screen screen[SCREEN_COUNT];
	enum screen_id now;
	enum screen_id before;
	unsigned long long edition;
	enum screen_id origin;
	char *ns;
	char *domain;
	long pid;
	struct rows side;
	char *side_of;
	struct tree tree;
	struct ccs_list folded;
	struct ccs_edit edit;
	struct history history;
	const struct sweep *sweep;
	struct ccs_pending pending;
	bool supervises;
	struct ccs_rewrites rules;
	const char *log;
	const char *rules_file;
	char *wanted;
	const char *proc;
	const char *save_dir;
	struct ccs_confirm confirm;
	char *message;
	bool bad;
	bool readonly;
	bool decoded;
	bool fold;
	bool mouse;
	bool local;
	bool hide_jumps;
	bool stop;
	bool save;
	bool changed;
	bool unsaved;
};

void editor_init(struct editor *ed);
void editor_free(struct editor *ed);
void __attribute__((format(printf, 3, 4)))
editor_say(struct editor *ed, bool bad, const char *format, ...);
bool editor_offline(const struct editor *ed);
struct screen *editor_screen(struct editor *ed);
struct row *editor_row(struct editor *ed);
int editor_load(struct editor *ed);
void editor_go(struct editor *ed, enum screen_id id);
void editor_open(struct editor *ed, const char *domain, long pid);
const struct rows *editor_side(struct editor *ed);
void fold_rows(const struct editor *ed, struct rows *rows);
void fold_reveal(struct editor *ed, const char *name);
void request_tick(struct editor *ed);
void request_stop(struct editor *ed);
void editor_set_ns(struct editor *ed, const char *ns, size_t len);
void editor_put_cursor(struct editor *ed, const char *id);
void editor_move(struct editor *ed, long step);
bool editor_can_find(struct editor *ed, const char *text);
bool editor_search(struct editor *ed, long from, int step);
void editor_select(struct editor *ed, struct row *row, bool on);
size_t editor_pick(struct editor *ed);

#endif /* EDITOR_EDITOR_H */
