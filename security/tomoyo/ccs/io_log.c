// SPDX-License-Identifier: GPL-2.0-only
/*
 * Nodes that deliver audit records
 */

#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "audit.h"
#include "nodes.h"

/**
 * struct reader - one open node
 * @lock: serialises its readers
 * @log: what is read
 * @record: the record being read, or NULL
 * @pos: how much of it, and of the NUL behind it, was read
 */
struct reader {
	struct mutex lock; /* Serialises readers of this file. */
	enum ccs_log log;
	struct ccs_record *record;
	size_t pos;
};

static int open_log(struct inode *inode, struct file *file, enum ccs_log which)
{
	struct reader *const reader = kzalloc(sizeof(*reader), GFP_KERNEL);

	if (!reader)
		return -ENOMEM;
	mutex_init(&reader->lock);
	reader->log = which;
	file->private_data = reader;
	ccs_log_open(which);
	return nonseekable_open(inode, file);
}

static int open_audit(struct inode *inode, struct file *file)
{
	return open_log(inode, file, CCS_LOG_AUDIT);
}

static int open_grant_log(struct inode *inode, struct file *file)
{
	return open_log(inode, file, CCS_LOG_GRANT);
}

static int open_reject_log(struct inode *inode, struct file *file)
{
	return open_log(inode, file, CCS_LOG_REJECT);
}

static int close_log(struct inode *inode, struct file *file)
{
	struct reader *const reader = file->private_data;

	ccs_log_close(reader->log);
	ccs_record_free(reader->record);
	kfree(reader);
	return 0;
}

/* Delivers what fits of the record at hand; frees it with its last byte. */
static ssize_t deliver(struct reader *reader, char __user *buf, size_t count)
{
	struct ccs_record *const record = reader->record;
	const size_t ready = min(count, record->len + 1 - reader->pos);
	const size_t missed = copy_to_user(buf, record->text + reader->pos,
					   ready);

	reader->pos += ready - missed;
	if (reader->pos > record->len) {
		ccs_record_free(record);
		reader->record = NULL;
		reader->pos = 0;
	}
	return missed && missed == ready ? -EFAULT : ready - missed;
}

/*
 * The rest of a record that was cut, then one new one; in 1.7 never bytes of
 * two records (interface 5.1).
 */
static ssize_t read_records(struct reader *reader, char __user *buf,
			    size_t count)
{
	ssize_t rest = 0, done;

	if (reader->record) {
		rest = deliver(reader, buf, count);
		if (rest < 0 || reader->record || rest == count ||
		    reader->log != CCS_LOG_AUDIT)
			return rest;
	}
	reader->record = ccs_log_take(reader->log);
	if (!reader->record)
		return rest;
	done = deliver(reader, buf + rest, count - rest);
	return done < 0 && !rest ? done : rest + max_t(ssize_t, done, 0);
}

static ssize_t read_log(struct file *file, char __user *buf, size_t count,
			loff_t *ppos)
{
	struct reader *const reader = file->private_data;
	ssize_t done;

	if (!count)
		return 0;
	if (mutex_lock_interruptible(&reader->lock))
		return -EINTR;
	done = read_records(reader, buf, count);
	mutex_unlock(&reader->lock);
	return done;
}

static __poll_t poll_log(struct file *file, poll_table *wait)
{
	const struct reader *const reader = file->private_data;

	return ccs_log_poll(reader->log, file, wait);
}

const struct file_operations ccs_audit_fops = {
	.open = open_audit,
	.release = close_log,
	.read = read_log,
	.poll = poll_log,
};

const struct file_operations ccs_grant_log_fops = {
	.open = open_grant_log,
	.release = close_log,
	.read = read_log,
	.poll = poll_log,
};

const struct file_operations ccs_reject_log_fops = {
	.open = open_reject_log,
	.release = close_log,
	.read = read_log,
	.poll = poll_log,
};
