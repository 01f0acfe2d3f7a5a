/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Line editor
 */

#ifndef CCS_LIB_EDIT_H
#define CCS_LIB_EDIT_H

#include "list.h"
#include "strbuf.h"

enum ccs_edit_state {
	CCS_EDIT_MORE,
	CCS_EDIT_DONE,
	CCS_EDIT_CANCELLED,
};

/**
 * struct ccs_edit - a line being typed; all zeroes before the first
 * @text: the line
 * @cursor: where in it the next character goes
 * @history: lines typed before, the last one last
 * @at: which of them is shown; their number for what is being typed
 * @kept: what was being typed, while another is shown
 * @killed: what Ctrl-W, Ctrl-U and Ctrl-K took, for Ctrl-Y
 */
struct ccs_edit {
	struct ccs_strbuf text;
	size_t cursor;
	struct ccs_list history;
	size_t at;
	struct ccs_strbuf kept;
	struct ccs_strbuf killed;
};

void ccs_edit_start(struct ccs_edit *edit, const char *text);
enum ccs_edit_state ccs_edit_key(struct ccs_edit *edit, int key);
void ccs_edit_remember(struct ccs_edit *edit, const char *text);
size_t ccs_edit_view(const struct ccs_edit *edit, unsigned int width,
		     unsigned int step);
void ccs_edit_free(struct ccs_edit *edit);

#endif /* CCS_LIB_EDIT_H */
