// SPDX-License-Identifier: GPL-2.0-only
/*
 * A line typed behind a prompt
 */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "prompt.h"
#include "term.h"

/* Columns by which a line moves that is longer than the row. */
#define STEP 8

/**
 * ccs_prompt_draw - draw the line that is typed, if this is a terminal
 * @prompt: where
 * @edit: the line
 */
void ccs_prompt_draw(struct ccs_prompt *prompt, const struct ccs_edit *edit)
{
	const size_t start = strlen(prompt->text);
	const unsigned int width = ccs_term_width();
	const unsigned int room = width > start + STEP + 1 ?
				  width - start - 1 : STEP;
	const size_t first = ccs_edit_view(edit, room, STEP);

	if (!isatty(STDOUT_FILENO))
		return;
	prompt->column = start + edit->cursor - first;
	printf("\r%s%.*s\033[K\r\033[%zuC", prompt->text, (int)room,
	       edit->text.text + first, prompt->column);
	fflush(stdout);
}

/**
 * ccs_prompt_resized - draw the line again, as the terminal has another width
 * @prompt: where
 * @edit: the line
 *
 * What was one row may have become two.
 */
void ccs_prompt_resized(struct ccs_prompt *prompt, const struct ccs_edit *edit)
{
	const size_t above = prompt->column / ccs_term_width();

	if (!isatty(STDOUT_FILENO))
		return;
	if (above)
		printf("\033[%zuA", above);
	printf("\r\033[J");
	ccs_prompt_draw(prompt, edit);
}
