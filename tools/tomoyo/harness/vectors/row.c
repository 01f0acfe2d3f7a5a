// SPDX-License-Identifier: GPL-2.0-only
/*
 * Rows of a file of vectors
 */

#include "../world/world.h"
#include "row.h"

/**
 * vectors_is - are two strings the same?
 * @text: one
 * @other: the other
 *
 * Return: true if they are.
 */
bool vectors_is(const char *text, const char *other)
{
	return !strcmp(text, other);
}

/**
 * vectors_expect - claim that a row gives a text
 * @row: the row
 * @want: what it says
 * @got: what core says
 *
 * Return: true if they are the same; else the row has failed and was printed.
 */
bool vectors_expect(struct vectors_row *row, const char *want, const char *got)
{
	if (vectors_is(want, got))
		return true;
	if (!row->failed)
		printf("%s:%u: %s\n", row->file, row->line, row->text);
	printf("    expected: %s\n    got:      %s\n", want, got);
	row->failed = true;
	return false;
}

/**
 * vectors_claim - claim that something is so, or is not
 * @row: the row
 * @want: what it says
 * @got: what core says
 * @what: what it is about
 *
 * Return: as vectors_expect().
 */
bool vectors_claim(struct vectors_row *row, bool want, bool got,
		   const char *what)
{
	char *const wanted = vectors_format("%s: %s", what, want ? "yes" : "no");
	char *const gotten = vectors_format("%s: %s", what, got ? "yes" : "no");
	const bool good = vectors_expect(row, wanted, gotten);

	free(wanted);
	free(gotten);
	return good;
}

/**
 * vectors_bool - read a column that is 0 or 1
 * @row: the row, which fails if it is neither
 * @column: the column
 *
 * Return: its value.
 */
bool vectors_bool(struct vectors_row *row, int column)
{
	const char *const text = row->column[column];

	if (!vectors_is(text, "0") && !vectors_is(text, "1"))
		vectors_expect(row, "a column that is 0 or 1", text);
	return vectors_is(text, "1");
}

/**
 * vectors_accept - read a column that is accept or reject
 * @row: the row, which fails if it is neither
 * @column: the column
 * @note: the column of notes, where a recommendation wins; -1 for none
 *
 * Return: true for accept.
 */
bool vectors_accept(struct vectors_row *row, int column, int note)
{
	const char *const text = row->column[column];

	if (!vectors_is(text, "accept") && !vectors_is(text, "reject"))
		vectors_expect(row, "a column that is accept or reject", text);
	if (note >= 0 && strstr(row->column[note], "recommended: reject"))
		return false;
	if (note >= 0 && strstr(row->column[note], "recommended: accept"))
		return true;
	return vectors_is(text, "accept");
}

/**
 * vectors_dialect - read a column that names a dialect
 * @row: the row, which fails if it does not
 * @column: the column
 *
 * Return: the dialect.
 */
u8 vectors_dialect(struct vectors_row *row, int column)
{
	const char *const text = row->column[column];

	if (!vectors_is(text, "1.8") && !vectors_is(text, "1.7"))
		vectors_expect(row, "a column that is 1.8 or 1.7", text);
	return vectors_is(text, "1.7") ? CCS_DIALECT_17 : CCS_DIALECT_18;
}

/**
 * vectors_format - print into a string
 * @format: as for printf()
 *
 * Return: the string, which the caller frees.
 */
char *vectors_format(const char *format, ...)
{
	va_list args;
	char *text;
	int len;

	va_start(args, format);
	len = vasprintf(&text, format, args);
	va_end(args);
	if (len < 0)
		ccs_env_die("no memory for a row", __FILE__, __LINE__);
	return text;
}
