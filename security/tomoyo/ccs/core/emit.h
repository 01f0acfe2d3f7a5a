/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Bounded writer of policy text
 */

#ifndef CCS_CORE_EMIT_H
#define CCS_CORE_EMIT_H

#include "env.h"

/**
 * struct ccs_emit - text being written into a fixed buffer
 * @buf: the buffer; always NUL terminated once something was written
 * @size: its size in bytes
 * @len: bytes written, without the NUL
 * @overflow: something did not fit; what follows is not written either
 */
struct ccs_emit {
	char *buf;
	size_t size;
	size_t len;
	bool overflow;
};

void ccs_emit_bytes(struct ccs_emit *emit, const char *text, size_t len);
void ccs_emit_text(struct ccs_emit *emit, const char *text);
__printf(2, 3) void ccs_emit(struct ccs_emit *emit, const char *format, ...);
bool ccs_emit_commit(struct ccs_emit *emit, size_t mark);

#endif /* CCS_CORE_EMIT_H */
