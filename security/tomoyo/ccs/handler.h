/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Programs that are started in place of others
 */

#ifndef CCS_HANDLER_H
#define CCS_HANDLER_H

#include <linux/binfmts.h>
#include <linux/init.h>

#include "core/domain.h"
#include "core/limits.h"
#include "core/ops.h"
#include "core/transition.h"
#include "facts.h"

/**
 * struct ccs_handler - an execute handler
 * @next: where its execution leads, in @buf
 * @buf: a domainname
 * @path: its own name, in @text
 * @size: room in @text
 * @text: encoded
 */
struct ccs_handler {
	struct ccs_destination next;
	char buf[CCS_DOMAINNAME_MAX];
	struct ccs_str path;
	size_t size;
	char text[];
};

void __init ccs_handler_init(bool first);
struct ccs_handler *ccs_handler_find(const struct ccs_ident *ident,
				     enum ccs_acl_type type,
				     struct ccs_kernel_facts *facts);
int ccs_handler_start(const struct ccs_handler *handler,
		      const struct ccs_ident *ident,
		      struct linux_binprm *bprm);

#endif /* CCS_HANDLER_H */
