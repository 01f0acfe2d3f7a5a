/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where the policy that is edited is
 */

#ifndef EDITOR_STORE_H
#define EDITOR_STORE_H

#include <stdbool.h>

#include "../lib/confirm.h"
#include "../lib/list.h"
#include "../lib/preview.h"
#include "../lib/scratch.h"
#include "../lib/strbuf.h"

/**
 * struct store - policy in a kernel, or in files
 * @scratch: the policy that was read from files; NULL if it is a kernel's
 * @dir: the administrator's directory these files are in
 * @dropped: lines of the files that are no policy
 * @armed: the kernel will undo what is written, so there is no hurry
 * @trial: lines are written here instead, to see what they do; NULL mostly
 */
struct store {
	struct ccs_scratch *scratch;
	const char *dir;
	struct ccs_list dropped;
	bool armed;
	struct ccs_preview *trial;
};

/**
 * struct store_part - lines for one node
 * @node: its name
 * @lines: the lines
 */
struct store_part {
	const char *node;
	const struct ccs_list *lines;
};

int store_read(struct store *store, const char *node, const char *select,
	       struct ccs_strbuf *text);
int store_write(struct store *store, const char *node,
		const struct ccs_list *lines, struct ccs_strbuf *why);
int store_write_parts(struct store *store, const struct store_part *part,
		      size_t count, bool whole, struct ccs_strbuf *why);
int store_write_copy(struct store *store, const struct store_part *part,
		     size_t count, struct ccs_strbuf *why);
const char *store_domain(const char *text, const char *domain);
size_t store_domain_len(const char *section);

unsigned long long store_edition(struct store *store);
int store_arm(unsigned int seconds, struct ccs_confirm *confirm,
	      struct ccs_strbuf *why);
int store_keep(struct ccs_strbuf *why);

#endif /* EDITOR_STORE_H */
