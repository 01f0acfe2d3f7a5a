/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Classes of characters in AppArmor's patterns
 */

#ifndef CCS_LIB_ARMOR_CLASS_H
#define CCS_LIB_ARMOR_CLASS_H

#include "strbuf.h"

/* One of them; no name has these bytes as they are. */
enum ccs_armor_mark {
	CCS_ARMOR_DIGIT = 1,
	CCS_ARMOR_HEX,
	CCS_ARMOR_LETTER,
};

const char *ccs_armor_class(const char *text, struct ccs_strbuf *out);

#endif /* CCS_LIB_ARMOR_CLASS_H */
