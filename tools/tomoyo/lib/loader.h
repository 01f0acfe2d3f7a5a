/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Loading policy as a whole, or not at all
 */

#ifndef CCS_LIB_LOADER_H
#define CCS_LIB_LOADER_H

#include <stdbool.h>

#include "guard.h"
#include "list.h"

/**
 * struct ccs_loader_part - a part of the policy
 * @node: the node that it goes to
 * @used: it is loaded
 * @replace: what is there goes away
 * @lines: the lines
 */
struct ccs_loader_part {
	const char *node;
	bool used;
	bool replace;
	struct ccs_list lines;
};

/* In the order in which lines can refer to each other. */
enum {
	CCS_LOADER_EXCEPTION,
	CCS_LOADER_PROFILE,
	CCS_LOADER_MANAGER,
	CCS_LOADER_DOMAIN,
	CCS_LOADER_PARTS
};

/**
 * struct ccs_loader - what is loaded, and how
 * @part: the parts
 * @guard: keeps the change from locking somebody out
 * @partial: take the lines that are accepted, one by one
 * @atomic: do nothing if the kernel can't do it at once
 * @dry: print what would be written
 * @rejected: lines that were refused
 * @changed: the policy is another than before
 */
struct ccs_loader {
	struct ccs_loader_part part[CCS_LOADER_PARTS];
	struct ccs_guard guard;
	bool partial;
	bool atomic;
	bool dry;
	unsigned int rejected;
	bool changed;
};

void ccs_loader_init(struct ccs_loader *loader);
struct ccs_loader_part *ccs_loader_part(struct ccs_loader *loader,
					const char *node);
enum ccs_exit ccs_loader_run(struct ccs_loader *loader);
void ccs_loader_free(struct ccs_loader *loader);

/* Of lib/loader_text.c, for lib/loader.c. */
void ccs_loader_profiles(struct ccs_preview *preview, const char *before,
			 const struct ccs_list *lines);
unsigned int ccs_loader_verify(const char *node, const char *expected,
			       const char *found);

#endif /* CCS_LIB_LOADER_H */
