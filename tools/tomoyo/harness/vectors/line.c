// SPDX-License-Identifier: GPL-2.0-only
/*
 * Claims about one policy line
 */

#include "line.h"

#define SEPARATOR " ; "

/*
 * A part of a list of lines. A semicolon before ``set`` belongs to the line:
 * no line begins with that word.
 */
static size_t part_len(const struct ccs_span *rest)
{
	const size_t n = strlen(SEPARATOR);
	size_t i;

	for (i = 0; i + n <= rest->len; i++)
		if (!memcmp(rest->text + i, SEPARATOR, n) &&
		    strncmp(rest->text + i + n, "set task.", 9))
			return i;
	return rest->len;
}

/**
 * vectors_line_part - take a line from a list of lines
 * @rest: the list
 * @part: the line
 *
 * Return: false at the end.
 */
bool vectors_line_part(struct ccs_span *rest, struct ccs_span *part)
{
	const size_t len = part_len(rest);
	const size_t gone = min(rest->len, len + strlen(SEPARATOR));

	if (!rest->len)
		return false;
	*part = (struct ccs_span){ rest->text, len };
	rest->text += gone;
	rest->len -= gone;
	return true;
}

/* Our nodes may name the first namespace, which vectors leave out. */
static bool same_line(const struct ccs_span *shown, const struct ccs_span *want)
{
	struct ccs_span rest = *shown;

	if (rest.len == want->len && !memcmp(rest.text, want->text, rest.len))
		return true;
	return ccs_span_eat(&rest, CCS_KERNEL_NAMESPACE " ") &&
	       rest.len == want->len && !memcmp(rest.text, want->text,
						rest.len);
}

static bool shows(const char *text, const struct ccs_span *want)
{
	struct ccs_span rest = ccs_span_of(text), line;

	while (ccs_span_split(&rest, '\n', &line))
		if (same_line(&line, want))
			return true;
	return false;
}

/* A second namespace makes the first one be named in lines that were there. */
static bool known(const char *before, const struct ccs_span *shown)
{
	struct ccs_span rest = ccs_span_of(before), line;

	while (ccs_span_split(&rest, '\n', &line))
		if (same_line(shown, &line))
			return true;
	return false;
}

static bool listed(const char *lines, const struct ccs_span *shown)
{
	struct ccs_span rest = ccs_span_of(lines), part;

	while (vectors_line_part(&rest, &part))
		if (same_line(shown, &part))
			return true;
	return false;
}

/* What is printed now and was not before, for the report. */
static char *new_lines(const char *before, const char *after)
{
	struct ccs_span rest = ccs_span_of(after), line;
	char *found = vectors_format("%s", "");

	while (ccs_span_split(&rest, '\n', &line)) {
		char *const old = found;

		if (!line.len || known(before, &line))
			continue;
		found = vectors_format("%s%s%.*s", old, *old ? SEPARATOR : "",
				       (int)line.len, line.text);
		free(old);
	}
	return found;
}

static bool all_shown(const char *lines, const char *text)
{
	struct ccs_span rest = ccs_span_of(lines), part;

	while (vectors_line_part(&rest, &part))
		if (!shows(text, &part))
			return false;
	return true;
}

static bool none_new(const char *lines, const char *before, const char *after)
{
	struct ccs_span rest = ccs_span_of(after), line;

	while (ccs_span_split(&rest, '\n', &line))
		if (line.len && !known(before, &line) && !listed(lines, &line))
			return false;
	return true;
}

/* A line with a key shows nothing when no line has that key. */
static bool key_shown(const char *key, const char *text)
{
	struct ccs_span rest = ccs_span_of(text), line;
	const size_t len = strcspn(key, "=") + 1;

	while (ccs_span_split(&rest, '\n', &line))
		if (line.len >= len && !memcmp(line.text, key, len))
			return true;
	return false;
}

static bool as_expected(const struct vectors_line *line, const char *shown,
			const char *before, const char *after)
{
	const bool nothing = vectors_is(shown, "-");

	if (nothing && line->more)
		return !key_shown(line->text, after);
	if (nothing)
		return none_new("", before, after);
	return all_shown(shown, after) &&
	       (line->more || none_new(shown, before, after));
}

static bool either_expected(const struct vectors_line *line,
			    const char *before, const char *after)
{
	return as_expected(line, line->shown, before, after) ||
	       (line->native &&
		as_expected(line, line->native, before, after));
}

static void expect_shown(struct vectors_row *row,
			 const struct vectors_line *line, const char *before,
			 struct world *world)
{
	char *const after = world_print(world, line->node);

	if (line->shown && !either_expected(line, before, after)) {
		char *const added = new_lines(before, after);

		vectors_expect(row, line->shown, added);
		if (!row->failed)
			vectors_expect(row, line->shown, "other lines, too");
		free(added);
	}
	free(after);
}

static char *verdict(const struct world *world, const char *text, int err)
{
	const struct ccs_span *const word = &world->reject.word;

	if (!err)
		return vectors_format("accept: %s", text);
	return vectors_format("reject: %s: %s (\"%.*s\")", text,
			      world->reject.why ? world->reject.why : "",
			      (int)word->len, word->text ? word->text : "");
}

static void judge(struct vectors_row *row, const struct vectors_line *line,
		  struct world *world, int err)
{
	char *wanted, *gotten;

	if (line->accept == !err)
		return;
	wanted = vectors_format("%s: %s", line->accept ? "accept" : "reject",
				line->text);
	gotten = verdict(world, line->text, err);
	vectors_expect(row, wanted, gotten);
	free(wanted);
	free(gotten);
}

static void run(struct vectors_row *row, const struct vectors_line *line,
		struct world *world)
{
	const struct ccs_span text = ccs_span_of(line->text);
	char *const before = world_print(world, line->node);
	const char *wrong;
	int err;

	wrong = world_try(world, line->node, &text, &err);
	judge(row, line, world, err);
	if (!err && line->accept) {
		expect_shown(row, line, before, world);
		wrong = world_reload_differs(world, NULL);
	}
	if (wrong)
		vectors_expect(row, "nothing wrong", wrong);
	free(before);
}

/**
 * vectors_line - claim that a line is taken as said
 * @row: the row that says it
 * @line: the claim
 *
 * Return: true if everything was as expected.
 */
bool vectors_line(struct vectors_row *row, const struct vectors_line *line)
{
	struct world *const world = world_new(line->dialect);

	if (world_text(world, WORLD_DOMAIN,
		       line->domain ? line->domain : VECTORS_DOMAIN))
		vectors_expect(row, "a domain", "none can be made");
	else
		run(row, line, world);
	world_free(world);
	return !row->failed;
}

/**
 * vectors_line_is - claim that a line that was composed is taken as said
 * @row: the row that says it
 * @line: the claim, but for the text
 * @text: the text; freed
 *
 * Return: as vectors_line().
 */
bool vectors_line_is(struct vectors_row *row, const struct vectors_line *line,
		     char *text)
{
	struct vectors_line whole = *line;
	bool good;

	whole.text = text;
	good = vectors_line(row, &whole);
	free(text);
	return good;
}
