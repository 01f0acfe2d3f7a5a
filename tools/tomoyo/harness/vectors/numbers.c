// SPDX-License-Identifier: GPL-2.0-only
/*
 * Vectors of numbers
 */

#include "../core/number.h"
#include "line.h"

/* Lines that have the number at their end, by context and dialect. */
static const struct {
	const char *context;
	u8 dialect;
	u8 node;
	const char *head;
	const char *shown;
} contexts[] = {
	{ "number operand", CCS_DIALECT_18, WORLD_DOMAIN,
	  "file chown /x ", "file chown /x " },
	{ "number operand", CCS_DIALECT_17, WORLD_DOMAIN,
	  "allow_chown /x ", "file chown /x " },
	{ "port operand", CCS_DIALECT_18, WORLD_DOMAIN,
	  "network inet stream connect 10.0.0.1 ",
	  "network inet stream connect 10.0.0.1 " },
	{ "port operand", CCS_DIALECT_17, WORLD_DOMAIN,
	  "allow_network TCP connect 10.0.0.1 ",
	  "network inet stream connect 10.0.0.1 " },
	{ "number_group member", CCS_DIALECTS, WORLD_EXCEPTION,
	  "number_group G ", "number_group G " },
	{ "deny_autobind", CCS_DIALECTS, WORLD_EXCEPTION,
	  "deny_autobind ", "deny_autobind " },
};

static int context_of(const char *name, u8 dialect)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(contexts); i++)
		if (vectors_is(name, contexts[i].context) &&
		    (dialect & contexts[i].dialect))
			return i;
	return -1;
}

/* The printed form has to mean the values that the row gives. */
static void expect_values(struct vectors_row *row)
{
	const struct ccs_span word = ccs_span_of(row->column[4]);
	struct ccs_range range;
	char *text;

	if (vectors_is(row->column[5], "group"))
		return;
	if (!ccs_range_parse(&word, &range)) {
		vectors_expect(row, "a range", row->column[4]);
		return;
	}
	text = vectors_format("%llu", (unsigned long long)range.min);
	vectors_expect(row, row->column[5], text);
	free(text);
	text = vectors_format("%llu", (unsigned long long)range.max);
	vectors_expect(row, row->column[6], text);
	free(text);
}

static void run(struct vectors_row *row, int context)
{
	const bool accept = vectors_accept(row, 3, 7);
	char *const shown = vectors_format("%s%s", contexts[context].shown,
					   row->column[4]);
	const struct vectors_line line = {
		.dialect = vectors_dialect(row, 0),
		.node = contexts[context].node,
		.accept = accept,
		.shown = shown,
	};

	vectors_line_is(row, &line,
			vectors_format("%s%s", contexts[context].head,
				       row->column[2]));
	free(shown);
	if (accept && !row->failed)
		expect_values(row);
}

/**
 * vectors_numbers - judge a row of numbers
 * @row: dialect, context, text, verdict, printed text, lowest and highest
 *	value, note
 */
void vectors_numbers(struct vectors_row *row)
{
	const int context = context_of(row->column[1],
				       vectors_dialect(row, 0));

	if (context < 0)
		vectors_expect(row, "a context of numbers", row->column[1]);
	else
		run(row, context);
}
