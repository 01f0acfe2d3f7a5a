/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Files of AppArmor
 */

#ifndef CCS_LIB_ARMOR_READ_H
#define CCS_LIB_ARMOR_READ_H

#include "armor.h"
#include "strbuf.h"

/* How a statement ends. */
enum ccs_armor_end {
	CCS_ARMOR_EOF,
	CCS_ARMOR_RULE,
	CCS_ARMOR_LINE,
	CCS_ARMOR_OPEN,
	CCS_ARMOR_CLOSE,
	CCS_ARMOR_BROKEN,
};

/**
 * struct ccs_armor_reader - a file being read
 * @at: what is left of it
 * @number: the line there
 * @begin: the line where the statement began
 * @text: the statement, with single spaces
 */
struct ccs_armor_reader {
	const char *at;
	unsigned int number;
	unsigned int begin;
	struct ccs_strbuf text;
};

enum ccs_armor_end ccs_armor_statement(struct ccs_armor_reader *reader);
size_t ccs_armor_split(char *text, char **words, size_t room);
char *ccs_armor_next(char **list);

void ccs_armor_assign(struct ccs_armor *armor, const struct ccs_item *item);
void ccs_armor_set(struct ccs_armor *armor, const char *name,
		   const char *value);
char *ccs_armor_expand(const struct ccs_armor *armor, const char *text,
		       const char **unknown);
void ccs_armor_forget(struct ccs_armor *armor);

void ccs_armor_open(struct ccs_armor *armor, const struct ccs_item *item);
void ccs_armor_file(struct ccs_armor *armor, const char *path);

#endif /* CCS_LIB_ARMOR_READ_H */
