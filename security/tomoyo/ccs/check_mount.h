/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests about mounts
 */

#ifndef CCS_CHECK_MOUNT_H
#define CCS_CHECK_MOUNT_H

#include <linux/fs.h>
#include <linux/path.h>
#include <linux/types.h>

#include "core/domain.h"

/* What is done to the superblock. The rest of its flags are its own business. */
#define CCS_SB_FLAGS (SB_RDONLY | SB_SYNCHRONOUS | SB_MANDLOCK | SB_DIRSYNC | \
		      SB_LAZYTIME)

/**
 * struct ccs_mount_name - one name in a request
 * @path: the object it is of, if its attributes matter; NULL if there is none
 * @local: named below the root of its own file system
 * @dentry: the object, if it has no mount
 * @text: the name itself, for what is no object
 *
 * All zero is what the request does not compare.
 */
struct ccs_mount_name {
	const struct path *path;
	bool local;
	struct dentry *dentry;
	const char *text;
};

/**
 * struct ccs_mounting - a request about a mount
 * @device: what is mounted
 * @point: where
 * @type: type word or type of the file system
 * @flags: MS_ flags that @type does not say
 */
struct ccs_mounting {
	struct ccs_mount_name device;
	struct ccs_mount_name point;
	const char *type;
	u64 flags;
};

int ccs_check_mounting(struct ccs_ident *ident,
		       const struct ccs_mounting *mounting);
int ccs_check_may_mount(struct ccs_ident *ident);
int ccs_check_conceal(struct ccs_ident *ident, const struct path *point);
int ccs_check_mount(struct ccs_ident *ident, const char *source,
		    const struct path *point, const char *type,
		    unsigned long flags);
int ccs_check_sb_create(struct ccs_ident *ident, const char *type,
			const char *source, unsigned int flags);
int ccs_check_mount_device(struct ccs_ident *ident,
			   const struct super_block *sb);
int ccs_check_mount_from(struct ccs_ident *ident, const struct path *from,
			 const struct path *point, unsigned long flags);
int ccs_check_propagation(struct ccs_ident *ident, const struct path *point,
			  unsigned long propagation, unsigned long flags);

#endif /* CCS_CHECK_MOUNT_H */
