// SPDX-License-Identifier: GPL-2.0-only
/*
 * Changes that take effect at once
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "change.h"
#include "fail.h"

/* What the node ``stat`` says behind a label, or NULL. */
static const char *stat_value(const char *text, const char *label)
{
	const char *const line = strstr(text, label);

	return line ? line + strlen(label) : NULL;
}

/* Other kernels would take the lines for policy and drop them. */
static int read_edition(struct ccs_change *change)
{
	struct ccs_strbuf text = {};
	const char *edition;
	int err = ccs_node_read("stat", &text);

	if (!err && !stat_value(text.text, "Policy transactions:"))
		err = -EOPNOTSUPP;
	if (!err) {
		edition = stat_value(text.text, "Policy edition:");
		change->edition = edition ? strtoull(edition, NULL, 10) : 0;
	}
	ccs_strbuf_free(&text);
	return err;
}

static int join(struct ccs_change *change, const char *name)
{
	struct ccs_node *const node = &change->node[change->count];
	char line[64];
	int err = ccs_node_open(node, name, true);

	if (err)
		return err;
	change->count++;
	err = ccs_node_strict(node);
	snprintf(line, sizeof(line), "begin %.32s.%d", ccs_fail_program(),
		 getpid());
	return err ? err : ccs_node_put(node, line);
}

/**
 * ccs_change_begin - write aside from now on
 * @change: filled in; ccs_change_close() it in each case
 * @nodes: names of the nodes that take part; their policy starts empty
 * @count: their number
 *
 * Lines that are learned from here on are not lost.
 *
 * Return: 0; -EOPNOTSUPP if the kernel knows no transactions; or another
 * -errno.
 */
int ccs_change_begin(struct ccs_change *change, const char *const *nodes,
		     unsigned int count)
{
	unsigned int i;
	int err;

	*change = (struct ccs_change){};
	err = read_edition(change);
	for (i = 0; i < count && !err; i++)
		err = join(change, nodes[i]);
	return err;
}

static size_t count_lines(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

/**
 * ccs_change_put - write all of a policy
 * @change: the transaction
 * @which: index of the node
 * @text: the policy as a node prints it
 *
 * Return: 0 or -errno; ccs_change_reason() says more.
 */
int ccs_change_put(struct ccs_change *change, unsigned int which,
		   const char *text)
{
	char *const copy = ccs_strdup(text);
	const size_t total = count_lines(text);
	char *rest = copy, *line;
	size_t done = 0;
	int err = 0;

	while (!err && (line = strsep(&rest, "\n"))) {
		if (*line && *line != '#')
			err = ccs_node_put(&change->node[which], line);
		ccs_progress_tell(&change->progress, done++, total);
	}
	free(copy);
	return err;
}

/**
 * ccs_change_commit - put in force what was written
 * @change: the transaction, which is over afterwards
 * @seconds: until the kernel undoes it unless it is confirmed, 0 for never
 * @answer: what the kernel says is added here
 *
 * Return: 0; -ESTALE if somebody else has changed the policy since
 * ccs_change_begin(); or another -errno. ccs_change_reason() says more.
 */
int ccs_change_commit(struct ccs_change *change, unsigned int seconds,
		      struct ccs_strbuf *answer)
{
	struct ccs_node *const node = &change->node[0];
	char line[80];
	int len = snprintf(line, sizeof(line), "commit %llu",
			   change->edition);
	int err;

	if (seconds)
		snprintf(line + len, sizeof(line) - len, " confirm=%u",
			 seconds);
	ccs_progress_end(&change->progress);
	err = ccs_node_put(node, line);
	return err ? err : ccs_node_rest(node, answer);
}

/**
 * ccs_change_reason - why did the kernel refuse?
 * @change: the transaction
 *
 * Return: what it said, empty if nothing.
 */
const char *ccs_change_reason(const struct ccs_change *change)
{
	unsigned int i;

	for (i = 0; i < change->count; i++)
		if (change->node[i].reason.len)
			return change->node[i].reason.text;
	return "";
}

/**
 * ccs_change_close - end it; what was not committed is dropped
 * @change: what ccs_change_begin() filled in
 */
void ccs_change_close(struct ccs_change *change)
{
	unsigned int i;

	ccs_progress_end(&change->progress);
	for (i = 0; i < change->count; i++)
		ccs_node_close(&change->node[i]);
	change->count = 0;
}
