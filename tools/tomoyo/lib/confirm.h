/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Changes that the kernel undoes unless they are confirmed
 */

#ifndef CCS_LIB_CONFIRM_H
#define CCS_LIB_CONFIRM_H

#include <stdbool.h>

#include "fail.h"
#include "node.h"
#include "option.h"

/* For a tool's table of options. */
#define CCS_CONFIRM_OPTION(key)						\
	{ key, "confirm", "SECONDS",					\
	  "have the kernel undo what puts a domain into enforcing mode,\n" \
	  "unless it is confirmed in time (default: 60 on a terminal, else\n" \
	  "0, which is never)" }

/**
 * struct ccs_confirm - a change that is to be confirmed
 * @seconds: until it is undone, 0 for never, -1 for what is usual
 * @edition: edition that the change made; 0 if nothing waits
 * @until: when it is undone, in milliseconds of ccs_clock()
 */
struct ccs_confirm {
	int seconds;
	unsigned long long edition;
	long long until;
};

void ccs_confirm_init(struct ccs_confirm *confirm);
void ccs_confirm_take(struct ccs_confirm *confirm, const char *arg);
unsigned int ccs_confirm_seconds(const struct ccs_confirm *confirm);
enum ccs_exit ccs_confirm_arm(struct ccs_confirm *confirm,
			      struct ccs_node *node);
void ccs_confirm_committed(struct ccs_confirm *confirm, const char *answer);
enum ccs_exit ccs_confirm_settle(struct ccs_confirm *confirm);
enum ccs_exit ccs_confirm_keep(const char *edition);

#endif /* CCS_LIB_CONFIRM_H */
