// SPDX-License-Identifier: GPL-2.0-only
/*
 * Vectors of policy lines and of conditions
 */

#include "line.h"

static int node_of(const char *name)
{
	int node;

	for (node = 0; node < WORLD_NODE_COUNT; node++)
		if (vectors_is(name, world_node_names[node]))
			return node;
	return -1;
}

/* The domain that a note names, up to a semicolon; NULL if it names none. */
static char *domain_of(const char *note)
{
	static const char phrase[] = "current domain is ";
	const char *const at = strstr(note, phrase);
	const char *const name = at ? at + strlen(phrase) : NULL;

	return name ? vectors_format("%.*s", (int)strcspn(name, ";"), name) :
		      NULL;
}

/**
 * vectors_policy_lines - judge a row of policy-lines
 * @row: dialect, node, line, verdict of the original, printed lines,
 *	recommended verdict, note
 */
void vectors_policy_lines(struct vectors_row *row)
{
	const u8 dialect = vectors_dialect(row, 0);
	const int node = node_of(row->column[1]);
	const int verdict = *row->column[5] ? 5 : 3;
	char *const domain = domain_of(row->column[6]);
	const struct vectors_line line = {
		.dialect = dialect,
		.node = node,
		.text = row->column[2],
		.accept = vectors_accept(row, verdict, -1),
		.shown = row->column[4],
		.more = node == WORLD_PROFILE,
		.domain = domain,
	};

	if (node >= 0)
		vectors_line(row, &line);
	else if (!vectors_quota(row))
		vectors_expect(row, "a node that core reads", row->column[1]);
	free(domain);
}

static char *condition_18(const char *text)
{
	return vectors_format("file execute /x%s%s", *text ? " " : "", text);
}

static char *condition_17(const char *text)
{
	return vectors_format("allow_execute /x %s%s",
			      *text == ';' ? "" : "if ", text);
}

/**
 * vectors_conditions - judge a row of conditions
 * @row: dialect, condition, verdict, printed condition, note
 *
 * What 1.8 can't say keeps the dialect it was written in.
 */
void vectors_conditions(struct vectors_row *row)
{
	const u8 dialect = vectors_dialect(row, 0);
	const bool old = dialect == CCS_DIALECT_17;
	const char *const text = row->column[1];
	char *const shown = condition_18(row->column[3]);
	char *const native = old ? condition_17(row->column[3]) : NULL;
	const struct vectors_line line = {
		.dialect = dialect,
		.node = WORLD_DOMAIN,
		.accept = vectors_accept(row, 2, 4),
		.shown = shown,
		.native = native,
	};

	vectors_line_is(row, &line, old ? condition_17(text) :
		vectors_format("file execute /x %s", text));
	free(native);
	free(shown);
}
