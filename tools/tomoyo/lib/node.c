// SPDX-License-Identifier: GPL-2.0-only
/*
 * Access to one kernel node
 */

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "iface.h"
#include "node.h"
#include "remote.h"

/* A word may be as long as a line. */
#define REASON_SIZE 262144

/**
 * ccs_node_open - open a node
 * @node: filled in; ccs_node_close() it only after success
 * @name: its name within the node directory; the node keeps the pointer
 * @write: for writing too
 *
 * The kernel ignores O_APPEND; a recording in a plain file needs it.
 *
 * Return: 0 or -errno.
 */
int ccs_node_open(struct ccs_node *node, const char *name, bool write)
{
	const int flags = write ? O_RDWR | O_APPEND : O_RDONLY;

	*node = (struct ccs_node){ .name = name, .fd = -1 };
	if (ccs_remote_used()) {
		node->handle = ccs_remote_open(name);
		return node->handle < 0 ? node->handle : 0;
	}
	node->fd = openat(ccs_iface_dir(), name, flags | O_CLOEXEC);
	return node->fd < 0 ? -errno : 0;
}

static int read_all(int fd, struct ccs_strbuf *text)
{
	ssize_t n;

	do {
		char *const end = ccs_strbuf_reserve(text, 65536);

		n = read(fd, end, 65536);
		if (n > 0)
			text->len += n;
	} while (n > 0 || (n < 0 && errno == EINTR));
	text->text[text->len] = '\0';
	return n < 0 ? -errno : 0;
}

/* The answer is "NUMBER: WORD: WHY"; which line it was the caller knows. */
static void fetch_reason(struct ccs_node *node)
{
	char *text, *end;
	size_t skip;
	ssize_t n;

	node->reason.len = 0;
	text = ccs_strbuf_reserve(&node->reason, REASON_SIZE);
	*text = '\0';
	n = read(node->fd, text, REASON_SIZE);
	if (n <= 0)
		return;
	text[n] = '\0';
	skip = strspn(text, "0123456789");
	skip = strncmp(text + skip, ": ", 2) ? 0 : skip + 2;
	/* The line as a whole was wrong, or a word is missing. */
	if (!strncmp(text + skip, ": ", 2))
		skip += 2;
	end = strchr(text, '\n');
	node->reason.len = (end ? end : text + n) - text - skip;
	memmove(text, text + skip, node->reason.len);
	text[node->reason.len] = '\0';
}

/* Those of lines of policy, and those of lines about changes of it. */
static bool has_reason(int error)
{
	return error == EINVAL || error == EBUSY || error == ESTALE ||
	       error == ECANCELED;
}

/**
 * ccs_node_put - write one line
 * @node: a node opened for writing
 * @line: the line without its newline
 *
 * Return: 0 or -errno; after -EINVAL, -EBUSY, -ESTALE and -ECANCELED
 * @node->reason says why, if the kernel does.
 */
int ccs_node_put(struct ccs_node *node, const char *line)
{
	size_t done = 0;
	ssize_t n;

	ccs_tell("%s/%s < %s", ccs_iface_path(), node->name, line);
	if (node->fd < 0)
		return ccs_remote_put(node->handle, line, &node->reason);
	node->line.len = 0;
	ccs_strbuf_puts(&node->line, line);
	ccs_strbuf_puts(&node->line, "\n");
	while (done < node->line.len) {
		n = write(node->fd, node->line.text + done,
			  node->line.len - done);
		if (n > 0) {
			done += n;
		} else if (!n) {
			return -EIO;
		} else if (has_reason(errno)) {
			const int err = -errno;

			fetch_reason(node);
			return err;
		} else if (errno != EINTR) {
			return -errno;
		}
	}
	return 0;
}

/**
 * ccs_node_strict - ask the kernel to report lines that it refuses
 * @node: a node opened for writing
 *
 * A kernel that does not know this drops the line like any other.
 *
 * Return: 0 or -errno.
 */
int ccs_node_strict(struct ccs_node *node)
{
	const int err = ccs_node_put(node, "strict on");

	return err == -EINVAL ? 0 : err;
}

/**
 * ccs_node_rest - read a node up to its end
 * @node: the node
 * @text: what was read is added here
 *
 * Return: 0 or -errno.
 */
int ccs_node_rest(struct ccs_node *node, struct ccs_strbuf *text)
{
	if (node->fd < 0)
		return ccs_remote_rest(node->handle, text);
	return read_all(node->fd, text);
}

/**
 * ccs_node_close - close a node
 * @node: the node
 */
void ccs_node_close(struct ccs_node *node)
{
	if (node->fd < 0)
		ccs_remote_close(node->handle);
	else
		close(node->fd);
	ccs_strbuf_free(&node->reason);
	ccs_strbuf_free(&node->line);
}

/**
 * ccs_node_read - read all of a node
 * @name: its name
 * @text: what was read is added here
 *
 * Return: 0 or -errno.
 */
int ccs_node_read(const char *name, struct ccs_strbuf *text)
{
	struct ccs_node node;
	int err;

	ccs_tell("%s/%s is read", ccs_iface_path(), name);
	if (ccs_remote_used())
		return ccs_remote_get(name, text);
	err = ccs_node_open(&node, name, false);
	if (err)
		return err;
	err = read_all(node.fd, text);
	ccs_node_close(&node);
	return err;
}

/**
 * ccs_node_ask - write one line to a node and read the answer
 * @name: its name
 * @line: the question
 * @text: the answer is added here
 *
 * Return: 0 or -errno.
 */
int ccs_node_ask(const char *name, const char *line, struct ccs_strbuf *text)
{
	struct ccs_node node;
	int err;

	if (ccs_remote_used()) {
		ccs_tell("%s/%s < %s", ccs_iface_path(), name, line);
		return ccs_remote_ask(name, line, text);
	}
	err = ccs_node_open(&node, name, true);
	if (err)
		return err;
	err = ccs_node_put(&node, line);
	if (!err)
		err = read_all(node.fd, text);
	ccs_node_close(&node);
	return err;
}
