/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Claims about one policy line
 */

#ifndef CCS_HARNESS_VECTORS_LINE_H
#define CCS_HARNESS_VECTORS_LINE_H

#include "../world/world.h"
#include "row.h"

/* The domain that lines of domain policy go to if a row names no other. */
#define VECTORS_DOMAIN "<kernel> /vectors"

/**
 * struct vectors_line - a line and what becomes of it
 * @dialect: the only one it is read in
 * @node: where it is written
 * @text: the line
 * @accept: it is accepted
 * @shown: lines that are printed for it, separated by `` ; ``; ``-`` for none,
 *	NULL if it does not matter
 * @native: the same if the line keeps its own dialect, NULL if it does not
 * @more: other lines may be printed, too
 * @domain: the domain that is selected, NULL for %VECTORS_DOMAIN
 */
struct vectors_line {
	u8 dialect;
	enum world_node node;
	const char *text;
	bool accept;
	const char *shown;
	const char *native;
	bool more;
	const char *domain;
};

bool vectors_line_part(struct ccs_span *rest, struct ccs_span *part);
bool vectors_line(struct vectors_row *row, const struct vectors_line *line);
bool vectors_line_is(struct vectors_row *row, const struct vectors_line *line,
		     char *text);

bool vectors_quota(struct vectors_row *row);

#endif /* CCS_HARNESS_VECTORS_LINE_H */
