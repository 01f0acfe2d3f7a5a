// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy text by lines
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "line.h"
#include "text.h"

/**
 * ccs_lines_open - start to read a file
 * @lines: the reader
 * @path: the file; the reader keeps the pointer for messages
 *
 * Return: 0 or -errno.
 */
int ccs_lines_open(struct ccs_lines *lines, const char *path)
{
	FILE *const file = fopen(path, "re");

	if (!file)
		return -errno;
	ccs_lines_of(lines, file, path);
	return 0;
}

/**
 * ccs_lines_of - start to read a stream
 * @lines: the reader
 * @file: the stream
 * @name: what messages call it
 */
void ccs_lines_of(struct ccs_lines *lines, FILE *file, const char *name)
{
	*lines = (struct ccs_lines){ .file = file, .name = name };
}

/* Policy is ASCII: such a byte would tear its word in two. */
static void find_foreign(struct ccs_lines *lines, size_t len)
{
	size_t i = 0;

	lines->foreign = 0;
	while (i < len && (unsigned char)lines->text[i] < 0x7f)
		i++;
	if (i == len)
		return;
	lines->foreign = i + 1;
	lines->byte = lines->text[i];
	if (!lines->quiet)
		ccs_warn("%s:%u:%zu: byte \\%03o ends a word; write it as the four characters \\%03o",
			 lines->name, lines->number, lines->foreign,
			 lines->byte, lines->byte);
}

static size_t escaped_length(const char *text, size_t len)
{
	size_t more = 0, i;

	for (i = 0; i < len; i++)
		more += (unsigned char)text[i] >= 0x7f ? 3 : 0;
	return len + more;
}

/* From the end, so that nothing is written over before it is read. */
static size_t escape(struct ccs_lines *lines, size_t len)
{
	const size_t new = escaped_length(lines->text, len);
	size_t to = new;

	if (new + 1 > lines->room) {
		lines->room = new + 1;
		lines->text = ccs_realloc(lines->text, new + 1);
	}
	lines->text[new] = '\0';
	while (len) {
		const unsigned char byte = lines->text[--len];

		if (byte < 0x7f) {
			lines->text[--to] = byte;
			continue;
		}
		lines->text[--to] = '0' + (byte & 7);
		lines->text[--to] = '0' + (byte >> 3 & 7);
		lines->text[--to] = '0' + (byte >> 6);
		lines->text[--to] = '\\';
	}
	return new;
}

/**
 * ccs_lines_next - read the next line that says something
 * @lines: the reader
 *
 * Empty lines and comments are skipped; the end of the file ends a line. The
 * result, in @lines->text, is normalised by the kernel's own function.
 *
 * Return: false at the end or after an error, which ccs_lines_close() returns.
 */
bool ccs_lines_next(struct ccs_lines *lines)
{
	ssize_t len;

	for (;;) {
		len = getline(&lines->text, &lines->room, lines->file);
		if (len < 0)
			return false;
		lines->number++;
		if (len && lines->text[len - 1] == '\n')
			len--;
		lines->text[len] = '\0';
		if (lines->escape && *lines->text != '#')
			len = escape(lines, len);
		if (*lines->text != '#')
			find_foreign(lines, len);
		if (ccs_text_normalise(lines->text, len) &&
		    *lines->text != '#')
			return true;
	}
}

/**
 * ccs_lines_close - stop reading
 * @lines: the reader
 *
 * Return: 0, or -errno if not everything could be read.
 */
int ccs_lines_close(struct ccs_lines *lines)
{
	const int err = ferror(lines->file) ? -EIO : 0;

	if (lines->file != stdin)
		fclose(lines->file);
	free(lines->text);
	lines->text = NULL;
	return err;
}
