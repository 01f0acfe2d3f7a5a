// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks on names and attributes
 *
 * Every one comes with the mount through which the object is reached. Those
 * that make or remove a name hold the lock of its directory, those that change
 * attributes the lock of the object.
 */

#include <linux/capability.h>
#include <linux/dcache.h>
#include <linux/fs.h>
#include <linux/kdev_t.h>
#include <linux/lsm_hooks.h>
#include <linux/posix_acl.h>
#include <linux/posix_acl_xattr.h>
#include <linux/stat.h>
#include <linux/uidgid.h>
#include <linux/user_namespace.h>
#include <linux/xattr.h>

#include "check.h"
#include "check_capability.h"
#include "check_path.h"
#include "compat.h"
#include "hooks.h"
#include "isolate.h"
#include "setup.h"
#include "subject.h"

/* A name in a directory. */
#define PATH_IN(dir, entry) (&(const struct path){		\
		.mnt = (dir)->mnt, .dentry = (entry),		\
	})

static int check_create(struct ccs_ident *ident, const struct path *path,
			umode_t mode)
{
	return ccs_check_path_number(ident, CCS_PATH_NUMBER_CREATE, path,
				     mode & S_IALLUGO);
}

static int check_fifo(struct ccs_ident *ident, const struct path *path,
		      umode_t mode)
{
	return ccs_check_capability(ident, CCS_ITEM_CAPABILITY_CREATE_FIFO) ?:
	       ccs_check_path_number(ident, CCS_PATH_NUMBER_MKFIFO, path,
				     mode & S_IALLUGO);
}

static int check_socket(struct ccs_ident *ident, const struct path *path,
			umode_t mode)
{
	return ccs_check_capability(ident,
				    CCS_ITEM_CAPABILITY_CREATE_UNIX_SOCKET) ?:
	       ccs_check_path_number(ident, CCS_PATH_NUMBER_MKSOCK, path,
				     mode & S_IALLUGO);
}

/*
 * Who can't make device files anyway is not a case for the policy (semantics
 * 6.1). Anybody may make the whiteout of overlayfs.
 */
static bool cannot_make(struct ccs_ident *ident, enum ccs_item item, dev_t dev)
{
	return dev != WHITEOUT_DEV &&
	       ccs_mode_of(ident, item) == CCS_MODE_ENFORCING &&
	       !ns_capable_noaudit(&init_user_ns, CAP_MKNOD);
}

static int check_char_device(struct ccs_ident *ident, const struct path *path,
			     umode_t mode, dev_t dev)
{
	if (cannot_make(ident, CCS_ITEM_FILE_MKCHAR, dev))
		return -EPERM;
	return ccs_check_capability(ident,
				    CCS_ITEM_CAPABILITY_CREATE_CHAR_DEV) ?:
	       ccs_check_device(ident, CCS_DEVICE_MKCHAR, path, mode, dev);
}

static int check_block_device(struct ccs_ident *ident,
			      const struct path *path, umode_t mode, dev_t dev)
{
	if (cannot_make(ident, CCS_ITEM_FILE_MKBLOCK, dev))
		return -EPERM;
	return ccs_check_capability(ident,
				    CCS_ITEM_CAPABILITY_CREATE_BLOCK_DEV) ?:
	       ccs_check_device(ident, CCS_DEVICE_MKBLOCK, path, mode, dev);
}

static int check_node(struct ccs_ident *ident, const struct path *path,
		      umode_t mode, dev_t dev)
{
	switch (mode & S_IFMT) {
	case S_IFIFO:
		return check_fifo(ident, path, mode);
	case S_IFSOCK:
		return check_socket(ident, path, mode);
	case S_IFCHR:
		return check_char_device(ident, path, mode, dev);
	case S_IFBLK:
		return check_block_device(ident, path, mode, dev);
	default:
		return check_create(ident, path, mode);
	}
}

static int hook_path_mknod(const struct path *dir, struct dentry *dentry,
			   umode_t mode, unsigned int dev)
{
	const int err = S_ISFIFO(mode) ? ccs_isolate_mkfifo(dentry) : 0;

	if (err || ccs_subject_disabled())
		return err;
	return check_node(ccs_subject(), PATH_IN(dir, dentry), mode,
			  new_decode_dev(dev));
}

static int hook_path_mkdir(const struct path *dir, struct dentry *dentry,
			   umode_t mode)
{
	if (ccs_subject_disabled())
		return 0;
	return ccs_check_path_number(ccs_subject(), CCS_PATH_NUMBER_MKDIR,
				     PATH_IN(dir, dentry), mode);
}

static int hook_path_rmdir(const struct path *dir, struct dentry *dentry)
{
	if (ccs_subject_disabled())
		return 0;
	return ccs_check_path(ccs_subject(), CCS_PATH_RMDIR,
			      PATH_IN(dir, dentry));
}

static int hook_path_unlink(const struct path *dir, struct dentry *dentry)
{
	struct ccs_ident *ident;

	if (ccs_subject_disabled())
		return 0;
	ident = ccs_subject();
	return ccs_check_capability(ident, CCS_ITEM_CAPABILITY_SYS_UNLINK) ?:
	       ccs_check_path(ident, CCS_PATH_UNLINK, PATH_IN(dir, dentry));
}

static int hook_path_symlink(const struct path *dir, struct dentry *dentry,
			     const char *target)
{
	struct ccs_ident *ident;

	if (ccs_subject_disabled())
		return 0;
	ident = ccs_subject();
	return ccs_check_capability(ident, CCS_ITEM_CAPABILITY_SYS_SYMLINK) ?:
	       ccs_check_symlink(ident, PATH_IN(dir, dentry), target);
}

/*
 * A file without a name, made by O_TMPFILE or unlinked, gets one: whatever it
 * was called before, this is how a file comes to be there.
 */
static int check_naming(struct ccs_ident *ident, const struct dentry *old,
			const struct path *path)
{
	return d_unlinked(old) ?
		check_create(ident, path, d_backing_inode(old)->i_mode) : 0;
}

/* The kernel links only within a mount, so that of the new name is the old's. */
static int hook_path_link(struct dentry *old, const struct path *dir,
			  struct dentry *dentry)
{
	const struct path *const path = PATH_IN(dir, dentry);
	struct ccs_ident *ident;

	if (ccs_subject_disabled())
		return 0;
	ident = ccs_subject();
	return ccs_check_capability(ident, CCS_ITEM_CAPABILITY_SYS_LINK) ?:
	       check_naming(ident, old, path) ?:
	       ccs_check_path2(ident, CCS_PATH2_LINK, PATH_IN(dir, old), path);
}

/* What else happens than that the old name becomes the new one. */
static int check_rename_flags(struct ccs_ident *ident, const struct path *old,
			      const struct path *new, unsigned int flags)
{
	if (flags & RENAME_EXCHANGE)
		return ccs_check_path2(ident, CCS_PATH2_RENAME, new, old);
	if (flags & RENAME_WHITEOUT)
		return check_char_device(ident, old, WHITEOUT_MODE,
					 WHITEOUT_DEV);
	return 0;
}

static int hook_path_rename(const struct path *old_dir, struct dentry *old,
			    const struct path *new_dir, struct dentry *new,
			    unsigned int flags)
{
	const struct path *const from = PATH_IN(old_dir, old);
	const struct path *const to = PATH_IN(new_dir, new);
	struct ccs_ident *ident;

	if (ccs_subject_disabled())
		return 0;
	ident = ccs_subject();
	return ccs_check_capability(ident, CCS_ITEM_CAPABILITY_SYS_RENAME) ?:
	       ccs_check_path2(ident, CCS_PATH2_RENAME, from, to) ?:
	       check_rename_flags(ident, from, to, flags);
}

static int hook_path_chmod(const struct path *path, umode_t mode)
{
	struct ccs_ident *ident;

	if (ccs_subject_disabled())
		return 0;
	ident = ccs_subject();
	return ccs_check_capability(ident, CCS_ITEM_CAPABILITY_SYS_CHMOD) ?:
	       ccs_check_path_number(ident, CCS_PATH_NUMBER_CHMOD, path,
				     mode & S_IALLUGO);
}

static int check_owner(struct ccs_ident *ident, const struct path *path,
		       kuid_t uid)
{
	if (!uid_valid(uid))
		return 0;
	return ccs_check_path_number(ident, CCS_PATH_NUMBER_CHOWN, path,
				     from_kuid(&init_user_ns, uid));
}

static int check_group(struct ccs_ident *ident, const struct path *path,
		       kgid_t gid)
{
	if (!gid_valid(gid))
		return 0;
	return ccs_check_path_number(ident, CCS_PATH_NUMBER_CHGRP, path,
				     from_kgid(&init_user_ns, gid));
}

static int hook_path_chown(const struct path *path, kuid_t uid, kgid_t gid)
{
	struct ccs_ident *ident;

	if (ccs_subject_disabled() || (!uid_valid(uid) && !gid_valid(gid)))
		return 0;
	ident = ccs_subject();
	return ccs_check_capability(ident, CCS_ITEM_CAPABILITY_SYS_CHOWN) ?:
	       check_owner(ident, path, uid) ?:
	       check_group(ident, path, gid);
}

/*
 * An access control list says what owner, group and others may, too. Who may
 * not change the mode of a file must not do it that way. All there is to name
 * the file by is its place in its file system.
 */
static int check_acl(struct dentry *dentry, const struct posix_acl *acl)
{
	const struct path path = { .dentry = dentry };
	const umode_t before = d_backing_inode(dentry)->i_mode;
	umode_t mode = before;

	if (!IS_ENABLED(CONFIG_FS_POSIX_ACL))
		return 0;
	/* What is no valid list the file system refuses. */
	if (posix_acl_equiv_mode(acl, &mode) < 0 || mode == before)
		return 0;
	return hook_path_chmod(&path, mode);
}

#ifdef CCS_HAVE_SET_ACL
static int hook_inode_set_acl(struct mnt_idmap *idmap, struct dentry *dentry,
			      const char *name, struct posix_acl *acl)
{
	if (strcmp(name, XATTR_NAME_POSIX_ACL_ACCESS))
		return 0;
	return check_acl(dentry, acl);
}
#else
static int check_acl_xattr(struct dentry *dentry, const void *value,
			   size_t size)
{
	struct posix_acl *const acl = posix_acl_from_xattr(&init_user_ns,
							   value, size);
	int err;

	if (IS_ERR(acl))
		return ccs_check_failed(ccs_mode_of(ccs_subject(),
						    CCS_ITEM_FILE_CHMOD),
					"reading an ACL", PTR_ERR(acl));
	err = acl ? check_acl(dentry, acl) : 0;
	posix_acl_release(acl);
	return err;
}

/* Whoever has this hook has to make the check that its caller else makes. */
static int hook_inode_setxattr(struct user_namespace *mnt_userns,
			       struct dentry *dentry, const char *name,
			       const void *value, size_t size, int flags)
{
	int err = 0;

	if (!strcmp(name, XATTR_NAME_POSIX_ACL_ACCESS))
		err = check_acl_xattr(dentry, value, size);
	return err ?: cap_inode_setxattr(dentry, name, value, size, flags);
}
#endif

static struct security_hook_list path_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(path_mknod, hook_path_mknod),
	LSM_HOOK_INIT(path_mkdir, hook_path_mkdir),
	LSM_HOOK_INIT(path_rmdir, hook_path_rmdir),
	LSM_HOOK_INIT(path_unlink, hook_path_unlink),
	LSM_HOOK_INIT(path_symlink, hook_path_symlink),
	LSM_HOOK_INIT(path_link, hook_path_link),
	LSM_HOOK_INIT(path_rename, hook_path_rename),
	LSM_HOOK_INIT(path_chmod, hook_path_chmod),
	LSM_HOOK_INIT(path_chown, hook_path_chown),
#ifdef CCS_HAVE_SET_ACL
	LSM_HOOK_INIT(inode_set_acl, hook_inode_set_acl),
#else
	LSM_HOOK_INIT(inode_setxattr, hook_inode_setxattr),
#endif
};

/**
 * ccs_add_path_hooks - register the hooks of this file
 */
void __init ccs_add_path_hooks(void)
{
	ccs_add_hooks(path_hooks, ARRAY_SIZE(path_hooks));
}
