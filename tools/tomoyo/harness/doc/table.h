/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tables as reStructuredText
 */

#ifndef CCS_HARNESS_DOC_TABLE_H
#define CCS_HARNESS_DOC_TABLE_H

#include "../core/env.h"

#define DOC_COLUMNS	6

/**
 * struct doc_table - a table that grows by cells, row by row
 * @columns: its width in cells; the first row is its head
 * @count: cells so far
 * @cells: their text
 */
struct doc_table {
	int columns;
	int count;
	char **cells;
};

void doc_cell(struct doc_table *table, const char *format, ...)
	__printf(2, 3);
void doc_cells(struct doc_table *table, const char *const *texts);
void doc_literal(struct doc_table *table, const char *text);
void doc_print(struct doc_table *table);

#endif /* CCS_HARNESS_DOC_TABLE_H */
