/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: patterns that are hard for a backtracking matcher
 */

#ifndef CCS_KUNIT_VECTORS_PATTERN_HARD_H
#define CCS_KUNIT_VECTORS_PATTERN_HARD_H

#define HARD_LEN 4000

/**
 * struct hard_row - a text and a pattern, each a repeated piece
 * @piece: of the text, behind a slash
 * @pieces: how often
 * @end: what follows
 * @wild: piece of the pattern, behind a slash
 * @wilds: how often
 * @wild_end: what follows
 * @match: do they match?
 *
 * Every combination of lengths is possible up to the end of the text.
 */
struct hard_row {
	const char *piece;
	int pieces;
	const char *end;
	const char *wild;
	int wilds;
	const char *wild_end;
	bool match;
};

/* clang-format off */
static const struct hard_row hard_rows[] = {
	{ "a", HARD_LEN, "", "\\*a", 20, "b", false },
	{ "a", HARD_LEN, "b", "\\*a", 20, "b", true },
	{ "a", HARD_LEN, "", "\\*", 20, "b", false },
	{ "a", HARD_LEN, "", "\\@\\*", 10, "b", false },
	{ "a", HARD_LEN, "", "\\A", 20, "1", false },
	{ "1", HARD_LEN, "", "\\$\\X", 10, "g", false },
	{ "a/", HARD_LEN / 2, "b", "\\{\\*\\}/", 6, "c", false },
	{ "a/", HARD_LEN / 2, "c", "\\{\\*\\}/", 6, "c", true },
	{ "a/", HARD_LEN / 2, "b", "\\{\\*a\\*\\}/", 5, "c", false },
	{ "a/", HARD_LEN / 2, "b", "\\{\\*\\-b\\}/a/", 6, "c", false },
	{ "aaaaaaaa/", HARD_LEN / 9, "b", "\\{\\*a\\*a\\*\\-\\*b\\}/", 3, "c",
	  false },
	/* Only 1.7 allows that many. */
	{ "a", HARD_LEN, "", "\\*a", 40, "b", false },
	{ "a", HARD_LEN, "", "\\A", 40, "1", false },
	{ "a", HARD_LEN, "", "\\?\\*", 40, "b", false },
	{ "a/", HARD_LEN / 2, "b", "\\{\\*\\}/", 16, "c", false },
	{ "aaaaaaaa/", HARD_LEN / 9, "b", "\\{\\*a\\*a\\*a\\*a\\*b\\}/", 16,
	  "c", false },
	{ "aaaaaaaa/", HARD_LEN / 9, "b", "\\{\\*a\\*a\\*\\-\\*a\\*b\\}/", 16,
	  "c", false },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_PATTERN_HARD_H */
