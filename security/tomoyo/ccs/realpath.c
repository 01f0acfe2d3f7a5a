// SPDX-License-Identifier: GPL-2.0-only
/*
 * Canonical names of objects
 */

#include <linux/dcache.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kdev_t.h>
#include <linux/magic.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/net.h>
#include <linux/pid.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <net/sock.h>

#include "core/emit.h"
#include "core/escape.h"
#include "core/limits.h"
#include "realpath.h"

/**
 * struct draft - a name before it is encoded
 * @buf: the whole buffer; the raw text stands at its end
 * @size: its size in bytes
 * @raw: the raw text
 * @len: its length
 * @directory: it is named as one, whatever it is
 * @prefix: what comes before it
 */
struct draft {
	char *buf;
	size_t size;
	const char *raw;
	size_t len;
	bool directory;
	char prefix[64];
};

/* Takes the text that the VFS left at the end of the buffer. */
static int take_raw(struct draft *draft, char *raw)
{
	if (IS_ERR(raw))
		return PTR_ERR(raw);
	draft->raw = raw;
	draft->len = strlen(raw);
	return 0;
}

/* The VFS leaves one byte at the end, into which a directory's slash goes. */
static void add_slash(struct draft *draft, const struct dentry *dentry)
{
	char *const end = (char *)draft->raw + draft->len;

	if (!draft->directory && !d_is_dir(dentry))
		return;
	if (draft->len && end[-1] == '/')
		return;
	end[0] = '/';
	end[1] = '\0';
	draft->len++;
}

/*
 * The lock keeps the socket from being released, as may happen to one that was
 * reached through another task's /proc/PID/fd. It is only tried for, since a
 * hook may be called with it held.
 */
static int name_socket(struct draft *draft, struct inode *inode)
{
	const struct sock *sk;

	draft->raw = draft->buf + draft->size - 1;
	draft->len = 0;
	strscpy(draft->prefix, "socket:[unknown]", sizeof(draft->prefix));
	if (!inode_trylock_shared(inode))
		return 0;
	sk = SOCKET_I(inode)->sk;
	if (sk)
		snprintf(draft->prefix, sizeof(draft->prefix),
			 "socket:[family=%u:type=%u:protocol=%u]",
			 sk->sk_family, sk->sk_type, sk->sk_protocol);
	inode_unlock_shared(inode);
	return 0;
}

/*
 * Objects that name themselves: pipes, anonymous inodes, memfd. Part of that
 * text may be chosen by a user, so one that looks like a path gets its file
 * system's name in front.
 */
static int name_dynamic(struct draft *draft, struct dentry *dentry)
{
	const int err = take_raw(draft, dentry->d_op->d_dname(dentry,
							      draft->buf,
							      draft->size));

	if (!err && draft->raw[0] == '/')
		snprintf(draft->prefix, sizeof(draft->prefix), "%s:",
			 dentry->d_sb->s_type->name);
	return err;
}

/* Replaces the directory of the current process in procfs by ``self``. */
static void name_self(struct draft *draft, struct super_block *sb)
{
	const char *rest = draft->raw + 1;
	pid_t pid = 0;

	while (isdigit(*rest) && pid < PID_MAX_LIMIT)
		pid = pid * 10 + (*rest++ - '0');
	if (*rest != '/' || !pid ||
	    pid != task_tgid_nr_ns(current, proc_pid_ns(sb)))
		return;
	draft->len -= rest - draft->raw;
	draft->raw = rest;
	strlcat(draft->prefix, "/self", sizeof(draft->prefix));
}

/*
 * The topmost directory that is known above an object. Nothing is known above
 * what was opened by a handle, until somebody comes along by name.
 */
static const struct dentry *top_of(const struct dentry *dentry)
{
	while (!IS_ROOT(dentry))
		dentry = READ_ONCE(dentry->d_parent);
	return dentry;
}

/*
 * The VFS shows what is above all that is known as ``/``, as if it were the
 * root. An inode number in its place can't be taken for a name.
 */
static void mark_disconnected(struct draft *draft, const struct dentry *dentry)
{
	const size_t len = strlen(draft->prefix);
	const struct dentry *top;

	rcu_read_lock();
	top = top_of(dentry);
	if (top != dentry->d_sb->s_root) {
		snprintf(draft->prefix + len, sizeof(draft->prefix) - len,
			 "[%llu]", (u64)d_backing_inode(top)->i_ino);
		if (top == dentry && !d_is_dir(dentry))
			draft->len = 0;
	}
	rcu_read_unlock();
}

/* A name below the root of its own file system. */
static int name_local(struct draft *draft, struct dentry *dentry,
		      bool by_device)
{
	struct super_block *const sb = dentry->d_sb;
	const int err = take_raw(draft, dentry_path_raw(dentry, draft->buf,
							draft->size - 1));

	if (err)
		return err;
	add_slash(draft, dentry);
	if (by_device && MAJOR(sb->s_dev))
		snprintf(draft->prefix, sizeof(draft->prefix), "dev(%u,%u):",
			 MAJOR(sb->s_dev), MINOR(sb->s_dev));
	else
		snprintf(draft->prefix, sizeof(draft->prefix), "%s:",
			 sb->s_type->name);
	if (sb->s_magic == PROC_SUPER_MAGIC)
		name_self(draft, sb);
	else
		mark_disconnected(draft, dentry);
	return 0;
}

static int name_absolute(struct draft *draft, const struct path *path)
{
	char *const raw = d_absolute_path(path, draft->buf, draft->size - 1);

	if (raw == ERR_PTR(-EINVAL))
		return name_local(draft, path->dentry, true);
	if (IS_ERR(raw))
		return PTR_ERR(raw);
	draft->raw = raw;
	draft->len = draft->buf + draft->size - 2 - raw;
	add_slash(draft, path->dentry);
	return 0;
}

static bool names_itself(const struct path *path)
{
	const struct dentry *const dentry = path->dentry;

	return dentry->d_op && dentry->d_op->d_dname &&
	       (!IS_ROOT(dentry) || dentry != path->mnt->mnt_root);
}

static bool has_rename(const struct super_block *sb)
{
	return d_backing_inode(sb->s_root)->i_op->rename;
}

/* Picks the form of the name (policy-language 4.3). */
static int draft_name(struct draft *draft, const struct path *path)
{
	struct dentry *const dentry = path->dentry;
	struct super_block *const sb = dentry->d_sb;

	if (sb->s_magic == SOCKFS_MAGIC && d_backing_inode(dentry))
		return name_socket(draft, d_backing_inode(dentry));
	if (names_itself(path))
		return name_dynamic(draft, dentry);
	if (!has_rename(sb))
		return name_local(draft, dentry, false);
	return name_absolute(draft, path);
}

/* As it is named where no mount leads to it. */
static int draft_local(struct draft *draft, struct dentry *dentry)
{
	return name_local(draft, dentry, has_rename(dentry->d_sb));
}

static int encode_name(struct draft *draft, struct ccs_str *str)
{
	const size_t prefix = strlen(draft->prefix);
	ssize_t len;

	/* Most names are, and stay where the VFS left them. */
	if (!prefix && draft->len <= CCS_WORD_MAX &&
	    ccs_is_plain(draft->raw, draft->len)) {
		*str = ccs_str_of(draft->raw, draft->len);
		return 0;
	}
	if (draft->raw < draft->buf + prefix)
		return -ENAMETOOLONG;
	memcpy(draft->buf, draft->prefix, prefix);
	len = ccs_encode_in_place(draft->buf + prefix, draft->size - prefix,
				  draft->raw, draft->len);
	if (len < 0)
		return len;
	if (prefix + len > CCS_WORD_MAX)
		return -ENAMETOOLONG;
	*str = ccs_str_of(draft->buf, prefix + len);
	return 0;
}

/* A path without a mount stands for an object below its file system's root. */
static int try_buffer(struct ccs_namebuf *name, const struct path *path,
		      bool directory, char *buf, size_t size)
{
	struct draft draft __uninitialized;
	int err;

	/* One by one, since an initialiser would clear all of the prefix. */
	draft.buf = buf;
	draft.size = size;
	draft.directory = directory;
	draft.prefix[0] = '\0';
	err = path->mnt ? draft_name(&draft, path) :
			  draft_local(&draft, path->dentry);
	return err ?: encode_name(&draft, &name->str);
}

static int compute(struct ccs_namebuf *name, const struct path *path,
		   bool directory)
{
	static const size_t sizes[] = { 16 * 1024, 2 * CCS_WORD_MAX };
	size_t i;
	int err;

	err = try_buffer(name, path, directory, name->small,
			 sizeof(name->small));
	for (i = 0; err == -ENAMETOOLONG && i < ARRAY_SIZE(sizes); i++) {
		kvfree(name->big);
		name->big = kvmalloc(sizes[i], GFP_NOFS);
		if (!name->big)
			return -ENOMEM;
		err = try_buffer(name, path, directory, name->big, sizes[i]);
	}
	if (err)
		name->str.text = NULL;
	return err;
}

/**
 * ccs_realpath - the canonical name of an object
 * @name: the result; initialised by the caller, freed with ccs_namebuf_free()
 * @path: the object; without a mount it is named within its file system
 *
 * Context: May sleep, with file system locks held.
 * Return: 0; -ENOMEM; -ENAMETOOLONG for a name over CCS_WORD_MAX.
 */
int ccs_realpath(struct ccs_namebuf *name, const struct path *path)
{
	return compute(name, path, false);
}

/**
 * ccs_realpath_dir - the canonical name of what is or will be a directory
 * @name: the result; initialised by the caller, freed with ccs_namebuf_free()
 * @path: the object, which need not exist
 *
 * Context: May sleep, with file system locks held.
 * Return: as ccs_realpath().
 */
int ccs_realpath_dir(struct ccs_namebuf *name, const struct path *path)
{
	return compute(name, path, true);
}

/**
 * ccs_realpath_local - the name of an object below its own file system's root
 * @name: the result; initialised by the caller, freed with ccs_namebuf_free()
 * @dentry: the object
 *
 * This is the name that it has where no mount of this namespace leads to it.
 *
 * Context: May sleep, with file system locks held.
 * Return: as ccs_realpath().
 */
int ccs_realpath_local(struct ccs_namebuf *name, struct dentry *dentry)
{
	return compute(name, &(const struct path){ .dentry = dentry }, false);
}

/**
 * ccs_name_text - a text as a name
 * @name: the result; initialised by the caller, freed with ccs_namebuf_free()
 * @text: the text, NUL terminated
 *
 * Context: May sleep, with file system locks held.
 * Return: 0; -ENOMEM; -ENAMETOOLONG for a text over CCS_WORD_MAX.
 */
int ccs_name_text(struct ccs_namebuf *name, const char *text)
{
	struct ccs_emit emit = {
		.buf = name->small, .size = sizeof(name->small),
	};
	const size_t len = strlen(text);

	if (4 * len >= emit.size) {
		if (len > CCS_WORD_MAX)
			return -ENAMETOOLONG;
		emit.size = 4 * len + 1;
		name->big = kvmalloc(emit.size, GFP_NOFS);
		if (!name->big)
			return -ENOMEM;
		emit.buf = name->big;
	}
	ccs_encode(&emit, text, len);
	if (emit.len > CCS_WORD_MAX)
		return -ENAMETOOLONG;
	name->str = ccs_str_of(emit.buf, emit.len);
	return 0;
}

/**
 * ccs_realpath_exe - the canonical name of the program that runs
 * @name: the result; initialised by the caller, freed with ccs_namebuf_free()
 *
 * Context: May sleep.
 * Return: as ccs_realpath(); -ENOENT if there is none.
 */
int ccs_realpath_exe(struct ccs_namebuf *name)
{
	struct file *exe;
	int err;

	if (!current->mm)
		return -ENOENT;
	exe = get_mm_exe_file(current->mm);
	if (!exe)
		return -ENOENT;
	err = ccs_realpath(name, &exe->f_path);
	fput(exe);
	return err;
}
