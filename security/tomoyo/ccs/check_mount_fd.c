// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mounts by descriptor
 *
 * What has no place in the caller's mount namespace has no absolute name. It
 * goes by the name that it has on its own file system, as files below it do.
 */

#include <linux/dcache.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/string.h>
#include <uapi/linux/mount.h>

#include "check.h"
#include "check_capability.h"
#include "check_mount.h"
#include "check_mount_fd.h"

/* The flags with which mount(2) would have made such a mount. */
static u64 flags_of(unsigned int mnt_flags)
{
	static const struct {
		unsigned int mnt;
		unsigned int ms;
	} map[] = {
		{ MNT_READONLY, MS_RDONLY },
		{ MNT_NOSUID, MS_NOSUID },
		{ MNT_NODEV, MS_NODEV },
		{ MNT_NOEXEC, MS_NOEXEC },
		{ MNT_NOATIME, MS_NOATIME },
		{ MNT_NODIRATIME, MS_NODIRATIME },
		{ MNT_NOSYMFOLLOW, MS_NOSYMFOLLOW },
	};
	u64 flags = 0;
	int i;

	for (i = 0; i < ARRAY_SIZE(map); i++)
		if (mnt_flags & map[i].mnt)
			flags |= map[i].ms;
	if (!(mnt_flags & (MNT_NOATIME | MNT_RELATIME)))
		flags |= MS_STRICTATIME;
	return flags;
}

/*
 * Room for the name of a device. It is made of what the driver calls it: which
 * node the caller named is known to the file system only, if at all.
 */
#define DEVICE_SIZE (sizeof("/dev/") + sizeof_field(struct super_block, s_id))

static void name_device(const struct super_block *sb, char *name)
{
	snprintf(name, DEVICE_SIZE, "/dev/%s", sb->s_id);
	/* As devtmpfs does it. */
	strreplace(name, '!', '/');
}

/* A file system by its type, as mount(2) would have been asked for it. */
static int check_whole(struct ccs_ident *ident, const struct path *root,
		       const struct ccs_mount_name *point)
{
	const struct super_block *const sb = root->mnt->mnt_sb;
	struct ccs_mounting mounting = {
		.point = *point,
		.type = sb->s_type->name,
		.flags = flags_of(root->mnt->mnt_flags) |
			 (sb->s_flags & CCS_SB_FLAGS),
	};
	char device[DEVICE_SIZE];

	if (sb->s_type->fs_flags & FS_REQUIRES_DEV) {
		name_device(sb, device);
		mounting.device.text = device;
	}
	return ccs_check_mounting(ident, &mounting);
}

/*
 * A mount that is not in this namespace has been made by a descriptor. If it
 * shows a whole file system this is as good as mounting that; otherwise what
 * it shows is known by its local name only.
 */
static int check_detached(struct ccs_ident *ident, const struct path *from,
			  const struct ccs_mount_name *point)
{
	if (from->dentry == from->mnt->mnt_sb->s_root)
		return check_whole(ident, from, point);
	return ccs_check_mounting(ident, &(const struct ccs_mounting){
		.device = { .path = from, .local = true },
		.point = *point,
		.type = "--move",
	});
}

/**
 * ccs_check_mount_attach - check move_mount(2)
 * @ident: the domain it is judged in
 * @from: the mount
 * @point: where it goes
 *
 * Whether it goes beneath what is there, or only joins its peers, is not known
 * here and makes no difference.
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_mount_attach(struct ccs_ident *ident, const struct path *from,
			   const struct path *point)
{
	const int err = ccs_check_may_mount(ident) ?:
			ccs_check_conceal(ident, point);

	if (err)
		return err;
	if (our_mnt(from->mnt))
		return ccs_check_mount_from(ident, from, point, MS_MOVE);
	return check_detached(ident, from,
			      &(const struct ccs_mount_name){ .path = point });
}

/**
 * ccs_check_mount_clone - check open_tree(2) with OPEN_TREE_CLONE
 * @ident: the domain it is judged in
 * @from: what is bound, to nowhere yet: the name of that place is what names
 *	of files that are reached through the descriptor begin with
 * @recurse: so are the mounts below it
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_mount_clone(struct ccs_ident *ident, const struct path *from,
			  bool recurse)
{
	return ccs_check_may_mount(ident) ?:
	       ccs_check_mounting(ident, &(const struct ccs_mounting){
			.device = { .path = from },
			.point = { .path = from, .local = true },
			.type = "--bind",
			.flags = recurse ? MS_REC : 0,
	       });
}

/**
 * ccs_check_mount_create - check fsmount(2)
 * @ident: the domain it is judged in
 * @root: the new mount, which is nowhere yet
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_mount_create(struct ccs_ident *ident, const struct path *root)
{
	return ccs_check_may_mount(ident) ?:
	       check_whole(ident, root, &(const struct ccs_mount_name){
			.path = root, .local = true,
	       });
}

/**
 * ccs_check_mount_root - check that a mount namespace is made of a directory
 * @ident: the domain it is judged in
 * @root: what its root will show
 *
 * There everything below has the name that it would have if it were bound to
 * the root, maybe with the mounts below it.
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_mount_root(struct ccs_ident *ident, const struct path *root)
{
	const struct ccs_mount_name point = { .text = "/" };
	const int err = ccs_check_may_mount(ident);

	if (err)
		return err;
	if (!our_mnt(root->mnt))
		return check_detached(ident, root, &point);
	return ccs_check_mounting(ident, &(const struct ccs_mounting){
		.device = { .path = root },
		.point = point,
		.type = "--bind",
		.flags = MS_REC,
	});
}

static int check_attributes(struct ccs_ident *ident, const struct path *point,
			    const struct ccs_mount_attrs *attrs)
{
	const unsigned int flags =
		(READ_ONCE(point->mnt->mnt_flags) & ~attrs->clear) | attrs->set;

	if (!attrs->set && !attrs->clear && attrs->propagation)
		return 0;
	return ccs_check_mounting(ident, &(const struct ccs_mounting){
		.point = { .path = point },
		.type = "--remount",
		.flags = MS_BIND | flags_of(flags) |
			 (attrs->set & MOUNT_ATTR_IDMAP) |
			 (attrs->recurse ? MS_REC : 0),
	});
}

/**
 * ccs_check_mount_attrs - check mount_setattr(2) and open_tree_attr(2)
 * @ident: the domain it is judged in
 * @point: the mount
 * @attrs: how it is changed
 *
 * The flags that are asked for are those which mount(2) had to be given for
 * the same effect: all that the mount has afterwards.
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_mount_attrs(struct ccs_ident *ident, const struct path *point,
			  const struct ccs_mount_attrs *attrs)
{
	const int err = ccs_check_may_mount(ident) ?:
			check_attributes(ident, point, attrs);

	if (err || !attrs->propagation)
		return err;
	return ccs_check_propagation(ident, point, attrs->propagation,
				     attrs->recurse ? MS_REC : 0);
}

/**
 * ccs_check_sb_flags - check fsconfig(2) with FSCONFIG_CMD_RECONFIGURE
 * @ident: the domain it is judged in
 * @root: root of the file system, which is named by it since the mount that
 *	was picked is forgotten
 * @flags: SB_ flags
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_sb_flags(struct ccs_ident *ident, struct dentry *root,
		       unsigned int flags)
{
	return ccs_check_may_mount(ident) ?:
	       ccs_check_mounting(ident, &(const struct ccs_mounting){
			.point = { .dentry = root },
			.type = "--remount",
			.flags = flags & CCS_SB_FLAGS,
	       });
}

static int check_enter(struct ccs_ident *ident, const struct path *root,
		       const struct ccs_namebuf *name)
{
	struct ccs_check check = {
		.ident = ident,
		.request = {
			.type = CCS_ACL_PATH,
			.op = CCS_PATH_CHROOT,
			.path = { name->str },
		},
	};
	int err;

	ccs_facts_init(&check.facts, root, NULL);
	check.request.facts = &check.facts.base;
	err = ccs_check(&check);
	ccs_facts_free(&check.facts);
	return err;
}

/**
 * ccs_check_mntns - check that a mount namespace is entered by setns(2)
 * @ident: the domain it is judged in
 * @root: root of the namespace. It is ``/`` in each of them, so it goes by the
 *	name that it has on its own file system
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_mntns(struct ccs_ident *ident, const struct path *root)
{
	const enum ccs_mode mode = ccs_mode_of(ident, CCS_ITEM_FILE_CHROOT);
	struct ccs_namebuf name;
	int err;

	err = ccs_check_capability(ident, CCS_ITEM_CAPABILITY_SYS_CHROOT);
	if (err || mode == CCS_MODE_DISABLED)
		return err;
	ccs_namebuf_init(&name);
	err = ccs_realpath_local(&name, root->dentry);
	if (err)
		err = ccs_check_failed(mode, "computing a name", err);
	else
		err = check_enter(ident, root, &name);
	ccs_namebuf_free(&name);
	return err;
}
