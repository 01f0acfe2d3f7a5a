// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks on mounts and roots
 */

#include <linux/ccsecurity.h>
#include <linux/ccsecurity_mount.h>
#include <linux/lsm_hooks.h>
#include <linux/mount.h>

#include "check_capability.h"
#include "check_mount.h"
#include "check_mount_fd.h"
#include "check_path.h"
#include "compat.h"
#include "hooks.h"
#include "setup.h"
#include "subject.h"

static int hook_sb_mount(const char *source, const struct path *path,
			 const char *type, unsigned long flags, void *data)
{
	return ccs_check_mount(ccs_subject(), source, path, type, flags);
}

static int hook_sb_umount(struct vfsmount *mnt, int flags)
{
	const struct path root = { .mnt = mnt, .dentry = mnt->mnt_root };
	struct ccs_ident *const ident = ccs_subject();

	return ccs_check_capability(ident, CCS_ITEM_CAPABILITY_SYS_UMOUNT) ?:
	       ccs_check_path(ident, CCS_PATH_UNMOUNT, &root);
}

static int hook_sb_pivotroot(const struct path *put_old,
			     const struct path *new_root)
{
	struct ccs_ident *const ident = ccs_subject();

	return ccs_check_capability(ident,
				    CCS_ITEM_CAPABILITY_SYS_PIVOT_ROOT) ?:
	       ccs_check_path2(ident, CCS_PATH2_PIVOT_ROOT, new_root, put_old);
}

static int hook_path_chroot(const struct path *path)
{
	struct ccs_ident *const ident = ccs_subject();

	return ccs_check_capability(ident, CCS_ITEM_CAPABILITY_SYS_CHROOT) ?:
	       ccs_check_path(ident, CCS_PATH_CHROOT, path);
}

static int hook_move_mount(const struct path *from, const struct path *to)
{
	return ccs_check_mount_attach(ccs_subject(), from, to);
}

/**
 * ccs_mount_bind - mount(2) has found what is to be bound
 * @from: it
 * @to: to where
 * @flags: MS_ flags
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_mount_bind(const struct path *from, const struct path *to,
		   unsigned long flags)
{
	if (!ccs_active)
		return 0;
	return ccs_check_mount_from(ccs_subject(), from, to, flags);
}

/**
 * ccs_mount_move - mount(2) has found what is to be moved
 * @from: it
 * @to: to where
 * @flags: MS_ flags
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_mount_move(const struct path *from, const struct path *to,
		   unsigned long flags)
{
	if (!ccs_active)
		return 0;
	return ccs_check_mount_from(ccs_subject(), from, to, flags);
}

/**
 * ccs_mount_device - mount(2) has found a file system
 * @sb: it
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_mount_device(const struct super_block *sb)
{
	if (!ccs_active)
		return 0;
	return ccs_check_mount_device(ccs_subject(), sb);
}

/**
 * ccs_mount_clone - a tree of mounts is cloned for a descriptor
 * @path: what
 * @recurse: with what is mounted below it
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_mount_clone(const struct path *path, bool recurse)
{
	if (!ccs_active)
		return 0;
	return ccs_check_mount_clone(ccs_subject(), path, recurse);
}

/**
 * ccs_mount_create - a file system is mounted for a descriptor
 * @root: the mount
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_mount_create(const struct path *root)
{
	if (!ccs_active)
		return 0;
	return ccs_check_mount_create(ccs_subject(), root);
}

/**
 * ccs_mount_setattr - attributes of a mount are changed
 * @path: the mount
 * @attr_set: MNT_ flags that it gets, and MOUNT_ATTR_IDMAP
 * @attr_clr: MNT_ flags that it loses
 * @propagation: a propagation flag of mount(2), or 0
 * @recurse: with what is mounted below it
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_mount_setattr(const struct path *path, u64 attr_set, u64 attr_clr,
		      unsigned int propagation, bool recurse)
{
	const struct ccs_mount_attrs attrs = {
		.set = attr_set,
		.clear = attr_clr,
		.propagation = propagation,
		.recurse = recurse,
	};

	if (!ccs_active)
		return 0;
	return ccs_check_mount_attrs(ccs_subject(), path, &attrs);
}

/**
 * ccs_sb_create - a file system is made ready by a descriptor
 * @type: its type
 * @source: its device, or NULL
 * @sb_flags: SB_ flags
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_sb_create(const char *type, const char *source, unsigned int sb_flags)
{
	if (!ccs_active)
		return 0;
	return ccs_check_sb_create(ccs_subject(), type, source, sb_flags);
}

/**
 * ccs_sb_reconfigure - a file system is given other options by a descriptor
 * @root: its root
 * @sb_flags: SB_ flags
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_sb_reconfigure(struct dentry *root, unsigned int sb_flags)
{
	if (!ccs_active)
		return 0;
	return ccs_check_sb_flags(ccs_subject(), root, sb_flags);
}

/**
 * ccs_mntns_create - a mount namespace is made of a directory
 * @root: the directory
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_mntns_create(const struct path *root)
{
	if (!ccs_active)
		return 0;
	return ccs_check_mount_root(ccs_subject(), root);
}

/**
 * ccs_mntns_enter - a mount namespace is entered
 * @root: its root
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_mntns_enter(const struct path *root)
{
	if (!ccs_active)
		return 0;
	return ccs_check_mntns(ccs_subject(), root);
}

static struct security_hook_list mount_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(sb_mount, hook_sb_mount),
	LSM_HOOK_INIT(sb_umount, hook_sb_umount),
	LSM_HOOK_INIT(sb_pivotroot, hook_sb_pivotroot),
	LSM_HOOK_INIT(path_chroot, hook_path_chroot),
	LSM_HOOK_INIT(move_mount, hook_move_mount),
};

/**
 * ccs_add_mount_hooks - register the hooks of this file
 */
void __init ccs_add_mount_hooks(void)
{
	ccs_add_hooks(mount_hooks, ARRAY_SIZE(mount_hooks));
}
