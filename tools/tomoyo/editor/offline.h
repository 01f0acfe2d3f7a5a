/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy in files
 */

#ifndef EDITOR_OFFLINE_H
#define EDITOR_OFFLINE_H

#include "../lib/fail.h"
#include "editor.h"

int offline_load(struct store *store, const char *dir);
enum ccs_exit offline_save(struct editor *ed);

#endif /* EDITOR_OFFLINE_H */
