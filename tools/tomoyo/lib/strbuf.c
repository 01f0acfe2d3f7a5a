// SPDX-License-Identifier: GPL-2.0-only
/*
 * Growing string
 */

#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "strbuf.h"

/**
 * ccs_strbuf_reserve - make room at the end
 * @buf: the string
 * @more: bytes that shall fit, besides a NUL
 *
 * Return: where they go; the caller raises @buf->len.
 */
char *ccs_strbuf_reserve(struct ccs_strbuf *buf, size_t more)
{
	const size_t need = buf->len + more + 1;

	if (need > buf->room) {
		buf->room = need < 256 ? 256 : need * 2;
		buf->text = ccs_realloc(buf->text, buf->room);
	}
	return buf->text + buf->len;
}

/**
 * ccs_strbuf_add - add bytes at the end
 * @buf: the string
 * @text: the bytes
 * @len: their number
 */
void ccs_strbuf_add(struct ccs_strbuf *buf, const char *text, size_t len)
{
	char *const end = ccs_strbuf_reserve(buf, len);

	/* Nothing may come as a NULL pointer. */
	if (len)
		memcpy(end, text, len);
	buf->len += len;
	buf->text[buf->len] = '\0';
}

/**
 * ccs_strbuf_puts - add a string at the end
 * @buf: the string
 * @text: what to add
 */
void ccs_strbuf_puts(struct ccs_strbuf *buf, const char *text)
{
	ccs_strbuf_add(buf, text, strlen(text));
}

/**
 * ccs_strbuf_free - free the bytes and leave an empty string
 * @buf: the string
 */
void ccs_strbuf_free(struct ccs_strbuf *buf)
{
	free(buf->text);
	*buf = (struct ccs_strbuf){};
}
