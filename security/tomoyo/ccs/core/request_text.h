/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests written as lines
 */

#ifndef CCS_CORE_REQUEST_TEXT_H
#define CCS_CORE_REQUEST_TEXT_H

#include "env.h"
#include "parse.h"
#include "request.h"
#include "span.h"

int ccs_request_parse(struct ccs_parse *parse, const struct ccs_span *line,
		      struct ccs_request *request, char *names, size_t size);

#endif /* CCS_CORE_REQUEST_TEXT_H */
