/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The editor for programs
 */

#ifndef EDITOR_PRINT_H
#define EDITOR_PRINT_H

#include "../lib/fail.h"
#include "../lib/line.h"
#include "editor.h"

int print_find(const char *word);
void print_list(struct editor *ed, bool json);
enum ccs_exit batch_run(struct editor *ed, struct ccs_lines *lines);

#endif /* EDITOR_PRINT_H */
