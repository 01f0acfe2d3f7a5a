/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The state of the protection for programs that read JSON
 */

#ifndef CCS_LIB_STATUS_JSON_H
#define CCS_LIB_STATUS_JSON_H

#include "status.h"
#include "strbuf.h"

void ccs_status_json(struct ccs_strbuf *out, const struct ccs_status *status);

#endif /* CCS_LIB_STATUS_JSON_H */
