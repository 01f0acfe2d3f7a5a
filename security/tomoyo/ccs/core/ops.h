/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Operations and their categories
 *
 * The lists below are the only place that knows which operations exist. Each
 * is expanded by the parser, the printer, profiles and audit records. A new
 * operation is one row here and its check.
 */

#ifndef CCS_CORE_OPS_H
#define CCS_CORE_OPS_H

#include "env.h"
#include "span.h"

/* X(identifier, keyword), in output order (policy-language 12.2). */
#define CCS_CATEGORIES(X)	\
	X(FILE, "file")

/* X(identifier, category, keyword): what a profile can set by itself. */
#define CCS_ITEMS(X)				\
	X(FILE_EXECUTE, FILE, "execute")	\
	X(FILE_OPEN, FILE, "open")		\
	X(FILE_GETATTR, FILE, "getattr")

/* X(identifier, item, keyword): operations on one path, in print order. */
#define CCS_PATH_OPS(X)				\
	X(EXECUTE, FILE_EXECUTE, "execute")	\
	X(READ, FILE_OPEN, "read")		\
	X(WRITE, FILE_OPEN, "write")		\
	X(APPEND, FILE_OPEN, "append")		\
	X(GETATTR, FILE_GETATTR, "getattr")

enum ccs_category {
#define X(id, keyword) CCS_CATEGORY_##id,
	CCS_CATEGORIES(X)
#undef X
	CCS_CATEGORY_COUNT
};

enum ccs_item {
#define X(id, category, keyword) CCS_ITEM_##id,
	CCS_ITEMS(X)
#undef X
	CCS_ITEM_COUNT
};

enum ccs_path_op {
#define X(id, item, keyword) CCS_PATH_##id,
	CCS_PATH_OPS(X)
#undef X
	CCS_PATH_OP_COUNT
};

/* Bits of an entry are an u16. */
static_assert(CCS_PATH_OP_COUNT <= 16);

extern const char *const ccs_category_names[CCS_CATEGORY_COUNT];
extern const char *const ccs_item_names[CCS_ITEM_COUNT];
extern const u8 ccs_item_category[CCS_ITEM_COUNT];
extern const char *const ccs_path_op_names[CCS_PATH_OP_COUNT];
extern const u8 ccs_path_op_item[CCS_PATH_OP_COUNT];

int ccs_keyword_index(const char *const *names, int count,
		      const struct ccs_span *word);

#endif /* CCS_CORE_OPS_H */
