/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What learning needs to go on after an interruption
 */

#ifndef CCS_LIB_LEARN_STATE_H
#define CCS_LIB_LEARN_STATE_H

#include <stdbool.h>

#include "strbuf.h"

/**
 * struct ccs_learn_state - the state, and its file
 * @dir: descriptor of the directory, -1 if there is none
 * @name: the file's name there
 * @path: all of its name, for messages
 * @top: the domain that is learned
 * @active: the policy in the kernel is not as it was
 * @line: the line that was added to the exception policy, NULL for none
 * @before: the text of the domains before
 * @learned: what was learned in those domains: text with "# round N" before
 *	what each round brought
 * @rounds: the number of the last one
 */
struct ccs_learn_state {
	int dir;
	char *name;
	char *path;
	const char *top;
	bool active;
	char *line;
	struct ccs_strbuf before;
	struct ccs_strbuf learned;
	unsigned int rounds;
};

void ccs_learn_state_open(struct ccs_learn_state *state, const char *dir,
			  const char *top);
bool ccs_learn_state_read(struct ccs_learn_state *state);
void ccs_learn_state_forget(struct ccs_learn_state *state);
void ccs_learn_state_round(struct ccs_learn_state *state, unsigned int round);
void ccs_learn_state_write(const struct ccs_learn_state *state);
void ccs_learn_state_drop(const struct ccs_learn_state *state);
void ccs_learn_state_close(struct ccs_learn_state *state);

#endif /* CCS_LIB_LEARN_STATE_H */
