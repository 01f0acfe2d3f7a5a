// SPDX-License-Identifier: GPL-2.0-only
/*
 * Encoding of names
 */

#include "env.h"
#include "escape.h"
#include "swar.h"

static bool is_octal(char c, char highest)
{
	return c >= '0' && c <= highest;
}

static bool is_plain(unsigned char byte)
{
	return byte > ' ' && byte < 0x7f && byte != '\\';
}

static unsigned char octal_value(const char *escape)
{
	return (escape[1] - '0') << 6 | (escape[2] - '0') << 3 |
	       (escape[3] - '0');
}

/**
 * ccs_char_len - length of the encoded character at the start of a text
 * @text: encoded text
 * @len: its length in bytes
 *
 * Return: 1 for a plain byte, 2 for ``\\``, 4 for ``\ooo``, 0 for the end of
 * the text and for every other escape, that is for wildcards.
 */
size_t ccs_char_len(const char *text, size_t len)
{
	if (!len)
		return 0;
	if (text[0] != '\\')
		return 1;
	if (len >= 2 && text[1] == '\\')
		return 2;
	if (len >= 4 && is_octal(text[1], '3') && is_octal(text[2], '7') &&
	    is_octal(text[3], '7'))
		return 4;
	return 0;
}

/* Most texts have no backslash, and need no more than that look. */
static noinline size_t const_len_from(const char *text, size_t at, size_t len)
{
	size_t n;

	while ((n = ccs_char_len(text + at, len - at))) {
		at += n;
		at += ccs_swar_span(text + at, len - at, '\\');
	}
	return at;
}

/**
 * ccs_const_len - how far a text has no wildcard
 * @text: encoded text
 * @len: its length in bytes
 *
 * Return: bytes before the first wildcard, @len if there is none.
 */
size_t ccs_const_len(const char *text, size_t len)
{
	const size_t at = ccs_swar_span(text, len, '\\');

	return at < len ? const_len_from(text, at, len) : len;
}

static bool is_plain_block(u64 block)
{
	return ccs_swar_printable(block, '!') && !ccs_swar_find(block, '\\');
}

/**
 * ccs_is_plain - are these bytes their own encoded form?
 * @raw: the bytes
 * @len: their number
 *
 * Return: true if they are.
 */
bool ccs_is_plain(const char *raw, size_t len)
{
	const size_t last = len - CCS_SWAR_SIZE;
	size_t at = 0;

	if (len < CCS_SWAR_SIZE) {
		if (len >= CCS_SWAR_SIZE / 2)
			return is_plain_block(ccs_swar_load_short(raw, len));
		while (at < len && is_plain(raw[at]))
			at++;
		return at == len;
	}
	while (is_plain_block(ccs_swar_load(raw + at))) {
		if (at == last)
			return true;
		/* The last block overlaps the one before, which is plain. */
		at = min(at + CCS_SWAR_SIZE, last);
	}
	return false;
}

/**
 * ccs_encode_byte - encode one byte (policy-language 2.1)
 * @out: room for four bytes; not NUL terminated
 * @byte: the byte
 *
 * Return: how many bytes were written: 1, 2 or 4.
 */
size_t ccs_encode_byte(char *out, unsigned char byte)
{
	out[0] = '\\';
	if (byte == '\\') {
		out[1] = '\\';
		return 2;
	}
	if (is_plain(byte)) {
		out[0] = byte;
		return 1;
	}
	out[1] = '0' + (byte >> 6);
	out[2] = '0' + ((byte >> 3) & 7);
	out[3] = '0' + (byte & 7);
	return 4;
}

/**
 * ccs_encode - append bytes in encoded form
 * @emit: the writer
 * @raw: the bytes, which may contain NUL
 * @len: their number
 */
void ccs_encode(struct ccs_emit *emit, const char *raw, size_t len)
{
	char out[4];
	size_t i;

	if (len && ccs_is_plain(raw, len)) {
		ccs_emit_bytes(emit, raw, len);
		return;
	}
	for (i = 0; i < len && !emit->overflow; i++)
		ccs_emit_bytes(emit, out, ccs_encode_byte(out, raw[i]));
}

/**
 * ccs_encode_in_place - encode bytes that stand in the same buffer
 * @buf: where the encoded form goes, NUL terminated
 * @size: bytes of @buf
 * @raw: the bytes; may lie in @buf, and usually at its end
 * @len: their number
 *
 * Return: the encoded length, or -ENAMETOOLONG if the buffer is too small, in
 * which case its content, @raw included, is lost.
 */
ssize_t ccs_encode_in_place(char *buf, size_t size, const char *raw,
			    size_t len)
{
	const char *const end = raw + len;
	char out[4];
	size_t done = 0;

	while (raw < end) {
		const size_t n = ccs_encode_byte(out, *raw++);
		const bool shared = raw > buf && raw <= buf + size;

		if (n >= size - done || (shared && buf + done + n > raw))
			return -ENAMETOOLONG;
		memcpy(buf + done, out, n);
		done += n;
	}
	buf[done] = '\0';
	return done;
}

/**
 * ccs_decode - the bytes that a word without wildcards stands for
 * @out: room for @len bytes; may be @word
 * @word: the word
 * @len: its length in bytes
 *
 * Return: the number of bytes, or -EINVAL for a wildcard or for an escape of a
 * byte that is written as itself.
 */
ssize_t ccs_decode(char *out, const char *word, size_t len)
{
	size_t done = 0;

	while (len) {
		const size_t n = ccs_char_len(word, len);
		const unsigned char byte = n == 4 ? octal_value(word) : *word;

		if (!n || (n == 4 && (is_plain(byte) || byte == '\\')))
			return -EINVAL;
		out[done++] = byte;
		word += n;
		len -= n;
	}
	return done;
}
