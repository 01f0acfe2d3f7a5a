/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Is a saved policy still what was saved?
 */

#ifndef CCS_LIB_MANIFEST_H
#define CCS_LIB_MANIFEST_H

#include <stddef.h>

int ccs_manifest_save(int dir, const char *const *names, size_t count);
char *ccs_manifest_flaw(const char *dir, const char *links);

#endif /* CCS_LIB_MANIFEST_H */
