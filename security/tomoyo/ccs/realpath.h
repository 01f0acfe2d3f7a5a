/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Canonical names of objects
 */

#ifndef CCS_REALPATH_H
#define CCS_REALPATH_H

#include <linux/mm.h>
#include <linux/path.h>

#include "core/name.h"

/* Most names fit here, so that a check of one allocates nothing. */
#define CCS_NAMEBUF_SMALL 256

/**
 * struct ccs_namebuf - a name and the memory it stands in
 * @str: the name, encoded; @str.text is NULL if there is none
 * @big: memory for a long name, or NULL
 * @small: memory for a short one
 */
struct ccs_namebuf {
	struct ccs_str str;
	char *big;
	char small[CCS_NAMEBUF_SMALL];
};

static inline void ccs_namebuf_init(struct ccs_namebuf *name)
{
	name->str.text = NULL;
	name->big = NULL;
}

/**
 * ccs_namebuf_free - free what a name stands in
 * @name: the name
 */
static inline void ccs_namebuf_free(struct ccs_namebuf *name)
{
	if (name->big)
		kvfree(name->big);
	ccs_namebuf_init(name);
}

int ccs_realpath(struct ccs_namebuf *name, const struct path *path);
int ccs_realpath_dir(struct ccs_namebuf *name, const struct path *path);
int ccs_realpath_local(struct ccs_namebuf *name, struct dentry *dentry);
int ccs_name_text(struct ccs_namebuf *name, const char *text);
int ccs_realpath_exe(struct ccs_namebuf *name);

#endif /* CCS_REALPATH_H */
