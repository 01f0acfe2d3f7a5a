// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests that wait for an answer
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "fail.h"
#include "node.h"
#include "pending.h"
#include "strbuf.h"

#define TIMEOUT_LABEL "Query timeout:"
/* Of a kernel that doesn't tell. */
#define TIMEOUT_DEFAULT 10

/**
 * ccs_pending_only - take only some requests
 * @pending: what waits, before it is opened; all zeroes at first
 * @text: a condition that has to hold besides, as ccs_rule_add() takes it
 *
 * Return: NULL, or what is wrong with it.
 */
const char *ccs_pending_only(struct ccs_pending *pending, const char *text)
{
	static const char *const targets[] = {
		"header", "domain", "acl", NULL,
	};

	return ccs_rule_add(&pending->only, text, targets);
}

/**
 * ccs_pending_open - become a supervisor: from now on requests wait
 * @pending: filled in, but for what ccs_pending_only() said
 *
 * Return: 0 or -errno.
 */
int ccs_pending_open(struct ccs_pending *pending)
{
	int err;

	*pending = (struct ccs_pending){ .only = pending->only };
	err = ccs_node_open(&pending->node, "query", true);
	pending->fd = pending->node.fd;
	pending->touched = ccs_clock();
	return err;
}

/* Whatever is written there has all requests wait longer. */
static int put(struct ccs_pending *pending, const char *line)
{
	pending->touched = ccs_clock();
	return ccs_node_put(&pending->node, line);
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

static bool is_wanted(const struct ccs_pending *now,
		      const struct ccs_record *record)
{
	const char *const texts[] = {
		record->header, record->domain, record->request,
	};

	return ccs_rule_holds(&now->only, texts);
}

/* Takes a record, if it is not there yet. Return: false if it is none. */
static bool take(struct ccs_pending *now, const char *text)
{
	struct ccs_record record;
	const bool good = ccs_record_take(&record, text, true);

	if (good && !is_wanted(now, &record)) {
		now->others++;
	} else if (good && !ccs_pending_find(now, record.serial)) {
		add(now, &record);
		return true;
	}
	ccs_record_free(&record);
	return good;
}

/* It stays there, and is said once. */
static void tell_odd(struct ccs_pending *pending, const char *text)
{
	if (text && !pending->odd)
		ccs_warn("not a request: %.*s", (int)strcspn(text, "\n"), text);
	pending->odd = text;
}

/**
 * ccs_pending_read - look what waits
 * @pending: what was known; changed to what is true
 *
 * Return: 0 or -errno.
 */
int ccs_pending_read(struct ccs_pending *pending)
{
	struct ccs_pending now = { .only = pending->only };
	struct ccs_strbuf text = {};
	const int err = ccs_node_rest(&pending->node, &text);
	const char *odd = NULL;
	size_t at;

	for (at = 0; !err && at < text.len; at += strlen(text.text + at) + 1)
		if (!take(&now, text.text + at) && !odd)
			odd = text.text + at;
	if (err) {
		ccs_strbuf_free(&text);
		return err;
	}
	tell_odd(pending, odd);
	drop_gone(pending, &now);
	pending->others = now.others;
	while (now.count) {
		if (ccs_pending_find(pending, now.record[0].serial)) {
			drop(&now, 0);
			continue;
		}
		now.record[0].since = ccs_clock();
		add(pending, &now.record[0]);
		now.record[0] = (struct ccs_record){};
		drop(&now, 0);
	}
	free(now.record);
	ccs_strbuf_free(&text);
	return 0;
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

	snprintf(line, sizeof(line), "A%lu=%d", serial, answer);
	for (i = 0; i < pending->count; i++)
		if (pending->record[i].serial == serial)
			drop(pending, i--);
	return put(pending, line);
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
	return put(pending, "");
}

/**
 * ccs_pending_timeout - how long requests wait
 *
 * Return: seconds from when the kernel last saw that somebody is there.
 */
unsigned int ccs_pending_timeout(void)
{
	struct ccs_strbuf text = {};
	const char *at = NULL;
	unsigned int seconds = 0;

	if (!ccs_node_read("stat", &text) && text.len)
		at = strstr(text.text, TIMEOUT_LABEL);
	if (at)
		seconds = strtoul(at + strlen(TIMEOUT_LABEL), NULL, 10);
	ccs_strbuf_free(&text);
	return seconds ? seconds : TIMEOUT_DEFAULT;
}

/**
 * ccs_pending_end - when the kernel refuses a request that nobody answers
 * @pending: what waits
 * @record: a request
 * @seconds: how long requests wait
 *
 * It may be later, if there are others who can answer.
 *
 * Return: a time as of ccs_clock().
 */
long long ccs_pending_end(const struct ccs_pending *pending,
			  const struct ccs_record *record,
			  unsigned int seconds)
{
	const long long from = pending->touched > record->since ?
			       pending->touched : record->since;

	return from + seconds * 1000LL;
}

/**
 * ccs_pending_close - stop being a supervisor
 * @pending: what was opened
 */
void ccs_pending_close(struct ccs_pending *pending)
{
	ccs_node_close(&pending->node);
	while (pending->count)
		drop(pending, 0);
	free(pending->record);
	ccs_rule_free(&pending->only);
}
