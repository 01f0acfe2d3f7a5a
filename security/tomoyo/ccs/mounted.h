/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Other names of objects
 */

#ifndef CCS_MOUNTED_H
#define CCS_MOUNTED_H

#include <linux/path.h>

#include "core/name.h"

/**
 * struct ccs_mounted - how an object is called where it is mounted
 * @str: the name; @str.text is NULL if there is none
 * @mount: its first bytes, which are the name of the mount point
 * @buf: memory for it
 */
struct ccs_mounted {
	struct ccs_str str;
	size_t mount;
	char *buf;
};

bool ccs_mounted_name(struct ccs_mounted *mounted, const struct path *path,
		      const struct ccs_str *name);
void ccs_mounted_free(struct ccs_mounted *mounted);

#endif /* CCS_MOUNTED_H */
