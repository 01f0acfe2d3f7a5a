/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Changes of many lines that take effect at once
 */

#ifndef EDITOR_SWEEP_H
#define EDITOR_SWEEP_H

#include "../lib/list.h"

/* Those that a change may be about; each has a part of its own. */
enum sweep_node {
	SWEEP_DOMAIN,
	SWEEP_EXCEPTION,
	SWEEP_MANAGER,
	SWEEP_COUNT,
};

/**
 * struct sweep - lines to be written to several nodes
 * @what: what it is called
 * @lines: the lines, by node
 * @domains: the domains that they are about
 * @shown: how it is shown to a person
 * @old: number of lines that go
 */
struct sweep {
	char *what;
	struct ccs_list lines[SWEEP_COUNT];
	struct ccs_list domains;
	struct ccs_list shown;
	size_t old;
};

struct editor;

extern const char *const sweep_nodes[SWEEP_COUNT];

int sweep_replace(struct editor *ed, const char *text, const char *with,
		  struct sweep *sweep);
int sweep_rename(struct editor *ed, const char *from, const char *to,
		 struct sweep *sweep);
char *sweep_mention(const char *line, const char *from, const char *to);
void sweep_free(struct sweep *sweep);

#endif /* EDITOR_SWEEP_H */
