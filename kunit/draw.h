/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Random policies and requests
 */

#ifndef CCS_KUNIT_DRAW_H
#define CCS_KUNIT_DRAW_H

#include "../core/env.h"

#define CCS_DRAW_ROOM 256

enum ccs_draw {
	CCS_DRAW_ACL,
	CCS_DRAW_REQUEST,
	CCS_DRAW_MEMBER,
	CCS_DRAW_EXCEPTION,
	CCS_DRAW_PROFILE,
	CCS_DRAW_FLAG,
	CCS_DRAW_COUNT
};

u32 ccs_draw_below(u32 *seed, u32 limit);
void ccs_draw_line(u32 *seed, enum ccs_draw what, char line[CCS_DRAW_ROOM]);

#endif /* CCS_KUNIT_DRAW_H */
