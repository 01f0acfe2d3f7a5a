// SPDX-License-Identifier: GPL-2.0-only
/*
 * Nodes by which a thread deals with itself
 */

#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/uidgid.h>

#include "blob.h"
#include "core/limits.h"
#include "core/word.h"
#include "nodes.h"
#include "transit.h"

/**
 * struct opener - who opened a node for writing
 * @pid: its process
 * @ident: its domain then, one reference
 */
struct opener {
	struct pid *pid;
	struct ccs_ident *ident;
};

/**
 * ccs_self_open - remember who opens a node
 * @inode: the node's inode
 * @file: the node
 *
 * Return: 0 or -ENOMEM.
 */
int ccs_self_open(struct inode *inode, struct file *file)
{
	struct opener *opener;

	if (!(file->f_mode & FMODE_WRITE))
		return 0;
	opener = kmalloc(sizeof(*opener), GFP_KERNEL);
	if (!opener)
		return -ENOMEM;
	opener->pid = get_pid(task_tgid(current));
	opener->ident = ccs_ident_get(ccs_current_ident());
	file->private_data = opener;
	return 0;
}

/**
 * ccs_self_close - forget who opened a node
 * @inode: the node's inode
 * @file: the node
 *
 * Return: 0.
 */
int ccs_self_close(struct inode *inode, struct file *file)
{
	struct opener *const opener = file->private_data;

	if (!opener)
		return 0;
	put_pid(opener->pid);
	ccs_ident_put(opener->ident);
	kfree(opener);
	return 0;
}

/**
 * ccs_self_is_opener - is it the opener of a node who writes to it?
 * @file: the node, open for writing
 *
 * Whoever is handed a descriptor, or has its output redirected to the node,
 * did not ask to be moved.
 *
 * Return: true if so, and it is as it was then.
 */
bool ccs_self_is_opener(const struct file *file)
{
	const struct opener *const opener = file->private_data;
	const struct cred *const cred = current_cred();

	return opener->pid == task_tgid(current) &&
	       opener->ident == ccs_current_ident() &&
	       uid_eq(file->f_cred->uid, cred->uid) &&
	       uid_eq(file->f_cred->euid, cred->euid);
}

/* The caller is in that domain, which keeps the domain's name. */
static ssize_t read_self(struct file *file, char __user *buf, size_t count,
			 loff_t *ppos)
{
	const struct ccs_ident *const ident = ccs_current_ident();

	if (WARN_ON_ONCE(!ident))
		return -EPERM;
	return simple_read_from_buffer(buf, count, ppos, ident->name->text,
				       ident->name->len);
}

static ssize_t take_text(const struct file *file, const char __user *buf,
			 size_t count,
			 int (*move)(const struct file *file, char *text,
				     size_t count))
{
	char *text;
	int err;

	if (!count || count >= CCS_DOMAINNAME_MAX)
		return -ENOMEM;
	text = memdup_user_nul(buf, count);
	if (IS_ERR(text))
		return PTR_ERR(text);
	err = move(file, text, count);
	kfree(text);
	return err ?: count;
}

static int move_self(const struct file *file, char *text, size_t count)
{
	const struct ccs_span name = {
		text, ccs_line_normalise(text, count)
	};

	if (!ccs_domainname_ok(&name))
		return -EINVAL;
	return ccs_self_is_opener(file) ? ccs_transit(&name) : -EPERM;
}

static ssize_t write_self(struct file *file, const char __user *buf,
			  size_t count, loff_t *ppos)
{
	return take_text(file, buf, count, move_self);
}

const struct file_operations ccs_self_fops = {
	.open = ccs_self_open,
	.release = ccs_self_close,
	.read = read_self,
	.write = write_self,
	.llseek = noop_llseek,
};

/* One string, whose NUL is the last byte of the call (interface 4.4). */
static int move_by_word(const struct file *file, char *text, size_t count)
{
	const struct ccs_span word = { text, count - 1 };

	if (memchr(text, '\0', count) != text + count - 1 || !word.len)
		return -EINVAL;
	return ccs_self_is_opener(file) ? ccs_transit_17(&word) : -EPERM;
}

static ssize_t write_transition(struct file *file, const char __user *buf,
				size_t count, loff_t *ppos)
{
	return take_text(file, buf, count, move_by_word);
}

const struct file_operations ccs_transition_fops = {
	.open = ccs_self_open,
	.release = ccs_self_close,
	.write = write_transition,
	.llseek = noop_llseek,
};
