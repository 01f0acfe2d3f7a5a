// SPDX-License-Identifier: GPL-2.0-only
/*
 * Asking core about a line
 */

#include "doc.h"

#define DOMAIN_LINE "<kernel> /a"

/**
 * doc_format - a string in memory of its own
 * @format: as for printf()
 *
 * Return: the string, which the caller frees.
 */
char *doc_format(const char *format, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		ccs_env_die("no memory for a text", __FILE__, __LINE__);
	va_end(args);
	return text;
}

static bool has_line(const char *text, const struct ccs_span *wanted)
{
	struct ccs_span rest = ccs_span_of(text), line;

	while (ccs_span_split(&rest, '\n', &line))
		if (line.len == wanted->len &&
		    !memcmp(line.text, wanted->text, line.len))
			return true;
	return false;
}

/* Lines of @after that are not in @before, as literals. */
static char *new_lines(const char *before, const char *after)
{
	struct ccs_span rest = ccs_span_of(after), line;
	char *found = doc_format("%s", "");

	while (ccs_span_split(&rest, '\n', &line)) {
		char *const old = found;

		if (!line.len || has_line(before, &line))
			continue;
		found = doc_format("%s%s``%.*s``", old, *old ? ", " : "",
				   (int)line.len, line.text);
		free(old);
	}
	return found;
}

/**
 * doc_shown - what a line is printed as
 * @line: the line
 * @dialects: mask of the dialects that it may be in
 *
 * Return: the lines that a policy prints for it, for a table, which the caller
 * frees; NULL if the line is refused.
 */
char *doc_shown(const struct doc_line *line, u8 dialects)
{
	struct world *const world = world_new(dialects);
	char *shown = NULL, *before, *after;

	if (world_text(world, WORLD_DOMAIN, DOMAIN_LINE))
		ccs_env_die("no domain can be made", __FILE__, __LINE__);
	before = world_print(world, line->node);
	if (!world_text(world, line->node, line->sample)) {
		after = world_print(world, line->node);
		shown = new_lines(before, after);
		free(after);
	}
	free(before);
	world_free(world);
	return shown;
}

static bool accepts(const struct doc_line *line, u8 dialect)
{
	char *const shown = doc_shown(line, dialect);

	free(shown);
	return shown;
}

/**
 * doc_dialects - which dialects have a line
 * @line: the line
 *
 * Return: their names; ends the program if none has it.
 */
const char *doc_dialects(const struct doc_line *line)
{
	static const char *const names[] = {
		[CCS_DIALECT_18] = "1.8",
		[CCS_DIALECT_17] = "1.7",
		[CCS_DIALECTS] = "both",
	};
	const int mask = accepts(line, CCS_DIALECT_18) * CCS_DIALECT_18 |
			 accepts(line, CCS_DIALECT_17) * CCS_DIALECT_17;

	if (!mask)
		ccs_env_die(line->sample, "a line is refused", 0);
	return names[mask];
}
