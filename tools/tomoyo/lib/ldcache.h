/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The dynamic loader's cache
 */

#ifndef CCS_LIB_LDCACHE_H
#define CCS_LIB_LDCACHE_H

#define CCS_LDCACHE "/etc/ld.so.cache"

typedef void (*ccs_ldcache_each)(const char *path, void *data);

void ccs_ldcache(const char *file, ccs_ldcache_each each, void *data);

#endif /* CCS_LIB_LDCACHE_H */
