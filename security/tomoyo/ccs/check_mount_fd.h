/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests about mounts by descriptor
 */

#ifndef CCS_CHECK_MOUNT_FD_H
#define CCS_CHECK_MOUNT_FD_H

#include <linux/path.h>
#include <linux/types.h>

#include "core/domain.h"

/**
 * struct ccs_mount_attrs - how a mount is to be changed
 * @set: attributes that it gets: MNT_ flags, and MOUNT_ATTR_IDMAP
 * @clear: MNT_ flags that it loses
 * @propagation: MS_SHARED, MS_PRIVATE, MS_SLAVE, MS_UNBINDABLE or 0
 * @recurse: so are the mounts below it
 */
struct ccs_mount_attrs {
	u64 set;
	u64 clear;
	unsigned int propagation;
	bool recurse;
};

int ccs_check_mount_attach(struct ccs_ident *ident, const struct path *from,
			   const struct path *point);
int ccs_check_mount_clone(struct ccs_ident *ident, const struct path *from,
			  bool recurse);
int ccs_check_mount_create(struct ccs_ident *ident, const struct path *root);
int ccs_check_mount_root(struct ccs_ident *ident, const struct path *root);
int ccs_check_mount_attrs(struct ccs_ident *ident, const struct path *point,
			  const struct ccs_mount_attrs *attrs);
int ccs_check_sb_flags(struct ccs_ident *ident, struct dentry *root,
		       unsigned int flags);
int ccs_check_mntns(struct ccs_ident *ident, const struct path *root);

#endif /* CCS_CHECK_MOUNT_FD_H */
