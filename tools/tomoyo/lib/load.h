/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Writing policy line by line
 */

#ifndef CCS_LIB_LOAD_H
#define CCS_LIB_LOAD_H

#include "line.h"
#include "node.h"

/**
 * struct ccs_load - lines on their way into a node
 * @node: the node
 * @dry: don't write, print what would be written
 * @rejected: lines that the kernel refused
 */
struct ccs_load {
	struct ccs_node node;
	bool dry;
	unsigned int rejected;
};

int ccs_load_open(struct ccs_load *load, const char *node, bool dry);
int ccs_load_line(struct ccs_load *load, const char *file, unsigned int number,
		  const char *text);
int ccs_load_lines(struct ccs_load *load, struct ccs_lines *lines);
void ccs_load_close(struct ccs_load *load);

#endif /* CCS_LIB_LOAD_H */
