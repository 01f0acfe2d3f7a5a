/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Both dialects side by side
 *
 * A side is a probe in a namespace whose PROFILE_VERSION says which rules apply
 * to it: the probe of common.h in <kernel>, where those of 1.8 do, and a second one
 * in a namespace of 1.7.
 */

#ifndef CCS_SELFTESTS_SIDE_H
#define CCS_SELFTESTS_SIDE_H

#include <stdbool.h>

#include "common.h"

#define OLD DIR "/old"
#define OLD_DOMAIN "<" OLD ">"
#define OLD_TARGET OLD_DOMAIN " " TARGET

/**
 * struct side - a probe of either dialect
 * @program: what is started
 * @ns: what the lines of its namespace begin with
 * @domain: where it runs
 * @child: where TARGET runs that it executes
 * @last: last word of @domain
 * @old: it is that of 1.7
 */
struct side {
	const char *program;
	const char *ns;
	const char *domain;
	const char *child;
	const char *last;
	bool old;
};

extern const struct side new_side;
extern const struct side old_side;

int fresh_sides(int profile);
void leave_sides(void);

int side_profile(const struct side *side, int number, const char *text);
int side_reset_profile(const struct side *side, int number);
int side_exception(const struct side *side, const char *line);
int side_no_exception(const struct side *side, const char *line);

#endif /* CCS_SELFTESTS_SIDE_H */
