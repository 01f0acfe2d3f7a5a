// SPDX-License-Identifier: GPL-2.0-only
/*
 * Bounded writer of policy text
 */

#include "emit.h"
#include "env.h"

/**
 * ccs_emit_bytes - append bytes
 * @emit: the writer
 * @text: the bytes
 * @len: their number
 *
 * What does not fit as a whole is not written at all.
 */
void ccs_emit_bytes(struct ccs_emit *emit, const char *text, size_t len)
{
	if (emit->overflow || len >= emit->size - emit->len) {
		emit->overflow = true;
		return;
	}
	memcpy(emit->buf + emit->len, text, len);
	emit->len += len;
	emit->buf[emit->len] = '\0';
}

/**
 * ccs_emit_text - append a string
 * @emit: the writer
 * @text: a NUL terminated string
 */
void ccs_emit_text(struct ccs_emit *emit, const char *text)
{
	ccs_emit_bytes(emit, text, strlen(text));
}

/**
 * ccs_emit - append formatted text
 * @emit: the writer
 * @format: as for snprintf()
 */
void ccs_emit(struct ccs_emit *emit, const char *format, ...)
{
	const size_t room = emit->size - emit->len;
	va_list args;
	int len;

	if (emit->overflow)
		return;
	va_start(args, format);
	len = vsnprintf(emit->buf + emit->len, room, format, args);
	va_end(args);
	if (len < 0 || (size_t)len >= room) {
		emit->buf[emit->len] = '\0';
		emit->overflow = true;
		return;
	}
	emit->len += len;
}

/**
 * ccs_emit_commit - keep or take back what was written since a mark
 * @emit: the writer
 * @mark: an earlier value of @emit->len
 *
 * A line that did not fit is taken back as a whole, so that a reader can go on
 * with it in the next buffer.
 *
 * Return: true if everything since @mark fitted.
 */
bool ccs_emit_commit(struct ccs_emit *emit, size_t mark)
{
	if (!emit->overflow)
		return true;
	emit->len = mark;
	emit->buf[mark] = '\0';
	emit->overflow = false;
	return false;
}
