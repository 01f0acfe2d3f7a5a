/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Changes that could lock somebody out
 */

#ifndef CCS_LIB_GUARD_H
#define CCS_LIB_GUARD_H

#include <stdbool.h>

#include "confirm.h"
#include "preflight.h"
#include "preview.h"

/* For a tool's table of options, behind CCS_CONFIRM_OPTION(). */
#define CCS_FORCE_OPTION(key)						\
	{ key, "force", NULL,						\
	  "change it even if that locks out a login, or leaves no\n"	\
	  "manager" }

/**
 * struct ccs_guard - a change that is looked at before it is made
 * @confirm: --confirm
 * @force: --force: do not refuse what locks somebody out
 * @proc: where proc is mounted
 * @preview: the policy, first as it is and then as it would be
 * @enforcing: domains that enforce anything already, a line each
 * @before: what is denied already
 * @newly: the change puts domains into enforcing mode
 */
struct ccs_guard {
	struct ccs_confirm confirm;
	bool force;
	const char *proc;
	struct ccs_preview *preview;
	struct ccs_strbuf enforcing;
	struct ccs_preflight before;
	bool newly;
};

void ccs_guard_init(struct ccs_guard *guard);
enum ccs_exit ccs_guard_read(struct ccs_guard *guard);
void ccs_guard_begin(struct ccs_guard *guard);
void ccs_guard_look(struct ccs_guard *guard, struct ccs_list *denied);
enum ccs_exit ccs_guard_judge(struct ccs_guard *guard);
unsigned int ccs_guard_seconds(const struct ccs_guard *guard);
enum ccs_exit ccs_guard_arm(struct ccs_guard *guard, struct ccs_node *node);
enum ccs_exit ccs_guard_settle(struct ccs_guard *guard);
void ccs_guard_drop(struct ccs_guard *guard);
void ccs_guard_free(struct ccs_guard *guard);

#endif /* CCS_LIB_GUARD_H */
