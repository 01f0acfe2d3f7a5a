/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: legality of words
 */

#ifndef CCS_KUNIT_VECTORS_WORD_H
#define CCS_KUNIT_VECTORS_WORD_H

/**
 * struct word_row - a text and what it is
 * @text: the text
 * @word: is it a legal word of 1.8?
 * @path: is it a legal path of 1.8?
 * @word_17: is it a legal word of 1.7?
 */
struct word_row {
	const char *text;
	bool word;
	bool path;
	bool word_17;
};

/* clang-format off */
static const struct word_row word_rows[] = {
	{ "/etc/passwd", true, true, true },
	{ "/", true, true, true },
	{ "//", true, true, true },
	{ "/a//b", true, true, true },
	{ "/a/../b", true, true, true },
	{ "a", true, false, true },
	{ "abc", true, false, true },
	{ "/tmp/a\"b", true, true, true },
	{ "/tmp/a'b", true, true, true },
	{ "/tmp/a=b", true, true, true },
	{ "/tmp/a@b", true, true, true },
	{ "@", true, false, true },
	{ "/tmp/\\\\", true, true, true },
	{ "/tmp/\\\\\\\\", true, true, true },
	{ "/tmp/\\", false, false, false },
	{ "/tmp/\\?", true, true, true },
	{ "/tmp/\\-", true, true, true },
	{ "/tmp/\\-\\-", true, true, true },
	{ "\\-", true, false, true },
	{ "/tmp/\\n", false, false, false },
	{ "/tmp/\\z", false, false, false },
	{ "/tmp/\\r", false, false, false },
	{ "/tmp/\\040", true, true, true },
	{ "/tmp/\\001", true, true, true },
	{ "/tmp/\\037", true, true, true },
	{ "/tmp/\\177", true, true, true },
	{ "/tmp/\\200", true, true, true },
	{ "/tmp/\\777", false, false, false },
	{ "/tmp/\\000", true, true, false },
	{ "\\000", true, false, false },
	{ "/tmp/\\134", false, false, false },
	{ "/tmp/\\057", false, false, false },
	{ "/tmp/\\04", false, false, false },
	{ "/tmp/\\4", false, false, false },
	{ "/tmp/\\08", false, false, false },
	{ "/tmp/\\080", false, false, false },
	{ "/\\{a\\}/b", true, true, true },
	{ "/\\{\\*\\}/\\*", true, true, true },
	{ "/\\{\\}/", true, true, true },
	{ "/\\{a/", false, false, false },
	{ "/\\{a\\}", false, false, false },
	{ "/\\{a\\}x/", false, false, false },
	{ "/\\{a/b\\}/", false, false, false },
	{ "/\\{a\\}\\{b\\}/", false, false, false },
	{ "\\{a\\}/", false, false, false },
	{ "/\\{\\*\\-.ssh\\}/", true, true, true },
	{ "/\\{\\*\\-.ssh\\}/\\*", true, true, true },
	{ "/[a]/", true, true, true },
	{ "/\\(", false, false, false },
	{ "/\\}/", false, false, false },
	{ "/\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*", true,
	  true, true },
	{ "/\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*",
	  false, false, true },
	{ "/\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?",
	  true, true, true },
	{ "/\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+",
	  true, true, true },
	{ "/\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$",
	  false, false, true },
	{ "/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\*\\*",
	  true, true, true },
	{ "/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\*\\*\\*",
	  false, false, true },
	{ "proc:/self/exe", true, false, true },
	{ "socket:[family=2:type=1:protocol=6]", true, false, true },
	{ "pipe:[123]", true, false, true },
	{ "dev(8,1):/x", true, false, true },
	{ "<kernel>", true, false, true },
	/* Our own. */
	{ "", false, false, true },
	{ "/\\{a\\-b\\}/", true, true, true },
	{ "/\\{\\{a\\}\\}/", false, false, false },
	{ "/a\\{b\\}/", false, false, false },
	{ "/\\{a\\}/\\{b\\}/c", true, true, true },
	{ "/\\0", false, false, false },
	{ "/\\00", false, false, false },
	{ "/\\400", false, false, false },
	{ "/\\377", true, true, true },
	{ "/\\041", false, false, false },
	{ "/\\176", false, false, false },
	{ "/\\178", false, false, false },
	{ "/\\B", false, false, false },
	{ "/\\/", false, false, false },
	{ "/\\{a\\-\\}/", true, true, true },
	{ "\\*", true, false, true },
	{ "\\\\", true, false, true },
	{ "\\", false, false, false },
	{ "/a\\{", false, false, false },
	{ "/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/",
	  true, true, true },
	{ "/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\*",
	  false, false, true },
	{ "/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/",
	  false, false, true },
	{ "/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/",
	  false, false, true },
	{ "/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/",
	  false, false, false },
	{ "/\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*",
	  false, false, true },
	{ "/\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*",
	  false, false, false },
	{ "/\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\-\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@",
	  false, false, true },
	{ "/\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*/\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A\\A",
	  false, false, true },
	{ "/\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*/\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X\\X",
	  false, false, false },
	{ "/\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\-\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@\\@",
	  false, false, false },
};

/**
 * struct word_why_row - a text that is refused
 * @text: the text
 * @dialect: where
 * @why: the reason given
 */
struct word_why_row {
	const char *text;
	u8 dialect;
	const char *why;
};

static const struct word_why_row word_why_rows[] = {
	{ "", CCS_DIALECT_18, "an empty word" },
	{ "/a\\", CCS_DIALECT_18, "a backslash at the end" },
	{ "/a\\z", CCS_DIALECT_18, "an unknown escape" },
	{ "/a\\101", CCS_DIALECT_18,
	  "an octal escape of a byte that is written as itself" },
	{ "/a\\134", CCS_DIALECT_17,
	  "an octal escape of a byte that is written as itself" },
	{ "/a\\000", CCS_DIALECT_17, "\\000 is not known in the 1.7 dialect" },
	{ "/a\\04", CCS_DIALECT_18,
	  "an octal escape has three digits, at most 377" },
	{ "/a\\777", CCS_DIALECT_18,
	  "an octal escape has three digits, at most 377" },
	{ "/a\\9", CCS_DIALECT_17,
	  "an octal escape has three digits, at most 377" },
	{ "/a b", CCS_DIALECT_18,
	  "a byte that has to be written as an octal escape" },
	{ "/a\177", CCS_DIALECT_17,
	  "a byte that has to be written as an octal escape" },
	{ "/a\001", CCS_DIALECT_18,
	  "a byte that has to be written as an octal escape" },
	{ "a\\{b\\}/", CCS_DIALECT_18, "\\{ has to follow a slash" },
	{ "/\\{\\{b\\}/", CCS_DIALECT_18, "repeated directories do not nest" },
	{ "/\\}/", CCS_DIALECT_18, "\\} has no \\{ before it" },
	{ "/\\{a\\}b/", CCS_DIALECT_17, "a slash has to follow \\}" },
	{ "/\\{a/b\\}/", CCS_DIALECT_17, "a slash between \\{ and \\}" },
	{ "/\\{a", CCS_DIALECT_17, "\\{ is not closed" },
	{ "/\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*",
	  CCS_DIALECT_18, "more than 20 repeating wildcards and braces" },
	{ "/\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*",
	  CCS_DIALECT_17, "more than 40 repeating wildcards in one component" },
	{ "/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/\\{\\}/",
	  CCS_DIALECT_17, "more than 16 repeated directories" },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_WORD_H */
