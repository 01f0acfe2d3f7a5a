/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What there is to see
 */

#ifndef EDITOR_SCREEN_H
#define EDITOR_SCREEN_H

#include "editor.h"

/**
 * struct screen_kind - one of the lists
 * @key: its key in the list of lists, 0 if it has none
 * @title: what is said above it
 * @one: what one of its lines is
 * @many: what several are
 * @word: what it is called by programs
 * @node: where it is read, and written
 * @head: colour of the title; that of the cursor follows
 * @online: it needs a kernel
 * @load: reads it. Return: 0 or -errno
 */
struct screen_kind {
	int key;
	const char *title;
	const char *one;
	const char *many;
	const char *word;
	const char *node;
	enum colour head;
	bool online;
	int (*load)(struct editor *ed, struct rows *rows);
};

extern const struct screen_kind screen_kinds[SCREEN_COUNT];

int load_tree(struct editor *ed, struct rows *rows);
int read_tree(struct editor *ed);
int load_processes(struct editor *ed, struct rows *rows);
int load_acl(struct editor *ed, struct rows *rows);
int load_exceptions(struct editor *ed, struct rows *rows);
int load_profiles(struct editor *ed, struct rows *rows);
int load_managers(struct editor *ed, struct rows *rows);
int load_namespaces(struct editor *ed, struct rows *rows);
int load_stat(struct editor *ed, struct rows *rows);
int load_pending(struct editor *ed, struct rows *rows);
int load_unused(struct editor *ed, struct rows *rows);
int load_denied(struct editor *ed, struct rows *rows);
int load_found(struct editor *ed, struct rows *rows);
int load_changes(struct editor *ed, struct rows *rows);

#endif /* EDITOR_SCREEN_H */
