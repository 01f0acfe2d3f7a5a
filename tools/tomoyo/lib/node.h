/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Access to one kernel node
 */

#ifndef CCS_LIB_NODE_H
#define CCS_LIB_NODE_H

#include <stdbool.h>

#include "strbuf.h"

/**
 * struct ccs_node - an open node
 * @fd: its descriptor; -1 for one of another machine
 * @handle: what it is called on the other machine
 * @name: its name within the node directory
 * @reason: why the kernel refused the last line, empty if it didn't say
 * @line: the line being written
 */
struct ccs_node {
	int fd;
	int handle;
	const char *name;
	struct ccs_strbuf reason;
	struct ccs_strbuf line;
};

int ccs_node_open(struct ccs_node *node, const char *name, bool write);
int ccs_node_strict(struct ccs_node *node);
int ccs_node_put(struct ccs_node *node, const char *line);
int ccs_node_rest(struct ccs_node *node, struct ccs_strbuf *text);
void ccs_node_close(struct ccs_node *node);
int ccs_node_read(const char *name, struct ccs_strbuf *text);
int ccs_node_ask(const char *name, const char *line, struct ccs_strbuf *text);

#endif /* CCS_LIB_NODE_H */
