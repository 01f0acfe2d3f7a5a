// SPDX-License-Identifier: GPL-2.0-only
/*
 * Values for programs that read JSON
 */

#include <stdio.h>
#include <string.h>

#include "json.h"

/**
 * ccs_json_string - add a string with its quotes
 * @out: where to
 * @text: the string; bytes that are not ASCII count as what policy writes for
 *	them, so the result is valid whatever a file contained
 */
void ccs_json_string(struct ccs_strbuf *out, const char *text)
{
	char escaped[8];

	ccs_strbuf_puts(out, "\"");
	for (; *text; text++) {
		const unsigned char byte = *text;

		if (byte == '"' || byte == '\\')
			snprintf(escaped, sizeof(escaped), "\\%c", byte);
		else if (byte >= 0x7f)
			snprintf(escaped, sizeof(escaped), "\\\\%03o", byte);
		else if (byte < ' ')
			snprintf(escaped, sizeof(escaped), "\\u%04x", byte);
		else
			snprintf(escaped, sizeof(escaped), "%c", byte);
		ccs_strbuf_puts(out, escaped);
	}
	ccs_strbuf_puts(out, "\"");
}

/**
 * ccs_json_print - print a string with its quotes
 * @text: the string, as for ccs_json_string()
 */
void ccs_json_print(const char *text)
{
	struct ccs_strbuf out = {};

	ccs_json_string(&out, text);
	fputs(out.text, stdout);
	ccs_strbuf_free(&out);
}
