/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What kind of terminal it is
 */

#ifndef EDITOR_TERMINAL_H
#define EDITOR_TERMINAL_H

#include <stdbool.h>

void terminal_start(void);
void terminal_mouse(bool take);
void terminal_stop(void);

#endif /* EDITOR_TERMINAL_H */
