// SPDX-License-Identifier: GPL-2.0-only
/*
 * Vectors of addresses
 */

#include "../core/addr.h"
#include "../core/emit.h"
#include "line.h"

/* Lines that have the address in the middle, by context and dialect. */
static const struct {
	const char *context;
	u8 dialect;
	u8 node;
	const char *head;
	const char *shown;
	const char *tail;
} contexts[] = {
	{ "network operand", CCS_DIALECT_18, WORLD_DOMAIN,
	  "network inet stream connect ", "network inet stream connect ",
	  " 80" },
	{ "network operand", CCS_DIALECT_17, WORLD_DOMAIN,
	  "allow_network TCP connect ", "network inet stream connect ",
	  " 80" },
	{ "address_group member", CCS_DIALECTS, WORLD_EXCEPTION,
	  "address_group G ", "address_group G ", "" },
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

typedef void (*print_fn)(struct ccs_emit *emit,
			 const struct ccs_addr_range *range);

static char *print_as(const char *text, print_fn print)
{
	const struct ccs_span word = ccs_span_of(text);
	char *const out = vectors_format("%*s", 128, "");
	struct ccs_emit emit = { .buf = out, .size = 128 };
	struct ccs_addr_range range;
	const char *why;

	out[0] = '\0';
	if (ccs_addr_range_parse(&word, &range, &why))
		print(&emit, &range);
	return out;
}

/*
 * Nodes print addresses as 1.8 does whichever dialect they came in; how 1.7
 * would print this one is asked apart.
 */
static char *shown_address(struct vectors_row *row, u8 dialect)
{
	const char *const text = row->column[4];
	char *old;

	if (dialect == CCS_DIALECT_18 || *text == '@')
		return vectors_format("%s", text);
	old = print_as(text, ccs_addr_range_print_17);
	vectors_expect(row, text, old);
	free(old);
	return print_as(text, ccs_addr_range_print);
}

static void expect_family(struct vectors_row *row)
{
	const struct ccs_span word = ccs_span_of(row->column[4]);
	struct ccs_addr_range range = {};
	const char *why;
	char *family;

	if (vectors_is(row->column[5], "group"))
		return;
	ccs_addr_range_parse(&word, &range, &why);
	family = vectors_format("%u", range.family);
	vectors_expect(row, row->column[5], family);
	free(family);
}

static void run(struct vectors_row *row, int context)
{
	const u8 dialect = vectors_dialect(row, 0);
	const bool accept = vectors_accept(row, 3, 6);
	const char *const tail = contexts[context].tail;
	char *const address = accept ? shown_address(row, dialect) :
				       vectors_format("%s", "-");
	char *const shown = vectors_format("%s%s%s", contexts[context].shown,
					   address, tail);
	const struct vectors_line line = {
		.dialect = dialect,
		.node = contexts[context].node,
		.accept = accept,
		.shown = shown,
	};

	vectors_line_is(row, &line,
			vectors_format("%s%s%s", contexts[context].head,
				       row->column[2], tail));
	free(shown);
	free(address);
	if (accept && !row->failed)
		expect_family(row);
}

/**
 * vectors_addresses - judge a row of addresses
 * @row: dialect, context, text, verdict, text that this dialect prints,
 *	family, note
 */
void vectors_addresses(struct vectors_row *row)
{
	const int context = context_of(row->column[1],
				       vectors_dialect(row, 0));

	if (context < 0)
		vectors_expect(row, "a context of addresses", row->column[1]);
	else
		run(row, context);
}

/**
 * vectors_address_match - judge a row of address-match
 * @row: address of a request, operand, does it match
 *
 * A reversed range is refused, so it matches nothing.
 */
void vectors_address_match(struct vectors_row *row)
{
	const struct ccs_span text = ccs_span_of(row->column[0]);
	const struct ccs_span operand = ccs_span_of(row->column[1]);
	struct ccs_addr_range request, range;
	struct ccs_addr address;
	const char *why;
	bool match;

	if (!ccs_addr_range_parse(&text, &request, &why)) {
		vectors_expect(row, "an address", row->column[0]);
		return;
	}
	address.value = request.range.min;
	address.family = request.family;
	match = ccs_addr_range_parse(&operand, &range, &why) &&
		ccs_addr_in_range(&address, &range);
	vectors_claim(row, vectors_bool(row, 2), match, "match");
}
