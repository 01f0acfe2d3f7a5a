/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Time that is left, at the end of the row of a prompt
 */

#ifndef CCS_LIB_COUNTDOWN_H
#define CCS_LIB_COUNTDOWN_H

#include <stdbool.h>

/**
 * struct ccs_countdown - what is on the screen
 * @drawn: something is
 * @text: it
 */
struct ccs_countdown {
	bool drawn;
	char text[32];
};

void ccs_countdown_draw(struct ccs_countdown *countdown, long long left,
			unsigned int column);
void ccs_countdown_erase(struct ccs_countdown *countdown);

#endif /* CCS_LIB_COUNTDOWN_H */
