// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests that wait for an answer
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "iface.h"
#include "node.h"
#include "pending.h"
#include "strbuf.h"

#define PIECE 65536

/**
 * ccs_pending_open - become a supervisor: from now on requests wait
 * @pending: filled in
 *
 * Return: 0 or -errno.
 */
int ccs_pending_open(struct ccs_pending *pending)
{
	*pending = (struct ccs_pending){};
	pending->fd = openat(ccs_iface_dir(), "query", O_RDWR | O_CLOEXEC);
	return pending->fd < 0 ? -errno : 0;
}

/* Reads up to the NUL that ends a record. Return: bytes, 0 at the end. */
static ssize_t read_record(int fd, struct ccs_strbuf *text)
{
	ssize_t n;

	text->len = 0;
	do {
		n = read(fd, ccs_strbuf_reserve(text, PIECE), PIECE);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		text->len += n;
	} while (n && text->text[text->len - 1]);
	return text->len;
}

static void add(struct ccs_pending *pending, const struct ccs_record *record)
{
	pending->record = ccs_realloc(pending->record, (pending->count + 1) *
						       sizeof(*record));
	pending->record[pending->count++] = *record;
}

static void drop(struct ccs_pending *pending, size_t i)
{
	ccs_record_free(&pending->record[i]);
	pending->count--;
	memmove(&pending->record[i], &pending->record[i + 1],
		(pending->count - i) * sizeof(*pending->record));
}

/* Forgets what is not in @now any more. */
static void drop_gone(struct ccs_pending *pending,
		      const struct ccs_pending *now)
{
	size_t i = 0;

	while (i < pending->count) {
		if (ccs_pending_find(now, pending->record[i].serial))
			i++;
		else
			drop(pending, i);
	}
}

/**
 * ccs_pending_read - look what waits
 * @pending: what was known; changed to what is true
 *
 * Return: 0 or -errno.
 */
int ccs_pending_read(struct ccs_pending *pending)
{
	struct ccs_pending now = {};
	struct ccs_strbuf text = {};
	ssize_t n;

	while ((n = read_record(pending->fd, &text)) > 0) {
		struct ccs_record record;

		if (!ccs_record_take(&record, text.text, true)) {
			ccs_warn("not a request: %.60s", text.text);
			ccs_record_free(&record);
			continue;
		}
		if (!ccs_pending_find(&now, record.serial))
			add(&now, &record);
		else
			ccs_record_free(&record);
	}
	drop_gone(pending, &now);
	while (now.count) {
		if (ccs_pending_find(pending, now.record[0].serial)) {
			drop(&now, 0);
			continue;
		}
		add(pending, &now.record[0]);
		now.record[0] = (struct ccs_record){};
		drop(&now, 0);
	}
	free(now.record);
	ccs_strbuf_free(&text);
	return n;
}

/**
 * ccs_pending_find - find a request
 * @pending: what waits
 * @serial: its number
 *
 * Return: the request, valid until the next call that changes @pending, or
 * NULL.
 */
struct ccs_record *ccs_pending_find(const struct ccs_pending *pending,
				    unsigned long serial)
{
	size_t i;

	for (i = 0; i < pending->count; i++)
		if (pending->record[i].serial == serial)
			return &pending->record[i];
	return NULL;
}

static int put(int fd, const char *line)
{
	const size_t len = strlen(line);

	return write(fd, line, len) == (ssize_t)len ? 0 : -errno;
}

/**
 * ccs_pending_answer - answer a request
 * @pending: what waits; forgets it
 * @serial: its number
 * @answer: 1 to allow it once, 2 to refuse it, 3 to have it judged again
 *
 * Return: 0 or -errno.
 */
int ccs_pending_answer(struct ccs_pending *pending, unsigned long serial,
		       int answer)
{
	char line[64];
	size_t i;

	snprintf(line, sizeof(line), "A%lu=%d\n", serial, answer);
	for (i = 0; i < pending->count; i++)
		if (pending->record[i].serial == serial)
			drop(pending, i--);
	return put(pending->fd, line);
}

/* Selects the domain that waits; it need not have the name any more. */
static int select_domain(struct ccs_node *node, unsigned long serial)
{
	char line[64];
	int err = ccs_node_open(node, "domain_policy", true);

	if (err)
		return err;
	snprintf(line, sizeof(line), "select Q=%lu", serial);
	err = ccs_node_put(node, line);
	if (err)
		ccs_node_close(node);
	return err;
}

/**
 * ccs_pending_policy - read the policy of a domain that waits
 * @serial: the number of its request
 * @text: the policy is added here
 *
 * Return: 0 or -errno.
 */
int ccs_pending_policy(unsigned long serial, struct ccs_strbuf *text)
{
	struct ccs_node node;
	int err = select_domain(&node, serial);

	if (err)
		return err;
	err = ccs_node_rest(&node, text);
	ccs_node_close(&node);
	return err;
}

/**
 * ccs_pending_add - add a line to the policy of a domain that waits
 * @serial: the number of its request
 * @line: the line
 * @reason: if the kernel refuses it and says why, that is added here
 *
 * Return: 0 or -errno, -EINVAL if it refuses it.
 */
int ccs_pending_add(unsigned long serial, const char *line,
		    struct ccs_strbuf *reason)
{
	struct ccs_node node;
	int err = select_domain(&node, serial);

	if (err)
		return err;
	err = ccs_node_strict(&node);
	if (!err)
		err = ccs_node_put(&node, line);
	if (err == -EINVAL && node.reason.len)
		ccs_strbuf_puts(reason, node.reason.text);
	ccs_node_close(&node);
	return err;
}

/**
 * ccs_pending_keep - have the kernel wait longer
 * @pending: what waits
 *
 * Return: 0 or -errno.
 */
int ccs_pending_keep(struct ccs_pending *pending)
{
	return put(pending->fd, "\n");
}

/**
 * ccs_pending_close - stop being a supervisor
 * @pending: what was opened
 */
void ccs_pending_close(struct ccs_pending *pending)
{
	close(pending->fd);
	while (pending->count)
		drop(pending, 0);
	free(pending->record);
}
