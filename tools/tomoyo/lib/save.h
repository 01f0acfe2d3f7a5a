/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Files that survive a crash
 */

#ifndef CCS_LIB_SAVE_H
#define CCS_LIB_SAVE_H

#include <stddef.h>

#include "strbuf.h"

int ccs_save_file(int dir, const char *name, const char *text, size_t len);
int ccs_save_link(int dir, const char *name, const char *target);
int ccs_save_sync(int dir);
int ccs_save_read(int dir, const char *name, struct ccs_strbuf *text);

#endif /* CCS_LIB_SAVE_H */
