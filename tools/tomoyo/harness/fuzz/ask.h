/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests that entries are about
 */

#ifndef CCS_HARNESS_FUZZ_ASK_H
#define CCS_HARNESS_FUZZ_ASK_H

#include "../core/acl.h"
#include "../core/env.h"

/**
 * struct ask - a request and what its names are stored in
 * @request: the request, but for its facts
 * @text: by path
 */
struct ask {
	struct ccs_request request;
	char *text[CCS_REQUEST_PATHS];
};

void ask_for(struct ask *ask, const struct ccs_acl *acl, const char *tail);
void ask_free(struct ask *ask);

#endif /* CCS_HARNESS_FUZZ_ASK_H */
