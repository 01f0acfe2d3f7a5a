/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Colours
 */

#ifndef CCS_LIB_COLOR_H
#define CCS_LIB_COLOR_H

#include <stdbool.h>

#define CCS_PLAIN	"\033[0m"
#define CCS_BOLD	"\033[1m"
#define CCS_RED		"\033[31m"
#define CCS_GREEN	"\033[32m"
#define CCS_YELLOW	"\033[33m"
#define CCS_CYAN	"\033[36m"

bool ccs_color_want(const char *when);
const char *ccs_color_mode(const char *mode);

#endif /* CCS_LIB_COLOR_H */
