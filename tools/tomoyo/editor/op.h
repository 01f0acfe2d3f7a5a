/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What can be done to policy
 */

#ifndef EDITOR_OP_H
#define EDITOR_OP_H

#include "editor.h"

/* Something that every list knows, and that changes policy. */
#define OP_ANY '!'

/* What changes policy; most of them know what is meant by what is selected. */
typedef int (*operation)(struct editor *ed, const char *text);

int op_add(struct editor *ed, const char *typed);
int op_allow(struct editor *ed, const char *domain, const char *typed);
int op_delete(struct editor *ed, const char *text);
int op_replace(struct editor *ed, const char *typed);
int op_set(struct editor *ed, const char *value);
int op_sweep(struct editor *ed, const char *text);
int op_undo(struct editor *ed, const char *text);
int op_redo(struct editor *ed, const char *text);
bool op_knows(enum screen_id id, char what);
bool op_can(const struct editor *ed, char what);

#endif /* EDITOR_OP_H */
