/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Putting another policy in force at once
 */

#ifndef CCS_LIB_EXCHANGE_H
#define CCS_LIB_EXCHANGE_H

#include "fail.h"
#include "strbuf.h"

/**
 * struct ccs_exchange - one change of policy
 * @domain: all of the new domain policy
 * @exception: all of the new exception policy, NULL to keep what there is
 * @edition: which policy it was made from
 * @confirm: seconds until it is undone unless it is confirmed, 0 for never
 * @reply: gets what the kernel says about it
 */
struct ccs_exchange {
	const char *domain;
	const char *exception;
	const char *edition;
	unsigned int confirm;
	struct ccs_strbuf reply;
};

enum ccs_exit ccs_exchange_edition(char **edition);
enum ccs_exit ccs_exchange_commit(struct ccs_exchange *exchange);

#endif /* CCS_LIB_EXCHANGE_H */
