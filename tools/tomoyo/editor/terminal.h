/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What kind of terminal it is
 */

#ifndef EDITOR_TERMINAL_H
#define EDITOR_TERMINAL_H

void terminal_start(void);

#endif /* EDITOR_TERMINAL_H */
