// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tables as reStructuredText
 *
 * Simple tables: the width of a column is that of its longest cell, and the
 * last column is broken into lines. A cell of the first column can't be empty,
 * since that would continue the row above.
 */

#include "table.h"

/* Columns of the page, and the least that the last one of a table gets. */
#define PAGE_WIDTH	92
#define LAST_WIDTH	26

static void add(struct doc_table *table, char *text)
{
	char **const cells = realloc(table->cells,
				     sizeof(*cells) * (table->count + 1));

	if (!cells || !text)
		ccs_env_die("no memory for a table", __FILE__, __LINE__);
	table->cells = cells;
	table->cells[table->count++] = text;
}

/**
 * doc_cell - append a cell
 * @table: the table
 * @format: its text, as for printf()
 */
void doc_cell(struct doc_table *table, const char *format, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		text = NULL;
	va_end(args);
	add(table, text);
}

/**
 * doc_cells - append a row
 * @table: the table
 * @texts: as many texts as there are columns
 */
void doc_cells(struct doc_table *table, const char *const *texts)
{
	int i;

	for (i = 0; i < table->columns; i++)
		doc_cell(table, "%s", texts[i]);
}

/**
 * doc_literal - append a cell that stands for itself
 * @table: the table
 * @text: its text, NULL for none
 */
void doc_literal(struct doc_table *table, const char *text)
{
	if (text && *text)
		doc_cell(table, "``%s``", text);
	else
		doc_cell(table, "%s", table->count % table->columns ? "" :
							       "none");
}

static size_t width_of(const struct doc_table *table, int column)
{
	size_t width = 3;
	int i;

	for (i = column; i < table->count; i += table->columns)
		width = max(width, strlen(table->cells[i]));
	return width;
}

static void print_rule(const struct doc_table *table, const size_t *widths)
{
	size_t i;
	int column;

	for (column = 0; column < table->columns; column++) {
		printf("%s", column ? "  " : "");
		for (i = 0; i < widths[column]; i++)
			putchar('=');
	}
	putchar('\n');
}

/* Bytes of @text that fit into a line; breaks at blanks outside literals. */
static size_t fit(const char *text, size_t width)
{
	size_t i, best = 0;
	bool literal = false;

	for (i = 0; text[i]; i++) {
		if (!strncmp(text + i, "``", 2)) {
			literal = !literal;
			i++;
		} else if (text[i] == ' ' && !literal) {
			if (i > width && best)
				return best;
			best = i;
		}
	}
	return i > width && best ? best : i;
}

static void print_row(char **cells, int columns, const size_t *widths)
{
	const char *last = cells[columns - 1];
	size_t indent = 0;
	int i;

	for (i = 0; i < columns - 1; i++) {
		/* Nothing behind the last text of a line. */
		if (i == columns - 2 && !*last)
			printf("%s", cells[i]);
		else
			printf("%-*s  ", (int)widths[i], cells[i]);
		indent += widths[i] + 2;
	}
	while (*last) {
		const size_t n = fit(last, widths[columns - 1]);

		printf("%.*s", (int)n, last);
		last += n;
		if (*last)
			printf("\n%*s", (int)indent, "");
		last += *last == ' ';
	}
	putchar('\n');
}

/**
 * doc_print - print a table and free what it holds
 * @table: the table
 */
void doc_print(struct doc_table *table)
{
	size_t widths[DOC_COLUMNS], before = 0;
	int i;

	for (i = 0; i < table->columns; i++)
		widths[i] = width_of(table, i);
	for (i = 0; i < table->columns - 1; i++)
		before += widths[i] + 2;
	widths[i] = min(widths[i], max((size_t)LAST_WIDTH,
				       PAGE_WIDTH - min(before, (size_t)PAGE_WIDTH)));
	print_rule(table, widths);
	for (i = 0; i < table->count; i += table->columns) {
		print_row(table->cells + i, table->columns, widths);
		if (!i)
			print_rule(table, widths);
	}
	print_rule(table, widths);
	for (i = 0; i < table->count; i++)
		free(table->cells[i]);
	free(table->cells);
	*table = (struct doc_table){};
}
