// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests about mounts
 */

#include <linux/bitops.h>
#include <linux/blk_types.h>
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/dcache.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/stat.h>
#include <uapi/linux/mount.h>

#include "blob.h"
#include "check.h"
#include "check_capability.h"
#include "check_mount.h"

#define PROPAGATION (MS_SHARED | MS_PRIVATE | MS_SLAVE | MS_UNBINDABLE)

/* Names of a request, which are too large for the stack. */
struct names {
	struct ccs_namebuf buf[3];
};

/*
 * In the order in which the kernel looks at them (semantics 6.2). What those
 * with a source are about has to be looked up.
 */
static const struct mount_word {
	unsigned long flag;
	const char *word;
	bool has_source;
} mount_words[] = {
	{ MS_REMOUNT, "--remount" },
	{ MS_BIND, "--bind", true },
	{ MS_SHARED, "--make-shared" },
	{ MS_PRIVATE, "--make-private" },
	{ MS_SLAVE, "--make-slave" },
	{ MS_UNBINDABLE, "--make-unbindable" },
	{ MS_MOVE, "--move", true },
};

static const struct mount_word *word_of(unsigned long flags)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(mount_words); i++)
		if (flags & mount_words[i].flag)
			return &mount_words[i];
	return NULL;
}

static int name_operand(const struct ccs_mount_name *operand,
			struct ccs_namebuf *name)
{
	if (operand->text)
		return ccs_name_text(name, operand->text);
	if (operand->dentry)
		return ccs_realpath_local(name, operand->dentry);
	if (!operand->path)
		return 0;
	return operand->local ?
		ccs_realpath_local(name, operand->path->dentry) :
		ccs_realpath(name, operand->path);
}

static int name_all(const struct ccs_mounting *mounting, struct names *names)
{
	return name_operand(&mounting->device, &names->buf[0]) ?:
	       name_operand(&mounting->point, &names->buf[1]) ?:
	       ccs_name_text(&names->buf[2], mounting->type);
}

static int check_request(struct ccs_ident *ident,
			 const struct ccs_mounting *mounting,
			 const struct names *names)
{
	struct ccs_check check = {
		.ident = ident,
		.request = {
			.type = CCS_ACL_MOUNT,
			.op = CCS_MOUNT_MOUNT,
			.path = { names->buf[0].str, names->buf[1].str,
				  names->buf[2].str },
			.number = { mounting->flags },
		},
	};
	int err;

	ccs_facts_init(&check.facts, mounting->device.path, NULL);
	check.facts.path2 = mounting->point.path;
	check.request.facts = &check.facts.base;
	err = ccs_check(&check);
	ccs_facts_free(&check.facts);
	return err;
}

static enum ccs_mode mount_mode(struct ccs_ident *ident)
{
	return ccs_mode_of(ident, CCS_ITEM_FILE_MOUNT);
}

static int check_enabled(struct ccs_ident *ident, enum ccs_mode mode,
			 const struct ccs_mounting *mounting)
{
	struct names *const names = kmalloc(sizeof(*names), GFP_KERNEL);
	int err, i;

	if (!names)
		return ccs_check_failed(mode, "checking a mount", -ENOMEM);
	for (i = 0; i < ARRAY_SIZE(names->buf); i++)
		ccs_namebuf_init(&names->buf[i]);
	err = name_all(mounting, names);
	if (err)
		err = ccs_check_failed(mode, "computing a name", err);
	else
		err = check_request(ident, mounting, names);
	for (i = 0; i < ARRAY_SIZE(names->buf); i++)
		ccs_namebuf_free(&names->buf[i]);
	kfree(names);
	return err;
}

/**
 * ccs_check_mounting - check a request about a mount
 * @ident: the domain it is judged in
 * @mounting: the request
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_mounting(struct ccs_ident *ident,
		       const struct ccs_mounting *mounting)
{
	const enum ccs_mode mode = mount_mode(ident);

	return mode == CCS_MODE_DISABLED ? 0 :
					   check_enabled(ident, mode, mounting);
}

/**
 * ccs_check_conceal - check 1.7's rule that a mount covers no other one
 * @ident: the domain it is judged in
 * @point: where something is mounted
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_conceal(struct ccs_ident *ident, const struct path *point)
{
	const enum ccs_item item = CCS_ITEM_CAPABILITY_CONCEAL_MOUNT;

	if (ccs_mode_of(ident, item) == CCS_MODE_DISABLED)
		return 0;
	if (point->dentry != point->mnt->mnt_root && !path_has_submounts(point))
		return 0;
	return ccs_check_capability(ident, item);
}

/**
 * ccs_check_may_mount - check 1.7's capability for whatever is done to mounts
 * @ident: the domain it is judged in
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_may_mount(struct ccs_ident *ident)
{
	return ccs_check_capability(ident, CCS_ITEM_CAPABILITY_SYS_MOUNT);
}

static int needs_device(const char *type)
{
	struct file_system_type *const fs = type ? get_fs_type(type) : NULL;
	int needs;

	if (!fs)
		return -ENODEV;
	needs = !!(fs->fs_flags & FS_REQUIRES_DEV);
	put_filesystem(fs);
	return needs;
}

/* The kernel looks it up again, and must not find another one. */
static void remember_device(enum ccs_mode mode, const struct dentry *dentry)
{
	const struct inode *const inode = d_backing_inode(dentry);

	ccs_task(current)->found = (struct ccs_found){
		.valid = mode == CCS_MODE_ENFORCING,
		.dev = S_ISBLK(inode->i_mode) ? inode->i_rdev : 0,
	};
}

/* A file system that is mounted by its type. */
static int check_new(struct ccs_ident *ident, const char *source,
		     struct ccs_mounting *mounting)
{
	const enum ccs_mode mode = mount_mode(ident);
	struct path device;
	int err;

	if (mode == CCS_MODE_DISABLED)
		return 0;
	/* The kernel refuses them too, but after we would have loaded a module. */
	if (!ns_capable_noaudit(current_user_ns(), CAP_SYS_ADMIN))
		return mode == CCS_MODE_ENFORCING ? -EPERM : 0;
	err = needs_device(mounting->type);
	if (err < 0)
		return ccs_check_failed(mode, "finding a file system", err);
	if (!err)
		return check_enabled(ident, mode, mounting);
	err = source ? kern_path(source, LOOKUP_FOLLOW, &device) : -ENOENT;
	if (err)
		return ccs_check_failed(mode, "finding a device", err);
	mounting->device.path = &device;
	err = check_enabled(ident, mode, mounting);
	remember_device(mode, device.dentry);
	path_put(&device);
	return err;
}

/**
 * ccs_check_mount - check mount(2) (semantics 6.2)
 * @ident: the domain it is judged in
 * @source: what the caller wants to mount, or NULL
 * @point: where
 * @type: type of the file system, or NULL
 * @flags: MS_ flags
 *
 * What is bound or moved is checked by ccs_check_mount_from() when the kernel
 * has looked it up.
 *
 * Context: May sleep, may look up names.
 * Return: 0, or an error that denies.
 */
int ccs_check_mount(struct ccs_ident *ident, const char *source,
		    const struct path *point, const char *type,
		    unsigned long flags)
{
	const struct mount_word *const word = word_of(flags);
	struct ccs_mounting mounting = {
		.point = { .path = point },
		.type = word ? word->word : type,
		.flags = word ? flags & ~word->flag : flags,
	};
	int err = ccs_check_may_mount(ident);

	ccs_task(current)->found.valid = false;
	if (!err && (!word || word->has_source))
		err = ccs_check_conceal(ident, point);
	if (err)
		return err;
	if (!word)
		return check_new(ident, source, &mounting);
	if (word->has_source)
		return 0;
	/* The kernel would refuse it, but not before it was learned. */
	if (word->flag & PROPAGATION && hweight_long(flags & PROPAGATION) > 1)
		return -EINVAL;
	return ccs_check_mounting(ident, &mounting);
}

/* Where a file system is that is not mounted: below no more than its type. */
#define PLACE_SIZE 64

/**
 * ccs_check_sb_create - check fsconfig(2) with FSCONFIG_CMD_CREATE
 * @ident: the domain it is judged in
 * @type: type of the file system
 * @source: its device, or NULL
 * @flags: SB_ flags
 *
 * It is not mounted yet, but may act on its device and on directories that its
 * options name.
 *
 * Context: May sleep, may look up names.
 * Return: 0, or an error that denies.
 */
int ccs_check_sb_create(struct ccs_ident *ident, const char *type,
			const char *source, unsigned int flags)
{
	char place[PLACE_SIZE];
	struct ccs_mounting mounting = {
		.point = { .text = place },
		.type = type,
		.flags = flags & CCS_SB_FLAGS,
	};
	const int err = ccs_check_may_mount(ident);

	if (err)
		return err;
	if (snprintf(place, sizeof(place), "%s:/", type) >= sizeof(place))
		return -ENAMETOOLONG;
	return check_new(ident, source, &mounting);
}

/**
 * ccs_check_mount_device - check that mount(2) mounts what it was asked about
 * @ident: the domain it is judged in
 * @sb: the superblock that it has got
 *
 * What keeps its files on several devices shows none to compare.
 *
 * Context: May sleep, with s_umount held.
 * Return: 0, or an error that denies.
 */
int ccs_check_mount_device(struct ccs_ident *ident,
			   const struct super_block *sb)
{
	const struct ccs_found *const found = &ccs_task(current)->found;

	if (!found->valid || !sb->s_bdev || sb->s_bdev->bd_dev == found->dev)
		return 0;
	return ccs_check_failed(mount_mode(ident),
				"finding the same device again", -EPERM);
}

/**
 * ccs_check_mount_from - check that something is bound or moved
 * @ident: the domain it is judged in
 * @from: what
 * @point: to where
 * @flags: MS_ flags, which say what is done with it
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_mount_from(struct ccs_ident *ident, const struct path *from,
			 const struct path *point, unsigned long flags)
{
	const struct mount_word *const word = word_of(flags);

	if (WARN_ON_ONCE(!word || !word->has_source))
		return -EPERM;
	return ccs_check_mounting(ident, &(const struct ccs_mounting){
		.device = { .path = from },
		.point = { .path = point },
		.type = word->word,
		.flags = flags & ~word->flag,
	});
}

/**
 * ccs_check_propagation - check that the propagation of a mount is changed
 * @ident: the domain it is judged in
 * @point: the mount
 * @propagation: MS_SHARED, MS_PRIVATE, MS_SLAVE or MS_UNBINDABLE
 * @flags: other MS_ flags
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_propagation(struct ccs_ident *ident, const struct path *point,
			  unsigned long propagation, unsigned long flags)
{
	const struct mount_word *const word = word_of(propagation);

	if (WARN_ON_ONCE(!word))
		return -EPERM;
	return ccs_check_mounting(ident, &(const struct ccs_mounting){
		.point = { .path = point },
		.type = word->word,
		.flags = flags,
	});
}
