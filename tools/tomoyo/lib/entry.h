/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An entry taken apart
 */

#ifndef CCS_LIB_ENTRY_H
#define CCS_LIB_ENTRY_H

#include <stdbool.h>

#include "list.h"

#define CCS_ENTRY_WORDS 4

/**
 * struct ccs_entry - an entry with one operation
 * @text: the line; borrowed
 * @head: bytes of it before the first operand
 * @kinds: what the operands are: as for ccs_operands(), and e for the name of a
 *	variable, d for a domain
 * @word: the operands
 * @transition: where an execution leads, empty for an entry that doesn't say
 * @conditions: its conditions, one each
 */
struct ccs_entry {
	const char *text;
	size_t head;
	const char *kinds;
	char *word[CCS_ENTRY_WORDS];
	char *transition;
	struct ccs_list conditions;
};

void ccs_entry_take(struct ccs_entry *entry, const char *text);
bool ccs_entry_effect(const char *condition);
void ccs_entry_free(struct ccs_entry *entry);

#endif /* CCS_LIB_ENTRY_H */
