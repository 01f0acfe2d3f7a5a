/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests as text
 */

#ifndef CCS_CORE_REQUEST_PRINT_H
#define CCS_CORE_REQUEST_PRINT_H

#include "emit.h"
#include "env.h"
#include "request.h"

struct ccs_general;

/* Anybody may use the ports from here on, and kernels choose among them. */
#define CCS_PORT_UNPRIVILEGED	1024

/**
 * struct ccs_printing - how a request is printed
 * @request: the request
 * @how: how its names are generalised, NULL not to
 * @exact: operands that are not, one bit each
 * @looking: it only looks at a file
 * @any_port: its port stands for all that nobody needs a privilege for
 * @as_17: addresses are written as 1.7 does
 */
struct ccs_printing {
	const struct ccs_request *request;
	const struct ccs_general *how;
	u8 exact;
	bool looking;
	bool any_port;
	bool as_17;
};

const char *ccs_request_keyword_17(const struct ccs_request *request);
void ccs_printing_print(struct ccs_emit *emit,
			const struct ccs_printing *printing);
size_t ccs_request_size(const struct ccs_request *request);
void ccs_request_print(struct ccs_emit *emit,
		       const struct ccs_request *request);
void ccs_request_print_17(struct ccs_emit *emit,
			  const struct ccs_request *request);

#endif /* CCS_CORE_REQUEST_PRINT_H */
