/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: legality of words
 */

#ifndef CCS_KUNIT_VECTORS_WORD_H
#define CCS_KUNIT_VECTORS_WORD_H

/**
 * struct word_row - a text and what it is
 * @text: the text
 * @word: is it a legal word?
 * @path: is it a legal path?
 */
struct word_row {
	const char *text;
	bool word;
	bool path;
};

/* clang-format off */
static const struct word_row word_rows[] = {
	{ "/etc/passwd", true, true },
	{ "/", true, true },
	{ "//", true, true },
	{ "/a//b", true, true },
	{ "/a/../b", true, true },
	{ "a", true, false },
	{ "abc", true, false },
	{ "/tmp/a\"b", true, true },
	{ "/tmp/a'b", true, true },
	{ "/tmp/a=b", true, true },
	{ "/tmp/a@b", true, true },
	{ "@", true, false },
	{ "/tmp/\\\\", true, true },
	{ "/tmp/\\\\\\\\", true, true },
	{ "/tmp/\\", false, false },
	{ "/tmp/\\?", true, true },
	{ "/tmp/\\-", true, true },
	{ "/tmp/\\-\\-", true, true },
	{ "\\-", true, false },
	{ "/tmp/\\n", false, false },
	{ "/tmp/\\z", false, false },
	{ "/tmp/\\r", false, false },
	{ "/tmp/\\040", true, true },
	{ "/tmp/\\001", true, true },
	{ "/tmp/\\037", true, true },
	{ "/tmp/\\177", true, true },
	{ "/tmp/\\200", true, true },
	{ "/tmp/\\777", false, false },
	{ "/tmp/\\000", true, true },
	{ "\\000", true, false },
	{ "/tmp/\\134", false, false },
	{ "/tmp/\\057", false, false },
	{ "/tmp/\\04", false, false },
	{ "/tmp/\\4", false, false },
	{ "/tmp/\\08", false, false },
	{ "/tmp/\\080", false, false },
	{ "/\\{a\\}/b", true, true },
	{ "/\\{\\*\\}/\\*", true, true },
	{ "/\\{\\}/", true, true },
	{ "/\\{a/", false, false },
	{ "/\\{a\\}", false, false },
	{ "/\\{a\\}x/", false, false },
	{ "/\\{a/b\\}/", false, false },
	{ "/\\{a\\}\\{b\\}/", false, false },
	{ "\\{a\\}/", false, false },
	{ "/\\{\\*\\-.ssh\\}/", true, true },
	{ "/\\{\\*\\-.ssh\\}/\\*", true, true },
	{ "/[a]/", true, true },
	{ "/\\(", false, false },
	{ "/\\}/", false, false },
	{ "/\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*", true,
	  true },
	{ "/\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*",
	  false, false },
	{ "/\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?",
	  true, true },
	{ "/\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+",
	  true, true },
	{ "/\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$\\$",
	  false, false },
	{ "/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\*\\*",
	  true, true },
	{ "/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\{\\*\\}/\\*\\*\\*",
	  false, false },
	{ "proc:/self/exe", true, false },
	{ "socket:[family=2:type=1:protocol=6]", true, false },
	{ "pipe:[123]", true, false },
	{ "dev(8,1):/x", true, false },
	{ "<kernel>", true, false },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_WORD_H */
