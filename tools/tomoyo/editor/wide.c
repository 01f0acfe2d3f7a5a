// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names as people read them
 */

#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include "../lib/fail.h"
#include "tui.h"

static bool is_octal(const char *text)
{
	return text[0] == '\\' && text[1] >= '0' && text[1] <= '3' &&
	       text[2] >= '0' && text[2] <= '7' && text[3] >= '0' &&
	       text[3] <= '7';
}

/* The bytes of up to one character that octal numbers stand for. */
static size_t take_bytes(const char *text, char *bytes)
{
	size_t n = 0;

	while (n < 4 && is_octal(text)) {
		bytes[n++] = (text[1] - '0') * 64 + (text[2] - '0') * 8 +
			     text[3] - '0';
		text += 4;
	}
	return n;
}

/* Decodes one character. Returns bytes of @text it took, 0 for none. */
static size_t decode(const char *text, wchar_t *wide)
{
	mbstate_t state = {};
	char bytes[4];
	const size_t n = take_bytes(text, bytes);
	const size_t len = n ? mbrtowc(wide, bytes, n, &state) : 0;

	/* Nothing that the terminal could take for a command. */
	if (!len || len > n || !iswprint(*wide) || wcwidth(*wide) < 1)
		return 0;
	return 4 * len;
}

/**
 * draw_wide - a text in characters
 * @text: the text, as policy has it
 * @decoded: with the characters that octal numbers stand for
 *
 * Return: the characters, for free().
 */
wchar_t *draw_wide(const char *text, bool decoded)
{
	wchar_t *const made = ccs_realloc(NULL, (strlen(text) + 1) *
						sizeof(wchar_t));
	wchar_t *at = made;

	while (*text) {
		const size_t len = decoded ? decode(text, at) : 0;

		if (len) {
			text += len;
			at++;
			continue;
		}
		*at++ = *text >= ' ' && *text < 0x7f ? *text : '?';
		text++;
	}
	*at = L'\0';
	return made;
}

/**
 * draw_narrow - a text in bytes, one for each character
 * @text: the text
 *
 * Return: the bytes, for free(); what is not ASCII is ?.
 */
char *draw_narrow(const wchar_t *text)
{
	const size_t len = wcslen(text);
	char *const made = ccs_realloc(NULL, len + 1);
	size_t i;

	for (i = 0; i <= len; i++)
		made[i] = text[i] < 0x80 ? text[i] : '?';
	return made;
}
