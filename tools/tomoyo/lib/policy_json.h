/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy for programs that read JSON
 */

#ifndef CCS_LIB_POLICY_JSON_H
#define CCS_LIB_POLICY_JSON_H

#include "strbuf.h"

void ccs_policy_json(const char *node, const char *text);
void ccs_entry_json(struct ccs_strbuf *out, const char *line);

#endif /* CCS_LIB_POLICY_JSON_H */
