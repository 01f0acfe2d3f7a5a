/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Keys
 */

#ifndef CCS_LIB_TERM_H
#define CCS_LIB_TERM_H

#include <stdbool.h>
#include <stddef.h>

/* Keys that are no characters. */
enum ccs_key {
	CCS_KEY_NONE = -1,
	CCS_KEY_END_OF_INPUT = -2,
	CCS_KEY_UP = 0x100,
	CCS_KEY_DOWN,
	CCS_KEY_LEFT,
	CCS_KEY_RIGHT,
	CCS_KEY_HOME,
	CCS_KEY_END,
	CCS_KEY_INSERT,
	CCS_KEY_DELETE,
	CCS_KEY_PAGE_UP,
	CCS_KEY_PAGE_DOWN,
	CCS_KEY_ENTER,
	CCS_KEY_BACKSPACE,
	CCS_KEY_CLICK,
	CCS_KEY_WHEEL_UP,
	CCS_KEY_WHEEL_DOWN,
};

void ccs_term_start(void);
void ccs_term_stop(void);
int ccs_term_signals(void);
void ccs_term_forget(void);
int ccs_term_key(void);
bool ccs_term_pasted(void);
void ccs_term_clicked(int *row, int *column);
unsigned int ccs_term_width(void);
void ccs_term_print(const char *text, size_t len, unsigned int seconds);

#endif /* CCS_LIB_TERM_H */
