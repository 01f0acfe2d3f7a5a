/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Encoding of names
 */

#ifndef CCS_CORE_ESCAPE_H
#define CCS_CORE_ESCAPE_H

#include "emit.h"
#include "env.h"

size_t ccs_char_len(const char *text, size_t len);
size_t ccs_const_len(const char *text, size_t len);
bool ccs_is_plain(const char *raw, size_t len);
size_t ccs_encode_byte(char *out, unsigned char byte);
void ccs_encode(struct ccs_emit *emit, const char *raw, size_t len);
ssize_t ccs_encode_in_place(char *buf, size_t size, const char *raw,
			    size_t len);
ssize_t ccs_decode(char *out, const char *word, size_t len);

#endif /* CCS_CORE_ESCAPE_H */
