/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests about named objects
 */

#ifndef CCS_CHECK_PATH_H
#define CCS_CHECK_PATH_H

#include <linux/path.h>
#include <linux/types.h>

#include "core/domain.h"
#include "core/ops.h"

/**
 * struct ccs_named - a request about one or two objects
 * @type: kind of entry that can grant it, enum ccs_acl_type
 * @op: the operation
 * @directory: name what is not a directory yet as one (policy-language 4.5)
 * @path: the objects; NULL behind the last one. One with a negative dentry
 *	does not exist, but has a directory
 * @number: numbers in the order of the line's operands
 * @symlink: what the symbolic link being made will contain, encoded, or NULL
 */
struct ccs_named {
	u8 type;
	u8 op;
	bool directory;
	const struct path *path[2];
	u64 number[3];
	const struct ccs_str *symlink;
};

int ccs_check_named(struct ccs_ident *ident, const struct ccs_named *named);
int ccs_check_path(struct ccs_ident *ident, enum ccs_path_op op,
		   const struct path *path);
int ccs_check_path_number(struct ccs_ident *ident,
			  enum ccs_path_number_op op, const struct path *path,
			  u64 number);
int ccs_check_path2(struct ccs_ident *ident, enum ccs_path2_op op,
		    const struct path *path1, const struct path *path2);
int ccs_check_device(struct ccs_ident *ident, enum ccs_device_op op,
		     const struct path *path, umode_t mode, dev_t dev);
int ccs_check_symlink(struct ccs_ident *ident, const struct path *path,
		      const char *target);

#endif /* CCS_CHECK_PATH_H */
