/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: normalisation of lines
 */

#ifndef CCS_KUNIT_VECTORS_SPAN_H
#define CCS_KUNIT_VECTORS_SPAN_H

/**
 * struct normalise_row - a line as written and as parsers read it
 * @desc: what the row is about
 * @raw: bytes of the line
 * @len: their number
 * @line: the normalised line
 */
struct normalise_row {
	const char *desc;
	const char *raw;
	size_t len;
	const char *line;
};

/* clang-format off */
static const struct normalise_row normalise_rows[] = {
	{ "empty", "", 0, "" },
	{ "one word", "word", 4, "word" },
	{ "normal already", "a b c", 5, "a b c" },
	{ "blanks at the start", "  a", 3, "a" },
	{ "blanks at the end", "a  ", 3, "a" },
	{ "only blanks", "    ", 4, "" },
	{ "a run becomes one space", "a    b", 6, "a b" },
	{ "tab", "a\tb", 3, "a b" },
	{ "carriage return at the end", "a b\r", 4, "a b" },
	{ "newline inside", "a\nb", 3, "a b" },
	{ "every kind of separator in one run", "a \t\r\n\001\037\177b", 9,
	  "a b" },
	{ "bytes above ASCII separate", "a\200\377\303\251b", 6, "a b" },
	{ "only bytes above ASCII", "\200\377", 2, "" },
	{ "lowest and highest byte of a word", "!~", 2, "!~" },
	{ "NUL ends the line", "a b\000c d", 7, "a b" },
	{ "NUL first", "\000a", 2, "" },
	{ "blank before NUL", "a \000b", 4, "a" },
	{ "backslash is no separator", "a\\040b", 6, "a\\040b" },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_SPAN_H */
