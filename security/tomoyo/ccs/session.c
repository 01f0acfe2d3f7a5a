// SPDX-License-Identifier: GPL-2.0-only
/*
 * One open node
 */

#include <linux/fs.h>
#include <linux/pid.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "common.h"
#include "core/limits.h"
#include "hits.h"
#include "manage.h"
#include "reclaim.h"
#include "root.h"
#include "session.h"
#include "transaction.h"

#define FIRST_SIZE 4096

/* Large, since a reader finds its place in a list again for each of these. */
#define OUT_SIZE (32 * 1024)

/*
 * What is printed at once may be longer than the line that was written: a
 * native entry takes a line for each of its operations.
 */
#define OUT_MAX (16 * CCS_LINE_MAX)

static int open_session(struct inode *inode, struct file *file)
{
	const struct ccs_text_node *const node = inode->i_private;
	struct ccs_session *session;

	if (node->may_open && !node->may_open())
		return -EPERM;
	session = kzalloc(sizeof(*session), GFP_KERNEL);
	if (!session)
		return -ENOMEM;
	mutex_init(&session->lock);
	session->node = node;
	session->opener_manages = (file->f_mode & FMODE_WRITE) &&
				  session->node->line && ccs_may_manage();
	session->opener = get_pid(task_tgid(current));
	ccs_session_rewind(session);
	file->private_data = session;
	if (node->opened)
		node->opened(file);
	return stream_open(inode, file);
}

static int close_session(struct inode *inode, struct file *file)
{
	struct ccs_session *const session = file->private_data;

	if (session->node->closed)
		session->node->closed(session);
	ccs_transaction_close(session);
	ccs_unpin(&session->pin);
	put_pid(session->opener);
	ccs_ident_put(session->domain);
	ccs_ident_put(session->only);
	kvfree(session->line);
	kvfree(session->out);
	kfree(session);
	if (file->f_mode & FMODE_WRITE)
		ccs_reclaim_start();
	return 0;
}

/**
 * ccs_session_rewind - have the next read start over
 * @session: the session
 *
 * Context: May sleep; neither lock of policy held, but for a node that shows
 * no part of policy.
 */
void ccs_session_rewind(struct ccs_session *session)
{
	ccs_unpin(&session->pin);
	session->out_len = 0;
	session->out_pos = 0;
	session->done = false;
	session->next = (struct ccs_place){};
	session->domain_pos = (struct ccs_domain_pos){
		.only = session->only,
		.transition_only = session->transition_only,
		.clock = ccs_hits_clock(session->hits_shown),
	};
	session->exception_pos = (struct ccs_exception_pos){
		.transition_only = session->transition_only,
		.clock = ccs_hits_clock(session->hits_shown),
	};
	session->profile_pos = (struct ccs_profile_node_pos){};
	session->query_pos = 0;
}

/* Gets a larger buffer for @out, whose content may be lost. */
static int grow_out(struct ccs_session *session)
{
	const size_t size = session->out_size ? session->out_size * 2 :
						OUT_SIZE;
	char *out;

	if (size > OUT_MAX)
		return -EFBIG;
	out = kvmalloc(size, GFP_KERNEL);
	if (!out)
		return -ENOMEM;
	kvfree(session->out);
	session->out = out;
	session->out_size = size;
	return 0;
}

/**
 * ccs_session_answer - put text before what is read next
 * @session: the session; what was printed and not read is discarded
 * @text: the text
 * @len: its length in bytes
 * @more: the node's text follows
 *
 * Return: 0 or -ENOMEM.
 */
int ccs_session_answer(struct ccs_session *session, const char *text,
		       size_t len, bool more)
{
	int err = 0;

	while (!err && session->out_size <= len)
		err = grow_out(session);
	if (err)
		return err;
	memcpy(session->out, text, len);
	session->out_len = len;
	session->out_pos = 0;
	session->done = !more;
	return 0;
}

/* Prints from the policy that the reader began with. */
static int print_next(struct ccs_session *session, struct ccs_emit *emit)
{
	int err = 0;

	mutex_lock(&ccs_policy_lock);
	if ((session->node->part || session->node->pinned) &&
	    !ccs_pin_policy(&session->pin))
		err = -ESTALE;
	else
		session->done = session->node->print(session, emit);
	mutex_unlock(&ccs_policy_lock);
	if (session->done)
		ccs_unpin(&session->pin);
	return err;
}

/* Prints the next piece; grows the buffer for a line that needs it. */
static int fill(struct ccs_session *session)
{
	int err = session->out_size ? 0 : grow_out(session);

	session->out_len = 0;
	session->out_pos = 0;
	while (!err && !session->done && !session->out_len) {
		struct ccs_emit emit = {
			.buf = session->out,
			.size = session->out_size,
		};

		err = print_next(session, &emit);
		session->out_len = emit.len;
		if (!err && !session->done && !emit.len)
			err = grow_out(session);
	}
	return err;
}

static ssize_t deliver(struct ccs_session *session, char __user *buf,
		       size_t count)
{
	const size_t ready = min(count, session->out_len - session->out_pos);
	const size_t missed = copy_to_user(buf, session->out +
					   session->out_pos, ready);

	session->out_pos += ready - missed;
	return missed && missed == ready ? -EFAULT : ready - missed;
}

static ssize_t read_locked(struct ccs_session *session, char __user *buf,
			   size_t count)
{
	if (session->out_pos == session->out_len && session->node->print &&
	    !session->done) {
		const int err = fill(session);

		if (err)
			return err;
	}
	/* The end is told once. */
	if (session->node->restarts && session->done &&
	    session->out_pos == session->out_len) {
		ccs_session_rewind(session);
		return 0;
	}
	return deliver(session, buf, count);
}

static ssize_t read_session(struct file *file, char __user *buf, size_t count,
			    loff_t *ppos)
{
	struct ccs_session *const session = file->private_data;
	ssize_t done;

	if (mutex_lock_interruptible(&session->lock))
		return -EINTR;
	done = read_locked(session, buf, count);
	mutex_unlock(&session->lock);
	return done;
}

/* Keeps why a line was refused for the next read, which returns it once. */
static int keep_reason(struct ccs_session *session,
		       const struct ccs_reject *reject, int err)
{
	const char *const why = reject->why ?: "no memory for it";
	struct ccs_emit emit = { .size = reject->word.len + strlen(why) + 32 };

	emit.buf = kvmalloc(emit.size, GFP_KERNEL);
	if (!emit.buf)
		return err;
	ccs_emit(&emit, "%llu: ", session->written);
	ccs_emit_bytes(&emit, reject->word.text, reject->word.len);
	ccs_emit(&emit, ": %s\n", why);
	if (!emit.overflow)
		ccs_session_answer(session, emit.buf, emit.len, false);
	kvfree(emit.buf);
	return err;
}

static int policy_line(struct ccs_session *session,
		       const struct ccs_span *line)
{
	struct ccs_reject reject = {};
	int err;

	if (!session->opener_manages || session->planted || !ccs_may_manage())
		return -EPERM;
	err = ccs_transaction_word(session, line);
	if (err)
		return min(err, 0);
	err = ccs_transaction_line(session, line, &reject);
	if (!err && reject.warn && ccs_root_loaded())
		pr_warn_ratelimited("%.*s: %s\n", (int)reject.warn_word.len,
				    reject.warn_word.text, reject.warn);
	if (!err || (!session->strict && err != -ECANCELED))
		return 0;
	return keep_reason(session, &reject, err);
}

/* Lines about the session itself, which any node understands. */
static bool session_line(struct ccs_session *session,
			 const struct ccs_span *line)
{
	if (ccs_span_is(line, "strict on")) {
		session->strict = true;
		session->written = 0;
		return true;
	}
	if (!ccs_span_is(line, "reset"))
		return false;
	ccs_ident_put(session->domain);
	session->domain = NULL;
	ccs_ident_put(session->only);
	session->only = NULL;
	ccs_session_rewind(session);
	return true;
}

static int take_line(struct ccs_session *session, const char *text, size_t len)
{
	const struct ccs_span line = { text, len };
	int taken = 0;

	session->written++;
	if (session_line(session, &line))
		return 0;
	if (session->node->free_line)
		taken = session->node->free_line(session, &line);
	if (taken || !session->node->line)
		return min(taken, 0);
	return len ? policy_line(session, &line) : 0;
}

static int refuse_long(struct ccs_session *session)
{
	struct ccs_reject reject = {
		.why = "the line is longer than 512 KiB",
	};

	session->written++;
	ccs_transaction_lost(session, &reject);
	return session->strict ? keep_reason(session, &reject, -EINVAL) :
				 -ENOMEM;
}

/*
 * The rest of a line that was too long is skipped up to its newline, or its
 * tail would be taken for a line of its own.
 */
static int end_line(struct ccs_session *session, char *text, size_t len,
		    bool normal)
{
	if (session->skip) {
		session->skip = false;
		return 0;
	}
	if (len > CCS_LINE_MAX)
		return refuse_long(session);
	if (normal)
		text[len] = '\0';
	else
		len = ccs_line_normalise(text, len);
	return take_line(session, text, len);
}

static int keep_rest(struct ccs_session *session, const char *text, size_t len)
{
	if (session->skip)
		return 0;
	if (len > CCS_LINE_MAX) {
		session->skip = true;
		return refuse_long(session);
	}
	if (text != session->line)
		memmove(session->line, text, len);
	session->line_len = len;
	/* Or the next manager's newline would speak for whoever wrote this. */
	if (session->opener_manages && !ccs_may_manage())
		session->planted = true;
	return 0;
}

/* Takes each line that @count bytes more complete. */
static int take_bytes(struct ccs_session *session, size_t count)
{
	size_t seen = session->line_len, left = seen + count;
	char *text = session->line;
	int err = 0;

	session->line_len = 0;
	while (left && !err) {
		bool normal;
		const size_t len = seen + ccs_line_end(text + seen, left - seen,
						       &normal);

		if (len == left)
			return keep_rest(session, text, left);
		err = end_line(session, text, len, normal && !seen);
		session->planted = false;
		text += len + 1;
		left -= len + 1;
		seen = 0;
	}
	return err;
}

/* Makes room for a byte more and the NUL that normalising adds. */
static int grow_line(struct ccs_session *session)
{
	const size_t size = session->line_size ? session->line_size * 2 :
						 FIRST_SIZE;
	char *line;

	if (session->line_len + 1 < session->line_size)
		return 0;
	line = kvmalloc(size, GFP_KERNEL);
	if (!line) {
		session->skip = session->line_len;
		session->line_len = 0;
		return -ENOMEM;
	}
	if (session->line_len)
		memcpy(line, session->line, session->line_len);
	kvfree(session->line);
	session->line = line;
	session->line_size = size;
	return 0;
}

/* Lines before a byte that can't be read count (interface 2.4). */
static int take_piece(struct ccs_session *session, const char __user *buf,
		      size_t count)
{
	char *const to = session->line + session->line_len;
	const size_t missed = copy_from_user(to, buf, count);
	const int err = take_bytes(session, count - missed);

	return !err && missed ? -EFAULT : err;
}

static ssize_t write_locked(struct ccs_session *session,
			    const char __user *buf, size_t count)
{
	size_t done = 0;

	while (done < count) {
		int err = grow_line(session);
		size_t size;

		if (err)
			return err;
		size = min3(count - done, (size_t)FIRST_SIZE,
			    session->line_size - session->line_len - 1);
		err = take_piece(session, buf + done, size);
		if (err)
			return err;
		done += size;
		cond_resched();
	}
	return count;
}

static ssize_t write_session(struct file *file, const char __user *buf,
			     size_t count, loff_t *ppos)
{
	struct ccs_session *const session = file->private_data;
	ssize_t done;

	if (mutex_lock_interruptible(&session->lock))
		return -EINTR;
	done = write_locked(session, buf, count);
	ccs_transaction_pause(session);
	mutex_unlock(&session->lock);
	return done;
}

static __poll_t poll_session(struct file *file, poll_table *wait)
{
	const struct ccs_session *const session = file->private_data;

	return session->node->poll ? session->node->poll(file, wait) :
				     DEFAULT_POLLMASK;
}

const struct file_operations ccs_text_fops = {
	.open = open_session,
	.release = close_session,
	.read = read_session,
	.write = write_session,
	.poll = poll_session,
};
