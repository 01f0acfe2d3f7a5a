/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Entries taken apart
 */

#ifndef CCS_LIB_PARTS_H
#define CCS_LIB_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#define CCS_PARTS_MAX 256

/**
 * struct ccs_parts - an entry taken apart
 * @text: its words, NUL terminated each
 * @word: the words
 * @count: their number
 * @op: which of them are the operations; 0 if there are none
 * @first: the first operand
 * @last: the one behind the last operand, where conditions begin
 * @kinds: of the operands, as ccs_operands(); empty for plain words
 */
struct ccs_parts {
	char *text;
	char *word[CCS_PARTS_MAX];
	size_t count;
	size_t op;
	size_t first;
	size_t last;
	const char *kinds;
};

bool ccs_parts_take(struct ccs_parts *parts, const char *line);
bool ccs_parts_alike(const struct ccs_parts *one,
		     const struct ccs_parts *other);
bool ccs_parts_allow(const struct ccs_parts *entry, const char *op);
bool ccs_parts_signal(const struct ccs_parts *entry);
void ccs_parts_free(struct ccs_parts *parts);

#endif /* CCS_LIB_PARTS_H */
