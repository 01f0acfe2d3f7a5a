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
 * @trial: lines are written here instead, to see what they do; NULL mostly
 */
struct store {
	struct ccs_scratch *scratch;
	const char *dir;
	struct ccs_list dropped;
	struct ccs_preview *trial;
};

int store_read(struct store *store, const char *node, const char *select,
	       struct ccs_strbuf *text);
int store_write(struct store *store, const char *node,
		const struct ccs_list *lines, struct ccs_strbuf *why);

int store_arm(unsigned int seconds, struct ccs_confirm *confirm,
	      struct ccs_strbuf *why);
int store_keep(struct ccs_strbuf *why);

#endif /* EDITOR_STORE_H */
