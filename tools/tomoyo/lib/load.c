// SPDX-License-Identifier: GPL-2.0-only
/*
 * Writing policy line by line
 */

#include <errno.h>
#include <stdio.h>

#include "fail.h"
#include "load.h"

/**
 * ccs_load_open - start to write policy
 * @load: filled in; ccs_load_close() it only after success
 * @node: the node's name
 * @dry: don't write, print what would be written
 *
 * Return: 0 or -errno.
 */
int ccs_load_open(struct ccs_load *load, const char *node, bool dry)
{
	int err;

	*load = (struct ccs_load){ .dry = dry };
	if (dry)
		return 0;
	err = ccs_node_open(&load->node, node, true);
	if (err)
		return err;
	err = ccs_node_strict(&load->node);
	if (err)
		ccs_node_close(&load->node);
	return err;
}

/**
 * ccs_load_line - write one line
 * @load: where to
 * @file: the file it comes from, for messages; NULL if it comes from none
 * @number: its line there
 * @text: the line
 *
 * A line that the kernel refuses is reported and counted.
 *
 * Return: 0, also for a refused line, or -errno.
 */
int ccs_load_line(struct ccs_load *load, const char *file, unsigned int number,
		  const char *text)
{
	const char *reason;
	int err;

	if (load->dry)
		return puts(text) == EOF ? -EIO : 0;
	err = ccs_node_put(&load->node, text);
	if (err != -EINVAL)
		return err;
	reason = load->node.reason.len ? load->node.reason.text :
					 "not accepted by the kernel";
	load->rejected++;
	if (file)
		ccs_warn("%s:%u: %s", file, number, reason);
	else
		ccs_warn("%s: %s", text, reason);
	return 0;
}

/**
 * ccs_load_lines - write all lines of a file
 * @load: where to
 * @lines: the file; not closed
 *
 * Return: 0 or -errno.
 */
int ccs_load_lines(struct ccs_load *load, struct ccs_lines *lines)
{
	int err = 0;

	while (!err && ccs_lines_next(lines))
		err = ccs_load_line(load, lines->name, lines->number,
				    lines->text);
	return err;
}

/**
 * ccs_load_close - end writing
 * @load: what ccs_load_open() filled in
 */
void ccs_load_close(struct ccs_load *load)
{
	if (!load->dry)
		ccs_node_close(&load->node);
}
