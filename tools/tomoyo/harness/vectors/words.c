// SPDX-License-Identifier: GPL-2.0-only
/*
 * Vectors of words and domainnames
 */

#include "line.h"

/**
 * struct claim - what a column is about
 * @column: the column
 * @dialect: the dialect it is about
 * @node: where the line is written
 * @format: the line, around the text
 * @shown: what is printed, around the text; NULL if it does not matter
 */
struct claim {
	u8 column;
	u8 dialect;
	u8 node;
	const char *format;
	const char *shown;
};

static const struct claim word_claims[] = {
	{ 1, CCS_DIALECT_18, WORLD_EXCEPTION, "path_group G %s",
	  "path_group G %s" },
	{ 2, CCS_DIALECT_18, WORLD_EXCEPTION, "initialize_domain %s from any",
	  "initialize_domain %s from any" },
	{ 3, CCS_DIALECT_17, WORLD_DOMAIN, "allow_read %s", NULL },
	{}
};

static const struct claim domainname_claims[] = {
	{ 1, CCS_DIALECT_18, WORLD_DOMAIN, "task manual_domain_transition %s",
	  "task manual_domain_transition %s" },
	{ 2, CCS_DIALECT_17, WORLD_DOMAIN, "allow_signal 1 %s",
	  "ipc signal 1 %s" },
	{ 3, CCS_DIALECT_18, WORLD_MANAGER, "%s", "%s" },
	{ 4, CCS_DIALECT_17, WORLD_MANAGER, "%s", "%s" },
	{ 5, CCS_DIALECT_18, WORLD_EXCEPTION, "initialize_domain any from %s",
	  "initialize_domain any from %s" },
	{ 6, CCS_DIALECT_17, WORLD_EXCEPTION, "keep_domain %s",
	  "keep_domain any from %s" },
	{}
};

/* The formats are ours, each with one %s; the compiler can't see that. */
static char *around(const char *format, const char *text)
{
	const char *const at = strstr(format, "%s");

	return vectors_format("%.*s%s%s", (int)(at - format), format, text,
			      at + 2);
}

static void run_claims(struct vectors_row *row, const struct claim *claim)
{
	const char *const text = row->column[0];

	for (; claim->format; claim++) {
		char *const shown = claim->shown ? around(claim->shown, text) :
						   NULL;
		const struct vectors_line line = {
			.dialect = claim->dialect,
			.node = claim->node,
			.accept = vectors_bool(row, claim->column),
			.shown = shown,
		};

		vectors_line_is(row, &line, around(claim->format, text));
		free(shown);
	}
}

/**
 * vectors_words - judge a row of words
 * @row: text, legal word, legal path, legal word in 1.7, note
 */
void vectors_words(struct vectors_row *row)
{
	run_claims(row, word_claims);
}

/**
 * vectors_domainnames - judge a row of domainnames
 * @row: text, legal domainname in 1.8 and 1.7, manager in 1.8 and 1.7, operand
 *	of ``from`` in 1.8, operand of ``keep_domain`` in 1.7
 */
void vectors_domainnames(struct vectors_row *row)
{
	run_claims(row, domainname_claims);
}
