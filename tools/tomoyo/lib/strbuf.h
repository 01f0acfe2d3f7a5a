/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Growing string
 */

#ifndef CCS_LIB_STRBUF_H
#define CCS_LIB_STRBUF_H

#include <stddef.h>

/**
 * struct ccs_strbuf - a string that grows; all zeroes is an empty one
 * @text: its bytes, NUL terminated once something was added
 * @len: their number without the NUL
 * @room: bytes allocated
 */
struct ccs_strbuf {
	char *text;
	size_t len;
	size_t room;
};

char *ccs_strbuf_reserve(struct ccs_strbuf *buf, size_t more);
void ccs_strbuf_add(struct ccs_strbuf *buf, const char *text, size_t len);
void ccs_strbuf_puts(struct ccs_strbuf *buf, const char *text);
void ccs_strbuf_free(struct ccs_strbuf *buf);

#endif /* CCS_LIB_STRBUF_H */
