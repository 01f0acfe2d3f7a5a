/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows of a file of vectors
 */

#ifndef CCS_HARNESS_VECTORS_ROW_H
#define CCS_HARNESS_VECTORS_ROW_H

#include "../core/env.h"

#define VECTORS_COLUMNS 12

/**
 * struct vectors_row - one row
 * @file: where it stands
 * @line: likewise, from 1
 * @text: the row as written
 * @column: its columns; those that were left out are empty
 * @failed: something about it was not as it should be
 */
struct vectors_row {
	const char *file;
	unsigned int line;
	const char *text;
	const char *column[VECTORS_COLUMNS];
	bool failed;
};

/**
 * struct vectors_type - a kind of file
 * @name: the file's name without its suffix
 * @run: judges a row, by calling vectors_expect() for each claim
 */
struct vectors_type {
	const char *name;
	void (*run)(struct vectors_row *row);
};

extern const struct vectors_type vectors_types[];

void vectors_words(struct vectors_row *row);
void vectors_domainnames(struct vectors_row *row);
void vectors_encoding(struct vectors_row *row);
void vectors_numbers(struct vectors_row *row);
void vectors_addresses(struct vectors_row *row);
void vectors_address_match(struct vectors_row *row);
void vectors_pattern_match(struct vectors_row *row);
void vectors_conditions(struct vectors_row *row);
void vectors_policy_lines(struct vectors_row *row);
void vectors_transitions(struct vectors_row *row);

bool vectors_is(const char *text, const char *other);
bool vectors_expect(struct vectors_row *row, const char *want,
		    const char *got);
bool vectors_claim(struct vectors_row *row, bool want, bool got,
		   const char *what);
bool vectors_bool(struct vectors_row *row, int column);
bool vectors_accept(struct vectors_row *row, int column, int note);
u8 vectors_dialect(struct vectors_row *row, int column);
__printf(1, 2) char *vectors_format(const char *format, ...);

#endif /* CCS_HARNESS_VECTORS_ROW_H */
