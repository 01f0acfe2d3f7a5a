/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What saving would change
 */

#ifndef CCS_LIB_SAVE_DIFF_H
#define CCS_LIB_SAVE_DIFF_H

#include <stdbool.h>

#include "list.h"

int ccs_save_diff_lines(const char *path, const char *node, const char *text,
			struct ccs_list *lines);
bool ccs_save_diff(const char *path, const char *node, const char *text);

#endif /* CCS_LIB_SAVE_DIFF_H */
