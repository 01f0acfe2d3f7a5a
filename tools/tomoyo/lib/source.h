/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where policy comes from
 */

#ifndef CCS_LIB_SOURCE_H
#define CCS_LIB_SOURCE_H

#include <stdbool.h>

#include "fail.h"
#include "line.h"
#include "model.h"

/* The source that is the policy in the kernel. */
#define CCS_SOURCE_KERNEL "kernel"

/**
 * struct ccs_source - policy from a file, from standard input or the kernel
 * @lines: its lines
 * @text: what the kernel printed
 */
struct ccs_source {
	struct ccs_lines lines;
	struct ccs_strbuf text;
};

enum ccs_exit ccs_source_open(struct ccs_source *source, const char *where,
			      const char *node);
enum ccs_exit ccs_source_close(struct ccs_source *source);
enum ccs_exit ccs_source_read(struct ccs_model *model, const char *where,
			      bool exception);

#endif /* CCS_LIB_SOURCE_H */
