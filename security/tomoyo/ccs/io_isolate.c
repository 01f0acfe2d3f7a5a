// SPDX-License-Identifier: GPL-2.0-only
/*
 * Node by which a process isolates itself
 */

#include <linux/err.h>
#include <linux/fs.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "isolate.h"
#include "nodes.h"

/* Opening it for writing is the announcement. */
static int open_isolate(struct inode *inode, struct file *file)
{
	int err;

	if (!(file->f_mode & FMODE_WRITE))
		return 0;
	err = ccs_self_open(inode, file);
	if (err)
		return err;
	err = ccs_isolate_half();
	if (err)
		ccs_self_close(inode, file);
	return err;
}

static ssize_t read_isolate(struct file *file, char __user *buf, size_t count,
			    loff_t *ppos)
{
	const char *const text = ccs_isolation_text(ccs_isolation_of_current());

	return simple_read_from_buffer(buf, count, ppos, text, strlen(text));
}

/* One call is one id, with or without a newline. */
static ssize_t write_isolate(struct file *file, const char __user *buf,
			     size_t count, loff_t *ppos)
{
	char id[CCS_ISOLATION_ID_MAX + 1];
	const struct ccs_isolation *const now = ccs_isolation_of_current();
	size_t len = count;
	int err;

	if (!ccs_self_is_opener(file) || (now && now->len))
		return -EPERM;
	if (count > sizeof(id))
		return -EINVAL;
	if (copy_from_user(id, buf, count))
		return -EFAULT;
	if (len && id[len - 1] == '\n')
		len--;
	err = ccs_isolate_self(id, len);
	return err ?: count;
}

const struct file_operations ccs_isolate_fops = {
	.open = open_isolate,
	.release = ccs_self_close,
	.read = read_isolate,
	.write = write_isolate,
	.llseek = noop_llseek,
};
