/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Values for programs that read JSON
 */

#ifndef CCS_LIB_JSON_H
#define CCS_LIB_JSON_H

#include "strbuf.h"

void ccs_json_string(struct ccs_strbuf *out, const char *text);
void ccs_json_print(const char *text);

#endif /* CCS_LIB_JSON_H */
