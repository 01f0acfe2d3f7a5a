/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kernel's view of text
 */

#ifndef CCS_LIB_TEXT_H
#define CCS_LIB_TEXT_H

#include <stdbool.h>
#include <stddef.h>

size_t ccs_text_normalise(char *line, size_t len);
bool ccs_text_domainname(const char *text);
char *ccs_text_decode(const char *word);
void ccs_text_encode(const char *raw, char *out, size_t size);

#endif /* CCS_LIB_TEXT_H */
