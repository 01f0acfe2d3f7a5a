// SPDX-License-Identifier: GPL-2.0-only
/*
 * Other names of objects
 *
 * An object on a file system without rename is called after its file system,
 * devpts:/0. Before 1.8 it was called after the place where that is mounted,
 * /dev/pts/0, which is what policies of 1.7 say, and people.
 */

#include <linux/dcache.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/slab.h>

#include "core/limits.h"
#include "mounted.h"
#include "realpath.h"

/* The name below the file system's root; NULL if it is called otherwise. */
static const char *skip_type(const struct path *path,
			     const struct ccs_str *name)
{
	const char *const type = path->dentry->d_sb->s_type->name;
	const size_t len = strlen(type);

	if (name->len < len + 2 || memcmp(name->text, type, len) ||
	    name->text[len] != ':' || name->text[len + 1] != '/')
		return NULL;
	return name->text + len + 2;
}

/* The name of the directory that a file system's root is mounted on. */
static int name_mount_point(struct ccs_namebuf *name, const struct path *path)
{
	struct path at = {
		.mnt = path->mnt, .dentry = path->mnt->mnt_root,
	};
	int err = -ENOENT;

	path_get(&at);
	if (follow_up(&at))
		err = ccs_realpath_dir(name, &at);
	path_put(&at);
	return err;
}

static bool join(struct ccs_mounted *mounted, const struct ccs_str *mount,
		 const char *rest)
{
	const size_t len = strlen(rest);

	if (mount->len + len > CCS_WORD_MAX)
		return false;
	mounted->buf = kvmalloc(mount->len + len + 1,
				GFP_NOFS | __GFP_NOWARN);
	if (!mounted->buf)
		return false;
	memcpy(mounted->buf, mount->text, mount->len);
	memcpy(mounted->buf + mount->len, rest, len + 1);
	mounted->str = ccs_str_of(mounted->buf, mount->len + len);
	mounted->mount = mount->len;
	return true;
}

/**
 * ccs_mounted_name - call an object as it is called where it is mounted
 * @mounted: the result, freed with ccs_mounted_free()
 * @path: the object
 * @name: its canonical name
 *
 * Context: May sleep, with file system locks held.
 * Return: false if it has no such name, which is no reason to grant anything.
 */
bool ccs_mounted_name(struct ccs_mounted *mounted, const struct path *path,
		      const struct ccs_str *name)
{
	const char *const rest = skip_type(path, name);
	struct ccs_namebuf mount;
	bool done;

	*mounted = (struct ccs_mounted){};
	if (!rest || !path->mnt || path->mnt->mnt_root !=
				   path->dentry->d_sb->s_root)
		return false;
	ccs_namebuf_init(&mount);
	done = !name_mount_point(&mount, path) &&
	       join(mounted, &mount.str, rest);
	ccs_namebuf_free(&mount);
	return done;
}

/**
 * ccs_mounted_free - free what a name stands in
 * @mounted: the name
 */
void ccs_mounted_free(struct ccs_mounted *mounted)
{
	kvfree(mounted->buf);
	*mounted = (struct ccs_mounted){};
}
