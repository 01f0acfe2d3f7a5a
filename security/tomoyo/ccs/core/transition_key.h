/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How transition control entries are found
 */

#ifndef CCS_CORE_TRANSITION_KEY_H
#define CCS_CORE_TRANSITION_KEY_H

#include "env.h"

/*
 * An execution has three names for its domain, the full one, the last word
 * and any, and two for its program: six pairs to look up, whatever the number
 * of entries about one of the programs or one of the domains. So the key is
 * the pair; 0 stands for any. Multiplying keeps the pairs (a, b) and (b, a)
 * apart.
 */
static inline u32 ccs_transition_key(u32 program, u32 domain)
{
	return program * 0x9e3779b1u ^ domain;
}

#endif /* CCS_CORE_TRANSITION_KEY_H */
