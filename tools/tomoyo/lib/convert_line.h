/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One old line and the new ones that it becomes
 */

#ifndef CCS_LIB_CONVERT_LINE_H
#define CCS_LIB_CONVERT_LINE_H

#include <stdbool.h>

#include "convert.h"

/**
 * struct ccs_convert_keyword - how a line that only changes its words is written
 * @old: the words that it begins with
 * @native: the same in 1.7, NULL if there is no line for the new word alone
 * @new: the same in 1.8, NULL to keep it native
 * @operands: number of words behind @old
 * @tail: operands that the old release didn't have, with values that allow
 *	  whatever it allowed
 */
struct ccs_convert_keyword {
	const char *old;
	const char *native;
	const char *new;
	unsigned int operands;
	const char *tail;
};

/**
 * struct ccs_old_condition - what is behind the operands of an entry
 * @blocks: the blocks joined by spaces, empty for none
 * @set: the assignments behind «; set», NULL for none
 * @native: only 1.7 can say it
 */
struct ccs_old_condition {
	char *blocks;
	char *set;
	bool native;
};

void __attribute__((format(printf, 3, 4)))
ccs_convert_refuse(struct ccs_convert *convert, const struct ccs_item *item,
		   const char *format, ...);
void ccs_convert_emit(struct ccs_convert *convert, enum ccs_convert_kind kind,
		      const struct ccs_item *item, const char *line);
const struct ccs_convert_keyword *
ccs_convert_keyword(const struct ccs_convert_keyword *table, const char *line);
bool ccs_convert_operands(char **rest, unsigned int count, char **operands);
bool ccs_convert_words(char *rest, unsigned int count);
bool ccs_convert_patterned(const char *word);
bool ccs_convert_decimal(const char *word);
const char *ccs_convert_value(const struct ccs_item *item, const char *key);

const char *ccs_convert_condition(char *rest, struct ccs_old_condition *found);
void ccs_convert_condition_free(struct ccs_old_condition *condition);
void ccs_convert_entry(struct ccs_convert *convert, const struct ccs_item *item,
		       const struct ccs_convert_keyword *keyword,
		       const char *operands,
		       const struct ccs_old_condition *condition);

#endif /* CCS_LIB_CONVERT_LINE_H */
