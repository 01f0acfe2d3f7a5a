/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A line typed behind a prompt
 */

#ifndef CCS_LIB_PROMPT_H
#define CCS_LIB_PROMPT_H

#include "edit.h"

/**
 * struct ccs_prompt - the row of a terminal where a line is typed
 * @text: what stands before it
 * @column: where the cursor was left
 */
struct ccs_prompt {
	const char *text;
	size_t column;
};

void ccs_prompt_draw(struct ccs_prompt *prompt, const struct ccs_edit *edit);
void ccs_prompt_resized(struct ccs_prompt *prompt, const struct ccs_edit *edit);

#endif /* CCS_LIB_PROMPT_H */
