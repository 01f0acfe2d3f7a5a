/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests to send signals
 */

#ifndef CCS_CHECK_SIGNAL_H
#define CCS_CHECK_SIGNAL_H

#include "core/domain.h"

/**
 * struct ccs_signal - a signal that is about to be sent
 * @from: domain that sends it; NULL denies
 * @to: domain that gets it, kept alive by the caller
 * @sig: its number, not 0
 * @to_self: the receiver is the process that sends
 * @atomic: nothing may sleep
 * @foreign: the current task is not who sends
 */
struct ccs_signal {
	struct ccs_ident *from;
	const struct ccs_ident *to;
	int sig;
	bool to_self;
	bool atomic;
	bool foreign;
};

int ccs_check_signal(const struct ccs_signal *signal);

#endif /* CCS_CHECK_SIGNAL_H */
